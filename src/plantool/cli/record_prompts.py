"""Asks a person for the parts of an entry that the command line of ``record`` leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from plantool.analysis.measure_deadlines import MeasureDeadlines
from plantool.analysis.owed_reports import yield_owed_reports
from plantool.analysis.selection import Selection
from plantool.cli import typed_text
from plantool.cli.option_values import MOST_HITS, format_hit
from plantool.cli.prompts import Prompts, ask_line
from plantool.cli.record_targets import find_initiative, find_measure, find_target, find_year
from plantool.errors import UsageError
from plantool.light_dataclasses import replace
from plantool.model.measure import Kind
from plantool.model.normal import fold_identifier
from plantool.model.result import State
from plantool.recording.apply_changes import attempt_changes
from plantool.recording.doubts import DoubtError
from plantool.recording.entry_changes import build_changes
from plantool.recording.typed_values import find_first_number, find_quantity, parse_number
from plantool.reports.phrases import (
    format_planned,
    format_staged_result,
    format_year,
    name_row_fully,
)
from plantool.rules.judged_results import NO_ACTION, NO_REASON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantool.analysis.title_search import TitleHit
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.result import Reports
    from plantool.recording.record_entry import RecordEntry

_NO_WORK_STATES = (State.POSTPONED, State.CANCELLED)  # instead of a number
_MOST_LISTED = 40  # ids that are worth listing


class RecordPrompts(Prompts):
    """Asks in the words of ``texts`` about a plan, again where an answer means nothing."""

    def __init__(self, texts: Catalogue, folder: Folder, loaded: Loaded, today: date) -> None:
        super().__init__(texts)
        self.folder = folder
        self.loaded = loaded
        self.plan = loaded.plan
        self.today = today

    def settle_doubt(self, doubt: DoubtError, entry: RecordEntry) -> RecordEntry | None:
        """Ask whether an entry is meant, and return it as confirmed; None where it is not."""
        doubted, _, _ = self.texts(doubt.key, **doubt.arguments).partition("\n")
        typer.echo(doubted, err=True)  # without the option that the answer stands for
        if doubt.asks_why:
            reason = ask_line(self.texts(doubt.question), "", shows_default=False)
            return doubt.confirm(entry, reason) if reason else None
        return doubt.confirm(entry, "") if self.ask_yes_no(doubt.question, default=False) else None

    def choose_initiative(self, hits: Sequence[TitleHit]) -> str | None:
        """Ask which of the initiatives found by words is meant; None for none of them."""
        ids = [hit.initiative.id for hit in hits[:MOST_HITS]]
        if len(hits) == 1:
            typer.echo(format_hit(hits[0]), err=True)
            return ids[0] if self.ask_yes_no("ask.this-one") else None
        for number, hit in enumerate(hits[:MOST_HITS], start=1):
            typer.echo(f"{number:>4}{format_hit(hit)}", err=True)
        if more := len(hits) - len(ids):
            self.echo_message("ask.more-found", more=more)

        def parse_choice(text: str) -> str | None:
            number = parse_number(text)
            if isinstance(number, int) and 0 < number <= len(ids):
                return ids[number - 1]
            if text and fold_identifier(text) not in ids:
                raise UsageError("error.no-such-choice", value=text, last=len(ids))
            return fold_identifier(text) or None

        return self.ask_until_valid("ask.which-one", None, parse_choice, usual="", last=len(ids))

    def complete_entry(self, entry: RecordEntry) -> RecordEntry:
        """Return ``entry`` with the answers for its missing parts."""
        if entry.identifier is None:
            self._list_initiatives()
        initiative = self.ask_until_valid(
            "ask.id", entry.identifier, lambda t: find_initiative(self.plan, t)
        )
        entry = replace(entry, identifier=initiative.id)
        if entry.has_money and not entry.has_report:
            return replace(entry, year=self._ask_year(entry, initiative).key)
        measure = self._ask_measure(initiative, entry)
        year = self._ask_year(entry, initiative, measure)
        due = MeasureDeadlines(measure, self.plan, self.today).find_due(year)
        planned = format_planned(measure.planned.get(year), due, measure.unit, self.texts)
        name = name_row_fully(initiative, measure)
        words = {"measure": name, "year": format_year(year, self.plan, self.texts)}
        self.echo_message("ask.planned", planned=planned, **words)
        if reports := measure.results.get(year):
            self.echo_message("ask.reported", **self._describe_last_report(reports, measure))
        entry = replace(entry, measure=measure.id, year=year.key)
        return self._ask_remarks(self._ask_result(entry, measure))

    def _describe_last_report(self, reports: Reports, measure: Measure) -> dict[str, object]:
        last = reports.items[-1]
        said = format_staged_result(last, measure.unit, self.plan.scheme, self.texts) or self.texts(
            "ask.words"
        )
        return {"result": said, "date": last.reported or self.texts("ask.no-date")}

    def _list_initiatives(self) -> None:
        if len(self.plan.initiatives) > _MOST_LISTED:
            return
        for initiative in self.plan.initiatives:
            typer.echo(f"  {initiative.id}  {initiative.title}", err=True)

    def _ask_measure(self, initiative: Initiative, entry: RecordEntry) -> Measure:
        measures = list(initiative.measures())
        if len(measures) == 1:
            return measures[0]
        if entry.measure is None:
            for measure in measures:
                typer.echo(f"  {measure.id}  {name_row_fully(initiative, measure)}", err=True)
        return self.ask_until_valid(
            "ask.measure", entry.measure, lambda t: find_measure(initiative, t)
        )

    def _ask_year(
        self, entry: RecordEntry, initiative: Initiative, measure: Measure | None = None
    ) -> FiscalYear:
        usual = self._find_default_year(initiative, measure).key
        return self.ask_until_valid(
            "ask.year", entry.year, lambda text: find_year(self.plan, text, initiative), usual=usual
        )

    def _find_default_year(self, initiative: Initiative, measure: Measure | None) -> FiscalYear:
        """Return the first year whose report on ``measure`` is owed, else the last that is over."""
        years = self.plan.planned_years
        if measure:
            listings = Selection.from_options(ids=[initiative.id]).find_listings(self.plan)
            for owed in yield_owed_reports(self.plan, listings, years, self.today):
                if owed.measure == measure:
                    return owed.year
        over = [year for year in years if self.plan.calendar.has_ended(year, self.today)]
        return over[-1] if over else years[0]

    def _ask_result(self, entry: RecordEntry, measure: Measure) -> RecordEntry:
        report = entry.report
        if measure.kind is Kind.MILESTONE and report["state"] is None:
            entry = entry.with_report(state=self._ask_state())
        if report["value"] is not None:
            return entry
        if measure.kind is Kind.MILESTONE:
            return entry.with_report(value=self._ask_remark("ask.words"))
        return (
            entry
            if report["state"]
            else entry.with_report(**self._ask_quantity(measure.unit or ""))
        )

    def _ask_quantity(self, unit: str) -> dict[str, str]:
        """Ask for a number, or for the state of work that was not done."""
        shown_unit = unit or self.texts("cell.no-unit")
        words: dict[str, Any] = {
            "unit": shown_unit,
            "states": self.texts("list.and").join(map(self._format_state, _NO_WORK_STATES)),
        }

        def parse_quantity_answer(text: str) -> dict[str, str]:
            if typed_text.parse_state(text) in {state.value for state in _NO_WORK_STATES}:
                return {"state": typed_text.parse_state(text)}
            if find_quantity(text, unit) is not None:
                return {"value": text}
            first = find_first_number(text)
            if first is None:
                raise UsageError("error.record-quantity", value=text, **words)
            return {"value": self._ask_counted_number(text, first, shown_unit), "text": text}

        return self.ask_until_valid("ask.value", None, parse_quantity_answer, **words)

    def _ask_counted_number(self, text: str, first: str, unit: str) -> str:
        """Ask which number of several in a text is the result."""

        def check_number_answer(number: str) -> str:
            if isinstance(parse_number(number), str):
                raise UsageError("error.record-number", value=number)
            return number

        return self.ask_until_valid(
            "ask.counts", None, check_number_answer, usual=first, value=text, unit=unit
        )

    def _format_state(self, state: State) -> str:
        return self.texts(f"state.{state.value}")

    def _ask_state(self) -> str:
        listed = self.texts("list.and").join(map(self._format_state, State))

        def parse_state_answer(text: str) -> str:
            state = typed_text.parse_state(text)
            if state not in {state.value for state in State}:
                raise UsageError("error.unknown-state", value=text, known=listed)
            return state

        return self.ask_until_valid("ask.state", None, parse_state_answer, states=listed)

    def _ask_remarks(self, entry: RecordEntry) -> RecordEntry:
        keys = ("reason", "action", "note") if self._is_reason_missing(entry) else ("note",)
        for key in keys:
            if entry.report[key] is None:
                entry = entry.with_report(**{key: self._ask_remark(f"ask.{key}")})
        return entry

    def _is_reason_missing(self, entry: RecordEntry) -> bool:
        """Tell whether the rules would want a reason or an action: the entry is made to see."""
        try:
            target, sure = find_target(entry, self.plan), replace(entry, sure=True)
            changes = build_changes(sure, target, self.loaded, self.today)
        except DoubtError:  # which is settled later
            return False
        found = attempt_changes(self.folder, changes, self.today, self.loaded).new_diagnostics
        return any(finding.code in {NO_REASON, NO_ACTION} for finding in found)

    def _ask_remark(self, key: str) -> str | None:
        return ask_line(self.texts(key), "", shows_default=False) or None
