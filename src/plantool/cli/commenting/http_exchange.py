"""One request over HTTP and its answer, within limits of size and time and to one host."""

from __future__ import annotations

from http.client import HTTPException
from threading import Thread
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from http.client import HTTPMessage, HTTPResponse

MOST_BYTES = 32 * 1024 * 1024
"""A page of a hundred long comments has fewer."""

_PORTS = {"http": 80, "https": 443}
_KEEPS_METHOD = {307, 308}


class HttpReply(NamedTuple):
    """An answer of any status."""

    status: int
    reason: str
    headers: Message
    body: bytes


class ElsewhereError(Exception):
    """A redirect leads to another host, which must not get the token."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class EndlessError(Exception):
    """An answer is larger than any that a service gives."""


class Origin(NamedTuple):
    """Where a token may go: one scheme, host and port."""

    scheme: str
    host: str
    port: int


def parse_origin(url: str) -> Origin | None:
    """Return the origin of a web address; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return Origin(parts.scheme, parts.hostname, port) if parts.hostname else None


class HttpRequest(NamedTuple):
    """One request."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


def send_http_request(http_request: HttpRequest, seconds: float) -> HttpReply:
    """Send a request and return the answer, which has to be there ``seconds`` later.

    Raises OSError without an answer (TimeoutError: not in time), ElsewhereError, EndlessError, and
    ValueError for a redirect to no address.

    The time limit of a socket starts anew with every byte, so that a server which sends one from
    time to time would never end. So the request has a thread of its own, and this one waits.
    """
    outcomes: list[HttpReply | Exception] = []

    def send_and_keep() -> None:
        try:
            outcomes.append(_open_request(http_request, seconds))
        except Exception as error:  # noqa: BLE001 - raised again below
            outcomes.append(error)

    worker = Thread(target=send_and_keep, daemon=True)
    worker.start()
    worker.join(seconds)
    if not outcomes:
        raise TimeoutError
    return _unwrap_outcome(outcomes[0])


def _unwrap_outcome(outcome: HttpReply | Exception) -> HttpReply:
    """Return the answer, or raise the failure, one of the libraries as the OSError that it is."""
    match outcome:
        case HttpReply() as reply:
            return reply
        case URLError(reason=OSError() as reason):
            raise reason
        case HTTPException() as error:
            raise ConnectionError(str(error) or type(error).__name__)
        case error:
            raise error


def _open_request(http_request: HttpRequest, seconds: float) -> HttpReply:
    method, url, headers, body = http_request
    request = Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310 - as the API
    response: HTTPResponse | HTTPError
    try:
        response = build_opener(_SameHostRedirects).open(request, timeout=seconds)
    except HTTPError as refusal:
        response = refusal
    with response:
        return HttpReply(
            response.status or 0, response.reason, response.headers, _read_bounded(response)
        )


def _read_bounded(response: IO[bytes] | HTTPResponse) -> bytes:
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise EndlessError
    return body


class _SameHostRedirects(HTTPRedirectHandler):
    """Follows redirects within one host, with the same method; urllib's own takes tokens along."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,  # noqa: ARG002 - urllib hands it over
        headers: HTTPMessage,  # noqa: ARG002 - urllib hands it over
        newurl: str,
    ) -> Request | None:
        if parse_origin(newurl) != parse_origin(req.full_url):
            raise ElsewhereError(newurl)
        method = req.get_method()
        if method != "GET" and code not in _KEEPS_METHOD:
            return None  # which makes it a failure: the change was not made
        _read_bounded(fp)  # urllib would read all of it
        kept = dict(req.headers)
        return Request(newurl, data=req.data, headers=kept, method=method)  # noqa: S310 - same host
