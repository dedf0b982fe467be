"""The arithmetic behind each verdict, in words: ``2 ÷ 3 = 66.7% < 80%``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.measure_deadlines import is_reported_late
from plantool.analysis.rating import is_past_threshold, score_quantity
from plantool.model.evaluation import Band, DownRate, Formula, Unrated
from plantool.model.exact import to_per_cent
from plantool.model.measure import Direction, Kind
from plantool.model.printed_rate import is_rounded_rate
from plantool.model.result import State
from plantool.reports.course_text import explain_position
from plantool.reports.rates import count_decimals, format_printed_rate
from plantool.reports.status_text import format_status, mark_provisional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from plantool.analysis.measure_history import Verdict
    from plantool.analysis.measure_risk import Risk
    from plantool.analysis.progress import Progress
    from plantool.analysis.rating import MeasuredQuantity
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Status
    from plantool.model.plan import Plan

Bound: TypeAlias = "tuple[str, Decimal]"
_REACHED, _STRICTLY_REACHED, _FAILED, _STRICTLY_FAILED = "≥", ">", "<", "≤"
_OPPOSITES = {"≥": "≤", ">": "<", "<": ">", "≤": "≥"}


class Reckoning:
    """Says why entries of a plan have the statuses they have."""

    def __init__(self, plan: Plan, texts: Catalogue) -> None:
        self.plan = plan
        self.scheme = plan.scheme
        self.texts = texts

    def explain_verdicts(self, entry: Progress) -> Iterator[str]:
        """Yield the arithmetic of every verdict on an entry, the year's own first."""
        if entry.verdict.status is not Unrated.NOT_JUDGED or entry.judged is None:
            yield self._explain_year(entry)
        elif self._is_rate(entry.verdict):
            yield self._explain_verdict(entry.verdict)
        for key, verdict in (("running", entry.running_verdict), ("final", entry.target_verdict)):
            if verdict and verdict != entry.verdict and _is_computed(verdict):
                yield self.texts(f"why.{key}", why=self._explain_verdict(verdict))
        yield from self._explain_printed(entry)
        if entry.risk:
            yield self.explain_risk(entry.risk)
        if entry.judged and entry.result and entry.result.judgement:
            status = mark_provisional(
                self._format_status(entry.judged),
                self.texts,
                is_provisional=entry.is_provisional and entry.status == entry.judged,
            )
            reason = entry.result.judgement.reason
            yield self.texts("why.judged", status=status, reason=reason)

    def _explain_printed(self, entry: Progress) -> Iterator[str]:
        """Say from which other figures a printed attainment follows, or that it does not."""
        printed = entry.result.attainment if entry.result else None
        measured = entry.printed
        if measured is None or measured.ratio is None or printed is None:
            return
        is_right = is_rounded_rate(measured.ratio, printed)
        if not is_right or measured != entry.verdict.measured:
            reckoning = _format_quotient(self._format_division(measured), measured.ratio, ())
            key = "why.printed" if is_right else "why.printed.differs"
            yield self.texts(key, rate=format_printed_rate(printed), reckoning=reckoning)

    def _explain_year(self, entry: Progress) -> str:
        verdict = entry.verdict
        is_on_the_way = isinstance(verdict.status, Unrated) and verdict.status.is_on_the_way
        if self._is_rate(verdict) and not is_on_the_way:
            people = self.texts("why.people", status=self._format_status(verdict.status))
            return self.texts("why.rate", reckoning=self._explain_verdict(verdict), people=people)
        if _is_computed(verdict) or verdict.state or is_on_the_way:
            said = self._explain_verdict(verdict)
            return self._add_due_day(said, entry)
        due = entry.due or self.plan.deadlines.find_final_day(entry.year, self.plan.calendar)
        words = {"status": self._format_status(verdict.status), "due": due.isoformat()}
        if verdict.status is Unrated.NOT_JUDGED and entry.result:
            return self.texts(f"why.{_name_obstacle(entry)}", **words)
        return self.texts(f"why.{verdict.status.id}", **words)

    def _add_due_day(self, said: str, entry: Progress) -> str:
        """Add the day by which a milestone was due, where it decided or was not kept."""
        if entry.due is None or entry.result is None:
            return said
        if is_reported_late(entry.measure, entry.result):
            return self.texts("why.late", why=said, due=entry.due)
        is_undone = entry.verdict.state is State.PARTIAL and entry.status.missed
        return self.texts("why.due", why=said, due=entry.due) if is_undone else said

    def _is_rate(self, verdict: Verdict) -> bool:
        """Tell whether a verdict is a rate alone: no band asks about it, people give the status."""
        return self.scheme.is_rated_by_people and _is_computed(verdict)

    def _explain_verdict(self, verdict: Verdict) -> str:
        if verdict.measured and self._is_rate(verdict):
            return self._explain_measured(verdict, verdict.measured)
        status = self._format_status(verdict.status)
        status = mark_provisional(status, self.texts, is_provisional=verdict.is_provisional)
        if verdict.position:
            reckoning = explain_position(verdict.position, self.plan, self.texts)
            return self.texts("why", reckoning=reckoning, status=status)
        measured = verdict.measured
        if measured and isinstance(verdict.status, Unrated) and verdict.status.is_on_the_way:
            comparison = self._format_comparison(measured)
            return self.texts("why", reckoning=comparison, status=status)
        if measured:
            return self.texts(
                "why", reckoning=self._explain_measured(verdict, measured), status=status
            )
        state = self.texts(f"state.{verdict.state.value}") if verdict.state else ""
        return self.texts("why.state", state=state, status=status)

    def _explain_measured(self, verdict: Verdict, measured: MeasuredQuantity) -> str:
        # the first case that holds is said: without a ratio there is only a comparison; a strict
        # bound, and a tolerance that is kept, are said instead of the thresholds
        if measured.ratio is None or (measured.kept and measured.is_reached):
            text = self._format_comparison(measured)
            if measured.is_behind_baseline:
                return self.texts("why.behind-baseline", reckoning=text, baseline=measured.baseline)
            return text
        bounds = tuple(self._yield_bounds(verdict.status, measured))
        text = self._format_rate(measured, measured.ratio, bounds)
        if verdict.attainment != measured.ratio:
            cap = f"{self.scheme.cap:f}%"
            text = self.texts("why.capped", reckoning=text, cap=cap)
        if measured.is_short_by_nothing:
            key = "why.not-above" if measured.direction is Direction.UP else "why.not-below"
            return self.texts(key, reckoning=text, planned=measured.planned)
        if measured.direction is Direction.MAINTAIN and measured.is_reached:
            return f"{text}, {self._format_comparison(measured)}"
        if measured.direction is Direction.MAINTAIN and measured.ratio > 1:
            # too much is as far off as too little: the bands are asked about the inverse
            inverse = f"{measured.planned:,f} ÷ {measured.result:,f}"
            text = f"{text}, {_format_quotient(inverse, 1 / measured.ratio, bounds)}"
        limits = [f"{sign} {bound:f}%" for sign, bound in bounds]
        if isinstance(verdict.status, Band) and verdict.status.trend:
            limits.append(self.texts(f"trend.{verdict.status.trend.value}"))
        return f"{text} {', '.join(limits)}".rstrip()

    def _format_rate(
        self, measured: MeasuredQuantity, ratio: Fraction, bounds: Sequence[Bound]
    ) -> str:
        """Say the division; where 2 - ratio is what the bands are asked about, that as well."""
        division = self._format_division(measured)
        if not measured.is_judged_by_difference:
            return _format_quotient(division, ratio, bounds)
        asked = _format_quotient(f"2 - {division}", 2 - ratio, bounds)
        return f"{_format_quotient(division, ratio, ())}, {asked}"

    def _format_division(self, measured: MeasuredQuantity) -> str:
        result, planned = f"{measured.result:,f}", f"{measured.planned:,f}"
        if measured.formula is Formula.PROGRESS and measured.baseline is not None:
            baseline = _format_term(measured.baseline)
            return f"({result} - {baseline}) ÷ ({planned} - {baseline})"
        if measured.is_down_rate and measured.down is DownRate.INVERSE:
            return f"{planned} ÷ {result}"
        is_difference = measured.is_down_rate and measured.down is DownRate.DIFFERENCE
        return f"{'2 - ' * is_difference}{result} ÷ {planned}"

    def _format_comparison(self, measured: MeasuredQuantity) -> str:
        """Return the comparison of a result that has no ratio."""
        result, planned = f"{measured.result:,f}", f"{measured.planned:,f}"
        if measured.kept and measured.is_reached:
            return f"{measured.kept.low:,f} ≤ {result} ≤ {measured.kept.high:,f}"
        if measured.kept:
            return f"{result} {'<' if measured.result < measured.planned else '>'} {planned}"
        if measured.direction is Direction.MAINTAIN:
            sign = "≤" if measured.is_reached else ">"
            return f"|{result} - {_format_term(measured.planned)}| {sign} {measured.tolerance:,f}"
        return f"{result} {_find_sign(measured)} {planned}"

    def _yield_bounds(self, status: Status, measured: MeasuredQuantity) -> Iterator[Bound]:
        """Yield the thresholds between which the ratio lies."""
        bands = [band for band in self.scheme.bands if band.threshold is not None]
        if not isinstance(status, Band) or status not in bands:
            return
        at = bands.index(status)
        counted = score_quantity(measured, self.scheme)
        # The lowest band takes everything below it too: its own threshold bounds nothing, unless
        # it is the only one and the score is past it.
        takes_the_rest = bands[at].threshold == bands[-1].threshold
        is_only = bands[0].threshold == bands[-1].threshold
        if not takes_the_rest or (
            is_only and counted is not None and is_past_threshold(status, counted)
        ):
            yield _build_lower_bound(bands[at])
        above = [band for band in bands[:at] if band.threshold != bands[at].threshold]
        if above and not measured.is_reached:
            yield _build_upper_bound(above[-1])

    def explain_risk(self, risk: Risk) -> str:
        """Return a risk in words."""
        if risk.needed is None:
            return self.texts("why.forecast")
        key = "why.risk.forecast" if risk.is_forecast else "why.risk"
        return self.texts(key, needed=risk.needed, planned=risk.planned)

    def _format_status(self, status: Status) -> str:
        return format_status(status, self.scheme, self.texts)


