"""Statuses as a plan calls them, and the arithmetic behind each verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.rating import holds, score
from plantool.model.evaluation import Band, Formula, Trend, Unrated
from plantool.model.exact import per_cent
from plantool.model.measure import Direction
from plantool.reports.rates import decimals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from plantool.analysis.course import Risk, Verdict
    from plantool.analysis.progress import Progress
    from plantool.analysis.rating import Measured
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Scheme, Status
    from plantool.model.plan import Plan

Bound: TypeAlias = "tuple[str, Decimal]"
TREND_SIGNS = {Trend.BETTER: "↗", Trend.SAME: "→", Trend.WORSE: "↘"}
_SIGNS = {  # of what was reached, and of what was not; then of a plan that is strict
    Direction.UP: ("≥", "<", ">", "≤"),
    Direction.DOWN: ("≤", ">", "<", "≥"),
}


def status_name(status: Status, scheme: Scheme, texts: Catalogue) -> str:
    """Return what the plan calls a status."""
    label = scheme.label(status)
    if label is None:
        return texts(f"status.{status.id}")
    return label if isinstance(label, str) else label.words(texts)


def status_text(status: Status, scheme: Scheme, texts: Catalogue) -> str:
    """Return a status with its symbol, for tables."""
    name = status_name(status, scheme, texts)
    symbol = status.symbol if isinstance(status, Band) else ""
    return f"{symbol} {name}" if symbol and symbol != name else name


def standing(entry: Progress, scheme: Scheme, texts: Catalogue) -> str:
    """Return the status of a year and, under it, that of a target missed all the same.

    Where something was reported already, a year that is not due is said to be under way.
    """
    if entry.status is Unrated.NOT_DUE and entry.result and scheme.label(entry.status) is None:
        return texts("status.under-way")
    status = status_text(entry.status, scheme, texts)
    if entry.final is None or entry.status.missed or not entry.misses_target:
        return status
    return f"{status}\n{texts('why.final', why=status_text(entry.final.status, scheme, texts))}"


class Reckoning:
    """Says why entries of a plan have the statuses they have."""

    def __init__(self, plan: Plan, texts: Catalogue) -> None:
        self.plan = plan
        self.scheme = plan.scheme
        self.texts = texts

    def lines(self, entry: Progress) -> Iterator[str]:
        """Yield the arithmetic of every verdict on an entry, the year's own first."""
        if entry.verdict.status is not Unrated.NOT_JUDGED or entry.judged is None:
            yield self._year(entry)
        for key, verdict in (("running", entry.running), ("final", entry.final)):
            if verdict and verdict != entry.verdict and _is_computed(verdict):
                yield self.texts(f"why.{key}", why=self._verdict(verdict))
        if entry.risk:
            yield self.risk(entry.risk)
        if entry.judged and entry.result and entry.result.judgement:
            reason = entry.result.judgement.reason
            yield self.texts("why.judged", status=self._name(entry.judged), reason=reason)

    def _year(self, entry: Progress) -> str:
        verdict = entry.verdict
        if _is_computed(verdict) or verdict.state:
            return self._verdict(verdict)
        words = {
            "status": self._name(verdict.status),
            "due": self.plan.deadlines.final_of(entry.year).isoformat(),
        }
        if verdict.status is Unrated.NOT_JUDGED and entry.result:
            return self.texts(f"why.{_obstacle(entry)}", **words)
        return self.texts(f"why.{verdict.status.id}", **words)

    def _verdict(self, verdict: Verdict) -> str:
        status = self._name(verdict.status)
        if found := verdict.measured:
            return self.texts("why", reckoning=self._measured(verdict, found), status=status)
        said = self.texts(f"state.{verdict.state.value}") if verdict.state else ""
        return self.texts("why.state", state=said, status=status)

    def _measured(self, verdict: Verdict, found: Measured) -> str:
        if found.ratio is None:
            said = self._comparison(found)
            if found.is_behind_baseline:
                return self.texts("why.behind-baseline", reckoning=said, baseline=found.baseline)
            return said
        bounds = tuple(self._bounds(verdict.status, found))
        said = _quotient(self._division(found), found.ratio, bounds)
        if verdict.attainment != found.ratio:
            cap = f"{self.scheme.cap:f} %"
            said = self.texts("why.capped", reckoning=said, cap=cap)
        if found.is_short_by_nothing:
            key = "why.not-above" if found.direction is Direction.UP else "why.not-below"
            return self.texts(key, reckoning=said, planned=found.planned)
        if found.direction is Direction.MAINTAIN and found.reached:
            return f"{said}, {self._comparison(found)}"
        if found.direction is Direction.MAINTAIN and found.ratio > 1:  # too much
            inverse = f"{found.planned:,f} ÷ {found.result:,f}"
            said = f"{said}, {_quotient(inverse, 1 / found.ratio, bounds)}"
        limits = [f"{sign} {bound:f} %" for sign, bound in bounds]
        if isinstance(verdict.status, Band) and verdict.status.trend:
            limits.append(self.texts(f"trend.{verdict.status.trend.value}"))
        return f"{said} {', '.join(limits)}".rstrip()

    def _division(self, found: Measured) -> str:
        result, planned = f"{found.result:,f}", f"{found.planned:,f}"
        if found.formula is Formula.PROGRESS and found.baseline is not None:
            baseline = _term(found.baseline)
            return f"({result} - {baseline}) ÷ ({planned} - {baseline})"
        if found.direction is Direction.DOWN:
            return f"{planned} ÷ {result}"
        return f"{result} ÷ {planned}"

    def _comparison(self, found: Measured) -> str:
        """Compare where no ratio says it."""
        result, planned = f"{found.result:,f}", f"{found.planned:,f}"
        if found.direction is Direction.MAINTAIN:
            sign = "≤" if found.reached else ">"
            return f"|{result} - {_term(found.planned)}| {sign} {found.tolerance:,f}"
        sign = _SIGNS[found.direction][2 * found.is_strict + (not found.reached)]
        return f"{result} {sign} {planned}"

    def _bounds(self, status: Status, found: Measured) -> Iterator[Bound]:
        """Yield the thresholds between which the ratio lies."""
        bands = [band for band in self.scheme.bands if band.threshold is not None]
        if not isinstance(status, Band) or status not in bands:
            return
        at = bands.index(status)
        counted = score(found, self.scheme)
        takes_the_rest = bands[at].threshold == bands[-1].threshold
        is_only = bands[0].threshold == bands[-1].threshold
        if not takes_the_rest or (is_only and counted is not None and holds(status, counted)):
            yield _lower(bands[at])
        above = [band for band in bands[:at] if band.threshold != bands[at].threshold]
        if above and not found.reached:
            yield _upper(above[-1])

    def risk(self, risk: Risk) -> str:
        """Say what endangers a measure."""
        if risk.needed is None:
            return self.texts("why.forecast")
        key = "why.risk.forecast" if risk.is_forecast else "why.risk"
        return self.texts(key, needed=risk.needed, planned=risk.planned)

    def _name(self, status: Status) -> str:
        return status_text(status, self.scheme, self.texts)


def _quotient(division: str, ratio: Fraction, bounds: Sequence[Bound]) -> str:
    """Say a division, rounded so that it stays on its side of the bounds."""
    places = decimals(ratio, [bound for _, bound in bounds])
    return f"{division} = {per_cent(ratio, places):,f} %"


def _is_computed(verdict: Verdict) -> bool:
    return verdict.measured is not None and verdict.measured.formula is not Formula.NONE


def _obstacle(entry: Progress) -> str:
    """Name what keeps a result from being judged."""
    if entry.verdict.measured:
        return "people"
    if entry.result is None or entry.result.quantity is None:
        return "words"
    planned = entry.planned.value if entry.planned else None
    return "unplanned" if planned is None else "no-running"


def _lower(band: Band) -> Bound:
    return (">" if band.above else "≥"), band.threshold or Decimal(0)


def _upper(band: Band) -> Bound:
    return ("≤" if band.above else "<"), band.threshold or Decimal(0)


def _term(number: Decimal) -> str:
    return f"({number:,f})" if number < 0 else f"{number:,f}"
