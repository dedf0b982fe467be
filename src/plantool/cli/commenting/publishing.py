"""Makes a text the comment of a pull or merge request: a new one once, afterwards the same one."""

from __future__ import annotations

from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING

from plantool.cli.commenting.body import cut, is_empty, is_marked, is_same, marked, without_orders
from plantool.cli.commenting.connection import PAUSES, ServiceError
from plantool.cli.commenting.services import GitLab, account_of
from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.cli.commenting.services import Comment, Service
    from plantool.messages import Catalogue


class Outcome(Enum):
    """What became of the comment; the values name its text in the catalogue."""

    CREATED = "comment.created"
    CREATED_BESIDE = "comment.created-beside"
    CHANGED = "comment.changed"
    SAME = "comment.same"
    NOTHING = "comment.nothing"


def publish(
    service: Service, text: str, marker: str, texts: Catalogue, *, otherwise: str = "comment.empty"
) -> Outcome:
    """Write ``text`` as the comment with ``marker``; raises ServiceError.

    Without anything to say, a comment that is there says ``otherwise``, a key of the catalogue; a
    new one is not written.
    """
    old, others = _find(service, marker)
    if is_empty(text, marker):
        if old is None:
            return Outcome.NOTHING
        text = texts(otherwise)
    body = _body(service, text, marker, texts)
    if old:
        return _change(service, old, body)
    _create(service, body, marker)
    return Outcome.CREATED_BESIDE if others else Outcome.CREATED


def _find(service: Service, marker: str) -> tuple[Comment | None, bool]:
    """Return our comment, and whether one of somebody else was passed over on the way to it."""
    ask = cache(partial(account_of, service.connection))
    passed = False
    for comment in service.comments():
        if is_marked(comment.body, marker):
            if service.is_ours(comment, ask):
                return comment, passed
            passed = True
    return None, passed


def _create(service: Service, body: str, marker: str) -> None:
    """Write a new comment; one that may be there already is looked for before another is sent."""
    try:
        service.create(body)
    except ServiceError as error:
        if not (error.unsure and service.connection.waited(error, PAUSES[0])):
            raise
        there, _ = _find(service, marker)
        if there:
            _change(service, there, body)
        else:
            service.create(body)


def _change(service: Service, old: Comment, body: str) -> Outcome:
    if is_same(old.body, body):
        return Outcome.SAME
    service.change(old, body)
    return Outcome.CHANGED


def _body(service: Service, text: str, marker: str, texts: Catalogue) -> str:
    """Return what is sent; raises UsageError rather than show the token to everybody."""
    body = marked(text, marker)
    if isinstance(service, GitLab):
        body = without_orders(body)
    if service.connection.token in body:
        raise UsageError("error.comment-token")
    return cut(body, service.limit, texts("comment.cut", limit=f"{service.limit:,}"))
