"""What is to be entered by ``plantool record``, from the command line to steps in a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plantool.cli import options, typed_text
from plantool.cli.doubts import doubt_money, doubt_report
from plantool.diagnostics import MISSING
from plantool.errors import UsageError
from plantool.model.cell import EMPTY_CELL
from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Kind
from plantool.model.money import Money
from plantool.recording.recorded_file import RecordStep

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

_CARRY_OVER_ENDS = {"carried_out": ("carried_in", 1), "carried_in": ("carried_out", -1)}
_STATEMENT_KEYS = ("value", "text", "state", "judgement")
REMARK_KEYS = ("note", "reason", "action", "source", "reasons")  # which an empty text takes away
_REWRITTEN_KEYS = (
    "value",
    "text",
    "judgement",
    "judgement_reason",
)  # which are not written as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A report or amounts of one year, as they were typed; None where nothing was.

    ``correction`` says why a closed year changes; ``sure`` that what looks like a slip is none.
    """

    identifier: str | None
    measure: str | None
    year: str | None
    report: dict[str, str | None]
    money: dict[str, str | None]
    replaces: bool = False
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
        has_statement = (
            any(self.report[key] is not None for key in _STATEMENT_KEYS) or self.replaces
        )
        return tuple(
            name
            for name, is_missing in (
                ("ID", self.identifier is None),
                ("--year", self.year is None),
                ("--value / --state", not (has_statement if self.has_report else self.has_money)),
            )
            if is_missing
        )

    @property
    def is_complete(self) -> bool:
        """Tell whether it says what to enter where."""
        return not self.missing

    def build_steps(self, plan: Plan, today: date) -> tuple[str, list[RecordStep]]:
        """Return the file's name and the values to set in it.

        Raises UsageError; DoubtError where something looks like a slip.
        """
        judgement = self.report["judgement"]
        if judgement and (status := typed_text.parse_status(judgement, plan.scheme)) != judgement:
            return self.with_report(judgement=status).build_steps(plan, today)
        initiative = find_initiative(plan, self.identifier or "")
        year = find_year(plan, self.year or "")
        steps: list[RecordStep] = []
        if self.has_report:
            measure = find_measure(initiative, self.measure)
            doubt_report(self, measure, year, today)
            steps += self._yield_report_steps(measure, year, today)
        doubt_money(self, initiative.budget, year, today, plan.unit)
        steps += self._yield_money_steps(plan, initiative.budget, year)
        return f"{initiative.id}.yaml", steps

    def _yield_report_steps(
        self, measure: Measure, year: FiscalYear, today: date
    ) -> Iterator[RecordStep]:
        path = (*measure.path, "results", year.key)
        reports = measure.results.get(year)
        if reports is None:
            yield RecordStep(path, self._build_report(today))
        elif self.replaces:
            last_path, last = list(reports.yield_with_paths(path))[-1]
            yield from self._yield_replacements(
                last_path, last, is_milestone=measure.kind is Kind.MILESTONE
            )
        elif all(report.reported for report in reports.items):
            yield RecordStep(path, self._build_report(today), adds=True)
        else:
            raise UsageError("error.record-undated", year=year.key, measure=measure.id)

    def _yield_replacements(
        self, path: NodePath, last: Result, *, is_milestone: bool
    ) -> Iterator[RecordStep]:
        """Yield what makes the last report say this; what is not said again stays."""
        values = self._build_report_values(last.judgement is not None)
        for key, value in values.items():
            yield RecordStep((*path, key), value)
        for key in REMARK_KEYS:
            if self.report.get(key) == "" and getattr(last, key) is not None:
                yield RecordStep((*path, key), MISSING)
        if not is_milestone and ("value" in values) != ("state" in values):
            yield from _yield_removals(path, last, "state" if "value" in values else "value")

    def _build_report(self, today: date) -> Plain:
        """Return a whole report, dated today where no day was given."""
        values = self._build_report_values()
        return {**values, "reported": values.get("reported", today.isoformat())}

    def _build_report_values(self, is_judged: bool = False) -> dict[str, Plain]:
        """Return what was said, in the order of the schema; who ``is_judged`` gets a new reason."""
        report = self.report
        values: dict[str, Plain] = {
            k: text for k, text in report.items() if text and k not in _REWRITTEN_KEYS
        }
        cell = _build_cell(report["value"], report["text"])
        if cell is not None:
            values = {"value": cell, **values}
        judged = {
            key: report[name]
            for key, name in (("status", "judgement"), ("reason", "judgement_reason"))
            if report[name] is not None
        }
        if judged and len(judged) < 2 and not is_judged:  # noqa: PLR2004 - status and reason
            raise UsageError("error.record-judgement")
        if judged:
            values["judgement"] = {**judged}
        if report["reported"] is not None:
            values["reported"] = options.parse_date(report["reported"], "--reported").isoformat()
        return values

    def _yield_money_steps(
        self, plan: Plan, budget: Budget, year: FiscalYear
    ) -> Iterator[RecordStep]:
        """Yield what is said of money, and the other end of what is carried over."""
        known = dict(budget.list_by_key())
        for key, text in self.money.items():
            if text is None:
                continue
            if key == "reasons":
                yield from self._yield_reason_steps(budget, year, text)
                continue
            value = typed_text.parse_number(text)
            self._refuse_replacement(known[key].get(year), value, key)
            yield RecordStep(("budget", key, year.key), value)
            if key in _CARRY_OVER_ENDS:
                other, years = _CARRY_OVER_ENDS[key]
                neighbour = FiscalYear(year.start + years)
                if known[other].get(neighbour) is not None:
                    yield RecordStep(("budget", other, plan.year(neighbour.key).key), value)

    def _yield_reason_steps(
        self, budget: Budget, year: FiscalYear, text: str
    ) -> Iterator[RecordStep]:
        """Yield the reason why money differs; an empty one takes away what is there."""
        old = budget.reasons.get(year)
        self._refuse_replacement(old, text, "money-reason")
        path = ("budget", "reasons", year.key)
        if text:
            yield RecordStep(path, text)
        elif old:
            yield RecordStep(path if len(budget.reasons.years) > 1 else path[:-1], MISSING)

    def _refuse_replacement(self, old: Money | str | None, new: Plain, key: str) -> None:
        """Refuse to replace what is there unless told to; raises UsageError."""
        same = old.amount == new if isinstance(old, Money) else old == new
        if old is None or same or self.replaces:
            return
        shown = f"{old.amount:,f}" if isinstance(old, Money) else old
        raise UsageError("error.record-money", option=f"--{key.replace('_', '-')}", old=shown)

    def with_report(self, **said: str | None) -> RecordEntry:
        """Return the entry with more of the report."""
        return replace(self, report={**self.report, **said})


