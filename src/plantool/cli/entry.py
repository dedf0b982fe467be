"""What is to be entered by ``plantool record``, from the command line to steps in a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plantool.cli import options, typed
from plantool.cli.doubts import doubt_money, doubt_report
from plantool.diagnostics import DELETE
from plantool.errors import UsageError
from plantool.model.cell import EMPTY
from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Kind
from plantool.model.money import Money
from plantool.rules.recording import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.money import Budget
    from plantool.model.plan import Plan
    from plantool.model.result import Result
    from plantool.syntax.nodes import Plain

_OTHER_ENDS = {"carried_out": ("carried_in", 1), "carried_in": ("carried_out", -1)}
_SAID = ("value", "text", "state", "judgement")
REMARKS = ("note", "reason", "action", "source", "reasons")  # which an empty text takes away
_OWN = ("value", "text", "judgement", "judgement_reason")  # which are not written as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report or amounts of one year, as they were typed; None where nothing was.

    ``correction`` says why a closed year changes; ``sure`` that what looks like a slip is none.
    """

    identifier: str | None
    measure: str | None
    year: str | None
    report: dict[str, str | None]
    money: dict[str, str | None]
    replace: bool = False
    correction: str | None = None
    sure: bool = False

    @property
    def has_report(self) -> bool:
        """Tell whether something is said about a measure."""
        return any(text is not None for text in self.report.values())

    @property
    def has_money(self) -> bool:
        """Tell whether something is said about money."""
        return any(text is not None for text in self.money.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be said still."""
        said = any(self.report[key] is not None for key in _SAID) or self.replace
        return tuple(
            name
            for name, lacks in (
                ("ID", self.identifier is None),
                ("--year", self.year is None),
                ("--value / --state", not (said if self.has_report else self.has_money)),
            )
            if lacks
        )

    @property
    def is_complete(self) -> bool:
        """Tell whether it says what to enter where."""
        return not self.missing

    def steps(self, plan: Plan, today: date) -> tuple[str, list[Step]]:
        """Return the file's name and the values to set in it.

        Raises UsageError; DoubtError where something looks like a slip.
        """
        named = self.report["judgement"]
        if named and (status := typed.status_of(named, plan.scheme)) != named:
            return self.saying(judgement=status).steps(plan, today)
        initiative = find_initiative(plan, self.identifier or "")
        year = find_year(plan, self.year or "")
        steps: list[Step] = []
        if self.has_report:
            measure = find_measure(initiative, self.measure)
            doubt_report(self, measure, year, today)
            steps += self._report_steps(measure, year, today)
        doubt_money(self, initiative.budget, year, today, plan.unit)
        steps += self._money_steps(plan, initiative.budget, year)
        return f"{initiative.id}.yaml", steps

    def _report_steps(self, measure: Measure, year: FiscalYear, today: date) -> Iterator[Step]:
        path = (*measure.path, "results", year.key)
        reports = measure.results.get(year)
        if reports is None:
            yield Step(path, self._report(today))
        elif self.replace:
            place, last = list(reports.placed(path))[-1]
            yield from self._replaced(place, last, words=measure.kind is Kind.MILESTONE)
        elif all(report.reported for report in reports.items):
            yield Step(path, self._report(today), adds=True)
        else:
            raise UsageError("error.record-undated", year=year.key, measure=measure.id)

    def _replaced(self, place: NodePath, last: Result, *, words: bool) -> Iterator[Step]:
        """Yield what makes the last report say this; what is not said again stays."""
        said = self._said(last.judgement is not None)
        for key, value in said.items():
            yield Step((*place, key), value)
        for key in REMARKS:
            if self.report.get(key) == "" and getattr(last, key) is not None:
                yield Step((*place, key), DELETE)
        if not words and ("value" in said) != ("state" in said):
            yield from _without(place, last, "state" if "value" in said else "value")

    def _report(self, today: date) -> Plain:
        """Return a whole report, dated today where no day was given."""
        said = self._said()
        return {**said, "reported": said.get("reported", today.isoformat())}

    def _said(self, is_judged: bool = False) -> dict[str, Plain]:
        """Return what was said, in the order of the schema; who ``is_judged`` gets a new reason."""
        report = self.report
        said: dict[str, Plain] = {k: text for k, text in report.items() if text and k not in _OWN}
        cell = _cell(report["value"], report["text"])
        if cell is not None:
            said = {"value": cell, **said}
        judged = {
            key: report[name]
            for key, name in (("status", "judgement"), ("reason", "judgement_reason"))
            if report[name] is not None
        }
        if judged and len(judged) < 2 and not is_judged:  # noqa: PLR2004 - status and reason
            raise UsageError("error.record-judgement")
        if judged:
            said["judgement"] = {**judged}
        if report["reported"] is not None:
            said["reported"] = options.day(report["reported"], "--reported").isoformat()
        return said

    def _money_steps(self, plan: Plan, budget: Budget, year: FiscalYear) -> Iterator[Step]:
        """Yield what is said of money, and the other end of what is carried over."""
        known = dict(budget.by_key())
        for key, text in self.money.items():
            if text is None:
                continue
            if key == "reasons":
                yield from self._reason_steps(budget, year, text)
                continue
            value = typed.number(text)
            self._may_replace(known[key].get(year), value, key)
            yield Step(("budget", key, year.key), value)
            if key in _OTHER_ENDS:
                other, years = _OTHER_ENDS[key]
                neighbour = FiscalYear(year.start + years)
                if known[other].get(neighbour) is not None:
                    yield Step(("budget", other, plan.year(neighbour.key).key), value)

    def _reason_steps(self, budget: Budget, year: FiscalYear, text: str) -> Iterator[Step]:
        """Yield the reason why money differs; an empty one takes away what is there."""
        old = budget.reasons.get(year)
        self._may_replace(old, text, "money-reason")
        path = ("budget", "reasons", year.key)
        if text:
            yield Step(path, text)
        elif old:
            yield Step(path if len(budget.reasons.years) > 1 else path[:-1], DELETE)

    def _may_replace(self, old: Money | str | None, new: Plain, key: str) -> None:
        """Refuse to replace what is there unless told to; raises UsageError."""
        same = old.amount == new if isinstance(old, Money) else old == new
        if old is None or same or self.replace:
            return
        shown = f"{old.amount:,f}" if isinstance(old, Money) else old
        raise UsageError("error.record-money", option=f"--{key.replace('_', '-')}", old=shown)

    def saying(self, **said: str | None) -> Entry:
        """Return the entry with more of the report."""
        return replace(self, report={**self.report, **said})


def find_initiative(plan: Plan, identifier: str) -> Initiative:
    """Return the initiative of this id; raises UsageError."""
    identifier = typed.identifier(identifier)
    found = plan.initiative(identifier)
    if found is None and plan.chapter(identifier):
        raise UsageError("error.record-chapter", id=identifier)
    if found is None:
        from plantool.analysis.selection import closest

        if plan.is_left_out(identifier):
            raise UsageError("error.left-out-id", id=identifier)
        nearest = closest(identifier, (i.id for i in plan.initiatives))
        raise UsageError("error.unknown-id", id=identifier, nearest=nearest)
    return found


def kept_reason(entry: Entry, plan: Plan, today: date) -> str | None:
    """Return the reason that a replaced report keeps, though it no longer falls short."""
    if not (entry.replace and entry.has_report and entry.report["reason"] is None):
        return None
    from plantool.analysis.course import Course

    measure = find_measure(find_initiative(plan, entry.identifier or ""), entry.measure)
    course, year = Course(measure, plan, today), find_year(plan, entry.year or "")
    result, status = course.result(year), course.verdict(year).status
    fits = isinstance(status, Unrated) or status.missed
    return None if fits or result is None else result.reason


def find_measure(initiative: Initiative, identifier: str | None) -> Measure:
    """Return the measure of this id, or the only one there is; raises UsageError."""
    measures = list(initiative.measures())
    if identifier is None and len(measures) == 1:
        return measures[0]
    for measure in measures:
        if identifier is not None and typed.identifier(identifier) == measure.id:
            return measure
    known = ", ".join(measure.id for measure in measures)
    key = "error.which-measure" if identifier is None else "error.unknown-measure"
    raise UsageError(key, id=initiative.id, value=identifier, known=known)


def find_year(plan: Plan, text: str) -> FiscalYear:
    """Return the planned year that is meant; raises UsageError."""
    from plantool.cli.opening import years_of

    return years_of(plan, [text])[0]


def _cell(value: str | None, text: str | None) -> Plain:
    """Return what is written for a number, words, or both; raises UsageError."""
    number = None if value is None else typed.number(value)
    if number is None or text is None:
        return text if number is None else number
    if isinstance(number, str):
        raise UsageError("error.record-number", value=value)
    return {"value": number, "text": text}


def _without(place: NodePath, last: Result, key: str) -> Iterator[Step]:
    """Take away what a corrected report no longer says: its state, or its quantity."""
    says = last.state is not None if key == "state" else last.cell != EMPTY
    if says:
        yield Step((*place, key), DELETE)
