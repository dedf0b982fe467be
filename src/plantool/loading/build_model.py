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
from plantool.loading.build_scheme import build_deadlines, build_scheme
from plantool.loading.field_values import Data, ValueReader
from plantool.loading.text_numbers import check_text_number
from plantool.model.cell import (
    EMPTY_CELL,
    AmbiguousQuantityError,
    Cell,
    is_none_mark,
    parse_compared_quantity,
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


class ModelBuilder(ValueReader):
    """Builds the model of one file; ``findings`` grows as it goes."""

    def build_plan(self, data: Data) -> Plan:
        """Build the plan of plan.yaml, still without chapters and initiatives."""
        years, publisher = data["years"], data["publisher"]
        return Plan(
            title=data["title"],
            publisher=Publisher(name=publisher["name"], code=publisher.get("code")),
            contact=Contact(**data["contact"]) if "contact" in data else None,
            language=data["language"],
            baseline_years=self.read_years(years.get("baseline", []), ("years", "baseline")),
            planned_years=self.read_years(years["planned"], ("years", "planned")),
            frozen=years.get("frozen"),
            closed_years=self.read_years(years.get("closed", []), ("years", "closed")),
            year_notes=self.read_by_year(
                years.get("notes"), ("years", "notes"), lambda text, _: text
            ),
            unit=data["money"]["unit"],
            marks=tuple(Mark(**mark) for mark in data.get("marks", ())),
            file=self.file,
            scheme=build_scheme(data.get("evaluation", {})),
            deadlines=build_deadlines(data.get("reporting", {})),
            validation=tuple(parse_setting(entry) for entry in data.get("validation", ())),
            departments=tuple(
                Department(" ".join(bureau.split()), division and " ".join(division.split()))
                for bureau, divisions in data["departments"].items()
                for division in (*divisions, None)
            ),
        )

    def build_chapter(self, data: Data) -> Chapter:
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
                    section=_to_id_text(entry.get("section")),
                    number=entry.get("number"),
                    label=entry.get("label"),
                )
                for entry in data.get("relisted", ())
            ),
            file=self.file,
        )

    def build_initiative(self, data: Data) -> Initiative:
        """Build an initiative."""
        return Initiative(
            id=data["id"],
            title=data["title"],
            departments=tuple(parse_department(name) for name in data["departments"]),
            section=_to_id_text(data.get("section")),
            number=data.get("number"),
            mark=data.get("mark"),
            summary=data.get("summary"),
            rows=self.build_rows(data["measures"], ("measures",)),
            budget=self.build_budget(data.get("budget", {})),
            footnotes=tuple(Footnote(**footnote) for footnote in data.get("footnotes", ())),
            corrections=tuple(self.build_corrections(data)),
            source=self.build_source(data) if "source" in data else None,
            file=self.file,
        )

    def build_rows(self, data: Data, path: NodePath) -> tuple[Measure | Group, ...]:
        return tuple(
            self.build_group(row, (*path, at))
            if "measures" in row
            else self.build_measure(row, (*path, at))
            for at, row in enumerate(data)
        )

    def build_group(self, data: Data, path: NodePath) -> Group:
        read_words = self.build_cell_reader(None)
        return Group(
            id=data.get("id"),
            name=data.get("name"),
            number=data.get("number"),
            mark=data.get("mark"),
            baseline=self.read_by_year(data.get("baseline"), (*path, "baseline"), read_words),
            measures=self.build_rows(data["measures"], (*path, "measures")),
            path=path,
        )

    def build_measure(self, data: Data, path: NodePath) -> Measure:
        before = len(self.findings)
        measure = self._build_measure_fields(data, path)
        unquantified = [f for f in self.findings[before:] if f.code is codes.NOT_A_QUANTITY]
        if len(unquantified) > 1 and not any(
            cell.value is not None for _, cell in measure.yield_cells()
        ):
            self.findings = [
                f for f in self.findings if f not in unquantified[1:]
            ]  # it is the unit
        return measure

    def _build_measure_fields(self, data: Data, path: NodePath) -> Measure:
        read_cell = self.build_cell_reader(data.get("unit"))
        return Measure(
            id=data["id"],
            name=data["name"],
            kind=Kind(data["kind"]),
            direction=Direction(data["direction"]) if "direction" in data else None,
            unit=data.get("unit"),
            tolerance=Decimal(data["tolerance"]) if "tolerance" in data else None,
            number=data.get("number"),
            mark=data.get("mark"),
            baseline=self.read_by_year(data.get("baseline"), (*path, "baseline"), read_cell),
            planned=self.read_by_year(data["planned"], (*path, "planned"), read_cell),
            total=read_cell(data["total"], (*path, "total")) if "total" in data else None,
            target=read_cell(data["target"], (*path, "target")) if "target" in data else None,
            results=self.read_by_year(
                data.get("results"),
                (*path, "results"),
                lambda reports, at: self.build_reports(reports, at, read_cell),
            ),
            path=path,
        )

    def build_cell_reader(self, unit: str | None) -> Callable[[Data, NodePath], Cell]:
        """Return the reader of a measure's cells; without a unit they are words."""

        def read_cell(data: Data, path: NodePath) -> Cell:
            match data:
                case None:
                    return EMPTY_CELL
                case str():
                    try:
                        return _parse_printed_cell(data, unit)
                    except AmbiguousQuantityError:
                        self.findings.append(self.explain_no_quantity(data, unit or "", path))
                        return Cell(lines=(data,))
                case list():
                    return self.read_cell_lines(data, unit, path)
                case {"value": value, "text": text}:
                    return _parse_given_cell(text, unit, None if value is None else Decimal(value))
                case _:
                    return Cell(value=Decimal(data))

        return read_cell

    def read_cell_lines(self, lines: list[str], unit: str | None, path: NodePath) -> Cell:
        """Read a cell that is printed as several lines."""
        text = " ".join(lines)
        try:
            return _parse_printed_cell(text, unit)._replace(lines=tuple(lines))
        except AmbiguousQuantityError:
            self.findings.append(self.explain_no_quantity(text, unit or "", path))
            return Cell(lines=tuple(lines))

    def explain_no_quantity(self, text: str, unit: str, path: NodePath) -> Finding:
        """Find a number that cannot be read as it is written, or words that state no quantity."""
        if number := check_text_number(self.file, path, text):
            return number
        arguments = (("value", text), ("unit", unit))
        return Finding(codes.NOT_A_QUANTITY, self.file, path, arguments)

    def build_reports(
        self, data: Data, path: NodePath, read_cell: Callable[[Data, NodePath], Cell]
    ) -> Reports:
        """Build the reports of one year: one mapping, or a list of them."""
        if not isinstance(data, list):
            return Reports((self.build_result(data, path, read_cell),))
        items = (
            self.build_result(report, (*path, at), read_cell) for at, report in enumerate(data)
        )
        return Reports(tuple(items), is_listed=True)

    def build_result(
        self, data: Data, path: NodePath, read_cell: Callable[[Data, NodePath], Cell]
    ) -> Result:
        return Result(
            cell=read_cell(data.get("value"), (*path, "value")),
            state=State(data["state"]) if "state" in data else None,
            stage=Stage(data.get("stage", "final")),
            note=data.get("note"),
            reason=data.get("reason"),
            action=data.get("action"),
            source=data.get("source"),
            reported=self.read_day(data["reported"], (*path, "reported"))
            if "reported" in data
            else None,
            judgement=Judgement(**data["judgement"]) if "judgement" in data else None,
        )

    def build_budget(self, data: Data) -> Budget:
        def build_amounts(key: str) -> ByYear[Money]:
            return self.read_by_year(
                data.get(key), ("budget", key), lambda amount, _: parse_money(amount)
            )

        return Budget(
            planned=build_amounts("planned"),
            total=parse_money(data["total"]) if "total" in data else None,
            initial=build_amounts("initial"),
            supplementary=self.read_by_year(
                data.get("supplementary"), ("budget", "supplementary"), self.build_supplements
            ),
            reserve=build_amounts("reserve"),
            carried_in=build_amounts("carried_in"),
            stated_current=build_amounts("current"),
            settled=build_amounts("settled"),
            carried_out=build_amounts("carried_out"),
            stated_unused=build_amounts("unused"),
            preliminary=self.read_years(data.get("preliminary", ()), ("budget", "preliminary")),
            reasons=self.read_by_year(
                data.get("reasons"), ("budget", "reasons"), lambda text, _: text
            ),
        )

    def build_supplements(self, data: Data, path: NodePath) -> tuple[Supplement, ...]:
        return tuple(
            Supplement(
                decided=self.read_day(entry["date"], (*path, at, "date")),
                amount=parse_money(entry["amount"]),
            )
            for at, entry in enumerate(data)
        )

    def build_corrections(self, data: Data) -> Iterator[Correction]:
        for number, entry in enumerate(data.get("corrections", ())):
            path = ("corrections", number)
            day = self.read_day(entry["date"], (*path, "date")) if "date" in entry else None
            was = None if entry.get("was") is None else str(entry["was"])
            yield Correction(
                at=entry["at"],
                reason=entry["reason"],
                was=was,
                date=day,
                path=self.find_field_path(data, entry["at"], (*path, "at")),
            )

    def build_source(self, data: Data) -> Source:
        entries = data["source"].get("unverified", ())
        unverified = [
            Unverified(
                **entry,
                path=self.find_field_path(
                    data, entry["at"], ("source", "unverified", number, "at")
                ),
            )
            for number, entry in enumerate(entries)
        ]
        return Source(document=data["source"]["document"], unverified=tuple(unverified))


