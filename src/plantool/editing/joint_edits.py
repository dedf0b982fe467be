"""What is made together: edits that stay apart, and halves of what fails as a whole."""

from __future__ import annotations

from bisect import bisect, insort
from typing import TYPE_CHECKING, TypeVar

from plantool.editing.plain_data import ImpossibleEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from plantool.diagnostics import Edit
    from plantool.editing.refusal_reason import RefusalReason

_Made = TypeVar("_Made")
_Item = TypeVar("_Item")


def join_edits(joined: list[Edit], edits: Collection[Edit]) -> bool:
    """Put edits among others, which are sorted, unless one meets another; tell whether they fit."""
    fits = all(_is_apart(edit, joined) for edit in edits)
    for edit in edits if fits else ():
        insort(joined, edit)
    return fits


def _is_apart(edit: Edit, others: Sequence[Edit]) -> bool:
    """Tell whether an edit may be made with others: of two at one place the first would be last."""
    at = bisect(others, edit)
    is_behind = at == 0 or (others[at - 1].end <= edit.start and others[at - 1].start < edit.start)
    return is_behind and (
        at == len(others) or (edit.end <= others[at].start and edit.start < others[at].start)
    )


def make_by_halves(
    made: _Made, items: Sequence[_Item], make: Callable[[_Made, Sequence[_Item]], _Made]
) -> tuple[_Made, list[RefusalReason | None]]:
    """Add items to what is made, where ``make`` fails each half of them by itself.

    Return with it why each was left out, None for those that are made.
    """
    try:
        return make(made, items) if items else made, [None] * len(items)
    except ImpossibleEdit as error:
        if len(items) == 1:
            return made, [error.reason]
    half = len(items) // 2
    made, first = make_by_halves(made, items[:half], make)
    made, second = make_by_halves(made, items[half:], make)
    return made, [*first, *second]
