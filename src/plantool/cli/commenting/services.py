"""The comments of a pull request on GitHub, and of a merge request on GitLab."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol
from urllib.parse import quote, urljoin

from plantool.cli.commenting.connection import Connection, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

_NEXT = re.compile(r'<([^>]*)>[^,<]*;\s*rel="?next"?(?=\s*(?:[;,]|$))')
_IDS = 2**63
_PAGES = 100  # of a hundred comments each
_HIDDEN = {403, 404}  # answers of a service that does not say who we are


class Comment(NamedTuple):
    """A comment that is there; ``url`` is its place in the API.

    ``author`` is the id of its author, ``by_bot`` whether that is no person, if the service tells.
    """

    url: str
    body: str
    author: int | None = None
    by_bot: bool = False


class Service(Protocol):
    """Where the comments of one pull or merge request are."""

    @property
    def connection(self) -> Connection:
        """The way to it."""

    @property
    def limit(self) -> int:
        """Characters that a comment may have."""

    @property
    def place(self) -> str:
        """Say for people which pull or merge request it is."""

    def comments(self) -> Iterator[Comment]:
        """Yield the comments, the oldest first; raises ServiceError."""

    def is_ours(self, comment: Comment, account: Callable[[], int | None]) -> bool:
        """Tell whether the comment may be changed; ``account`` asks whose the token is."""

    def create(self, body: str) -> None:
        """Write a new comment; raises ServiceError."""

    def change(self, comment: Comment, body: str) -> None:
        """Replace what a comment says; raises ServiceError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """A pull request on GitHub; its comments are those of an issue."""

    connection: Connection
    repository: str
    number: int
    limit: ClassVar[int] = 65_536

    @property
    def place(self) -> str:
        return f"GitHub {self.repository}#{self.number}"

    @property
    def _issues(self) -> str:
        return f"{self.connection.api}/repos/{quote(self.repository)}/issues"

    def comments(self) -> Iterator[Comment]:
        url = f"{self._issues}/{self.number}/comments?per_page=100"
        seen: set[str] = set()
        while url and url not in seen:
            _count(seen, url, self.connection)
            entries, headers = _entries(self.connection, url)
            for entry in entries:
                who = entry.get("user")
                by_bot = isinstance(who, dict) and who.get("type") == "Bot"
                place = f"{self._issues}/comments/{entry['id']}"
                yield Comment(place, entry["body"], _id_of(who), by_bot)
            url = _next_link(headers, url)

    def is_ours(self, comment: Comment, account: Callable[[], int | None]) -> bool:
        """Tell so of a bot's: the token of a run, which is one, may not ask who it is."""
        return comment.by_bot or (comment.author is not None and comment.author == account())

    def create(self, body: str) -> None:
        _write(self.connection, "POST", f"{self._issues}/{self.number}/comments", body)

    def change(self, comment: Comment, body: str) -> None:
        _write(self.connection, "PATCH", comment.url, body)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitLab:
    """A merge request on GitLab; its comments are called notes."""

    connection: Connection
    project: str
    number: int
    limit: ClassVar[int] = 1_000_000

    @property
    def place(self) -> str:
        return f"GitLab {self.project}!{self.number}"

    @property
    def _notes(self) -> str:
        project = quote(self.project, safe="")
        return f"{self.connection.api}/projects/{project}/merge_requests/{self.number}/notes"

    def comments(self) -> Iterator[Comment]:
        page = "1"
        seen: set[str] = set()
        while page and page not in seen:
            _count(seen, page, self.connection)
            query = f"per_page=100&sort=asc&order_by=created_at&page={quote(page)}"
            entries, headers = _entries(self.connection, f"{self._notes}?{query}")
            for entry in entries:
                if not entry.get("system"):
                    place = f"{self._notes}/{entry['id']}"
                    yield Comment(place, entry["body"], _id_of(entry.get("author")))
            page = headers.get("x-next-page", "").strip()

    def is_ours(self, comment: Comment, account: Callable[[], int | None]) -> bool:
        """Tell so by the marker alone where the token may not ask who it is."""
        return account() in {None, comment.author}

    def create(self, body: str) -> None:
        _write(self.connection, "POST", self._notes, body)

    def change(self, comment: Comment, body: str) -> None:
        _write(self.connection, "PUT", comment.url, body)


def account_of(connection: Connection) -> int | None:
    """Return the id of the token's account; None where it may not ask. Raises ServiceError."""
    try:
        return _id_of(connection.send("GET", f"{connection.api}/user").data)
    except ServiceError as error:
        if error.status in _HIDDEN and not error.passes:
            return None
        raise


def is_id(value: object) -> bool:
    """Tell whether a value can be an id or a number of a service: it becomes part of addresses."""
    return type(value) is int and 0 < value < _IDS


def _id_of(user: object) -> int | None:
    number = user.get("id") if isinstance(user, dict) else None
    return number if is_id(number) else None


def _count(seen: set[str], page: str, connection: Connection) -> None:
    """Remember a page; raises ServiceError where there is no end of them."""
    if len(seen) == _PAGES:
        raise connection.endless(connection.api)
    seen.add(page)


def _entries(connection: Connection, url: str) -> tuple[list[dict[str, Any]], Message]:
    """Return one page of comments, each with an ``id`` and a ``body``; raises ServiceError."""
    answer = connection.send("GET", url)
    entries = answer.data
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise connection.misunderstood(url)
    return [{**entry, "body": entry["body"] or ""} for entry in entries], answer.headers


def _is_entry(entry: object) -> bool:
    match entry:
        case {"id": number, "body": str() | None}:
            return is_id(number)
        case _:
            return False


def _write(connection: Connection, method: str, url: str, body: str) -> None:
    """Send a body, and see that a comment comes back; raises ServiceError."""
    data = connection.send(method, url, {"body": body}).data
    if not _is_entry(data):
        raise connection.misunderstood(url)


def _next_link(headers: Message, url: str) -> str:
    """Return the address of the next page; nothing where there is none."""
    found = _NEXT.search(", ".join(headers.get_all("Link", [])))
    if not found:
        return ""
    place: str = found[1]
    try:
        return urljoin(url, place)
    except ValueError:  # no address, which is said when it is asked for
        return place
