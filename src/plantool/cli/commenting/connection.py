"""Requests to one service: its token goes to its own host and nowhere else, least of all a log."""

from __future__ import annotations

import json
import time
from ssl import SSLCertVerificationError
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from plantool.cli.commenting.http_exchange import (
    ElsewhereError,
    EndlessError,
    HttpRequest,
    parse_origin,
    send_http_request,
)
from plantool.errors import PlantoolError
from plantool.light_dataclasses import dataclass, field
from plantool.messages import shorten_text
from plantool.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

    from plantool.cli.commenting.http_exchange import HttpReply

PAUSES = (1.0, 3.0)
"""Seconds before asking a second and a third time, where the service names none."""

_REDIRECTION, _FORBIDDEN, _TOO_MANY = 300, 403, 429
_EXPLAINED = {401, 403, 404, 422}  # the catalogues have a remedy for each
_TEMPORARY = {500, 502, 503, 504}
_LONGEST_WORDS = 500  # characters of a service's own words
_EXHAUSTED = ("x-ratelimit-remaining", "ratelimit-remaining")
_LONGEST_WAIT = 6  # digits
_KEYS_WITH_WORDS = ("message", "error", "error_description", "errors")


class ServiceError(PlantoolError):
    """The service that keeps the comments is not reached, or refuses (exit 3).

    ``status`` is that of its answer; None without an answer. ``is_temporary`` tells whether asking
    again may help, after ``wait`` seconds if the service names them; ``is_unsure`` whether the
    service may have done the request all the same.
    """

    exit_code = 3

    def __init__(
        self,
        key: str,
        *,
        status: int | None = None,
        is_temporary: bool = False,
        is_unsure: bool = False,
        wait: float | None = None,
        **arguments: object,
    ) -> None:
        super().__init__(key, status=status, **arguments)
        self.status = status
        self.is_temporary = is_temporary
        self.is_unsure = is_unsure
        self.wait = wait


class JsonAnswer(NamedTuple):
    """The JSON of an answer, and its headers."""

    data: object
    headers: Message


