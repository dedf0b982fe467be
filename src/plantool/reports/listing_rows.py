"""Rows of a table in groups, one for each initiative where a chapter lists it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Protocol, TypeVar

from plantool.reports.page import GroupedRows, Row, RowGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from plantool.analysis.selection import Listing
    from plantool.reports.scope import Scope


class Listed(Protocol):
    """What is about an initiative where a chapter lists it."""

    @property
    def listing(self) -> Listing:
        """Where that is."""


L = TypeVar("L", bound=Listed)


def group_by_listing(
    scope: Scope, entries: Iterable[L], build_row: Callable[[L], Row], *question: str
) -> GroupedRows:
    """Return a row for each of ``entries``, which stand together by their listing.

    ``question`` names all that rows follow from besides ``scope`` and their initiative.
    """

    def group_rows(of_listing: Sequence[L]) -> RowGroup:
        recall = scope.recall_of(of_listing[0].listing, *question)
        return RowGroup(lambda: list(map(build_row, of_listing)), recall)

    listed = groupby(entries, key=lambda entry: id(entry.listing))
    return GroupedRows([group_rows(list(of_listing)) for _, of_listing in listed])
