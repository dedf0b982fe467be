"""What an entry of results and money means for the file of an initiative: changes of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Change, Missing
from plantool.editing.change_writer import read_value
from plantool.errors import UsageError
from plantool.model.cell import EMPTY_CELL
from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Kind
from plantool.model.money import Money
from plantool.recording.doubts import doubt_money, doubt_report
from plantool.recording.item_changes import append_items
from plantool.recording.judgement_changes import yield_judgement_changes
from plantool.recording.record_entry import REMARK_KEYS
from plantool.recording.typed_values import (
    parse_number,
    parse_per_cent,
    parse_reported_day,
    parse_status,
)
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.loading.read_plan import Loaded
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result
    from plantool.recording.record_entry import RecordEntry, RecordTarget
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

_CARRY_OVER_ENDS = {"carried_out": ("carried_in", 1), "carried_in": ("carried_out", -1)}
# which are not written as they are
_REWRITTEN_KEYS = (
    *("value", "text", "planned", "running", "attainment"),
    *("judgement", "judgement_reason"),
)


def build_changes(
    entry: RecordEntry, target: RecordTarget, loaded: Loaded, today: date
) -> list[Change]:
    """Return the changes that an entry asks for in the plan that is ``loaded``.

    Raises UsageError; DoubtError where something looks like a slip.
    """
    plan, year = loaded.plan, target.year
    document = read_file(target.initiative, loaded)
    if entry.whole:
        return list(yield_judgement_changes(entry, target, plan, document, today))
    if judgement := entry.report["judgement"]:
        entry = entry.with_report(judgement=parse_status(judgement, plan.scheme.bands))
    builder = _ChangeBuilder(entry, target, plan, today, document)
    changes: list[Change] = []
    if target.measure:
        doubt_report(entry, target.measure, year, today, plan)
        changes += builder.yield_report_changes(target.measure)
    doubt_money(entry, target.initiative.budget, year, today, plan)
    return [*changes, *builder.yield_money_changes()]


def read_file(initiative: Initiative, loaded: Loaded) -> Document:
    """Return the file of an initiative as it was when the plan was loaded."""
    file = initiative.file
    return parse_document(loaded.contents[file].encode(), file)


def find_kept_reason(
    entry: RecordEntry, target: RecordTarget, plan: Plan, today: date
) -> str | None:
    """Return the reason that a replaced report keeps, though it no longer falls short.

    ``target`` and ``plan`` are as they would be with the entry.
    """
    if not (entry.replaces and target.measure and entry.report["reason"] is None):
        return None
    from plantool.analysis.measure_history import MeasureHistory  # noqa: PLC0415 - seldom asked

    history = MeasureHistory(target.measure, plan, today, target.initiative.life)
    result, verdict = history.find_result(target.year), history.judge_year(target.year)
    fits = isinstance(verdict.status, Unrated) or verdict.status.missed or verdict.is_provisional
    return None if fits or result is None else result.reason


class _ChangeBuilder(NamedTuple):
    """Makes changes of a file, each with the value that ``document`` has at its path."""

    entry: RecordEntry
    target: RecordTarget
    plan: Plan
    today: date
    document: Document

    def change_value(self, path: NodePath, new: Plain | Missing) -> Change:
        return Change(self.target.initiative.file, path, read_value(self.document, path), new)

    def yield_report_changes(self, measure: Measure) -> Iterator[Change]:
        year = self.target.year
        path = (*measure.path, "results", year.key)
        reports = measure.results.get(year)
        if reports is None:
            yield self.change_value(path, self.build_report())
        elif self.entry.replaces:
            last_path, last = reports.list_with_paths(path)[-1]
            is_milestone = measure.kind is Kind.MILESTONE
            yield from self.yield_replacements(last_path, last, is_milestone=is_milestone)
        elif all(report.reported for report in reports.items):
            file, report = self.target.initiative.file, self.build_report()
            yield append_items(self.document, path, [report], file)
        else:
            raise UsageError("error.record-undated", year=year.key, measure=measure.id)

    def yield_replacements(
        self, path: NodePath, last: Result, *, is_milestone: bool
    ) -> Iterator[Change]:
        """Yield the changes that make the last report say this; values not said again stay."""
        values = self.build_report_values(is_judged=last.judgement is not None)
        for key, value in values.items():
            yield self.change_value((*path, key), value)
        for key in REMARK_KEYS:
            if self.entry.report.get(key) == "" and getattr(last, key) is not None:
                yield self.change_value((*path, key), MISSING)
        # of a quantity and a state, a corrected report says one
        if is_milestone or ("value" in values) == ("state" in values):
            return
        if "value" in values and last.state is not None:
            yield self.change_value((*path, "state"), MISSING)
        if "state" in values and last.cell != EMPTY_CELL:
            yield self.change_value((*path, "value"), MISSING)

    def build_report(self) -> Plain:
        """Return a whole report, dated today where no day was given."""
        values = self.build_report_values()
        return {**values, "reported": values.get("reported", self.today.isoformat())}

    def build_report_values(self, *, is_judged: bool = False) -> dict[str, Plain]:
        """Return what was said, in the order of the schema; who ``is_judged`` gets a new reason."""
        report = self.entry.report
        values: dict[str, Plain] = {
            key: text for key, text in report.items() if text and key not in _REWRITTEN_KEYS
        }
        cells = {
            "value": _build_cell(report["value"], report["text"]),
            "planned": _build_cell(report.get("planned"), None),
            "running": _build_cell(report.get("running"), None),
            "attainment": parse_per_cent(rate) if (rate := report.get("attainment")) else None,
        }
        values = {**{key: cell for key, cell in cells.items() if cell is not None}, **values}
        said = {"status": report["judgement"], "reason": report["judgement_reason"]}
        judgement: dict[str, Plain] = {k: text for k, text in said.items() if text is not None}
        if judgement and len(judgement) < len(said) and not is_judged:
            raise UsageError("error.record-judgement")
        if judgement:
            values["judgement"] = judgement
        if report["reported"] is not None:
            values["reported"] = parse_reported_day(report["reported"])
        return values

    def yield_money_changes(self) -> Iterator[Change]:
        """Yield the amounts that were said, and the other end of those carried over."""
        year = self.target.year
        known = dict(self.target.initiative.budget.list_by_key())
        for key, text in self.entry.money.items():
            if text is None:
                continue
            if key == "reasons":
                yield from self.yield_reason_changes(text)
                continue
            value = parse_number(text)
            self.refuse_replacement(known[key].get(year), value, key)
            yield self.change_value(("budget", key, year.key), value)
            if key in _CARRY_OVER_ENDS:
                other, years = _CARRY_OVER_ENDS[key]
                neighbour = FiscalYear(year.start + years)
                if known[other].get(neighbour) is not None:
                    path = ("budget", other, self.plan.year(neighbour.key).key)
                    yield self.change_value(path, value)

    def yield_reason_changes(self, text: str) -> Iterator[Change]:
        """Yield the reason why money differs; an empty one takes the old one away."""
        reasons, year = self.target.initiative.budget.reasons, self.target.year
        old = reasons.get(year)
        self.refuse_replacement(old, text, "money-reason")
        path = ("budget", "reasons", year.key)
        if text:
            yield self.change_value(path, text)
        elif old:
            yield self.change_value(path if len(reasons.years) > 1 else path[:-1], MISSING)

    def refuse_replacement(self, old: Money | str | None, new: Plain, key: str) -> None:
        """Refuse to replace an old value unless told to; raises UsageError."""
        same = old.amount == new if isinstance(old, Money) else old == new
        if old is None or same or self.entry.replaces:
            return
        shown = f"{old.amount:,f}" if isinstance(old, Money) else old
        raise UsageError("error.record-money", option=f"--{key.replace('_', '-')}", old=shown)


def _build_cell(value: str | None, text: str | None) -> Plain:
    """Return the cell for a number, words, or both; raises UsageError."""
    number = None if value is None else parse_number(value)
    if number is None or text is None:
        return text if number is None else number
    if isinstance(number, str):
        raise UsageError("error.record-number", value=value)
    return {"value": number, "text": text}