@lru_cache(maxsize=65_536)
def _parse_printed_cell(text: str, unit: str | None) -> Cell:
    """Read a cell of one line; plans print the same words over and over, which share a cell."""
    if unit is None or is_none_mark(text):
        return Cell(lines=(text,))
    return Cell((text,), *parse_compared_quantity(text, unit))


@lru_cache(maxsize=65_536)
def _parse_given_cell(text: str, unit: str | None, value: Decimal | None) -> Cell:
    """Read a cell whose value is given; a comparison belongs to it where the words state it too."""
    with suppress(AmbiguousQuantityError):
        printed = _parse_printed_cell(text, unit)
        if printed.value == value:
            return printed
    return Cell((text,), value)


def parse_setting(data: Data) -> Setting:
    """Read an entry of ``validation``."""
    return Setting(
        files=tuple(data.get("files", ("*",))),
        ignore=tuple(data.get("ignore", ())),
        severity=tuple((code, Severity(word)) for code, word in data.get("severity", {}).items()),
        reason=data.get("reason", ""),
    )


def parse_department(name: str) -> Department:
    """Read ``地域文化部 協働推進課``; a name without a space is a whole bureau."""
    bureau, _, division = " ".join(name.split()).partition(" ")
    return Department(bureau, division or None)


def parse_money(data: Data) -> Money:
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


def _to_id_text(identifier: str | int | None) -> str | None:
    return None if identifier is None else str(identifier)
