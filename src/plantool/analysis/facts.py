"""What files say, fact by fact: two states of a plan are compared, and followed, by these.

A fact is a field of an initiative, of one of its measures or of its money, where there is one of a
year. Its value is the model's own, so that another layout of the file is no other fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Group, walk_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

MONEY_PREFIX = "budget."
_LIST_FIELDS = frozenset({"footnotes", "corrections", "unverified", "section", "relisted"})


class Fact(NamedTuple):
    """The name of a fact: its field, the id of its measure, and its year."""

    field: str
    measure: str | None = None
    year: FiscalYear | None = None

    @property
    def is_money(self) -> bool:
        """Tell whether it is about money."""
        return self.field.startswith(MONEY_PREFIX)

    @property
    def is_of_list(self) -> bool:
        """Tell whether what stands for the measure is an item of another list."""
        return self.field in _LIST_FIELDS

    @property
    def full_field(self) -> str:
        """The fact as people write it: ``budget.planned.H31``, ``measures.projects.target``."""
        rows = "measures" if self.measure and not self.is_of_list else ""
        steps = (self.field, self.measure) if self.is_of_list else (rows, self.measure, self.field)
        return ".".join(filter(None, (*steps, self.year.key if self.year else "")))


def build_initiative_facts(initiative: Initiative) -> dict[Fact, object]:
    """Return all facts of an initiative, in the order of its file; nothing said is no fact."""
    facts = {
        **_build_head_facts(initiative),
        **{
            fact: value
            for row in initiative.measures()
            for fact, value in _yield_measure_facts(row)
        },
        **{Fact("under", m.id): _name_groups_above(initiative, m) for m in initiative.measures()},
        **_build_group_facts(initiative),
        **dict(_yield_money_facts(initiative)),
        **_build_foot_facts(initiative),
    }
    return {fact: value for fact, value in facts.items() if value is not None and value != ()}


def _build_head_facts(initiative: Initiative) -> dict[Fact, object]:
    return {
        Fact("title"): initiative.title,
        Fact("number"): initiative.number,
        Fact("mark"): initiative.mark,
        Fact("section"): initiative.section,
        Fact("departments"): tuple(department.name for department in initiative.departments),
        Fact("summary"): initiative.summary,
    }


def _yield_measure_facts(measure: Measure) -> Iterator[tuple[Fact, object]]:
    identifier = measure.id
    for field in ("name", "kind", "direction", "unit", "tolerance", "number", "mark"):
        yield Fact(field, identifier), getattr(measure, field)
    for field in ("baseline", "planned", "results"):
        for year, value in getattr(measure, field):
            yield Fact(field, identifier, year), value
    yield Fact("total", identifier), measure.total
    yield Fact("target", identifier), measure.target


def _name_groups_above(initiative: Initiative, measure: Measure) -> tuple[str, ...]:
    return tuple(group.name or "" for group in initiative.find_groups_above(measure))


def _build_group_facts(initiative: Initiative) -> dict[Fact, object]:
    """Return what groups say that hold measures: by their ids, or by their names."""
    facts: dict[Fact, object] = {}
    for group, name in yield_named_groups(initiative):
        heading = " ".join(filter(None, (group.number, group.name, group.mark)))
        facts[Fact("group", name)] = heading or None
        facts.update({Fact("baseline", name, year): cell for year, cell in group.baseline})
    return facts


def yield_named_groups(initiative: Initiative) -> Iterator[tuple[Group, str]]:
    """Yield the groups with what they are called here, each its own: id, name, or the n-th one."""
    used: set[str] = set()
    groups = (row for _, row in walk_rows(initiative.rows) if isinstance(row, Group))
    for at, group in enumerate(groups, start=1):
        name = group.id or group.name or f"#{at}"
        name = f"{name}#{at}" if name in used else name
        used.add(name)
        yield group, name


def _yield_money_facts(initiative: Initiative) -> Iterator[tuple[Fact, object]]:
    budget = initiative.budget
    for key, amounts in (*budget.list_by_key(), ("reasons", budget.reasons)):
        for year, amount in amounts:
            yield Fact(MONEY_PREFIX + key, None, year), amount
    yield Fact(MONEY_PREFIX + "total"), budget.total
    for year in budget.preliminary:
        yield Fact(MONEY_PREFIX + "preliminary", None, year), "―"


def _build_foot_facts(initiative: Initiative) -> dict[Fact, object]:
    source = initiative.source
    return {
        **{
            Fact("footnotes", note.mark): f"{note.term}: {note.text}" if note.term else note.text
            for note in initiative.footnotes
        },
        **{
            Fact("corrections", entry.at): " ".join(
                str(words) for words in (entry.date, entry.was, entry.reason) if words
            )
            for entry in initiative.corrections
        },
        Fact("source"): source.document if source else None,
        **{
            Fact("unverified", entry.at): entry.reason
            for entry in (source.unverified if source else ())
        },
    }


def build_chapter_facts(chapter: Chapter) -> dict[Fact, object]:
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


def build_setting_facts(plan: Plan) -> dict[Fact, object]:
    """Return the facts of plan.yaml itself; years are compared however they are spelt."""
    publisher = plan.publisher
    facts: dict[Fact, object] = {
        Fact("title"): plan.title,
        Fact("publisher"): f"{publisher.name} {publisher.code or ''}".strip(),
        Fact("contact"): " ".join(filter(None, plan.contact or ())),
        Fact("unit"): plan.unit,
        Fact("years"): plan.planned_years,
        Fact("baseline-years"): plan.baseline_years,
        Fact("closed"): plan.closed_years,
        Fact("frozen"): plan.frozen,
        Fact("departments"): tuple(department.name for department in plan.departments),
        Fact("marks"): tuple(f"{mark.mark} {mark.legend or ''}".strip() for mark in plan.marks),
        Fact("reporting"): tuple(
            f"{key} {day[0]:02}-{day[1]:02}"
            for key, day in plan.deadlines._asdict().items()
            if day is not None
        ),
        Fact("evaluation"): tuple(_describe_scheme(plan)),
        Fact("validation"): plan.validation,
        **{Fact("year-note", None, year): note for year, note in plan.year_notes},
    }
    return {fact: value for fact, value in facts.items() if value not in {(), None, ""}}


def _describe_scheme(plan: Plan) -> Iterator[str]:
    """Yield all that decides verdicts, each as one word or two."""
    scheme = plan.scheme
    yield scheme.preset
    level = scheme.level_formula.value if scheme.level_formula else None
    yield " ".join(filter(None, ("formula", scheme.formula.value, level)))
    if scheme.running:
        yield "running"
    for key in ("tolerance", "cap", "unused_above"):
        if (value := getattr(scheme, key)) is not None:
            yield f"{key} {value:f}"
    yield from (f"{state.value} {band}" for state, band in scheme.states)
    yield from (f"{status.id} {label}" for status, label in scheme.labels)
    yield from _describe_bands(plan)


def _describe_bands(plan: Plan) -> Iterator[str]:
    for band in plan.scheme.bands:
        threshold = "" if band.threshold is None else f" {band.threshold:f} %"
        words = (
            band.id,
            threshold.strip(),
            band.above and "above",
            band.trend and band.trend.value,
        )
        flags = (band.missed and "missed", band.needs_action and "needs-action")
        yield " ".join(str(word) for word in (*words, *flags) if word)


def is_meant(fact: Fact, field: str) -> bool:
    """Tell whether somebody who writes ``place`` means a fact, or what it is a part of.

    A year may be spelt in any way, and ``measures.`` be left out.
    """
    wanted, named = split_field(field), split_field(fact.full_field)
    if named[:1] == ("measures",) and wanted[:1] != ("measures",):
        named = named[1:]
    return named[: len(wanted)] == wanted


def split_field(field: str) -> tuple[str | int, ...]:
    """Return the steps of a place, in which a year is the same however it is spelt."""
    return tuple(map(_parse_step, field.split(".")))


def _parse_step(step: str) -> str | int:
    try:
        return FiscalYear.parse(step).start
    except ValueError:
        return step
