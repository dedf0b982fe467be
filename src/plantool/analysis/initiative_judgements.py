"""How people judged whole initiatives (事業全体の評価), as it was known on a day.

Such a judgement is of a year or of the plan's term. It changes no measure, and is counted apart.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.choices import Flag
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.model.evaluation import Band
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.model.result import Reports, Result


class JudgedInitiative(NamedTuple):
    """The judgement of an initiative that counts for a ``year``, or for the term without one.

    ``status`` is None for an id that the plan does not have. It ``is_provisional`` while the year
    or the term is not over, or the judgement not on all of it.
    """

    listing: Listing
    year: FiscalYear | None
    report: Result
    status: Band | None
    is_provisional: bool

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Why it wants attention: people said that it was missed."""
        return (Flag.MISSED,) if self.status is not None and self.status.missed else ()


def yield_judged_initiatives(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[JudgedInitiative]:
    """Yield the judgements on ``listings`` by the ``years`` and, last, on the term."""
    for listing in listings:
        judgements = listing.initiative.judgements
        for year in years if judgements.by_year else ():
            judged = _find_judged(plan, listing, year, judgements.by_year.get(year), as_of)
            if judged:
                yield judged
        if judged := _find_judged(plan, listing, None, judgements.term, as_of):
            yield judged


def _find_judged(
    plan: Plan, listing: Listing, year: FiscalYear | None, reports: Reports | None, as_of: date
) -> JudgedInitiative | None:
    report = reports.find_counting(as_of) if reports else None
    if report is None or report.judgement is None:
        return None
    is_over = is_judged_time_over(plan, year, as_of)
    return JudgedInitiative(
        listing,
        year,
        report,
        status=find_judged_band(plan, report, year),
        is_provisional=report.stage is not Stage.FINAL or not is_over,
    )


def is_judged_time_over(plan: Plan, year: FiscalYear | None, as_of: date) -> bool:
    """Tell whether a year is over, or without one the term of the plan."""
    last = max(plan.planned_years, default=None) if year is None else year
    return last is None or plan.calendar.has_ended(last, as_of)


def find_judged_band(plan: Plan, report: Result, year: FiscalYear | None) -> Band | None:
    """Return the status that a judgement of a year, or of the term without one, names."""
    bands = plan.scheme.find_judgement_bands(of_term=year is None)
    wanted = report.judgement.status if report.judgement else None
    return next((band for band in bands if band.id == wanted), None)


def count_judged(judged: Iterable[JudgedInitiative]) -> Counter[Band]:
    """Count initiatives by their statuses, each once; relisted ones are not counted."""
    return Counter(entry.status for entry in judged if entry.status and entry.listing.is_counted)
