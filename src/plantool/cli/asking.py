"""Asks a person for what ``plantool record`` was not told."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import typer

from plantool.analysis.pending import pending
from plantool.analysis.selection import Selection
from plantool.cli import typed
from plantool.cli.doubts import DoubtError
from plantool.cli.entry import find_initiative, find_measure, find_year
from plantool.errors import UsageError
from plantool.model.measure import Kind
from plantool.model.result import State
from plantool.reports.words import cell_text, full_name, staged_text, year_heading
from plantool.rules.judged_results import NO_ACTION, NO_REASON
from plantool.rules.recording import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from plantool.cli.entry import Entry
    from plantool.loading.folder import Folder
    from plantool.loading.load import Loaded
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.result import Reports

T = TypeVar("T")
_NO_WORK = (State.POSTPONED, State.CANCELLED)  # what a measure of numbers may say instead
_MOST = 40  # ids that are worth listing


@contextmanager
def _answering() -> Iterator[None]:
    """Let Ctrl-C be an answer, which takes back the whole entry, and not end at once."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def prompt(question: str, default: str | None = None, *, shows: bool = True) -> str:
    """Ask for a line of text; raises typer.Abort on Ctrl-C and at the end of input."""
    with _answering():
        text: str = typer.prompt(question, default=default, show_default=shows, err=True)
    return text.strip()


def agreed(texts: Catalogue, key: str, *, default: bool = True) -> bool:
    """Ask what is answered by yes or no, in any language."""
    usual = texts("ask.yes" if default else "ask.no")
    while True:
        answer = typed.is_yes(prompt(f"{texts(key)}{texts('ask.yes-no')}", usual))
        if answer is not None:
            return answer
        typer.echo(texts("ask.yes-or-no"), err=True)


