"""What became of a plan between two states of it: fact by fact, with what each change means."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis import facts
from plantool.analysis.budget import sum_budget
from plantool.analysis.change_notices import Notice, find_planned_notice, yield_cell_notices
from plantool.analysis.choices import Grouping
from plantool.analysis.facts import MONEY_PREFIX, Fact, split_field
from plantool.analysis.renumbering import match_initiatives, match_measures
from plantool.analysis.selection import yield_listings
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plantool.analysis.grouping import GroupKey
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_PROMISED_FIELDS = frozenset(
    {"baseline", "planned", "total", "target", f"{MONEY_PREFIX}planned", f"{MONEY_PREFIX}total"}
)  # the plan's own figures
_CLOSED_FIELDS = frozenset(
    {"planned", "results"}
)  # what is final of a closed year, beside its money


class ChangeKind(Enum):
    """What became of a part of the plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FactChange(NamedTuple):
    """One fact before and after; None where there was none. ``notices`` say what it means."""

    fact: Fact
    before: object
    after: object
    notices: tuple[Notice, ...] = ()


class FinalFigures(NamedTuple):
    """What must not change any more: figures of closed years, and of a frozen plan its own."""

    years: tuple[FiscalYear, ...] = ()
    is_frozen: bool = False

    def find_notice(self, fact: Fact) -> Notice | None:
        """Return what a change of a fact breaks, if it is one of those."""
        of_money = fact.is_money and fact.field != f"{MONEY_PREFIX}reasons"
        if fact.year in self.years and (of_money or fact.field in _CLOSED_FIELDS):
            return Notice.CLOSED_CHANGED
        return Notice.FROZEN_CHANGED if self.is_frozen and fact.field in _PROMISED_FIELDS else None


