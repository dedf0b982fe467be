"""From the plain data of files that satisfy their schemas to the model.

What a schema cannot say is found here: words that state no single quantity, days that no
calendar has, years that no era reaches. Every function returns its value and notes findings.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from plantool.diagnostics import Finding, NodePath, Severity
from plantool.loading import codes
from plantool.loading.evaluation import deadlines, scheme
from plantool.loading.numbers import number_as_text
from plantool.loading.values import Data, Values
from plantool.model.cell import (
    EMPTY,
    AmbiguousQuantityError,
    Cell,
    is_none_mark,
    parse_compared,
)
from plantool.model.chapter import Chapter, Headings, Relisting, Section
from plantool.model.initiative import (
    Correction,
    Department,
    Footnote,
    Initiative,
    Source,
    Unverified,
)
from plantool.model.measure import Direction, Group, Kind, Measure
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Budget, Money, Supplement
from plantool.model.plan import Contact, Mark, Plan, Publisher
from plantool.model.result import Judgement, Reports, Result, Stage, State
from plantool.model.settings import Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.model.by_year import ByYear


class Builder(Values):
    """Builds the model of one file; ``findings`` grows as it goes."""

    def plan(self, data: Data) -> Plan:
        """Build the plan of plan.yaml, still without chapters and initiatives."""
        years, publisher = data["years"], data["publisher"]
        return Plan(
            title=data["title"],
            publisher=Publisher(name=publisher["name"], code=publisher.get("code")),
            contact=Contact(**data["contact"]) if "contact" in data else None,
            language=data["language"],
            baseline_years=self.years(years.get("baseline", []), ("years", "baseline")),
            planned_years=self.years(years["planned"], ("years", "planned")),
            frozen=years.get("frozen"),
            closed_years=self.years(years.get("closed", []), ("years", "closed")),
            year_notes=self.by_year(years.get("notes"), ("years", "notes"), lambda text, _: text),
            unit=data["money"]["unit"],
            marks=tuple(Mark(**mark) for mark in data.get("marks", ())),
            file=self.file,
            scheme=scheme(data.get("evaluation", {})),
            deadlines=deadlines(data.get("reporting", {})),
            validation=tuple(setting(entry) for entry in data.get("validation", ())),
            departments=tuple(
                Department(" ".join(bureau.split()), division and " ".join(division.split()))
                for bureau, divisions in data["departments"].items()
                for division in (*divisions, None)
            ),
        )

    def chapter(self, data: Data) -> Chapter:
        """Build a chapter."""
        return Chapter(
            id=str(data["id"]),
            title=data["title"],
            series=data.get("series"),
            headings=Headings(**data.get("headings", {})),
            goals=tuple(data.get("goals", ())),
            background=data.get("background"),
            sections=tuple(Section(id=str(s["id"]), title=s["title"]) for s in data["sections"]),
            relisted=tuple(
                Relisting(
                    id=entry["id"],
                    section=_text(entry.get("section")),
                    number=entry.get("number"),
                    label=entry.get("label"),
                )
                for entry in data.get("relisted", ())
            ),
            file=self.file,
        )

    def initiative(self, data: Data) -> Initiative:
        """Build an initiative."""
        return Initiative(
            id=data["id"],
            title=data["title"],
            departments=tuple(department(name) for name in data["departments"]),
            section=_text(data.get("section")),
            number=data.get("number"),
            mark=data.get("mark"),
            summary=data.get("summary"),
            rows=self.rows(data["measures"], ("measures",)),
            budget=self.budget(data.get("budget", {})),
            footnotes=tuple(Footnote(**footnote) for footnote in data.get("footnotes", ())),
            corrections=tuple(self.corrections(data)),
            source=self.source(data) if "source" in data else None,
            file=self.file,
        )

    def rows(self, data: Data, path: NodePath) -> tuple[Measure | Group, ...]:
        return tuple(
            self.group(row, (*path, at)) if "measures" in row else self.measure(row, (*path, at))
            for at, row in enumerate(data)
        )

    def group(self, data: Data, path: NodePath) -> Group:
        words = self.cells(None)
        return Group(
            id=data.get("id"),
            name=data.get("name"),
            number=data.get("number"),
            mark=data.get("mark"),
            baseline=self.by_year(data.get("baseline"), (*path, "baseline"), words),
            measures=self.rows(data["measures"], (*path, "measures")),
            path=path,
        )

    def measure(self, data: Data, path: NodePath) -> Measure:
        before = len(self.findings)
        measure = self._measure(data, path)
        strange = [f for f in self.findings[before:] if f.code is codes.NOT_A_QUANTITY]
        if len(strange) > 1 and not any(cell.value is not None for _, cell in measure.cells()):
            self.findings = [f for f in self.findings if f not in strange[1:]]  # it is the unit
        return measure

    def _measure(self, data: Data, path: NodePath) -> Measure:
        cell = self.cells(data.get("unit"))
        return Measure(
            id=data["id"],
            name=data["name"],
            kind=Kind(data["kind"]),
            direction=Direction(data["direction"]) if "direction" in data else None,
            unit=data.get("unit"),
            tolerance=Decimal(data["tolerance"]) if "tolerance" in data else None,
            number=data.get("number"),
            mark=data.get("mark"),
            baseline=self.by_year(data.get("baseline"), (*path, "baseline"), cell),
            planned=self.by_year(data["planned"], (*path, "planned"), cell),
            total=cell(data["total"], (*path, "total")) if "total" in data else None,
            target=cell(data["target"], (*path, "target")) if "target" in data else None,
            results=self.by_year(
                data.get("results"),
                (*path, "results"),
                lambda reports, at: self.reports(reports, at, cell),
            ),
            path=path,
        )

    def cells(self, unit: str | None) -> Callable[[Data, NodePath], Cell]:
        """Return the reader of a measure's cells; without a unit they are words."""

        def read(data: Data, path: NodePath) -> Cell:
            match data:
                case None:
                    return EMPTY
                case str():
                    try:
                        return _printed(data, unit)
                    except AmbiguousQuantityError:
                        self.findings.append(self.no_quantity(data, unit or "", path))
                        return Cell(lines=(data,))
                case list():
                    return self.lines(data, unit, path)
                case {"value": value, "text": text}:
                    return _given(text, unit, None if value is None else Decimal(value))
                case _:
                    return Cell(value=Decimal(data))

        return read

    def lines(self, lines: list[str], unit: str | None, path: NodePath) -> Cell:
        """Read a cell that is printed as several lines."""
        text = " ".join(lines)
        try:
            return _printed(text, unit)._replace(lines=tuple(lines))
        except AmbiguousQuantityError:
            self.findings.append(self.no_quantity(text, unit or "", path))
            return Cell(lines=tuple(lines))

    def no_quantity(self, text: str, unit: str, path: NodePath) -> Finding:
        """Find a number that cannot be read as it is written, or words that state no quantity."""
        if number := number_as_text(self.file, path, text):
            return number
        words = (("value", text), ("unit", unit))
        return Finding(codes.NOT_A_QUANTITY, self.file, path, words)

    def reports(
        self, data: Data, path: NodePath, cell: Callable[[Data, NodePath], Cell]
    ) -> Reports:
        """Build the reports of one year: one mapping, or a list of them."""
        if not isinstance(data, list):
            return Reports((self.result(data, path, cell),))
        items = (self.result(report, (*path, at), cell) for at, report in enumerate(data))
        return Reports(tuple(items), listed=True)

    def result(self, data: Data, path: NodePath, cell: Callable[[Data, NodePath], Cell]) -> Result:
        return Result(
            cell=cell(data.get("value"), (*path, "value")),
            state=State(data["state"]) if "state" in data else None,
            stage=Stage(data.get("stage", "final")),
            note=data.get("note"),
            reason=data.get("reason"),
            action=data.get("action"),
            source=data.get("source"),
            reported=self.day(data["reported"], (*path, "reported"))
            if "reported" in data
            else None,
            judgement=Judgement(**data["judgement"]) if "judgement" in data else None,
        )

    def budget(self, data: Data) -> Budget:
        def amounts(key: str) -> ByYear[Money]:
            return self.by_year(data.get(key), ("budget", key), lambda amount, _: money(amount))

        return Budget(
            planned=amounts("planned"),
            total=money(data["total"]) if "total" in data else None,
            initial=amounts("initial"),
            supplementary=self.by_year(
                data.get("supplementary"), ("budget", "supplementary"), self.supplements
            ),
            reserve=amounts("reserve"),
            carried_in=amounts("carried_in"),
            stated_current=amounts("current"),
            settled=amounts("settled"),
            carried_out=amounts("carried_out"),
            stated_unused=amounts("unused"),
            preliminary=self.years(data.get("preliminary", ()), ("budget", "preliminary")),
            reasons=self.by_year(data.get("reasons"), ("budget", "reasons"), lambda text, _: text),
        )

    def supplements(self, data: Data, path: NodePath) -> tuple[Supplement, ...]:
        return tuple(
            Supplement(
                decided=self.day(entry["date"], (*path, at, "date")), amount=money(entry["amount"])
            )
            for at, entry in enumerate(data)
        )

    def corrections(self, data: Data) -> Iterator[Correction]:
        for number, entry in enumerate(data.get("corrections", ())):
            path = ("corrections", number)
            day = self.day(entry["date"], (*path, "date")) if "date" in entry else None
            was = None if entry.get("was") is None else str(entry["was"])
            yield Correction(
                at=entry["at"],
                reason=entry["reason"],
                was=was,
                date=day,
                path=self.place(data, entry["at"], (*path, "at")),
            )

    def source(self, data: Data) -> Source:
        entries = data["source"].get("unverified", ())
        unverified = [
            Unverified(
                **entry,
                path=self.place(data, entry["at"], ("source", "unverified", number, "at")),
            )
            for number, entry in enumerate(entries)
        ]
        return Source(document=data["source"]["document"], unverified=tuple(unverified))


