"""Asks a person for what ``plantool record`` was not told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from plantool.cli.entry import find_initiative, find_measure, find_year, is_quantity, state_of
from plantool.errors import UsageError
from plantool.model.measure import Kind
from plantool.model.result import State
from plantool.reports.words import cell_text, full_name, staged_text, year_heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.cli.entry import Entry
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Reports

T = TypeVar("T")
_NO_WORK = (State.POSTPONED, State.CANCELLED)  # what a measure of numbers may say instead
_MOST = 40  # ids that are worth listing


class Asking(NamedTuple):
    """Asks in the words of ``texts`` about ``plan``, again where an answer means nothing."""

    texts: Catalogue
    plan: Plan

    def complete(self, entry: Entry) -> Entry:
        """Return ``entry`` with what was missing."""
        if entry.identifier is None:
            self._list_initiatives()
        initiative = self._found(
            "ask.id", entry.identifier, lambda t: find_initiative(self.plan, t)
        )
        entry = replace(entry, identifier=initiative.id)
        if entry.has_money and not entry.has_report:
            return replace(entry, year=self._year(entry).key)
        measure = self._measure(initiative, entry)
        year = self._year(entry)
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

    def _year(self, entry: Entry) -> FiscalYear:
        return self._found("ask.year", entry.year, lambda text: find_year(self.plan, text))

    def _reached(self, entry: Entry, measure: Measure) -> Entry:
        report = entry.report
        if measure.kind is Kind.MILESTONE and report["state"] is None:
            entry = entry.saying(state=self._state())
        if report["value"] is not None:
            return entry
        if measure.kind is Kind.MILESTONE:
            return entry.saying(value=self._text("ask.words", optional=True))
        return entry if report["state"] else entry.saying(**self._quantity(measure.unit or ""))

    def _quantity(self, unit: str) -> dict[str, str]:
        """Ask for a number, or for what became of the work instead."""
        words = {"unit": unit, "states": self.texts("list.and").join(map(self._label, _NO_WORK))}

        def find(text: str) -> dict[str, str]:
            if state_of(text) in {state.value for state in _NO_WORK}:
                return {"state": state_of(text)}
            if not is_quantity(text, unit):
                raise UsageError("error.record-quantity", value=text, **words)
            return {"value": text}

        return self._found("ask.value", None, find, **words)

    def _label(self, state: State) -> str:
        return self.texts(f"state.{state.value}")

    def _state(self) -> str:
        listed = ", ".join(f"{state.value} ({self._label(state)})" for state in State)

        def find(text: str) -> str:
            state = state_of(text)
            if state not in {state.value for state in State}:
                raise UsageError("error.unknown-state", value=text, known=listed)
            return state

        return self._found("ask.state", None, find, states=listed)

    def _said(self, entry: Entry) -> Entry:
        for key in ("note", "reason", "action"):
            if entry.report[key] is None:
                entry = entry.saying(**{key: self._text(f"ask.{key}", optional=True)})
        return entry

    def _text(self, key: str, *, optional: bool) -> str | None:
        default = "" if optional else None
        prompt = self.texts(key)
        text: str = typer.prompt(prompt, default=default, show_default=False, err=True)
        return text.strip() or None

    def _found(self, key: str, said: str | None, find: Callable[[str], T], **words: object) -> T:
        """Return what an answer means; the first one is what was said already."""
        while True:
            text = typer.prompt(self.texts(key, **words), err=True) if said is None else said
            try:
                return find(str(text).strip())
            except UsageError as error:
                if said is not None:
                    raise
                hint = {**error.arguments, "hint": ""}
                self._say(error.key, **hint)

    def _say(self, key: str, **words: object) -> None:
        typer.echo(self.texts(key, **words), err=True)
