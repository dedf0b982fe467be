"""Makes a text the comment of a pull or merge request: a new one once, afterwards the same one."""

from __future__ import annotations

from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING

from plantool.cli.commenting.comment_body import (
    add_marker,
    cut_body,
    escape_orders,
    is_empty_body,
    is_marked,
    is_same_body,
)
from plantool.cli.commenting.connection import PAUSES, ServiceError
from plantool.cli.commenting.services import GitLab, find_account_id
from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.cli.commenting.services import Service, ServiceComment
    from plantool.messages import Catalogue


class CommentOutcome(Enum):
    """The outcomes of publishing; the values are keys of the catalogue."""

    CREATED = "comment.created"
    CREATED_BESIDE = "comment.created-beside"
    CHANGED = "comment.changed"
    SAME = "comment.same"
    NOTHING = "comment.nothing"


def publish_comment(
    service: Service, text: str, marker: str, texts: Catalogue, *, otherwise: str = "comment.empty"
) -> CommentOutcome:
    """Write ``text`` as the comment with ``marker``; raises ServiceError.

    Of an empty text no comment is made; one that is there gets the text under the key
    ``otherwise``.
    """
    old, others = _find_comment(service, marker)
    if is_empty_body(text, marker):
        if old is None:
            return CommentOutcome.NOTHING
        text = texts(otherwise)
    body = _build_body(service, text, marker, texts)
    if old:
        return _update_comment(service, old, body)
    _create_comment(service, body, marker)
    return CommentOutcome.CREATED_BESIDE if others else CommentOutcome.CREATED


def _find_comment(service: Service, marker: str) -> tuple[ServiceComment | None, bool]:
    """Return our comment, and whether somebody else has one with the same marker."""
    ask_account = cache(partial(find_account_id, service.connection))
    passed = False
    for comment in service.yield_comments():
        if is_marked(comment.body, marker):
            if service.is_ours(comment, ask_account):
                return comment, passed
            passed = True
    return None, passed


def _create_comment(service: Service, body: str, marker: str) -> None:
    """Write a new comment; after a failure that may have made it, look for it first."""
    try:
        service.create_comment(body)
    except ServiceError as error:
        if not (error.is_unsure and service.connection.wait_for_retry(error, PAUSES[0])):
            raise
        existing, _ = _find_comment(service, marker)
        if existing:
            _update_comment(service, existing, body)
        else:
            service.create_comment(body)


def _update_comment(service: Service, old: ServiceComment, body: str) -> CommentOutcome:
    if is_same_body(old.body, body):
        return CommentOutcome.SAME
    service.update_comment(old, body)
    return CommentOutcome.CHANGED


def _build_body(service: Service, text: str, marker: str, texts: Catalogue) -> str:
    """Return the body to send; raises UsageError rather than publish the token."""
    body = add_marker(text, marker)
    if isinstance(service, GitLab):
        body = escape_orders(body)
    if service.connection.token in body:
        raise UsageError("error.comment-token")
    return cut_body(body, service.limit, texts("comment.cut", limit=f"{service.limit:,}"))
