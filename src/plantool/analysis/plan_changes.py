"""The changes between two states of a plan: fact by fact, with the notices of each."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from plantool.analysis.change_notices import Notice
from plantool.analysis.fact_changes import FactChange, add_notices, yield_fact_changes
from plantool.analysis.facts import (
    AttributeFact,
    Fact,
    ListValue,
    MeasureFact,
    MoneyFact,
)
from plantool.analysis.final_figures import FinalFigures
from plantool.analysis.plan_facts import (
    build_chapter_facts,
    build_initiative_facts,
    build_setting_facts,
    yield_named_groups,
)
from plantool.analysis.renumbering import match_initiatives, match_measures
from plantool.light_dataclasses import replace
from plantool.model.initiative import id_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.facts import Facts, FactValue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

PartKind: TypeAlias = Literal["initiative", "chapter", "plan"]


class ChangeKind(Enum):
    """Whether a part of the plan was added, removed or changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class PartChange(NamedTuple):
    """The changes of an initiative, a chapter or plan.yaml (``kind``), fact by fact.

    ``before`` and ``after`` are its ids; they differ where it was numbered anew.
    """

    kind: PartKind
    change_kind: ChangeKind
    before: str | None
    after: str | None
    title: str
    changes: tuple[FactChange, ...]
    notices: tuple[Notice, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """The names of its measures and groups, by the names that facts have for them."""

    @property
    def id(self) -> str:
        """The id it has, or had."""
        return self.after or self.before or ""

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """The notices of the part and of all its facts."""
        return sum((change.notices for change in self.changes), self.notices)


def compare_plans(before: Plan, after: Plan) -> tuple[PartChange, ...]:
    """Return the changed parts, the gravest first; another layout of a file is no change."""
    # the plan at the tag that froze it does not name that tag yet
    is_frozen = after.frozen is not None or before.frozen is not None
    final = FinalFigures(before.closed_years, is_frozen=is_frozen)
    parts = [
        *_compare_settings(before, after),
        *_compare_chapters(before, after),
        *_compare_all_initiatives(before, after, final),
    ]
    return tuple(sorted(parts, key=_rank_part))


def leave_out_unreadable(plan: Plan, other: Plan) -> Plan:
    """Return the plan without files that the other cannot read: they are neither new nor gone."""
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
    money = any(isinstance(change.fact, MoneyFact) for change in part.changes)
    figures = any(change.fact.year for change in part.changes)
    return (
        gravest,
        part.change_kind is ChangeKind.CHANGED,
        not money,
        not figures,
        id_order(part.id),
    )


def _compare_settings(before: Plan, after: Plan) -> Iterator[PartChange]:
    setting_changes = yield_fact_changes(build_setting_facts(before), build_setting_facts(after))
    changes = tuple(
        change._replace(notices=tuple(_yield_setting_notices(change))) for change in setting_changes
    )
    if changes:
        yield PartChange("plan", ChangeKind.CHANGED, "plan", "plan", after.title, changes)


def _yield_setting_notices(change: FactChange) -> Iterator[Notice]:
    if change.fact.field in {"unit", "current-budget"}:
        yield Notice.UNIT_CHANGED
    if change.fact.field == "closed" and {*_list_years(change.before)} - {
        *_list_years(change.after)
    }:
        yield Notice.REOPENED


def _list_years(value: FactValue | None) -> tuple[object, ...]:
    return value.items if isinstance(value, ListValue) else ()


def _compare_chapters(before: Plan, after: Plan) -> Iterator[PartChange]:
    before, after = leave_out_unreadable(before, after), leave_out_unreadable(after, before)
    ids = dict.fromkeys(chapter.id for chapter in (*before.chapters, *after.chapters))
    for identifier in ids:
        old, new = before.chapter(identifier), after.chapter(identifier)
        chapter_facts = [build_chapter_facts(chapter) if chapter else {} for chapter in (old, new)]
        changes = tuple(yield_fact_changes(*chapter_facts))
        title = next(chapter.title for chapter in (new, old) if chapter)
        if changes:
            was, now = (identifier if chapter else None for chapter in (old, new))
            yield PartChange("chapter", _find_change_kind(old, new), was, now, title, changes)


def _find_change_kind(old: object, new: object) -> ChangeKind:
    if old is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if new is None else ChangeKind.CHANGED


def _compare_all_initiatives(
    before: Plan, after: Plan, final: FinalFigures
) -> Iterator[PartChange]:
    for old, new in match_initiatives(before, after):
        if part := compare_initiatives(old, new, final):
            yield part


def compare_initiatives(
    old: Initiative | None, new: Initiative | None, final: FinalFigures | None = None
) -> PartChange | None:
    """Compare two states of an initiative; None where nothing changed."""
    latest = new or old
    if latest is None or old == new:  # nearly always
        return None
    renamed = match_measures(old, new) if old and new else {}
    before = {_rename_measure(fact, renamed): value for fact, value in _build_facts(old).items()}
    changes = [*yield_fact_changes(before, _build_facts(new))]
    change_kind = _find_change_kind(old, new)
    if old and new:
        changes = add_notices(changes, old, new, renamed, final or FinalFigures())
    is_renumbered = old and new and old.id != new.id
    if not changes and not is_renumbered:
        return None
    names: dict[str, str] = {}
    for state in (old, new):
        names.update(_yield_row_names(state) if state else ())
    return PartChange(
        kind="initiative",
        change_kind=change_kind,
        before=old.id if old else None,
        after=new.id if new else None,
        title=latest.title,
        changes=tuple(changes),
        notices=(Notice.INITIATIVE_REMOVED,) if new is None else (),
        rows=tuple(names.items()),
    )


def _yield_row_names(initiative: Initiative) -> Iterator[tuple[str, str]]:
    """Yield the rows of an initiative by the names that facts have for them."""
    for group, name in yield_named_groups(initiative):
        yield name, initiative.name_with_groups(group) or name
    for measure in initiative.measures():
        yield measure.id, initiative.name_with_groups(measure)


def _build_facts(initiative: Initiative | None) -> Facts:
    return build_initiative_facts(initiative) if initiative else {}


def _rename_measure(fact: Fact, renamed: Mapping[str, str]) -> Fact:
    """Return a fact of a measure under the id that the measure has now."""
    if not isinstance(fact, MeasureFact | AttributeFact):
        return fact
    now = renamed.get(fact.measure or "")
    return replace(fact, measure=now) if now else fact