class PartChange(NamedTuple):
    """What became of an initiative, a chapter or plan.yaml (``kind``), and of which facts.

    ``before`` and ``after`` are its ids; they differ where it was numbered anew.
    """

    kind: str
    change_kind: ChangeKind
    before: str | None
    after: str | None
    title: str
    changes: tuple[FactChange, ...]
    notices: tuple[Notice, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    """The names of its measures by their ids."""

    @property
    def id(self) -> str:
        """The id it has, or had."""
        return self.after or self.before or ""

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """What there is to notice, in it and in its facts."""
        return (*self.notices, *(n for change in self.changes for n in change.notices))


def compare_plans(before: Plan, after: Plan) -> tuple[PartChange, ...]:
    """Return what changed, what matters most first; another layout of a file is no change."""
    # the plan at the tag that froze it does not name that tag yet
    is_frozen = after.frozen is not None or before.frozen is not None
    final = FinalFigures(before.closed_years, is_frozen=is_frozen)
    parts = [
        *_compare_settings(before, after),
        *_compare_chapters(
            _leave_out_unreadable(before, after), _leave_out_unreadable(after, before)
        ),
        *(
            part
            for old, new in match_initiatives(before, after)
            if (part := compare_initiatives(old, new, final))
        ),
    ]
    return tuple(sorted(parts, key=_rank_part))


def _leave_out_unreadable(plan: Plan, other: Plan) -> Plan:
    """Return the plan without what cannot be read of the other, which is neither new nor gone."""
    if not other.left_out:
        return plan
    return replace(
        plan,
        chapters=tuple(c for c in plan.chapters if not other.is_left_out(c.id)),
        initiatives=tuple(i for i in plan.initiatives if not other.is_left_out(i.id)),
    )


def _rank_part(part: PartChange) -> tuple[object, ...]:
    order = list(Notice)
    gravest = min((order.index(notice) for notice in part.all_notices), default=len(order))
    money = any(change.fact.is_money for change in part.changes)
    figures = any(change.fact.year for change in part.changes)
    return (
        gravest,
        part.change_kind is ChangeKind.CHANGED,
        not money,
        not figures,
        id_order(part.id),
    )


def _compare_settings(before: Plan, after: Plan) -> Iterator[PartChange]:
    setting_changes = _yield_fact_changes(
        facts.build_setting_facts(before), facts.build_setting_facts(after)
    )
    changes = tuple(
        change._replace(notices=tuple(_yield_setting_notices(change))) for change in setting_changes
    )
    if changes:
        yield PartChange("plan", ChangeKind.CHANGED, "plan", "plan", after.title, changes)


def _yield_setting_notices(change: FactChange) -> Iterator[Notice]:
    if change.fact.field == "unit":
        yield Notice.UNIT_CHANGED
    if change.fact.field == "closed" and {*_list_years(change.before)} - {
        *_list_years(change.after)
    }:
        yield Notice.REOPENED


def _list_years(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _compare_chapters(before: Plan, after: Plan) -> Iterator[PartChange]:
    ids = dict.fromkeys(chapter.id for chapter in (*before.chapters, *after.chapters))
    for identifier in ids:
        old, new = before.chapter(identifier), after.chapter(identifier)
        chapter_facts = [
            facts.build_chapter_facts(chapter) if chapter else {} for chapter in (old, new)
        ]
        changes = tuple(_yield_fact_changes(*chapter_facts))
        title = next(chapter.title for chapter in (new, old) if chapter)
        if changes:
            was, now = (identifier if chapter else None for chapter in (old, new))
            yield PartChange("chapter", _find_change_kind(old, new), was, now, title, changes)


def _find_change_kind(old: object, new: object) -> ChangeKind:
    if old is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if new is None else ChangeKind.CHANGED


def compare_initiatives(
    old: Initiative | None, new: Initiative | None, final: FinalFigures | None = None
) -> PartChange | None:
    """Compare two states of an initiative; None where nothing changed."""
    latest = new or old
    if latest is None or old == new:  # nearly always
        return None
    renamed = match_measures(old, new) if old and new else {}
    before = {_rename_measure(fact, renamed): value for fact, value in _build_facts(old).items()}
    changes = [*_yield_fact_changes(before, _build_facts(new))]
    change_kind = _find_change_kind(old, new)
    if old and new:
        changes = _add_notices(changes, old, new, renamed, final or FinalFigures())
    is_renumbered = old and new and old.id != new.id
    if not changes and not is_renumbered:
        return None
    names = {
        name: of_row for each in (old, new) if each for name, of_row in _yield_fact_row_names(each)
    }
    return PartChange(
        kind="initiative",
        change_kind=change_kind,
        before=old.id if old else None,
        after=new.id if new else None,
        title=latest.title,
        changes=tuple(changes),
        notices=(Notice.INITIATIVE_REMOVED,) if new is None else (),
        measures=tuple(names.items()),
    )


def _yield_fact_row_names(initiative: Initiative) -> Iterator[tuple[str, str]]:
    """Yield what facts call the rows of an initiative, and what people do."""
    yield from (
        (name, initiative.name_with_groups(group) or name)
        for group, name in facts.yield_named_groups(initiative)
    )
    yield from (
        (measure.id, initiative.name_with_groups(measure)) for measure in initiative.measures()
    )


def _build_facts(initiative: Initiative | None) -> dict[Fact, object]:
    return facts.build_initiative_facts(initiative) if initiative else {}


def _rename_measure(fact: Fact, renamed: Mapping[str, str]) -> Fact:
    """Return a fact of a measure under the id that the measure has now."""
    if fact.measure is None or not renamed or fact.is_of_list:
        return fact
    return fact._replace(measure=renamed.get(fact.measure, fact.measure))


def find_former_id(identifier: str, old: Initiative, new: Initiative) -> str | None:
    """Return the id that a measure of ``new`` had in ``old``; None for one that is new."""
    renamed = match_measures(old, new)
    former = next((before for before, after in renamed.items() if after == identifier), None)
    if former is None and identifier not in renamed:
        return identifier
    return former


def _yield_fact_changes(
    before: Mapping[Fact, object], after: Mapping[Fact, object]
) -> Iterator[FactChange]:
    """Yield the facts that differ, in the order of the files."""
    for fact in dict.fromkeys((*before, *after)):
        old, new = before.get(fact), after.get(fact)
        if old != new:
            yield FactChange(fact, old, new)


# What changes mean


def _add_notices(
    changes: Iterable[FactChange],
    old: Initiative,
    new: Initiative,
    renamed: Mapping[str, str],
    final: FinalFigures,
) -> list[FactChange]:
    """Say of every change what it means."""
    before = {renamed.get(m.id, m.id): m for m in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    corrections = [split_field(e.at) for e in new.corrections if e not in old.corrections]
    told: set[str] = set()
    noticed = []
    for change in changes:
        fact = change.fact
        was, now = before.get(fact.measure or ""), after.get(fact.measure or "")
        notices = list(_yield_row_notices(change, was, now))
        if was and now and fact.field == "planned" and now.id not in told:
            told.add(now.id)
            notices += filter(None, [find_planned_notice(was, now)])
        if told_final := final.find_notice(fact):
            fixed = any(_is_corrected(fact, steps) for steps in corrections)
            notices.append(Notice.CORRECTED if fixed else told_final)
        noticed.append(change._replace(notices=tuple(notices)))
    return noticed


def _yield_row_notices(
    change: FactChange, was: Measure | None, now: Measure | None
) -> Iterator[Notice]:
    """Tell what a change means for the measure it is of, or for a group of them."""
    field = change.fact.field
    if was and now:
        yield from yield_cell_notices(field, change.before, change.after, was, now)
    elif was and field == "name":
        yield Notice.MEASURE_REMOVED
    elif was and field == "results":
        yield Notice.RESULT_DELETED
    elif not was and not now and field == "baseline" and change.before is not None:
        yield Notice.BASELINE_CHANGED


def _is_corrected(fact: Fact, steps: tuple[str | int, ...]) -> bool:
    """Tell whether a correction is of a fact: of it, of a part of it, or of what it is part of."""
    named = split_field(fact.full_field)
    return named[: len(steps)] == steps or steps[: len(named)] == named


# Money


class SumChange(NamedTuple):
    """A sum before and after: of a chapter or bureau, or of all where ``key`` is None."""

    by: Grouping | None
    key: GroupKey | None
    basis: Basis
    year: FiscalYear
    before: Total
    after: Total


def compare_sums(before: Plan, after: Plan) -> tuple[SumChange, ...]:
    """Return the sums that changed, 再掲 counted once, and the totals they belong to.

    Sums of two units are not compared. What cannot be read on one side is in no sum of either.
    """
    if before.unit != after.unit:
        return ()
    before, after = _leave_out_unreadable(before, after), _leave_out_unreadable(after, before)
    years = dict.fromkeys((*before.planned_years, *after.planned_years))
    columns = [(year, basis) for basis in Basis for year in years]
    sum_changes = []
    for by in (Grouping.CHAPTER, Grouping.BUREAU):
        old, new = (
            sum_budget(tuple(yield_listings(plan)), columns, by) for plan in (before, after)
        )
        sums = [{group.key: group.totals for group in each.groups} for each in (old, new)]
        nothing = tuple(Total() for _ in columns)
        for key in dict.fromkeys((*sums[0], *sums[1])):
            sum_changes += _list_sum_changes(
                by, key, columns, *(each.get(key, nothing) for each in sums)
            )
    touched = {(change.basis, change.year) for change in sum_changes}
    totals = (
        change
        for change in _list_sum_changes(None, None, columns, old.totals, new.totals, every=True)
    )
    counted = (t for t in totals if t.before.counted or t.after.counted)
    return (*sum_changes, *(t for t in counted if (t.basis, t.year) in touched))


def _list_sum_changes(  # noqa: PLR0913 - a row of sums
    by: Grouping | None,
    key: GroupKey | None,
    columns: Iterable[tuple[FiscalYear, Basis]],
    before: Iterable[Total],
    after: Iterable[Total],
    *,
    every: bool = False,
) -> list[SumChange]:
    return [
        SumChange(by, key, basis, year, old, new)
        for (year, basis), old, new in zip(columns, before, after, strict=True)
        if every or (old.amount, old.is_whole) != (new.amount, new.is_whole)
    ]
