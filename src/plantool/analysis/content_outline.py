"""The outline of what an initiative says: enough to tell most of them apart at little cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.model.measure import walk_rows

if TYPE_CHECKING:
    from plantool.model.initiative import Initiative

    ContentOutline: TypeAlias = tuple[tuple[str | None, ...], tuple[tuple[int, str], ...]]


def outline_content(initiative: Initiative) -> ContentOutline:
    """Return the names of its rows, and its planned amounts by the years in which they begin.

    Where the rows of two initiatives are equal, so are their names; the same holds for money.
    """
    names = tuple(row.name for _, row in walk_rows(initiative.rows))
    planned = initiative.budget.planned
    return names, tuple((year.start, f"{money.amount:f}") for year, money in planned)