class Patience(NamedTuple):
    """How many ``seconds`` all requests and pauses may take, and when they are over."""

    seconds: float
    end: float

    @classmethod
    def start_clock(cls, seconds: float) -> Patience:
        """Start the clock."""
        return cls(seconds, time.monotonic() + seconds)

    def count_remaining(self) -> float:
        """Return the seconds that are left."""
        return self.end - time.monotonic()

    def try_pause(self, seconds: float) -> bool:
        """Wait, if that leaves time for a request afterwards; tell whether it did."""
        if seconds >= self.count_remaining():
            return False
        time.sleep(seconds)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A service's API: its address without a slash at the end, and the token for it."""

    service: str
    """Its name for people: GitHub or GitLab."""
    api: str
    token: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    """The headers of every request, the token among them."""
    patience: Patience

    def send_request(
        self, method: str, url: str, data: Mapping[str, str] | None = None
    ) -> JsonAnswer:
        """Send one request, ``data`` as JSON; raises ServiceError.

        A temporary failure is tried again. A POST that may have succeeded is not, or there would
        be two comments: the caller looks whether the comment is there.
        """
        for pause in PAUSES:
            try:
                return self._send_once(method, url, data)
            except ServiceError as error:
                makes_two = method == "POST" and error.is_unsure
                if makes_two or not self.wait_for_retry(error, pause):
                    raise
        return self._send_once(method, url, data)

    def wait_for_retry(self, error: ServiceError, pause: float) -> bool:
        """Wait until it may help to ask again; tell whether it may."""
        return error.is_temporary and self.patience.try_pause(
            pause if error.wait is None else error.wait
        )

    def _send_once(self, method: str, url: str, data: Mapping[str, str] | None) -> JsonAnswer:
        if parse_origin(url) != parse_origin(self.api):
            raise self._build_redirect_error(url)
        try:
            reply = send_http_request(
                self._build_request(method, url, data), max(self.patience.count_remaining(), 0.001)
            )
            if reply.status >= _REDIRECTION:
                raise self._build_refusal_error(reply, method, url)
            return JsonAnswer(json.loads(reply.body), reply.headers)
        except ElsewhereError as error:
            raise self._build_redirect_error(error.url) from None
        except EndlessError:
            raise self.build_endless_error(url) from None
        except OSError as error:  # no route, no certificate, no answer in time
            raise self._build_network_error(error) from None
        except (ValueError, RecursionError):  # no JSON, or a redirect to no address
            raise self.build_answer_error(url) from None

    def _build_request(self, method: str, url: str, data: Mapping[str, str] | None) -> HttpRequest:
        content = None if data is None else json.dumps(data).encode("utf-8")
        headers = {**dict(self.headers), "User-Agent": f"plantool/{__version__}"}
        if content is not None:
            headers["Content-Type"] = "application/json"
        return HttpRequest(method, url, headers, content)

    def build_answer_error(self, url: str) -> ServiceError:
        """Return the failure of an answer that the API does not promise."""
        return ServiceError("error.comment-answer", service=self.service, url=_strip_query(url))

    def build_endless_error(self, url: str) -> ServiceError:
        """Return the failure of an answer, or a number of pages, beyond all measure."""
        return ServiceError("error.comment-endless", service=self.service, url=_strip_query(url))

    def _build_redirect_error(self, url: str) -> ServiceError:
        found = parse_origin(url)
        host = found.host if found else "?"
        return ServiceError("error.comment-elsewhere", service=self.service, host=host)

    def _build_network_error(self, reason: OSError) -> ServiceError:
        service, host = self.service, urlsplit(self.api).netloc
        if isinstance(reason, TimeoutError):
            seconds = f"{self.patience.seconds:g}"
            return ServiceError("error.comment-late", service=service, host=host, seconds=seconds)
        return ServiceError(
            "error.comment-unreached",
            is_temporary=not isinstance(reason, SSLCertVerificationError),
            is_unsure=True,
            service=service,
            host=host,
            reason=self._redact_words(str(reason) or type(reason).__name__),
        )

    def _build_refusal_error(self, reply: HttpReply, method: str, url: str) -> ServiceError:
        return ServiceError(
            self._choose_refusal_key(reply),
            status=reply.status,
            is_temporary=_is_temporary(reply),
            is_unsure=reply.status in _TEMPORARY,
            wait=_parse_wait(reply),
            service=self.service,
            request=f"{method} {_strip_query(url)}",
            message=self._redact_words(_find_service_words(reply) or reply.reason),
        )

    def _choose_refusal_key(self, reply: HttpReply) -> str:
        if reply.status not in _EXPLAINED:
            return "error.comment-refused"
        key = f"error.comment-{reply.status}"
        if reply.status != _FORBIDDEN:
            return key
        # 403 is the answer to too many requests, and to a token that lacks a right, which each
        # service grants in its own way
        is_limited = _is_rate_limited(reply)
        return "error.comment-refused" if is_limited else f"{key}-{self.service.lower()}"

    def _redact_words(self, words: str) -> str:
        """Shorten what the service says to one line, without the token should it repeat it."""
        return shorten_text(" ".join(words.replace(self.token, "…").split()), _LONGEST_WORDS)


def _is_rate_limited(reply: HttpReply) -> bool:
    """Tell whether the service only refuses more requests for a while."""
    spent = any(reply.headers.get(name) == "0" for name in _EXHAUSTED)
    return spent or "retry-after" in reply.headers


def _is_temporary(reply: HttpReply) -> bool:
    limited = reply.status == _FORBIDDEN and _parse_wait(reply) is not None
    return limited or reply.status in {*_TEMPORARY, _TOO_MANY}


def _parse_wait(reply: HttpReply) -> float | None:
    """Return the seconds that the service asks to wait; None where it names none."""
    seconds = reply.headers.get("retry-after", "").strip()
    return float(seconds) if seconds.isdecimal() and len(seconds) <= _LONGEST_WAIT else None


def _strip_query(url: str) -> str:
    """Return an address without its query."""
    return url.partition("?")[0]


def _find_service_words(reply: HttpReply) -> str:
    """Return what a service says about its refusal; nothing where it is not JSON."""
    try:
        refusal = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(refusal, dict):
        return ""
    found = filter(None, map(refusal.get, _KEYS_WITH_WORDS))
    return " / ".join(w if isinstance(w, str) else json.dumps(w, ensure_ascii=False) for w in found)
