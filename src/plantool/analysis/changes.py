"""What became of a plan between two states of it: fact by fact, with what each change means."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis import facts as of
from plantool.analysis.budget import sum_budget
from plantool.analysis.choices import By
from plantool.analysis.facts import MONEY, Fact, steps_of
from plantool.analysis.matching import matched_initiatives, matched_measures
from plantool.analysis.notices import Notice, of_cell, of_plan
from plantool.analysis.selection import listings
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plantool.analysis.grouping import Key
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_PROMISED = frozenset(
    {"baseline", "planned", "total", "target", f"{MONEY}planned", f"{MONEY}total"}
)  # the plan's own figures
_CLOSED = frozenset({"planned", "results"})  # what is final of a closed year, beside its money


class What(Enum):
    """What became of a part of the plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(NamedTuple):
    """One fact before and after; None where there was none. ``notices`` say what it means."""

    fact: Fact
    before: object
    after: object
    notices: tuple[Notice, ...] = ()


class Final(NamedTuple):
    """What must not change any more: figures of closed years, and of a frozen plan its own."""

    years: tuple[FiscalYear, ...] = ()
    is_frozen: bool = False

    def notice(self, fact: Fact) -> Notice | None:
        """Return what a change of a fact breaks, if it is one of those."""
        of_money = fact.is_money and fact.field != f"{MONEY}reasons"
        if fact.year in self.years and (of_money or fact.field in _CLOSED):
            return Notice.CLOSED_CHANGED
        return Notice.FROZEN_CHANGED if self.is_frozen and fact.field in _PROMISED else None


class PartChange(NamedTuple):
    """What became of an initiative, a chapter or plan.yaml (``kind``), and of which facts.

    ``before`` and ``after`` are its ids; they differ where it was numbered anew.
    """

    kind: str
    what: What
    before: str | None
    after: str | None
    title: str
    changes: tuple[Change, ...]
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


def compare(before: Plan, after: Plan) -> tuple[PartChange, ...]:
    """Return what changed, what matters most first; another layout of a file is no change."""
    # the plan at the tag that froze it does not name that tag yet
    is_frozen = after.frozen is not None or before.frozen is not None
    final = Final(before.closed_years, is_frozen=is_frozen)
    parts = [
        *_settings(before, after),
        *_chapters(before, after),
        *(
            part
            for old, new in matched_initiatives(before, after)
            if (part := compare_initiatives(old, new, final))
        ),
    ]
    return tuple(sorted(parts, key=_weight))


def _weight(part: PartChange) -> tuple[object, ...]:
    order = list(Notice)
    gravest = min((order.index(notice) for notice in part.all_notices), default=len(order))
    money = any(change.fact.is_money for change in part.changes)
    figures = any(change.fact.year for change in part.changes)
    return gravest, part.what is What.CHANGED, not money, not figures, id_order(part.id)


def _settings(before: Plan, after: Plan) -> Iterator[PartChange]:
    found = _differences(of.of_settings(before), of.of_settings(after))
    changes = tuple(change._replace(notices=tuple(_of_settings(change))) for change in found)
    if changes:
        yield PartChange("plan", What.CHANGED, "plan", "plan", after.title, changes)


def _of_settings(change: Change) -> Iterator[Notice]:
    if change.fact.field == "unit":
        yield Notice.UNIT_CHANGED
    if change.fact.field == "closed" and {*_years(change.before)} - {*_years(change.after)}:
        yield Notice.REOPENED


