"""What became of a plan between two states of it: fact by fact, with what each change means."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis import facts as of
from plantool.analysis.budget import sum_budget
from plantool.analysis.choices import By
from plantool.analysis.facts import MONEY, Fact, steps_of
from plantool.analysis.notices import Notice, of_cell, of_plan
from plantool.analysis.selection import listings
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from plantool.analysis.grouping import Key
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_ALIKE = 0.5  # share of measures by which an initiative under another id is the same one
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
    closed = before.closed_years
    parts = [
        *_settings(before, after),
        *_chapters(before, after),
        *(
            part
            for old, new in _pairs(before.initiatives, after.initiatives)
            if (part := compare_initiatives(old, new, closed))
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
    changes = tuple(_differences(of.of_settings(before), of.of_settings(after)))
    if changes:
        yield PartChange("plan", What.CHANGED, "plan", "plan", after.title, changes)


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


# Initiatives


def _pairs(
    before: Iterable[Initiative], after: Iterable[Initiative]
) -> Iterator[tuple[Initiative | None, Initiative | None]]:
    """Pair initiatives of one id, then those under another id that say mostly the same."""
    old = {initiative.id: initiative for initiative in before}
    new = {initiative.id: initiative for initiative in after}
    gone = [initiative for identifier, initiative in old.items() if identifier not in new]
    came = [initiative for identifier, initiative in new.items() if identifier not in old]
    renumbered = dict(_renumbered(gone, came))
    yield from ((old[identifier], new[identifier]) for identifier in old if identifier in new)
    yield from ((old[one], new[other]) for one, other in renumbered.items())
    yield from ((initiative, None) for initiative in gone if initiative.id not in renumbered)
    known = {*renumbered.values()}
    yield from ((None, initiative) for initiative in came if initiative.id not in known)


def _renumbered(
    gone: Iterable[Initiative], came: Iterable[Initiative]
) -> Iterator[tuple[str, str]]:
    """Yield the ids of initiatives that have another one now, the most alike first."""
    scored = [(_likeness(old, new), old.id, new.id) for old in gone for new in came]
    taken: set[str] = set()
    for score, old, new in sorted(scored, key=lambda pair: -pair[0]):
        if score >= _ALIKE and f"<{old}" not in taken and f">{new}" not in taken:
            taken |= {f"<{old}", f">{new}"}
            yield old, new


def _likeness(old: Initiative, new: Initiative) -> float:
    """Return how alike two initiatives are: 1 for the same title, else their measures."""
    if old.title == new.title:
        return 1
    mine, yours = ({(m.id, m.name) for m in each.measures()} for each in (old, new))
    return len(mine & yours) / max(len(mine | yours), 1)


def compare_initiatives(
    old: Initiative | None, new: Initiative | None, closed: Collection[FiscalYear] = ()
) -> PartChange | None:
    """Compare two states of an initiative; None where nothing changed."""
    known = new or old
    if known is None:
        return None
    renamed = _renamed(old, new) if old and new else {}
    before = {_under(fact, renamed): value for fact, value in _facts(old).items()}
    changes = [*_differences(before, _facts(new))]
    what = _what(old, new)
    if old and new:
        changes = _noticed(changes, old, new, renamed, closed)
    number = old and new and old.id != new.id
    if not changes and not number:
        return None
    names = {m.id: m.name for each in (old, new) if each for m in each.measures()}
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


def _facts(initiative: Initiative | None) -> dict[Fact, object]:
    return of.of_initiative(initiative) if initiative else {}


def _renamed(old: Initiative, new: Initiative) -> dict[str, str]:
    """Return the new ids of measures that have another one now but say the same."""
    before, after = ({m.id: m for m in each.measures()} for each in (old, new))
    gone = [measure for identifier, measure in before.items() if identifier not in after]
    came = {identifier: m for identifier, m in after.items() if identifier not in before}
    renamed = {}
    for measure in gone:
        same = (i for i, other in came.items() if _is_same(measure, other))
        if (found := next(same, None)) is not None:
            renamed[measure.id] = found
            del came[found]
    return renamed


def _is_same(old: Measure, new: Measure) -> bool:
    return old.name == new.name or (old.unit, old.planned, old.target) == (
        new.unit,
        new.planned,
        new.target,
    )


def _under(fact: Fact, renamed: Mapping[str, str]) -> Fact:
    if fact.measure is None or not renamed:
        return fact
    return fact._replace(measure=renamed.get(fact.measure, fact.measure))


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
    closed: Collection[FiscalYear],
) -> list[Change]:
    """Say of every change what it means."""
    before = {renamed.get(m.id, m.id): m for m in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    corrected = {steps_of(e.at) for e in new.corrections if e not in old.corrections}
    told: set[str] = set()
    noticed = []
    for change in changes:
        fact = change.fact
        notices: list[Notice] = []
        was, now = before.get(fact.measure or ""), after.get(fact.measure or "")
        if was and now:
            notices += of_cell(fact.field, change.before, change.after, now)
            if fact.field == "planned" and now.id not in told and (said := of_plan(was, now)):
                told.add(now.id)
                notices.append(said)
        elif was and fact.field == "name":
            notices.append(Notice.MEASURE_REMOVED)
        elif was and fact.field == "results":
            notices.append(Notice.RESULT_DELETED)
        if _is_final(fact, closed):
            fixed = steps_of(fact.place) in corrected
            notices.append(Notice.CORRECTED if fixed else Notice.CLOSED_CHANGED)
        noticed.append(change._replace(notices=tuple(notices)))
    return noticed


def _is_final(fact: Fact, closed: Collection[FiscalYear]) -> bool:
    """Tell whether a fact is a figure of a year whose figures are final."""
    of_money = fact.is_money and fact.field != f"{MONEY}reasons"
    return fact.year in closed and (of_money or fact.field in _CLOSED)


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
    """Return the sums that changed, 再掲 counted once, and the totals they belong to."""
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
    return (*found, *(t for t in totals if (t.basis, t.year) in touched))


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
