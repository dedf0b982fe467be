"""From the plain data of files that satisfy their schemas to the model.

What a schema cannot say is found on the way: words that state no single quantity, days that no
calendar has, years that no era reaches.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plantool.diagnostics import NodePath, Severity
from plantool.loading import codes
from plantool.loading.build_attributes import build_attributes
from plantool.loading.build_budget import build_budget, build_money_rules
from plantool.loading.build_judgement import build_judgements
from plantool.loading.build_measure import build_rows
from plantool.loading.build_scheme import build_calendar, build_deadlines, build_scheme
from plantool.loading.field_paths import FieldPaths
from plantool.loading.field_values import Data, ValueReader
from plantool.loading.today import find_zone
from plantool.model.cell import EMPTY_CELL, Cell
from plantool.model.chapter import Chapter, Headings, Relisting, Section
from plantool.model.initiative import (
    Correction,
    Department,
    Footnote,
    Initiative,
    Revision,
    Source,
    Unverified,
)
from plantool.model.life import Life
from plantool.model.plan import Contact, Mark, Plan, Publisher, TableHeadings
from plantool.model.settings import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.budget import Budget


class ModelBuilder(ValueReader):
    """Builds the model of one file; ``findings`` grows as it goes."""

    def build_plan(self, data: Data) -> Plan:
        """Build the plan of plan.yaml, still without chapters and initiatives."""
        years, publisher = data["years"], data["publisher"]
        return Plan(
            id=data.get("id"),
            title=data["title"],
            publisher=Publisher(name=publisher["name"], code=publisher.get("code")),
            contact=Contact(**data["contact"]) if "contact" in data else None,
            license=data.get("license"),
            language=data["language"],
            headings=TableHeadings(**data.get("headings", {})),
            baseline_years=self.read_years(years.get("baseline", []), ("years", "baseline")),
            planned_years=self.read_years(years["planned"], ("years", "planned")),
            frozen=years.get("frozen"),
            closed_years=self.read_years(years.get("closed", []), ("years", "closed")),
            year_notes=self.read_texts_by_year(years.get("notes"), ("years", "notes")),
            **build_money_rules(data.get("money", {})),
            marks=tuple(Mark(**mark) for mark in data.get("marks", ())),
            file=self.file,
            scheme=build_scheme(data.get("evaluation", {})),
            deadlines=build_deadlines(data.get("reporting", {})),
            calendar=build_calendar(years),
            timezone=self._read_timezone(data),
            validation=tuple(map(parse_setting, data.get("validation", ()))),
            departments=tuple(_yield_departments(data.get("departments", {}))),
        )

    def _read_timezone(self, data: Data) -> str | None:
        name: str | None = data.get("timezone")
        if name is not None and find_zone(name) is None:
            self.add_finding(codes.NOT_A_TIME_ZONE, ("timezone",), value=name)
        return name

    def build_chapter(self, data: Data) -> Chapter:
        """Build a chapter."""
        return Chapter(
            id=str(data["id"]),
            title=data["title"],
            series=data.get("series"),
            headings=Headings(**data.get("headings", {})),
            goals=tuple(data.get("goals", ())),
            background=data.get("background"),
            sections=tuple(map(_build_section, data.get("sections", ()))),
            relisted=tuple(map(_build_relisting, data.get("relisted", ()))),
            file=self.file,
        )

    def build_initiative_head(self, data: Data) -> dict[str, Any]:
        """Build the fields by which others refer to an initiative, and by which it is chosen."""
        section, *other_sections = _list_section_ids(data.get("section"))
        return {
            "id": data["id"],
            "title": data["title"],
            "departments": tuple(map(self._read_department, data.get("departments", ()))),
            "section": section,
            "other_sections": tuple(filter(None, other_sections)),
            "number": data.get("number"),
            "mark": data.get("mark"),
            "file": self.file,
        }

    def _read_department(self, name: str) -> Department:
        """Read a department as plan.yaml has it: the name of a bureau may hold spaces itself."""
        department = parse_department(name)
        known = self.settings.departments_by_name if self.settings else {}
        return known.get(department.name, department)

    def build_initiative_budget(self, data: Data) -> Budget:
        """Build the money of an initiative, with 予算現額 as the plan has it, net or gross."""
        budget = build_budget(self, data.get("budget", {}), self._read_life(data))
        return budget.to_net() if self.settings and self.settings.has_net_budgets else budget

    def build_initiative(self, data: Data) -> Initiative:
        """Build an initiative."""
        return Initiative(
            **self.build_initiative_head(data),
            summary=data.get("summary"),
            life=self._read_life(data),
            attributes=build_attributes(data.get("attributes", {})),
            rows=build_rows(self, data.get("measures", ()), ("measures",)),
            budget=self.build_initiative_budget(data),
            judgements=build_judgements(self, data.get("judgement", {})),
            footnotes=tuple(Footnote(**footnote) for footnote in data.get("footnotes", ())),
            revisions=tuple(self._yield_revisions(data)),
            corrections=tuple(self._yield_corrections(data)),
            source=self.build_source(data),
        )

    def _read_life(self, data: Data) -> Life:
        keys = [key for key in ("starts", "ends") if key in data]
        return Life(**{key: self.read_year(str(data[key]), (key,)) for key in keys})

    def _yield_revisions(self, data: Data) -> Iterator[Revision]:
        fields = FieldPaths(data)
        for index, entry in enumerate(data.get("revisions", ())):
            path: NodePath = ("revisions", index)
            yield Revision(
                at=entry["at"],
                was=_read_former_value(entry["was"]),
                reason=entry.get("reason"),
                date=self.read_day(entry["date"], (*path, "date")) if "date" in entry else None,
                by=entry.get("by"),
                path=self.find_field_path(fields, entry["at"], (*path, "at")),
            )

    def _yield_corrections(self, data: Data) -> Iterator[Correction]:
        fields = FieldPaths(data)
        for index, entry in enumerate(data.get("corrections", ())):
            path: NodePath = ("corrections", index)
            day = self.read_day(entry["date"], (*path, "date")) if "date" in entry else None
            yield Correction(
                at=entry["at"],
                reason=entry["reason"],
                was=None if entry.get("was") is None else str(entry["was"]),
                date=day,
                path=self.find_field_path(fields, entry["at"], (*path, "at")),
            )

    def build_source(self, data: Data) -> Source | None:
        """Build the document that an initiative was taken from, where its file names one."""
        if "source" not in data:
            return None
        source, unverified, fields = data["source"], [], FieldPaths(data)
        for index, entry in enumerate(source.get("unverified", ())):
            entry_path: NodePath = ("source", "unverified", index, "at")
            path = self.find_field_path(fields, entry["at"], entry_path)
            unverified.append(Unverified(**entry, path=path))
        row = int(source["row"]) if "row" in source else None
        return Source(source["document"], tuple(unverified), source.get("sheet"), row)


def _yield_departments(data: Data) -> Iterator[Department]:
    """Yield the divisions of each bureau, and the bureau itself behind them."""
    for bureau, divisions in data.items():
        bureau_name = _join_blanks(bureau)
        for division in divisions:
            yield Department(bureau_name, _join_blanks(division))
        yield Department(bureau_name)


def _build_section(data: Data) -> Section:
    return Section(id=str(data["id"]), title=data["title"])


def _build_relisting(data: Data) -> Relisting:
    return Relisting(
        id=data["id"],
        section=_to_id_text(data.get("section")),
        number=data.get("number"),
        label=data.get("label"),
    )


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
    bureau, _, division = _join_blanks(name).partition(" ")
    return Department(bureau, division or None)


def _join_blanks(text: str) -> str:
    """Return ``text`` with one space for each run of blanks, and none at its ends."""
    return " ".join(text.split())


def _read_former_value(was: Data) -> Cell:
    """Read what a revised field was: a number, or words that are kept as they are."""
    if was is None:
        return EMPTY_CELL
    return Cell(lines=(was,)) if isinstance(was, str) else Cell(value=Decimal(was))


def _list_section_ids(data: Data) -> list[str | None]:
    """Return the sections of an initiative, the one that owns it first; 1 and "1" are one."""
    return list(dict.fromkeys(map(_to_id_text, data if isinstance(data, list) else [data])))


def _to_id_text(identifier: str | int | None) -> str | None:
    return None if identifier is None else str(identifier)
