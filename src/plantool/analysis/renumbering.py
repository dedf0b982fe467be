"""Which initiatives and measures of two states of a plan are the same ones.

Ids are stable, but not always: plans are numbered anew, and ids get swapped. An initiative that
has the same id and says something quite different is looked for under the other ids first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.model.measure import Kind
from plantool.model.plan import parse_file_id

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_LEAST_LIKENESS = 0.5  # share of measures by which an initiative under another id is the same one


def match_initiatives(
    before: Plan, after: Plan
) -> Iterator[tuple[Initiative | None, Initiative | None]]:
    """Pair the initiatives of two states; None stands for the side that has no such initiative.

    An initiative whose file cannot be read on the other side is in no pair: it is unknown there.
    """
    old = {initiative.id: initiative for initiative in before.initiatives}
    new = {initiative.id: initiative for initiative in after.initiatives}
    pairs = _pair_ids(old, new)
    for identifier, initiative in old.items():
        if identifier in pairs:
            yield initiative, new[pairs[identifier]]
    unknown = {parse_file_id(file) for plan in (before, after) for file in plan.left_out}
    for identifier, initiative in old.items():
        if identifier not in pairs and identifier not in unknown:
            yield initiative, None
    taken = {*pairs.values()}
    for identifier, initiative in new.items():
        if identifier not in taken and identifier not in unknown:
            yield None, initiative


def _pair_ids(old: Mapping[str, Initiative], new: Mapping[str, Initiative]) -> dict[str, str]:
    """Return the ids that initiatives have before and after.

    First come those that are alike under the same id; then the others, which may have swapped ids;
    at last the same id alone, of an initiative that was rewritten.
    """
    pairs = {i: i for i in old if i in new and rate_likeness(old[i], new[i]) >= _LEAST_LIKENESS}
    gone = [initiative for identifier, initiative in old.items() if identifier not in pairs]
    came = [initiative for identifier, initiative in new.items() if identifier not in pairs]
    pairs |= _pair_by_likeness(gone, came)
    taken = {*pairs.values()}
    for identifier in old:
        if identifier in new and identifier not in pairs and identifier not in taken:
            pairs[identifier] = identifier
    return pairs


def _pair_by_likeness(gone: Sequence[Initiative], came: Sequence[Initiative]) -> dict[str, str]:
    """Pair by likeness, the most alike first, each once."""
    scored = [(rate_likeness(old, new), old.id, new.id) for old in gone for new in came]
    pairs: dict[str, str] = {}
    for score, old, new in sorted(scored, key=lambda scored_pair: -scored_pair[0]):
        if score >= _LEAST_LIKENESS and old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


def rate_likeness(old: Initiative, new: Initiative) -> float:
    """Return how alike two initiatives are: 1 for the same title, else their measures."""
    if old.title == new.title:
        return 1
    mine, yours = _list_names(old), _list_names(new)
    return len(mine & yours) / max(len(mine | yours), 1)


def _list_names(initiative: Initiative) -> set[tuple[str, str]]:
    return {(measure.id, measure.name) for measure in initiative.measures()}


def match_measures(old: Initiative, new: Initiative) -> dict[str, str]:
    """Return the ids in ``new`` of the measures of ``old``; a measure that is gone has none.

    The same id and name come first, then the same name, the same id, and at last the same figures
    where no other measure has them; words of a milestone are too common to tell.
    """
    before = {measure.id: measure for measure in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    pairs = {i: i for i in before if i in after and before[i].name == after[i].name}
    # each step sees only what the steps before it left over on both sides
    for match_rest in (_match_by_name, _match_by_id, _match_by_figures):
        taken = set(pairs.values())
        left = [m for i, m in before.items() if i not in pairs]
        free = [m for i, m in after.items() if i not in taken]
        pairs |= dict(match_rest(left, free))
    return pairs


def find_former_id(identifier: str, old: Initiative, new: Initiative) -> str | None:
    """Return the id that a measure of ``new`` had in ``old``; None for one that is new."""
    renamed = match_measures(old, new)
    former = next((before for before, after in renamed.items() if after == identifier), None)
    if former is None and identifier not in renamed:
        return identifier
    return former


def _match_by_name(left: Iterable[Measure], free: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    return _yield_unique_pairs(left, free, lambda measure: measure.name)


def _match_by_id(left: Iterable[Measure], free: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    ids = {measure.id for measure in free}
    yield from ((measure.id, measure.id) for measure in left if measure.id in ids)


def _match_by_figures(
    left: Iterable[Measure], free: Sequence[Measure]
) -> Iterator[tuple[str, str]]:
    left = [measure for measure in left if measure.kind is not Kind.MILESTONE]
    return _yield_unique_pairs(left, free, _list_figures)


def _yield_unique_pairs(
    left: Iterable[Measure], free: Iterable[Measure], key: Callable[[Measure], Hashable]
) -> Iterator[tuple[str, str]]:
    """Pair the measures whose key no other measure has on either side."""
    mine, yours = defaultdict(list), defaultdict(list)
    for measure in left:
        mine[key(measure)].append(measure.id)
    for measure in free:
        yours[key(measure)].append(measure.id)
    for alike, ids in mine.items():
        if len(ids) == len(yours.get(alike, ())) == 1:
            yield ids[0], yours[alike][0]


def _list_figures(measure: Measure) -> Hashable:
    return measure.unit, measure.planned, measure.target, measure.baseline
