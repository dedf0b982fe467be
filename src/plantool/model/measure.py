"""Measures (取組項目): the rows of the 年度別取組計画 table, and the groups they nest in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from plantool.light_dataclasses import dataclass, field
from plantool.model.by_year import ByYear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.attributes import Attribute
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Reports, Result


class Kind(Enum):
    """How a measure counts: every year adds, every year is a level, or every year is a word."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    MILESTONE = "milestone"


class Direction(Enum):
    """Which way is better; NONE for figures that are to be known, and never judged."""

    UP = "up"
    DOWN = "down"
    MAINTAIN = "maintain"
    NONE = "none"

    def is_worse(self, one: Decimal, other: Decimal) -> bool:
        """Tell whether ``one`` is worse than ``other``; a level to be kept has no worse one."""
        return (self is Direction.UP and one < other) or (self is Direction.DOWN and one > other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row: what each year is to bring, and where it is to stand at the plan's end.

    ``number`` and ``mark`` are printed row markers (①, 1), ☆). ``tolerance`` is how far a level
    that is to be kept may stray, in the measure's unit. A baseline is the state at the end of its
    year; a bare one is printed without a year, and counts for the one before the plan. ``due`` is
    the day by which a milestone is to be done, ``target_year`` the year by whose end the target is
    to be reached, where the plan names one. ``path`` leads to the measure in its file and takes no
    part in equality.
    """

    id: str
    name: str
    kind: Kind
    direction: Direction | None = None
    unit: str | None = None
    tolerance: Decimal | None = None
    number: str | None = None
    mark: str | None = None
    baseline: ByYear[Cell] = ByYear()
    has_bare_baseline: bool = False
    planned: ByYear[Cell] = ByYear()
    due: date | None = None
    total: Cell | None = None
    target: Cell | None = None
    target_year: FiscalYear | None = None
    attributes: tuple[Attribute, ...] = ()
    results: ByYear[Reports] = ByYear()
    path: NodePath = field(default=(), compare=False)

    def find_goal(self, cell: Cell | None) -> Decimal | None:
        """Return the number that a cell asks for; of a range the end at which it is reached.

        None where it asks for none, or for a range to stay within.
        """
        if cell is None or cell.range is None:
            return cell.value if cell else None
        match self.direction:
            case Direction.UP:
                return cell.range.low
            case Direction.DOWN:
                return cell.range.high
            case _:
                return None

    def yield_cells(self) -> Iterator[tuple[NodePath, Cell]]:
        """Yield every cell with its path in the file."""
        for path, _, cell in yield_baselines(self):
            yield path, cell
        for year, cell in self.planned:
            yield (*self.path, "planned", year.key), cell
        for key, goal in (("total", self.total), ("target", self.target)):
            if goal:
                yield (*self.path, key), goal
        for path, _, result in self.yield_reports():
            yield (*path, "value"), result.cell
            if result.planned is not None:
                yield (*path, "planned"), result.planned
            if result.running is not None:
                yield (*path, "running"), result.running

    def yield_reports(self) -> Iterator[tuple[NodePath, FiscalYear, Result]]:
        """Yield every report with its path in the file and its year."""
        for year, reports in self.results:
            for path, result in reports.list_with_paths((*self.path, "results", year.key)):
                yield path, year, result

    def list_planned_quantities(self) -> tuple[Decimal, ...] | None:
        """Return the planned quantities, none (―) as 0.

        None where a cell is only words, or where no year states a quantity.
        """
        quantities, is_stated = [], False
        for _, cell in self.planned:
            quantity = cell.quantity
            if quantity is None:
                return None
            quantities.append(quantity)
            is_stated = is_stated or cell.value is not None
        return tuple(quantities) if is_stated else None


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
    has_bare_baseline: bool = False
    path: NodePath = field(default=(), compare=False)


def yield_baselines(row: Measure | Group) -> Iterator[tuple[NodePath, FiscalYear | None, Cell]]:
    """Yield the baselines of a row with their paths in the file and their printed years."""
    path: NodePath = (*row.path, "baseline")
    for year, cell in row.baseline:
        yield (path, None, cell) if row.has_bare_baseline else ((*path, year.key), year, cell)


def walk_rows(
    rows: tuple[Measure | Group, ...], depth: int = 0
) -> Iterator[tuple[int, Measure | Group]]:
    """Yield every row in printed order, groups before their rows, each with its printed depth.

    A group without a name has no heading to set its rows under, so it adds no depth.
    """
    for row in rows:
        yield depth, row
        if isinstance(row, Group):
            yield from walk_rows(row.measures, depth + (row.name is not None))


def yield_measures(rows: tuple[Measure | Group, ...]) -> Iterator[Measure]:
    """Yield the measures among rows in printed order, without their groups."""
    for row in rows:
        if isinstance(row, Measure):
            yield row
        else:
            yield from yield_measures(row.measures)
