"""What files say, fact by fact: two states of a plan are compared, and followed, by these.

A fact is a field of an initiative, of one of its measures or of its money, where there is one of a
year. Its value is the model's own, so that another layout of the file is no other fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Group, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

MONEY = "budget."
_OF_LISTS = frozenset({"footnotes", "corrections", "unverified", "section", "relisted"})


class Fact(NamedTuple):
    """The name of a fact: its field, the id of its measure, and its year."""

    field: str
    measure: str | None = None
    year: FiscalYear | None = None

    @property
    def is_money(self) -> bool:
        """Tell whether it is about money."""
        return self.field.startswith(MONEY)

    @property
    def place(self) -> str:
        """The fact as people write it: ``budget.planned.H31``, ``measures.projects.target``."""
        of_list = self.field in _OF_LISTS
        rows = "measures" if self.measure and not of_list else ""
        steps = (self.field, self.measure) if of_list else (rows, self.measure, self.field)
        return ".".join(filter(None, (*steps, self.year.key if self.year else "")))


def of_initiative(initiative: Initiative) -> dict[Fact, object]:
    """Return all facts of an initiative, in the order of its file; nothing said is no fact."""
    facts = {
        **_head(initiative),
        **{fact: value for row in initiative.measures() for fact, value in _of_measure(row)},
        **_groups(initiative),
        **dict(_money(initiative)),
        **_foot(initiative),
    }
    return {fact: value for fact, value in facts.items() if value is not None and value != ()}


def _head(initiative: Initiative) -> dict[Fact, object]:
    return {
        Fact("title"): initiative.title,
        Fact("number"): initiative.number,
        Fact("mark"): initiative.mark,
        Fact("section"): initiative.section,
        Fact("departments"): tuple(department.name for department in initiative.departments),
        Fact("summary"): initiative.summary,
    }


def _of_measure(measure: Measure) -> Iterator[tuple[Fact, object]]:
    identifier = measure.id
    for field in ("name", "kind", "direction", "unit", "tolerance", "number", "mark"):
        yield Fact(field, identifier), getattr(measure, field)
    for field in ("baseline", "planned", "results"):
        for year, value in getattr(measure, field):
            yield Fact(field, identifier, year), value
    yield Fact("total", identifier), measure.total
    yield Fact("target", identifier), measure.target


def _groups(initiative: Initiative) -> dict[Fact, object]:
    """Return what groups say that hold measures: they have names more often than ids."""
    facts: dict[Fact, object] = {}
    for at, (_, row) in enumerate(walk(initiative.rows)):
        if isinstance(row, Group):
            name = row.id or row.name or str(at)
            facts[Fact("group", name)] = row.name
            facts.update({Fact("baseline", name, year): cell for year, cell in row.baseline})
    return facts


def _money(initiative: Initiative) -> Iterator[tuple[Fact, object]]:
    budget = initiative.budget
    for key, amounts in (*budget.by_key(), ("reasons", budget.reasons)):
        for year, amount in amounts:
            yield Fact(MONEY + key, None, year), amount
    yield Fact(MONEY + "total"), budget.total
    for year in budget.preliminary:
        yield Fact(MONEY + "preliminary", None, year), "―"


def _foot(initiative: Initiative) -> dict[Fact, object]:
    source = initiative.source
    return {
        **{Fact("footnotes", note.mark): note.text for note in initiative.footnotes},
        **{Fact("corrections", entry.at): entry.reason for entry in initiative.corrections},
        Fact("source"): source.document if source else None,
        **{
            Fact("unverified", entry.at): entry.reason
            for entry in (source.unverified if source else ())
        },
    }


def of_chapter(chapter: Chapter) -> dict[Fact, object]:
    """Return all facts of a chapter."""
    facts: dict[Fact, object] = {
        Fact("title"): chapter.title,
        Fact("series"): chapter.series,
        Fact("goals"): chapter.goals,
        Fact("background"): chapter.background,
        **{Fact("section", section.id): section.title for section in chapter.sections},
        **{Fact("relisted", entry.id): entry.section or "" for entry in chapter.relisted},
    }
    return {fact: value for fact, value in facts.items() if value is not None and value != ()}


def of_settings(plan: Plan) -> dict[Fact, object]:
    """Return the facts of plan.yaml itself."""
    scheme = plan.scheme
    facts: dict[Fact, object] = {
        Fact("title"): plan.title,
        Fact("publisher"): plan.publisher.name,
        Fact("unit"): plan.unit,
        Fact("years"): tuple(year.key for year in plan.planned_years),
        Fact("baseline-years"): tuple(year.key for year in plan.baseline_years),
        Fact("closed"): tuple(year.key for year in plan.closed_years),
        Fact("departments"): tuple(department.name for department in plan.departments),
        Fact("marks"): tuple(f"{mark.mark} {mark.legend or ''}".strip() for mark in plan.marks),
        Fact("reporting"): tuple(
            f"{key} {day[0]:02}-{day[1]:02}"
            for key, day in plan.deadlines._asdict().items()
            if day is not None
        ),
        Fact("evaluation"): (scheme.preset, scheme.formula.value, *_bands(plan)),
    }
    return {fact: value for fact, value in facts.items() if value != ()}


def _bands(plan: Plan) -> Iterator[str]:
    for band in plan.scheme.bands:
        threshold = "" if band.threshold is None else f" {band.threshold:f} %"
        yield f"{band.id}{threshold}{' missed' if band.missed else ''}"


def is_meant(fact: Fact, place: str) -> bool:
    """Tell whether somebody who writes ``place`` means a fact, or what it is a part of.

    A year may be spelt in any way, and ``measures.`` be left out.
    """
    wanted, named = steps_of(place), steps_of(fact.place)
    if named[:1] == ("measures",) and wanted[:1] != ("measures",):
        named = named[1:]
    return named[: len(wanted)] == wanted


def steps_of(place: str) -> tuple[str | int, ...]:
    """Return the steps of a place, in which a year is the same however it is spelt."""
    return tuple(map(_step, place.split(".")))


def _step(step: str) -> str | int:
    try:
        return FiscalYear.parse(step).start
    except ValueError:
        return step