@lru_cache(maxsize=65_536)
def _printed(text: str, unit: str | None) -> Cell:
    """Read a cell of one line; plans print the same words over and over, which share a cell."""
    if unit is None or is_none_mark(text):
        return Cell(lines=(text,))
    return Cell((text,), *parse_compared(text, unit))


@lru_cache(maxsize=65_536)
def _given(text: str, unit: str | None, value: Decimal | None) -> Cell:
    """Read a cell whose value is given; a comparison belongs to it where the words state it too."""
    with suppress(AmbiguousQuantityError):
        printed = _printed(text, unit)
        if printed.value == value:
            return printed
    return Cell((text,), value)


def setting(data: Data) -> Setting:
    """Read an entry of ``validation``."""
    return Setting(
        files=tuple(data.get("files", ("*",))),
        ignore=tuple(data.get("ignore", ())),
        severity=tuple((code, Severity(word)) for code, word in data.get("severity", {}).items()),
        reason=data.get("reason", ""),
    )


def department(name: str) -> Department:
    """Read ``地域文化部 協働推進課``; a name without a space is a whole bureau."""
    bureau, _, division = " ".join(name.split()).partition(" ")
    return Department(bureau, division or None)


def money(data: Data) -> Money:
    """Read an amount: a number, ``―``, ``{below_unit: true}`` or null for unknown."""
    match data:
        case None:
            return UNKNOWN
        case str():
            return NONE
        case dict():
            return BELOW_UNIT
        case _:
            return Money(Decimal(data))


def _text(identifier: str | int | None) -> str | None:
    return None if identifier is None else str(identifier)
