"""Small plans for tests, written the way plan files say things."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.analysis.progress import judge_measures
from plantool.analysis.selection import Listing
from plantool.model.budget import Budget
from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY_CELL, Cell
from plantool.model.chapter import Chapter
from plantool.model.evaluation import Deadlines
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Department, Initiative
from plantool.model.measure import Direction, Kind, Measure
from plantool.model.plan import Plan, Publisher
from plantool.model.presets import STANDARD
from plantool.model.result import Judgement, Reports, Result, Stage, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.analysis.progress import Progress
    from plantool.model.evaluation import Scheme

H28, H29, H30, H31, H32 = (FiscalYear.parse(f"H{number}") for number in range(28, 33))
YEARS = (H30, H31)
ENDED = date(2019, 4, 1)
"""The day after H30."""


def cell(said: str | None) -> Cell:
    """Read a number, words, ``―`` or nothing."""
    if said is None:
        return EMPTY_CELL
    try:
        return Cell(value=Decimal(said))
    except InvalidOperation:
        return Cell(lines=(said,))


def cells(said: Mapping[FiscalYear, str | None]) -> ByYear[Cell]:
    return ByYear(tuple((year, cell(text)) for year, text in said.items()))


def result(  # noqa: PLR0913 - as many as a report may say
    said: str | None = None,
    *,
    stage: str = "final",
    reported: str | None = None,
    state: str | None = None,
    judged: str | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> Result:
    return Result(
        cell=cell(said),
        stage=Stage(stage),
        state=State(state) if state else None,
        reported=date.fromisoformat(reported) if reported else None,
        judgement=Judgement(judged, "話し合い") if judged else None,
        reason=reason,
        note=note,
    )


def reports(*said: str | Result | None) -> Reports:
    """Make the reports of one year, in the order written."""
    items = tuple(one if isinstance(one, Result) else result(one) for one in said)
    return Reports(items, is_listed=len(items) > 1)


def measure(  # noqa: PLR0913 - as many as a measure may say
    planned: Mapping[FiscalYear, str | None],
    results: Mapping[FiscalYear, str | Result | Reports | None] | None = None,
    *,
    kind: Kind = Kind.CUMULATIVE,
    direction: Direction | None = Direction.UP,
    baseline: Mapping[FiscalYear, str | None] | None = None,
    target: str | None = None,
    tolerance: str | None = None,
    identifier: str = "m",
) -> Measure:
    words = kind is Kind.MILESTONE
    return Measure(
        id=identifier,
        name=identifier,
        kind=kind,
        direction=None if words else direction,
        unit=None if words else "件",
        tolerance=None if tolerance is None else Decimal(tolerance),
        baseline=cells(baseline or {}),
        planned=cells(planned),
        target=None if target is None else cell(target),
        results=ByYear(
            tuple(
                (year, said if isinstance(said, Reports) else reports(said))
                for year, said in (results or {}).items()
            )
        ),
        path=("measures", 0),
    )


def level(
    planned: str | None,
    said: str | Result | None,
    direction: Direction = Direction.UP,
    *,
    baseline: str | None = None,
    tolerance: str | None = None,
) -> Measure:
    """Make a level of H30, with its baseline at the end of H29."""
    return measure(
        {H30: planned},
        {H30: said},
        kind=Kind.LEVEL,
        direction=direction,
        baseline={} if baseline is None else {H29: baseline},
        tolerance=tolerance,
    )


def plan(
    scheme: Scheme = STANDARD,
    *initiatives: Initiative,
    years: tuple[FiscalYear, ...] = YEARS,
    deadlines: Deadlines | None = None,
    chapters: tuple[Chapter, ...] = (Chapter(id="1", title="章"),),
) -> Plan:
    return Plan(
        title="計画",
        publisher=Publisher(name="区"),
        language="ja",
        baseline_years=(H29,),
        planned_years=years,
        unit="百万円",
        scheme=scheme,
        deadlines=deadlines or Deadlines(),
        chapters=chapters,
        initiatives=initiatives,
    )


def initiative(
    *measures: Measure,
    identifier: str = "1-1",
    departments: tuple[str, ...] = ("区民部 収納課",),
    budget: Budget | None = None,
) -> Initiative:
    return Initiative(
        id=identifier,
        title="事業",
        departments=tuple(Department(*name.split(" ")) for name in departments),
        rows=measures,
        budget=budget or Budget(),
    )


def course(
    one: Measure,
    as_of: date = ENDED,
    scheme: Scheme = STANDARD,
    *,
    years: tuple[FiscalYear, ...] = YEARS,
    deadlines: Deadlines | None = None,
) -> MeasureHistory:
    return MeasureHistory(one, plan(scheme, years=years, deadlines=deadlines), as_of)


def entry(
    one: Measure | Initiative,
    year: FiscalYear = H30,
    as_of: date = ENDED,
    scheme: Scheme = STANDARD,
    *,
    years: tuple[FiscalYear, ...] = YEARS,
) -> Progress:
    """Judge the only measure of an initiative."""
    owner = initiative(one) if isinstance(one, Measure) else one
    whole = plan(scheme, owner, years=years)
    (found,) = judge_measures(whole, [Listing(whole.chapters[0], None, owner)], [year], as_of)
    return found
