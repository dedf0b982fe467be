"""The status report: every measure, year by year, planned beside result."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.analysis.progress import Progress, Status
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Percent,
    Records,
    Role,
    Row,
    Table,
    Value,
)
from plantool.reports.words import (
    cell_text,
    limited,
    names,
    plan_facts,
    result_text,
    row_name,
    title_of,
    year_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Group
    from plantool.model.plan import Plan

_RECORD_COLUMNS = (
    "id",
    "title",
    "chapter",
    "section",
    "departments",
    "mark",
    "relisted",
    "group",
    "measure",
    "measure_name",
    "kind",
    "direction",
    "unit",
    "year",
    "western_year",
    "planned",
    "planned_text",
    "result",
    "result_text",
    "result_state",
    "target",
    "target_text",
    "attainment",
    "status",
    "flags",
)


class StatusReport:
    """Lays out ``entries``, which are in printed order, judged on ``as_of``.

    ``shown`` are those of them that the user wants to see; the notes and counts are about all.
    ``only`` names what the entries are limited to.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only
        self,
        plan: Plan,
        *,
        entries: Sequence[Progress],
        shown: Sequence[Progress],
        years: Sequence[FiscalYear],
        as_of: date,
        texts: Catalogue,
        only: str = "",
    ) -> None:
        self.plan = plan
        self.entries = entries
        self.shown = shown
        self.years = years
        self.as_of = as_of
        self.texts = texts
        self.only = only

    def page(self) -> Page:
        return Page(
            name="status",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, map(_record, self.shown)),
            facts={
                "plan": plan_facts(self.plan),
                "as_of": self.as_of.isoformat(),
                "counts": _counts(self.entries),
            },
        )

    def _blocks(self) -> Iterator[Block]:
        texts = self.texts
        years = texts("list.and").join(map(self._year, self.years))
        caption = texts("status.caption", years=years, date=self.as_of.isoformat())
        yield Heading(self.plan.title)
        yield Heading(limited(caption, self.only, texts), 2)
        if self.shown:
            yield self._table()
        else:
            yield Note(texts("status.no-rows"))
        if self.entries:
            yield from self._notes()
        if self.plan.left_out:
            yield Note(texts("left-out", files=names(self.plan.left_out, texts)))

    def _year(self, year: FiscalYear) -> str:
        return year_heading(year, self.plan, self.texts)

    def _table(self) -> Table:
        """Make the table; several years have a column, one stands in the caption."""
        columns, rows = _columns(self.texts), tuple(self._rows())
        if len(self.years) > 1:
            return Table(columns, rows)
        return Table(
            (columns[0], *columns[2:]),
            tuple(row._replace(values=(row.values[0], *row.values[2:])) for row in rows),
        )

    def _rows(self) -> Iterator[Row]:
        for _, listed in groupby(self.shown, key=lambda entry: id(entry.listing)):
            measures = list(listed)
            listing = measures[0].listing
            title = f"{listing.initiative.id} {title_of(listing, self.texts)}"
            yield _heading(title, 0)
            above: tuple[Group, ...] = ()
            for _, years in groupby(measures, key=lambda entry: entry.measure.id):
                entries = list(years)
                groups = listing.initiative.groups_above(entries[0].measure)
                for depth, group in enumerate(groups):
                    if group not in above:
                        yield _heading(row_name(group), depth + 1)
                above = groups
                for at, entry in enumerate(entries):
                    yield Row(self._cells(entry, first=at == 0), indent=len(groups) + 1)

    def _cells(self, entry: Progress, *, first: bool) -> tuple[Value, ...]:
        measure, texts = entry.measure, self.texts
        return (
            row_name(measure) if first else None,
            self._year(entry.year),
            cell_text(entry.planned, measure.unit, texts),
            result_text(entry.result, measure.unit, texts),
            cell_text(measure.target, measure.unit, texts) if first else None,
            None if entry.attainment is None else Percent(entry.attainment),
            texts(f"status.{entry.status.value}"),
            " ".join(texts(f"flag.{flag.value}").partition(" ")[0] for flag in entry.flags),
        )

    def _notes(self) -> Iterator[Note]:
        texts, comma = self.texts, self.texts("list.and")
        if all(entry.result is None for entry in self.entries):
            yield Note(texts("status.nothing-reported"))
        counted = [entry for entry in self.entries if entry.listing.is_counted]
        for year in self.years:
            statuses = Counter(entry.status for entry in counted if entry.year == year)
            counts = [
                texts("status.count", label=texts(f"status.{s.value}"), count=statuses[s])
                for s in Status
                if statuses[s]
            ]
            words = {"year": self._year(year), "measures": statuses.total()}
            yield Note(texts("status.counts", counts=comma.join(counts), **words))
        again = [e.listing.initiative.id for e in self.shown if not e.listing.is_counted]
        if again:
            yield Note(texts("status.relisted", ids=names(again, texts)))
        if used := [flag for flag in Flag if any(flag in entry.flags for entry in self.shown)]:
            legend = comma.join(texts(f"flag.{flag.value}") for flag in used)
            yield Note(texts("status.legend", flags=legend))


def _heading(text: str, indent: int) -> Row:
    return Row((text, *[None] * 7), Role.HEADING, indent)


def _columns(texts: Catalogue) -> tuple[Column, ...]:
    return (
        Column(heading=texts("status.initiative"), wide=True),
        Column(heading=texts("status.year")),
        Column(heading=texts("status.planned"), wide=True),
        Column(heading=texts("status.result"), wide=True),
        Column(heading=texts("status.target"), wide=True),
        Column(heading=texts("status.attainment"), numeric=True),
        Column(heading=texts("status.status")),
        Column(heading=texts("status.flags")),
    )


def _counts(entries: Sequence[Progress]) -> dict[str, dict[str, int]]:
    """Count statuses by year, what is relisted left out."""
    counts: dict[str, dict[str, int]] = {}
    for entry in entries:
        if entry.listing.is_counted:
            of_year = counts.setdefault(entry.year.key, {})
            of_year[entry.status.value] = of_year.get(entry.status.value, 0) + 1
    return counts


def _record(entry: Progress) -> tuple[Value, ...]:
    listing, initiative, measure = entry.listing, entry.listing.initiative, entry.measure
    planned, result, target = entry.planned, entry.result, measure.target
    return (
        initiative.id,
        initiative.title,
        listing.chapter.id,
        listing.section.id if listing.section else None,
        tuple(department.name for department in initiative.departments),
        initiative.mark,
        not listing.is_counted,
        " / ".join(filter(None, (g.name for g in initiative.groups_above(measure)))) or None,
        measure.id,
        measure.name,
        measure.kind.value,
        measure.direction.value if measure.direction else None,
        measure.unit,
        entry.year.key,
        entry.year.start,
        planned.value if planned else None,
        planned.text if planned else None,
        result.cell.value if result else None,
        result.cell.text if result else None,
        result.state.value if result and result.state else None,
        target.value if target else None,
        target.text if target else None,
        entry.attainment,
        entry.status.value,
        tuple(flag.value for flag in entry.flags),
    )