def find_initiative(plan: Plan, identifier: str) -> Initiative:
    """Return the initiative of this id; raises UsageError."""
    identifier = typed_text.parse_identifier(identifier)
    initiative = plan.initiative(identifier)
    if initiative is None and plan.chapter(identifier):
        raise UsageError("error.record-chapter", id=identifier)
    if initiative is None:
        from plantool.analysis.selection import find_closest

        if plan.is_left_out(identifier):
            raise UsageError("error.left-out-id", id=identifier)
        nearest = find_closest(identifier, (i.id for i in plan.initiatives))
        raise UsageError("error.unknown-id", id=identifier, nearest=nearest)
    return initiative


def find_kept_reason(entry: RecordEntry, plan: Plan, today: date) -> str | None:
    """Return the reason that a replaced report keeps, though it no longer falls short."""
    if not (entry.replaces and entry.has_report and entry.report["reason"] is None):
        return None
    from plantool.analysis.measure_history import MeasureHistory

    measure = find_measure(find_initiative(plan, entry.identifier or ""), entry.measure)
    course, year = MeasureHistory(measure, plan, today), find_year(plan, entry.year or "")
    result, status = course.find_result(year), course.judge_year(year).status
    fits = isinstance(status, Unrated) or status.missed
    return None if fits or result is None else result.reason


def find_measure(initiative: Initiative, identifier: str | None) -> Measure:
    """Return the measure of this id, or the only one there is; raises UsageError."""
    measures = list(initiative.measures())
    if identifier is None and len(measures) == 1:
        return measures[0]
    for measure in measures:
        if identifier is not None and typed_text.parse_identifier(identifier) == measure.id:
            return measure
    known = ", ".join(measure.id for measure in measures)
    key = "error.which-measure" if identifier is None else "error.unknown-measure"
    raise UsageError(key, id=initiative.id, value=identifier, known=known)


def find_year(plan: Plan, text: str) -> FiscalYear:
    """Return the planned year that is meant; raises UsageError."""
    from plantool.cli.open_plan import parse_years

    return parse_years(plan, [text])[0]


def _build_cell(value: str | None, text: str | None) -> Plain:
    """Return what is written for a number, words, or both; raises UsageError."""
    number = None if value is None else typed_text.parse_number(value)
    if number is None or text is None:
        return text if number is None else number
    if isinstance(number, str):
        raise UsageError("error.record-number", value=value)
    return {"value": number, "text": text}


def _yield_removals(path: NodePath, last: Result, key: str) -> Iterator[RecordStep]:
    """Take away what a corrected report no longer says: its state, or its quantity."""
    says = last.state is not None if key == "state" else last.cell != EMPTY_CELL
    if says:
        yield RecordStep((*path, key), MISSING)
