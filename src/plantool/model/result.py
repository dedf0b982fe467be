"""Results (実績): what departments report about a measure and year, once or several times."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.light_dataclasses import dataclass, field
from plantool.model.cell import EMPTY_CELL, Cell

if TYPE_CHECKING:
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.attributes import Attribute


class State(Enum):
    """The outcome of a year's work, where words or their absence say it."""

    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Stage(Enum):
    """The time that a report is of: within the year (中間報告), a forecast (見込み), or its end."""

    INTERIM = "interim"
    FORECAST = "forecast"
    FINAL = "final"


class Period(Enum):
    """The part of a year that a report is of (四半期, 半期); no id reads as a year of an era."""

    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"

    @property
    def order(self) -> int:
        """The quarter of the year with which it ends, 1 to 4."""
        return _LAST_QUARTERS[self]


_LAST_QUARTERS = {
    Period.Q1: 1,
    Period.Q2: 2,
    Period.FIRST_HALF: 2,
    Period.Q3: 3,
    Period.Q4: 4,
    Period.SECOND_HALF: 4,
}


class Judgement(NamedTuple):
    """A judgement by people: the id of a status of the evaluation scheme, why, and ``by`` whom."""

    status: str
    reason: str = ""
    by: str | None = None
    attributes: tuple[Attribute, ...] = ()


class Result(NamedTuple):
    """One report: a quantity or words, the outcome of the work, and remarks about it.

    ``planned`` is what was to be reached by the time of an interim report, ``running`` the printed
    total up to the year (累計), ``attainment`` the printed rate, in per cent with the digits of
    print. ``action`` is the corrective action (改善策), ``period`` the part of a year that the
    report is of, ``reported`` the day of the report.
    """

    cell: Cell = EMPTY_CELL
    planned: Cell | None = None
    running: Cell | None = None
    state: State | None = None
    period: Period | None = None
    stage: Stage = Stage.FINAL
    note: str | None = None
    reason: str | None = None
    action: str | None = None
    source: str | None = None
    reported: date | None = None
    judgement: Judgement | None = None
    attainment: Decimal | None = None

    @property
    def quantity(self) -> Decimal | None:
        """The reported quantity, 0 where none (―) was reported; None for words."""
        return self.cell.quantity if self.cell.lines else self.cell.value

    @property
    def is_silent(self) -> bool:
        """Tell whether it says neither what was reached nor what became of it."""
        has_cell = self.cell != EMPTY_CELL or self.running is not None
        has_figure = has_cell or self.attainment is not None
        return self.state is None and self.judgement is None and not has_figure

    @property
    def order(self) -> tuple[date, int]:
        """Sort key by day; reports without one go first, by the parts of the year they are of."""
        return self.reported or date.min, self.period.order if self.period else 0


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of one year, as written; ``is_listed`` where the file has them as a list."""

    items: tuple[Result, ...]
    is_listed: bool = field(default=False, compare=False)

    def list_with_paths(self, path: NodePath) -> list[tuple[NodePath, Result]]:
        """Return every report with its path; ``path`` is that of the year."""
        if not self.is_listed:
            return [(path, result) for result in self.items]
        return [((*path, index), result) for index, result in enumerate(self.items)]

    def list_known_on(self, day: date) -> tuple[Result, ...]:
        """Return the reports made by ``day``, the latest last; undated ones count as the first."""
        known = [r for r in self.items if not r.is_silent and (r.reported or day) <= day]
        return tuple(sorted(known, key=lambda result: result.order))

    def find_counting(self, day: date) -> Result | None:
        """Return the report that counts on ``day``: the final one, else the latest."""
        if len(self.items) == 1:  # the most usual, asked for very often
            (only,) = self.items
            is_known = (only.reported is None or only.reported <= day) and not only.is_silent
            return only if is_known else None
        return self.find_final(day) or self.find_latest(day)

    def find_final(self, day: date) -> Result | None:
        """Return the report on the whole year that counts on ``day``: the latest one."""
        finals = [result for result in self.list_known_on(day) if result.stage is Stage.FINAL]
        return finals[-1] if finals else None

    def find_latest(self, day: date) -> Result | None:
        """Return the latest report of any stage on ``day``."""
        return (self.list_known_on(day) or (None,))[-1]