class Asking:
    """Asks in the words of ``texts`` about a plan, again where an answer means nothing."""

    def __init__(self, texts: Catalogue, folder: Folder, loaded: Loaded, today: date) -> None:
        self.texts = texts
        self.folder = folder
        self.loaded = loaded
        self.plan = loaded.plan
        self.today = today

    def settle(self, doubt: DoubtError, entry: Entry) -> Entry | None:
        """Ask whether an entry is meant, and return what it then says; None where it is not."""
        doubted, _, _ = self.texts(doubt.key, **doubt.arguments).partition("\n")
        typer.echo(doubted, err=True)  # without the option that the answer stands for
        if doubt.asks_why:
            why = prompt(self.texts(doubt.question), "", shows=False)
            return doubt.meant(entry, why) if why else None
        return doubt.meant(entry, "") if agreed(self.texts, doubt.question, default=False) else None

    def complete(self, entry: Entry) -> Entry:
        """Return ``entry`` with what was missing."""
        if entry.identifier is None:
            self._list_initiatives()
        initiative = self._found(
            "ask.id", entry.identifier, lambda t: find_initiative(self.plan, t)
        )
        entry = replace(entry, identifier=initiative.id)
        if entry.has_money and not entry.has_report:
            return replace(entry, year=self._year(entry, initiative).key)
        measure = self._measure(initiative, entry)
        year = self._year(entry, initiative, measure)
        planned = cell_text(measure.planned.get(year), measure.unit, self.texts)
        name = full_name(initiative, measure)
        words = {"measure": name, "year": year_heading(year, self.plan, self.texts)}
        self._say("ask.planned", planned=planned, **words)
        if reports := measure.results.get(year):
            self._say("ask.reported", **self._last(reports, measure))
        entry = replace(entry, measure=measure.id, year=year.key)
        return self._said(self._reached(entry, measure))

    def _last(self, reports: Reports, measure: Measure) -> dict[str, object]:
        last = reports.items[-1]
        said = staged_text(last, measure.unit, self.plan.scheme, self.texts) or self.texts(
            "ask.words"
        )
        return {"result": said, "date": last.reported or self.texts("ask.no-date")}

    def _list_initiatives(self) -> None:
        for initiative in self.plan.initiatives if len(self.plan.initiatives) <= _MOST else ():
            typer.echo(f"  {initiative.id}  {initiative.title}", err=True)

    def _measure(self, initiative: Initiative, entry: Entry) -> Measure:
        measures = list(initiative.measures())
        if len(measures) == 1:
            return measures[0]
        if entry.measure is None:
            for measure in measures:
                typer.echo(f"  {measure.id}  {full_name(initiative, measure)}", err=True)
        return self._found("ask.measure", entry.measure, lambda t: find_measure(initiative, t))

    def _year(
        self, entry: Entry, initiative: Initiative, measure: Measure | None = None
    ) -> FiscalYear:
        usual = self._year_in_question(initiative, measure).key
        return self._found(
            "ask.year", entry.year, lambda text: find_year(self.plan, text), usual=usual
        )

    def _year_in_question(self, initiative: Initiative, measure: Measure | None) -> FiscalYear:
        """Return the first year of which a report is owed, or the last that is over."""
        years = self.plan.planned_years
        listings = Selection.of(ids=[initiative.id]).listings(self.plan)
        for owed in pending(self.plan, listings, years, self.today) if measure else ():
            if owed.measure == measure:
                return owed.year
        over = [year for year in years if year.ended(self.today)]
        return over[-1] if over else years[0]

    def _reached(self, entry: Entry, measure: Measure) -> Entry:
        report = entry.report
        if measure.kind is Kind.MILESTONE and report["state"] is None:
            entry = entry.saying(state=self._state())
        if report["value"] is not None:
            return entry
        if measure.kind is Kind.MILESTONE:
            return entry.saying(value=self._text("ask.words"))
        return entry if report["state"] else entry.saying(**self._quantity(measure.unit or ""))

    def _quantity(self, unit: str) -> dict[str, str]:
        """Ask for a number, or for what became of the work instead."""
        words = {"unit": unit, "states": self.texts("list.and").join(map(self._label, _NO_WORK))}

        def find(text: str) -> dict[str, str]:
            if typed.state_of(text) in {state.value for state in _NO_WORK}:
                return {"state": typed.state_of(text)}
            if typed.quantity(text, unit) is not None:
                return {"value": text}
            first = typed.first_number(text)
            if first is None:
                raise UsageError("error.record-quantity", value=text, **words)
            return {"value": self._counts(text, first, unit), "text": text}

        return self._found("ask.value", None, find, **words)

    def _counts(self, text: str, first: str, unit: str) -> str:
        """Ask which number of several in a text is the result."""

        def find(number: str) -> str:
            if isinstance(typed.number(number), str):
                raise UsageError("error.record-number", value=number)
            return number

        return self._found("ask.counts", None, find, usual=first, value=text, unit=unit)

    def _label(self, state: State) -> str:
        return self.texts(f"state.{state.value}")

    def _state(self) -> str:
        listed = self.texts("list.and").join(map(self._label, State))

        def find(text: str) -> str:
            state = typed.state_of(text)
            if state not in {state.value for state in State}:
                raise UsageError("error.unknown-state", value=text, known=listed)
            return state

        return self._found("ask.state", None, find, states=listed)

    def _said(self, entry: Entry) -> Entry:
        for key in ("note", *(("reason", "action") if self._falls_short(entry) else ())):
            if entry.report[key] is None:
                entry = entry.saying(**{key: self._text(f"ask.{key}")})
        return entry

    def _falls_short(self, entry: Entry) -> bool:
        """Tell whether the rules would ask why, or what will be done."""
        try:
            name, steps = replace(entry, sure=True).steps(self.plan, self.today)
        except DoubtError:  # which is settled later
            return False
        entered = record(self.folder, name, steps, self.today, self.loaded)
        found = entered.found if entered else ()
        return any(finding.code in {NO_REASON, NO_ACTION} for finding in found)

    def _text(self, key: str) -> str | None:
        return prompt(self.texts(key), "", shows=False) or None

    def _found(
        self,
        key: str,
        said: str | None,
        find: Callable[[str], T],
        *,
        usual: str | None = None,
        **words: object,
    ) -> T:
        """Return what an answer means; the first one is what was said already."""
        while True:
            text = prompt(self.texts(key, **words), usual) if said is None else said
            try:
                return find(str(text).strip())
            except UsageError as error:
                if said is not None:
                    raise
                hint = {**error.arguments, "hint": ""}
                self._say(error.key, **hint)

    def _say(self, key: str, **words: object) -> None:
        typer.echo(self.texts(key, **words), err=True)
