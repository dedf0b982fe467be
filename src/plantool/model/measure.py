"""Measures (取組項目): the rows of the 年度別取組計画 table, and the groups they nest in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath


class Kind(Enum):
    """How a measure counts: every year adds, every year is a level, or every year is a word."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    MILESTONE = "milestone"


class Direction(Enum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    MAINTAIN = "maintain"


class MilestoneState(Enum):
    """What became of a milestone in a year."""

    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Result(NamedTuple):
    """What a year did bring (実績): a quantity or a milestone's state, with words and source."""

    cell: Cell = EMPTY
    state: MilestoneState | None = None
    note: str | None = None
    reason: str | None = None
    source: str | None = None
    reported: date | None = None

    @property
    def quantity(self) -> Decimal | None:
        """The reported quantity, 0 where none (―) was reported; None for words."""
        return Decimal(0) if self.cell.is_none and self.cell.lines else self.cell.value

    @property
    def is_silent(self) -> bool:
        """Tell whether it says neither what was reached nor what became of it."""
        return self.state is None and self.cell == EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row: what each year is to bring, and where it is to stand at the plan's end.

    ``number`` and ``mark`` are printed row markers (①, 1), ☆). ``path`` is the measure's place
    in its file and takes no part in equality.
    """

    id: str
    name: str
    kind: Kind
    direction: Direction | None = None
    unit: str | None = None
    number: str | None = None
    mark: str | None = None
    baseline: ByYear[Cell] = ByYear()
    planned: ByYear[Cell] = ByYear()
    total: Cell | None = None
    target: Cell | None = None
    results: ByYear[Result] = ByYear()
    path: NodePath = field(default=(), compare=False)

    def cells(self) -> Iterator[tuple[NodePath, Cell]]:
        """Yield every cell with its place in the file."""
        for key in ("baseline", "planned"):
            yield from (((*self.path, key, year.key), cell) for year, cell in getattr(self, key))
        for key in ("total", "target"):
            if cell := getattr(self, key):
                yield (*self.path, key), cell
        for year, result in self.results:
            yield (*self.path, "results", year.key, "value"), result.cell

    def planned_quantities(self) -> tuple[Decimal, ...] | None:
        """Return the planned quantities, none (―) as 0; None where a cell is only words."""
        cells = self.planned.values
        if any(cell.value is None and not cell.is_none for cell in cells):
            return None
        return tuple(cell.value or Decimal(0) for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; a ``baseline`` here spans them all.

    A group without a name is printed without a heading: its rows only share the baseline.
    """

    measures: tuple[Measure | Group, ...]
    name: str | None = None
    id: str | None = None
    number: str | None = None
    mark: str | None = None
    baseline: ByYear[Cell] = ByYear()
    path: NodePath = field(default=(), compare=False)


def walk(
    rows: tuple[Measure | Group, ...], depth: int = 0
) -> Iterator[tuple[int, Measure | Group]]:
    """Yield every row in printed order, groups before their rows, each with its printed depth.

    A group without a name has no heading to set its rows under, so it adds no depth.
    """
    for row in rows:
        yield depth, row
        if isinstance(row, Group):
            yield from walk(row.measures, depth + (row.name is not None))
