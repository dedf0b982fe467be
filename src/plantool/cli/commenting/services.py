"""The comments of a pull request on GitHub, and of a merge request on GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol
from urllib.parse import quote, urljoin

from plantool.cli.commenting.connection import Connection, ServiceError
from plantool.light_dataclasses import dataclass
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

_NEXT_LINK = compile_late(r'<([^>]*)>[^,<]*;\s*rel="?next"?(?=\s*(?:[;,]|$))')
_ID_LIMIT = 2**63
_PAGE_LIMIT = 100  # of a hundred comments each
_HIDDEN_STATUSES = {403, 404}  # answers of a service that does not say who we are


class ServiceComment(NamedTuple):
    """A comment of the service; ``url`` is its address in the API.

    ``author`` is the id of its author, ``by_bot`` whether the author is known to be no person.
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
    def reference(self) -> str:
        """Name the pull or merge request for people."""

    def yield_comments(self) -> Iterator[ServiceComment]:
        """Yield the comments, the oldest first; raises ServiceError."""

    def is_ours(self, comment: ServiceComment, ask_account: Callable[[], int | None]) -> bool:
        """Tell whether the comment may be changed.

        ``ask_account`` returns the id of the token's account; None where the token may not ask.
        """

    def create_comment(self, body: str) -> None:
        """Write a new comment; raises ServiceError."""

    def update_comment(self, comment: ServiceComment, body: str) -> None:
        """Replace what a comment says; raises ServiceError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """A pull request on GitHub; its comments are those of an issue."""

    connection: Connection
    repository: str
    number: int
    limit: ClassVar[int] = 65_536

    @property
    def reference(self) -> str:
        return f"GitHub {self.repository}#{self.number}"

    @property
    def _issues_url(self) -> str:
        return f"{self.connection.api}/repos/{quote(self.repository)}/issues"

    def yield_comments(self) -> Iterator[ServiceComment]:
        url = f"{self._issues_url}/{self.number}/comments?per_page=100"
        seen: set[str] = set()
        while url and url not in seen:
            _count_page(seen, url, self.connection)
            entries, headers = _read_entries(self.connection, url)
            for entry in entries:
                user = entry.get("user")
                by_bot = isinstance(user, dict) and user.get("type") == "Bot"
                comment_url = f"{self._issues_url}/comments/{entry['id']}"
                yield ServiceComment(comment_url, entry["body"], _find_user_id(user), by_bot)
            url = _find_next_link(headers, url)

    def is_ours(self, comment: ServiceComment, ask_account: Callable[[], int | None]) -> bool:
        """Tell so of any bot's comment: the token of a run is a bot's and may not ask whose."""
        return comment.by_bot or (comment.author is not None and comment.author == ask_account())

    def create_comment(self, body: str) -> None:
        _write_body(self.connection, "POST", f"{self._issues_url}/{self.number}/comments", body)

    def update_comment(self, comment: ServiceComment, body: str) -> None:
        _write_body(self.connection, "PATCH", comment.url, body)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitLab:
    """A merge request on GitLab; its comments are called notes."""

    connection: Connection
    project: str
    number: int
    limit: ClassVar[int] = 1_000_000

    @property
    def reference(self) -> str:
        return f"GitLab {self.project}!{self.number}"

    @property
    def _notes_url(self) -> str:
        project = quote(self.project, safe="")
        return f"{self.connection.api}/projects/{project}/merge_requests/{self.number}/notes"

    def yield_comments(self) -> Iterator[ServiceComment]:
        page = "1"
        seen: set[str] = set()
        while page and page not in seen:
            _count_page(seen, page, self.connection)
            query = f"per_page=100&sort=asc&order_by=created_at&page={quote(page)}"
            entries, headers = _read_entries(self.connection, f"{self._notes_url}?{query}")
            for entry in entries:
                if not entry.get("system"):
                    comment_url = f"{self._notes_url}/{entry['id']}"
                    yield ServiceComment(
                        comment_url, entry["body"], _find_user_id(entry.get("author"))
                    )
            page = headers.get("x-next-page", "").strip()

    def is_ours(self, comment: ServiceComment, ask_account: Callable[[], int | None]) -> bool:
        """Tell so of any comment where the token may not ask whose it is: the marker must do."""
        return ask_account() in {None, comment.author}

    def create_comment(self, body: str) -> None:
        _write_body(self.connection, "POST", self._notes_url, body)

    def update_comment(self, comment: ServiceComment, body: str) -> None:
        _write_body(self.connection, "PUT", comment.url, body)


def find_account_id(connection: Connection) -> int | None:
    """Return the id of the token's account; None where it may not ask. Raises ServiceError."""
    try:
        return _find_user_id(connection.send_request("GET", f"{connection.api}/user").data)
    except ServiceError as error:
        if error.status in _HIDDEN_STATUSES and not error.is_temporary:
            return None
        raise


def is_service_id(value: object) -> bool:
    """Tell whether a value can be an id or a number of a service, and so part of an address."""
    return type(value) is int and 0 < value < _ID_LIMIT


def _find_user_id(user: object) -> int | None:
    number = user.get("id") if isinstance(user, dict) else None
    return number if is_service_id(number) else None


def _count_page(seen: set[str], page: str, connection: Connection) -> None:
    """Remember a page; raises ServiceError where there is no end of them."""
    if len(seen) == _PAGE_LIMIT:
        raise connection.build_endless_error(connection.api)
    seen.add(page)


def _read_entries(connection: Connection, url: str) -> tuple[list[dict[str, Any]], Message]:
    """Return one page of comments, each with an ``id`` and a ``body``; raises ServiceError."""
    answer = connection.send_request("GET", url)
    entries = answer.data
    if not isinstance(entries, list) or not all(map(_is_comment_entry, entries)):
        raise connection.build_answer_error(url)
    return [{**entry, "body": entry["body"] or ""} for entry in entries], answer.headers


def _is_comment_entry(entry: object) -> bool:
    match entry:
        case {"id": number, "body": str() | None}:
            return is_service_id(number)
        case _:
            return False


def _write_body(connection: Connection, method: str, url: str, body: str) -> None:
    """Send a body, and see that a comment comes back; raises ServiceError."""
    data = connection.send_request(method, url, {"body": body}).data
    if not _is_comment_entry(data):
        raise connection.build_answer_error(url)


def _find_next_link(headers: Message, url: str) -> str:
    """Return the address of the next page; nothing where there is none."""
    found = _NEXT_LINK.search(", ".join(headers.get_all("Link", [])))
    if not found:
        return ""
    link: str = found[1]
    try:
        return urljoin(url, link)
    except ValueError:  # no address, which is said when it is asked for
        return link
