"""All facts that the files of a plan state, in the order of the files; nothing said is no fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.facts import (
    MONEY_PREFIX,
    AttributeFact,
    CompoundValue,
    Fact,
    Facts,
    FactValue,
    GroupFact,
    ItemFact,
    JudgementValue,
    ListValue,
    MeasureFact,
    MoneyFact,
    PartFact,
)
from plantool.diagnostics import Terms
from plantool.model.calendar import Calendar
from plantool.model.evaluation import DownRate
from plantool.model.measure import Group, walk_rows, yield_baselines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from plantool.analysis.facts import ListedValue
    from plantool.model.attributes import Attribute
    from plantool.model.breakdown import Breakdown
    from plantool.model.budget import Budget
    from plantool.model.cell import Cell
    from plantool.model.chapter import Chapter
    from plantool.model.evaluation import Band, Scheme
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

    FactPair = tuple[Fact, FactValue | None]


def build_initiative_facts(initiative: Initiative) -> Facts:
    """Return all facts of an initiative."""
    return _keep_stated(_yield_initiative_facts(initiative))


def build_chapter_facts(chapter: Chapter) -> Facts:
    """Return all facts of a chapter."""
    return _keep_stated(_yield_chapter_facts(chapter))


def build_setting_facts(plan: Plan) -> Facts:
    """Return the facts of plan.yaml itself."""
    facts = _keep_stated(_yield_setting_facts(plan))
    return {fact: value for fact, value in facts.items() if value != ""}


def _keep_stated(pairs: Iterable[FactPair]) -> Facts:
    return {fact: value for fact, value in pairs if value is not None}


def _build_list(items: Iterable[ListedValue]) -> ListValue | None:
    """Return the value of a list; an empty one says nothing."""
    listed = tuple(items)
    return ListValue(listed) if listed else None


# An initiative


def _yield_initiative_facts(initiative: Initiative) -> Iterator[FactPair]:
    yield PartFact("title"), initiative.title
    yield PartFact("number"), initiative.number
    yield PartFact("mark"), initiative.mark
    yield PartFact("section"), _build_section_value(initiative)
    yield PartFact("departments"), _build_list(d.name for d in initiative.departments)
    yield PartFact("starts"), _build_list(filter(None, (initiative.life.starts,)))
    yield PartFact("ends"), _build_list(filter(None, (initiative.life.ends,)))
    yield PartFact("summary"), initiative.summary
    yield from _yield_attribute_facts(initiative.attributes)
    for measure in initiative.measures():
        yield from _yield_measure_facts(measure)
    for measure in initiative.measures():
        groups = initiative.find_groups_above(measure)
        yield MeasureFact("under", measure.id), _build_list(group.name or "" for group in groups)
    yield from _yield_group_facts(initiative)
    yield from _yield_money_facts(initiative)
    yield from _yield_judgement_facts(initiative)
    yield from _yield_foot_facts(initiative)


def _yield_measure_facts(measure: Measure) -> Iterator[FactPair]:
    identifier = measure.id
    for field in ("name", "kind", "direction", "unit", "tolerance", "number", "mark"):
        yield MeasureFact(field, identifier), getattr(measure, field)
    for _, baseline_year, cell in yield_baselines(measure):
        yield MeasureFact("baseline", identifier, baseline_year), cell
    for field in ("planned", "results"):
        for year, value in getattr(measure, field):
            yield MeasureFact(field, identifier, year), value
    yield MeasureFact("total", identifier), measure.total
    yield MeasureFact("target", identifier), measure.target
    target_years = filter(None, (measure.target_year,))
    yield MeasureFact("target_year", identifier), _build_list(target_years)
    yield MeasureFact("due", identifier), measure.due.isoformat() if measure.due else None
    yield from _yield_attribute_facts(measure.attributes, identifier)


def _build_section_value(initiative: Initiative) -> str | ListValue | None:
    """Return the section, or all of several, the one that owns the initiative first."""
    others = initiative.other_sections
    return _build_list((initiative.section or "", *others)) if others else initiative.section


def _yield_attribute_facts(
    attributes: Iterable[Attribute], measure: str | None = None
) -> Iterator[FactPair]:
    for label, texts, is_list in attributes:
        yield AttributeFact(label, measure), ListValue(texts) if is_list else texts[0]


def _yield_group_facts(initiative: Initiative) -> Iterator[FactPair]:
    """Yield the facts of the groups that hold measures."""
    for group, name in yield_named_groups(initiative):
        heading = (group.number, group.name, group.mark)
        yield GroupFact("group", name), CompoundValue(heading) if any(heading) else None
        for _, year, cell in yield_baselines(group):
            yield GroupFact("baseline", name, year), cell


def yield_named_groups(initiative: Initiative) -> Iterator[tuple[Group, str]]:
    """Yield the groups, each with a name of its own: its id, its name or its number in the file."""
    used: set[str] = set()
    groups = (row for _, row in walk_rows(initiative.rows) if isinstance(row, Group))
    for at, group in enumerate(groups, start=1):
        name = group.id or group.name or f"#{at}"
        name = f"{name}#{at}" if name in used else name
        used.add(name)
        yield group, name


def _yield_money_facts(initiative: Initiative) -> Iterator[FactPair]:
    budget, rates = initiative.budget, initiative.budget.execution_rates
    yield from _yield_amount_facts(budget)
    for year, reason in budget.reasons:
        yield MoneyFact(MONEY_PREFIX + "reasons", year), reason
    for year in budget.preliminary:
        yield MoneyFact(MONEY_PREFIX + "preliminary", year), True
    for year, rate in rates.by_year:
        yield MoneyFact(MONEY_PREFIX + "execution_rate", year), rate
    yield MoneyFact(MONEY_PREFIX + "execution_rate.total"), rates.total
    for part in budget.parts:
        yield from _yield_amount_facts(part.money, (part.group, part.name))


def _yield_amount_facts(budget: Budget, part: tuple[str, ...] = ()) -> Iterator[FactPair]:
    for key, amounts in budget.list_by_key():
        for year, amount in amounts:
            value = ListValue(amount) if key == "supplementary" else amount
            yield MoneyFact(MONEY_PREFIX + key, year, part), value
    yield MoneyFact(MONEY_PREFIX + "total", None, part), budget.total
    for key, total in budget.totals:
        yield MoneyFact(f"{MONEY_PREFIX}{key}.total", None, part), total


def _find_words(cell: Cell) -> str | Decimal | None:
    return cell.value if not cell.lines else cell.text


def _yield_judgement_facts(initiative: Initiative) -> Iterator[FactPair]:
    judgements = initiative.judgements
    for year, reports in judgements.by_year:
        yield PartFact("judgement", year), JudgementValue(reports, of_term=False)
    if judgements.term:
        yield PartFact("judgement.term"), JudgementValue(judgements.term, of_term=True)


def _yield_foot_facts(initiative: Initiative) -> Iterator[FactPair]:
    for note in initiative.footnotes:
        yield ItemFact("footnotes", note.mark), note
    revised: dict[str, list[CompoundValue]] = {}
    for each in initiative.revisions:
        value = CompoundValue((each.date, _find_words(each.was), each.reason, each.by))
        revised.setdefault(each.at, []).append(value)
    for at, entries in revised.items():
        yield ItemFact("revisions", at), ListValue(tuple(entries))
    for entry in initiative.corrections:
        yield (
            ItemFact("corrections", entry.at),
            CompoundValue((entry.date, entry.was, entry.reason)),
        )
    if source := initiative.source:
        words = (source.document, source.sheet, str(source.row or ""))
        yield PartFact("source"), " ".join(filter(None, words))
        for inferred in source.unverified:
            yield ItemFact("unverified", inferred.at), inferred.reason


# A chapter


def _yield_chapter_facts(chapter: Chapter) -> Iterator[FactPair]:
    yield PartFact("title"), chapter.title
    yield PartFact("series"), chapter.series
    yield PartFact("goals"), _build_list(chapter.goals)
    yield PartFact("background"), chapter.background
    for section in chapter.sections:
        yield ItemFact("section", section.id), section.title
    for entry in chapter.relisted:
        yield ItemFact("relisted", entry.id), entry.section or ""


# plan.yaml


def _yield_setting_facts(plan: Plan) -> Iterator[FactPair]:
    days = (day for day in plan.deadlines._asdict().items() if day[1] is not None)
    yield PartFact("id"), plan.id
    yield PartFact("title"), plan.title
    yield PartFact("publisher"), CompoundValue(plan.publisher)
    yield PartFact("contact"), CompoundValue(plan.contact) if plan.contact else None
    yield PartFact("license"), plan.license
    yield PartFact("headings"), _build_list(_yield_heading_values(plan))
    yield PartFact("unit"), plan.unit
    yield PartFact("current-budget"), "net" if plan.has_net_budgets else None
    yield PartFact("breakdown"), _build_list(map(_build_breakdown_value, plan.breakdowns))
    yield PartFact("timezone"), plan.timezone
    yield PartFact("calendar"), _build_calendar_value(plan.calendar)
    yield PartFact("years"), _build_list(plan.planned_years)
    yield PartFact("baseline-years"), _build_list(plan.baseline_years)
    yield PartFact("closed"), _build_list(plan.closed_years)
    yield PartFact("frozen"), plan.frozen
    yield PartFact("departments"), _build_list(department.name for department in plan.departments)
    yield PartFact("marks"), _build_list(CompoundValue(mark) for mark in plan.marks)
    yield PartFact("reporting"), _build_list(_build_deadline_value(*day) for day in days)
    yield PartFact("evaluation"), _build_list(_yield_scheme_values(plan.scheme))
    yield PartFact("validation"), _build_list(plan.validation)
    for year, note in plan.year_notes:
        yield PartFact("year-note", year), note


def _build_breakdown_value(group: Breakdown) -> CompoundValue:
    return CompoundValue((group.name, Terms((f"whole.{group.whole.value}",)), *group.parts))


def _build_calendar_value(calendar: Calendar) -> CompoundValue | None:
    if calendar == Calendar():
        return None
    month, day = calendar.start
    named = "named: end" if calendar.is_named_after_end else None
    return CompoundValue((f"{month:02}-{day:02}", named))


def _yield_heading_values(plan: Plan) -> Iterator[CompoundValue]:
    for key, words in plan.headings._asdict().items():
        if words is not None:
            name = Terms(("fact.results" if key == "result" else f"fact.{key}",))
            yield CompoundValue((name, words))


def _build_deadline_value(key: str, day: tuple[int, int]) -> CompoundValue:
    return CompoundValue((key, f"{day[0]:02}-{day[1]:02}"))


def _yield_scheme_values(scheme: Scheme) -> Iterator[CompoundValue]:
    """Yield all settings that decide verdicts."""
    yield CompoundValue((scheme.preset,))
    level = scheme.level_formula.value if scheme.level_formula else None
    yield CompoundValue(("formula", scheme.formula.value, level))
    if scheme.down is not DownRate.INVERSE:
        yield CompoundValue(("down", scheme.down.value))
    if scheme.running:
        yield CompoundValue(("running",))
    for key in ("tolerance", "cap", "unused_above"):
        if (value := getattr(scheme, key)) is not None:
            yield CompoundValue((key, value))
    for state, band_id in scheme.states:
        yield CompoundValue((state.value, band_id))
    for status, label in scheme.labels:
        yield CompoundValue((status.id, label))
    yield from map(_build_band_value, scheme.bands)
    for key, bands in (("judgement", scheme.judgement_bands), ("term", scheme.term_bands)):
        for band in bands:
            yield CompoundValue((key, *_build_band_value(band).parts))


def _build_band_value(band: Band) -> CompoundValue:
    """Return all of a band that decides verdicts, which its label and colour do not."""
    return CompoundValue(
        (
            band.id,
            band.threshold,
            None if band.threshold is None else "%",
            "above" if band.above else None,
            band.trend.value if band.trend else None,
            "missed" if band.missed else None,
            "needs-action" if band.needs_action else None,
        )
    )
