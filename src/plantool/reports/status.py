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
    marked,
    plan_facts,
    result_text,
    title_of,
    year_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan

_RECORD_COLUMNS = (
    "id",
    "title",
    "chapter",
    "section",
    "departments",
    "mark",
    "relisted",
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


def status_page(plan: Plan, entries: Sequence[Progress], as_of: date, texts: Catalogue) -> Page:
    """Lay out ``entries``, which are in printed order."""
    return Page(
        name="status",
        blocks=_blocks(plan, entries, as_of, texts),
        records=Records(_RECORD_COLUMNS, map(_record, entries)),
        facts={"plan": plan_facts(plan), "as_of": as_of.isoformat(), "counts": _counts(entries)},
    )


def _blocks(
    plan: Plan, entries: Sequence[Progress], as_of: date, texts: Catalogue
) -> Iterator[Block]:
    years = dict.fromkeys(entry.year for entry in entries)
    names = texts("list.and").join(year_heading(year, plan, texts) for year in years)
    yield Heading(plan.title)
    yield Heading(texts("status.caption", years=names, date=as_of.isoformat()), 2)
    if entries:
        yield _table(plan, entries, texts)
        yield from _notes(plan, entries, texts)
    else:
        yield Note(texts("status.no-rows"))


def _table(plan: Plan, entries: Sequence[Progress], texts: Catalogue) -> Table:
    """Make the table; several years have a column, one stands in the caption."""
    years = dict.fromkeys(entry.year for entry in entries)
    columns, rows = _columns(texts), tuple(_rows(plan, entries, texts))
    if len(years) > 1:
        return Table(columns, rows)
    return Table(
        (columns[0], *columns[2:]),
        tuple(row._replace(values=(row.values[0], *row.values[2:])) for row in rows),
    )


def _columns(texts: Catalogue) -> tuple[Column, ...]:
    return (
        Column(key="measure", heading=texts("status.initiative"), wide=True),
        Column(key="year", heading=texts("status.year")),
        Column(key="planned", heading=texts("status.planned"), wide=True),
        Column(key="result", heading=texts("status.result"), wide=True),
        Column(key="target", heading=texts("status.target"), wide=True),
        Column(key="attainment", heading=texts("status.attainment"), numeric=True),
        Column(key="status", heading=texts("status.status")),
        Column(key="flags", heading=texts("status.flags")),
    )


def _rows(plan: Plan, entries: Sequence[Progress], texts: Catalogue) -> Iterator[Row]:
    for _, listed in groupby(entries, key=lambda entry: id(entry.listing)):
        measures = list(listed)
        yield Row((_heading(measures[0].listing, texts), *[None] * 7), Role.HEADING)
        for _, years in groupby(measures, key=lambda entry: entry.measure.id):
            for at, entry in enumerate(years):
                yield Row(_cells(plan, entry, texts, first=at == 0), indent=1)


def _heading(listing: Listing, texts: Catalogue) -> str:
    return f"{listing.initiative.id} {title_of(listing, texts)}"


def _cells(plan: Plan, entry: Progress, texts: Catalogue, *, first: bool) -> tuple[Value, ...]:
    measure = entry.measure
    name = marked(" ".join(filter(None, (measure.number, measure.name))), measure.mark)
    return (
        name if first else None,
        year_heading(entry.year, plan, texts),
        cell_text(entry.planned, measure.unit, texts),
        result_text(entry.result, measure.unit, texts),
        cell_text(measure.target, measure.unit, texts) if first else None,
        None if entry.attainment is None else Percent(entry.attainment),
        texts(f"status.{entry.status.value}"),
        " ".join(texts(f"flag.{flag.value}").partition(" ")[0] for flag in entry.flags),
    )


def _notes(plan: Plan, entries: Sequence[Progress], texts: Catalogue) -> Iterator[Note]:
    if all(entry.result is None for entry in entries):
        yield Note(texts("status.nothing-reported"))
    counted = [entry for entry in entries if entry.listing.is_counted]
    for year in dict.fromkeys(entry.year for entry in counted):
        statuses = Counter(entry.status for entry in counted if entry.year == year)
        counts = [
            texts("status.count", label=texts(f"status.{status.value}"), count=statuses[status])
            for status in Status
            if statuses[status]
        ]
        words = {"year": year_heading(year, plan, texts), "measures": statuses.total()}
        yield Note(texts("status.counts", counts=texts("list.and").join(counts), **words))
    relisted = dict.fromkeys(e.listing.initiative.id for e in entries if not e.listing.is_counted)
    if relisted:
        yield Note(texts("status.relisted", ids=texts("list.and").join(relisted)))
    if used := [flag for flag in Flag if any(flag in entry.flags for entry in entries)]:
        legend = texts("list.and").join(texts(f"flag.{flag.value}") for flag in used)
        yield Note(texts("status.legend", flags=legend))


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
        "; ".join(department.name for department in initiative.departments),
        initiative.mark,
        not listing.is_counted,
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
        "; ".join(flag.value for flag in entry.flags),
    )
