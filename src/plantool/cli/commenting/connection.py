"""Requests to one service: its token goes to its own host and nowhere else, least of all a log."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from plantool import __version__
from plantool.errors import PlantoolError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from http.client import HTTPMessage

_PORTS = {"http": 80, "https": 443}
_KEEPS_METHOD = {307, 308}
_TOLD = {401, 403, 404, 422}  # what to do about them is known
_LONGEST = 500  # characters of a service's own words
_EXHAUSTED = ("x-ratelimit-remaining", "ratelimit-remaining")


class ServiceError(PlantoolError):
    """The service that keeps the comments is not reached, or refuses (exit 3).

    ``status`` is that of its answer; None where there was none.
    """

    exit_code = 3

    def __init__(self, key: str, *, status: int | None = None, **arguments: object) -> None:
        super().__init__(key, status=status, **arguments)
        self.status = status


class Answer(NamedTuple):
    """The JSON of an answer, and its headers."""

    data: object
    headers: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A service's API: its address without a slash at the end, and what opens it."""

    service: str
    """What people call it: GitHub or GitLab."""
    api: str
    token: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    """What goes with every request, the token in it."""
    timeout: float
    """Seconds to wait for the connection, and for each part of an answer."""

    def send(self, method: str, url: str, data: Mapping[str, str] | None = None) -> Answer:
        """Send one request, ``data`` as JSON; raises ServiceError."""
        if origin(url) != origin(self.api):
            raise self._elsewhere(url)
        content = None if data is None else json.dumps(data).encode("utf-8")
        headers = {**dict(self.headers), "User-Agent": f"plantool/{__version__}"}
        if content is not None:
            headers["Content-Type"] = "application/json"
        request = Request(url, data=content, headers=headers, method=method)  # noqa: S310 - as api
        try:
            with build_opener(_SameHost).open(request, timeout=self.timeout) as response:
                return Answer(json.loads(response.read()), response.headers)
        except _ElsewhereError as error:
            raise self._elsewhere(error.url) from None
        except HTTPError as error:
            raise self._refused(error, method, url) from None
        except (ValueError, RecursionError):  # no JSON, or a redirect to no address
            raise self.misunderstood(url) from None
        except (OSError, HTTPException) as error:  # no route, no certificate, no end of waiting
            raise self._unreached(error) from None

    def misunderstood(self, url: str) -> ServiceError:
        """Return the failure of an answer that is not what the API promises."""
        return ServiceError("error.comment-answer", service=self.service, url=_plain(url))

    def _elsewhere(self, url: str) -> ServiceError:
        found = origin(url)
        host = found.host if found else "?"
        return ServiceError("error.comment-elsewhere", service=self.service, host=host)

    def _unreached(self, error: Exception) -> ServiceError:
        reason = error.reason if isinstance(error, URLError) else error
        service, host = self.service, urlsplit(self.api).netloc
        if isinstance(reason, TimeoutError):
            seconds = f"{self.timeout:g}"
            return ServiceError("error.comment-late", service=service, host=host, seconds=seconds)
        words = self._safe(str(reason) or type(reason).__name__)
        return ServiceError("error.comment-unreached", service=service, host=host, reason=words)

    def _refused(self, error: HTTPError, method: str, url: str) -> ServiceError:
        with error:
            words = self._safe(_own_words(error) or str(error.reason))
        key = f"error.comment-{error.code}" if error.code in _TOLD else "error.comment-refused"
        if error.code == 403:  # noqa: PLR2004 - forbidden, which has several reasons
            key = (
                "error.comment-refused" if _asks_to_wait(error) else f"{key}-{self.service.lower()}"
            )
        return ServiceError(
            key,
            status=error.code,
            service=self.service,
            request=f"{method} {_plain(url)}",
            message=words,
        )

    def _safe(self, words: str) -> str:
        """Shorten what the service says to one line, without the token should it repeat it."""
        line = " ".join(words.replace(self.token, "…").split())
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


class Origin(NamedTuple):
    """Where a token may go: one scheme, host and port."""

    scheme: str
    host: str
    port: int


def origin(url: str) -> Origin | None:
    """Return the origin of a web address; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return Origin(parts.scheme, parts.hostname, port) if parts.hostname else None


class _ElsewhereError(Exception):
    """A redirect leads to another host."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class _SameHost(HTTPRedirectHandler):
    """Follows redirects within one host, with the same method; urllib's own takes tokens along."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],  # noqa: ARG002 - as urllib calls it
        code: int,
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> Request | None:
        if origin(newurl) != origin(req.full_url):
            raise _ElsewhereError(newurl)
        method = req.get_method()
        if method != "GET" and code not in _KEEPS_METHOD:
            return None  # which makes it a failure: the change was not made
        return Request(newurl, data=req.data, headers=dict(req.headers), method=method)  # noqa: S310


def _asks_to_wait(error: HTTPError) -> bool:
    """Tell whether only too much was asked in too short a time."""
    spent = any(error.headers.get(name) == "0" for name in _EXHAUSTED)
    return spent or "retry-after" in error.headers


def _plain(url: str) -> str:
    """Leave the query out."""
    return url.partition("?")[0]


def _own_words(error: HTTPError) -> str:
    """Return what a service says about its refusal; nothing where it is not JSON."""
    try:
        said = json.loads(error.read())
    except (ValueError, RecursionError, OSError, HTTPException):
        return ""
    if not isinstance(said, dict):
        return ""
    words = [
        said[key] for key in ("message", "error", "error_description", "errors") if said.get(key)
    ]
    return " / ".join(w if isinstance(w, str) else json.dumps(w, ensure_ascii=False) for w in words)
