"""The rows of the fact tables about initiatives as wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Grouping
from plantool.analysis.grouping import build_group_key
from plantool.analysis.initiative_judgements import find_judged_band
from plantool.reports.phrases import name_group
from plantool.reports.status_text import name_status
from plantool.tables.columns import fit_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.model.attributes import Attribute
    from plantool.tables.columns import Row
    from plantool.tables.table_source import InitiativeSource


def yield_initiative_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the row of ``initiatives``."""
    initiative = source.initiative
    yield (
        *source.key,
        initiative.chapter,
        initiative.section,
        initiative.title,
        initiative.number,
        initiative.mark,
        initiative.summary,
        _join_departments(source, Grouping.BUREAU),
        _join_departments(source, Grouping.DEPARTMENT),
        initiative.life.starts.start if initiative.life.starts else None,
        initiative.life.ends.start if initiative.life.ends else None,
        *source.locate(()),
    )


def _join_departments(source: InitiativeSource, by: Grouping) -> str | None:
    """Return the group of money that the initiative is in, as ``budget --by bureau`` names it."""
    if not source.initiative.departments:
        return None
    return name_group(build_group_key(source.listing, by), by, source.of.plan, source.of.texts)


def yield_department_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``departments``."""
    for position, each in enumerate(source.initiative.departments, start=1):
        yield (
            *source.key,
            position,
            each.name,
            each.bureau,
            each.division,
            source.is_relisted,
        )


def yield_judgement_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``judgements``: those made by the day of the tables."""
    plan, as_of = source.of.plan, source.of.as_of
    position = 0
    for path, year, report in source.initiative.judgements.yield_reports():
        judgement = report.judgement
        if judgement is None or (report.reported or as_of) > as_of:
            continue
        position += 1
        band = find_judged_band(plan, report, year)
        yield (
            *source.key,
            *source.of.spell_year(year),
            position,
            judgement.status,
            name_status(band, plan.scheme, source.of.texts) if band else None,
            judgement.reason or None,
            judgement.by,
            report.stage.value,
            report.reported,
            *source.locate(path),
        )


def yield_attribute_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``attributes``."""
    initiative = source.initiative
    yield from _yield_labelled(source, None, initiative.attributes)
    for measure in initiative.measures():
        yield from _yield_labelled(source, measure.id, measure.attributes)


def _yield_labelled(
    source: InitiativeSource, measure: str | None, attributes: Iterable[Attribute]
) -> Iterator[Row]:
    for label, texts, _ in attributes:
        for position, text in enumerate(texts, start=1):
            yield *source.key, measure, label, position, text, source.is_relisted


def yield_change_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``changes``."""
    for at, revision in enumerate(source.initiative.revisions):
        yield (
            *source.key,
            at + 1,
            "revision",
            revision.at,
            fit_number(revision.was.value),
            revision.was.text,
            revision.reason,
            revision.date,
            revision.by,
            *source.locate(("revisions", at)),
        )
    for at, correction in enumerate(source.initiative.corrections):
        yield (
            *source.key,
            at + 1,
            "correction",
            correction.at,
            None,
            correction.was,
            correction.reason,
            correction.date,
            None,
            *source.locate(("corrections", at)),
        )
