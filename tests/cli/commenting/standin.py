"""A server that stands in for the APIs of GitHub and GitLab."""

from __future__ import annotations

import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Request(NamedTuple):
    """What the server was asked."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any


class Failure(NamedTuple):
    """What the server answers instead of doing what it was asked, or after doing it (``done``).

    It sends the body byte by byte, ``drip`` seconds apart, where that is given.
    """

    status: int
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = ()
    done: bool = False
    drip: float = 0


@dataclass
class Standin:
    """Keeps comments, pages them and remembers what it was asked.

    ``failures`` are its answers each time, ``first`` once, in their order. ``user`` is whose the
    token is; GitHub does not tell the token of a run, whose comments are those of a bot.
    """

    url: str = ""
    page: int = 100
    user: int = 1
    a_person: bool = False
    delay: float = 0
    next_page: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    failures: dict[tuple[str, str], Failure] = field(default_factory=dict)
    first: dict[tuple[str, str], list[Failure]] = field(default_factory=dict)

    def add(
        self, body: str | None, author: int = 1, *, system: bool = False, person: bool = False
    ) -> dict[str, Any]:
        number = 100 + len(self.comments)
        user = {"id": author, "type": "User" if person or self.a_person else "Bot"}
        entry = {"id": number, "body": body, "author": user, "user": user, "system": system}
        self.comments.append(entry)
        return entry

    @property
    def writes(self) -> list[Request]:
        return [request for request in self.requests if request.method != "GET"]

    @property
    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def answer(self, asked: Request) -> Failure:
        key = (asked.method, asked.path)
        waiting = self.first.get(key)
        failure = waiting.pop(0) if waiting else self.failures.get(key)
        if failure and failure.done:
            self._do(asked)
        return failure or self._do(asked)

    def _do(self, asked: Request) -> Failure:
        match asked.method:
            case "GET" if asked.path == "/user" and not self.a_person:
                return Failure(403, b'{"message": "Resource not accessible by integration"}')
            case "GET" if asked.path in {"/user", "/api/v4/user"}:
                return Failure(200, json.dumps({"id": self.user}).encode())
            case "GET":
                return self._list(asked)
            case "POST":
                return Failure(201, json.dumps(self.add(asked.body["body"])).encode())
            case _:
                number = int(asked.path.rpartition("/")[2])
                entry = next(c for c in self.comments if c["id"] == number)
                entry["body"] = asked.body["body"]
                return Failure(200, json.dumps(entry).encode())

    def _list(self, asked: Request) -> Failure:
        at = int(asked.query.get("page", ["1"])[0])
        page = self.comments[(at - 1) * self.page : at * self.page]
        last = at * self.page >= len(self.comments)
        here = self.next_page or f"{self.url}{asked.path}?per_page=100"
        link = f'<{here}&page=1>; rel="first"' + (
            "" if last else f', <{here}&page={at + 1}>; rel="next"'
        )
        headers = (("Link", link), ("x-next-page", "" if last else str(at + 1)))
        return Failure(200, json.dumps(page).encode(), headers)


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a stand-in, which its server knows."""

    standin: Standin

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if self.raw_requestline and self.parse_request():
            self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size)) if size else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Request(self.command, parts.path, parse_qs(parts.query), headers, body)
        self.standin.requests.append(asked)
        time.sleep(self.standin.delay)
        answer = self.standin.answer(asked)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        for piece in (
            answer.body[at : at + 1] for at in range(len(answer.body) * bool(answer.drip))
        ):
            self.wfile.write(piece)
            time.sleep(answer.drip)
        if not answer.drip:
            self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Says nothing of clients that went away."""

    def handle_error(self, *_: object) -> None:
        """Keep quiet: not to wait any longer is what some tests are about."""


def serving(standin: Standin, certificate: Path | None = None) -> Iterator[Standin]:
    """Run a server for ``standin`` on a free port of this computer."""
    handler = type("Bound", (Handler,), {"standin": standin})
    with Server(("127.0.0.1", 0), handler) as server:
        scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            scheme = "https"
        standin.url = f"{scheme}://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield standin
        server.shutdown()
        thread.join()