def _years(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _chapters(before: Plan, after: Plan) -> Iterator[PartChange]:
    ids = dict.fromkeys(chapter.id for chapter in (*before.chapters, *after.chapters))
    for identifier in ids:
        old, new = before.chapter(identifier), after.chapter(identifier)
        known = [of.of_chapter(chapter) if chapter else {} for chapter in (old, new)]
        changes = tuple(_differences(*known))
        title = next(chapter.title for chapter in (new, old) if chapter)
        if changes:
            was, now = (identifier if chapter else None for chapter in (old, new))
            yield PartChange("chapter", _what(old, new), was, now, title, changes)


def _what(old: object, new: object) -> What:
    if old is None:
        return What.ADDED
    return What.REMOVED if new is None else What.CHANGED


def compare_initiatives(
    old: Initiative | None, new: Initiative | None, final: Final | None = None
) -> PartChange | None:
    """Compare two states of an initiative; None where nothing changed."""
    known = new or old
    if known is None or old == new:  # nearly always
        return None
    renamed = matched_measures(old, new) if old and new else {}
    before = {_under(fact, renamed): value for fact, value in _facts(old).items()}
    changes = [*_differences(before, _facts(new))]
    what = _what(old, new)
    if old and new:
        changes = _noticed(changes, old, new, renamed, final or Final())
    number = old and new and old.id != new.id
    if not changes and not number:
        return None
    names = {name: of_row for each in (old, new) if each for name, of_row in _row_names(each)}
    return PartChange(
        kind="initiative",
        what=what,
        before=old.id if old else None,
        after=new.id if new else None,
        title=known.title,
        changes=tuple(changes),
        notices=(Notice.INITIATIVE_REMOVED,) if new is None else (),
        measures=tuple(names.items()),
    )


def _row_names(initiative: Initiative) -> Iterator[tuple[str, str]]:
    """Yield what facts call the rows of an initiative, and what people do."""
    yield from ((name, group.name or name) for group, name in of.named_groups(initiative))
    yield from ((measure.id, measure.name) for measure in initiative.measures())


def _facts(initiative: Initiative | None) -> dict[Fact, object]:
    return of.of_initiative(initiative) if initiative else {}


def _under(fact: Fact, renamed: Mapping[str, str]) -> Fact:
    """Return a fact of a measure under the id that the measure has now."""
    if fact.measure is None or not renamed or fact.is_of_list:
        return fact
    return fact._replace(measure=renamed.get(fact.measure, fact.measure))


def former_id(identifier: str, old: Initiative, new: Initiative) -> str | None:
    """Return the id that a measure of ``new`` had in ``old``; None for one that is new."""
    renamed = matched_measures(old, new)
    former = next((before for before, after in renamed.items() if after == identifier), None)
    if former is None and identifier not in renamed:
        return identifier
    return former


def _differences(before: Mapping[Fact, object], after: Mapping[Fact, object]) -> Iterator[Change]:
    """Yield the facts that differ, in the order of the files."""
    for fact in dict.fromkeys((*before, *after)):
        old, new = before.get(fact), after.get(fact)
        if old != new:
            yield Change(fact, old, new)


# What changes mean


def _noticed(
    changes: Iterable[Change],
    old: Initiative,
    new: Initiative,
    renamed: Mapping[str, str],
    final: Final,
) -> list[Change]:
    """Say of every change what it means."""
    before = {renamed.get(m.id, m.id): m for m in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    corrections = [steps_of(e.at) for e in new.corrections if e not in old.corrections]
    told: set[str] = set()
    noticed = []
    for change in changes:
        fact = change.fact
        was, now = before.get(fact.measure or ""), after.get(fact.measure or "")
        notices = list(_of_row(change, was, now))
        if was and now and fact.field == "planned" and now.id not in told:
            told.add(now.id)
            notices += filter(None, [of_plan(was, now)])
        if told_final := final.notice(fact):
            fixed = any(_is_corrected(fact, steps) for steps in corrections)
            notices.append(Notice.CORRECTED if fixed else told_final)
        noticed.append(change._replace(notices=tuple(notices)))
    return noticed


def _of_row(change: Change, was: Measure | None, now: Measure | None) -> Iterator[Notice]:
    """Tell what a change means for the measure it is of, or for a group of them."""
    field = change.fact.field
    if was and now:
        yield from of_cell(field, change.before, change.after, was, now)
    elif was and field == "name":
        yield Notice.MEASURE_REMOVED
    elif was and field == "results":
        yield Notice.RESULT_DELETED
    elif not was and not now and field == "baseline" and change.before is not None:
        yield Notice.BASELINE_CHANGED


def _is_corrected(fact: Fact, steps: tuple[str | int, ...]) -> bool:
    """Tell whether a correction is of a fact: of it, of a part of it, or of what it is part of."""
    named = steps_of(fact.place)
    return named[: len(steps)] == steps or steps[: len(named)] == named


# Money


class SumChange(NamedTuple):
    """A sum before and after: of a chapter or bureau, or of all where ``key`` is None."""

    by: By | None
    key: Key | None
    basis: Basis
    year: FiscalYear
    before: Total
    after: Total


def compare_sums(before: Plan, after: Plan) -> tuple[SumChange, ...]:
    """Return the sums that changed, 再掲 counted once, and the totals they belong to.

    Sums of two units are not compared.
    """
    if before.unit != after.unit:
        return ()
    years = dict.fromkeys((*before.planned_years, *after.planned_years))
    columns = [(year, basis) for basis in Basis for year in years]
    found = []
    for by in (By.CHAPTER, By.BUREAU):
        old, new = (sum_budget(tuple(listings(plan)), columns, by) for plan in (before, after))
        sums = [{group.key: group.totals for group in each.groups} for each in (old, new)]
        nothing = tuple(Total() for _ in columns)
        for key in dict.fromkeys((*sums[0], *sums[1])):
            found += _sums(by, key, columns, *(each.get(key, nothing) for each in sums))
    touched = {(change.basis, change.year) for change in found}
    totals = (change for change in _sums(None, None, columns, old.totals, new.totals, every=True))
    counted = (t for t in totals if t.before.counted or t.after.counted)
    return (*found, *(t for t in counted if (t.basis, t.year) in touched))


def _sums(  # noqa: PLR0913 - a row of sums
    by: By | None,
    key: Key | None,
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