def _find_sign(measured: MeasuredQuantity) -> str:
    """Return the sign between result and planned: ``≥`` where more is better and was reached."""
    if measured.is_reached:
        sign = _STRICTLY_REACHED if measured.is_strict else _REACHED
    else:
        sign = _STRICTLY_FAILED if measured.is_strict else _FAILED
    return _OPPOSITES[sign] if measured.direction is Direction.DOWN else sign


def _format_quotient(division: str, ratio: Fraction, bounds: Sequence[Bound]) -> str:
    """Say a division, rounded so that it stays on its side of the bounds."""
    digits = count_decimals(ratio, [bound for _, bound in bounds])
    return f"{division} = {to_per_cent(ratio, digits):,f}%"


def _is_computed(verdict: Verdict) -> bool:
    return verdict.measured is not None and verdict.measured.formula is not Formula.NONE


def _name_obstacle(entry: Progress) -> str:
    """Name the reason why a result cannot be judged."""
    if entry.verdict.measured:
        return "people"
    if entry.result is None or entry.result.quantity is None:
        return "words"
    measure = entry.measure
    if entry.planned is None and measure.target and measure.target.states_goal:
        if measure.kind is Kind.CUMULATIVE:
            return "no-running"
        last, goal = measure.baseline.last, measure.find_goal(measure.target)
        has_both = last is not None and last.value is not None and goal is not None
        return "backwards" if has_both else "no-course"
    has_plan = entry.planned is not None and entry.planned.states_goal
    return "no-running" if has_plan else "unplanned"


def _build_lower_bound(band: Band) -> Bound:
    return (">" if band.above else "≥"), band.threshold or Decimal(0)


def _build_upper_bound(band: Band) -> Bound:
    return ("≤" if band.above else "<"), band.threshold or Decimal(0)


def _format_term(number: Decimal) -> str:
    return f"({number:,f})" if number < 0 else f"{number:,f}"
