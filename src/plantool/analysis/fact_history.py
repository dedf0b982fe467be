"""How the facts of an initiative came to be what they are, along all lines of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.facts import Fact, build_initiative_facts
from plantool.analysis.plan_changes import FactChange, compare_initiatives, find_former_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.model.initiative import Initiative


class VersionNode(NamedTuple):
    """What an initiative was at one version, and the places in the list of those it came from."""

    initiative: Initiative | None
    parents: tuple[int, ...]


class FactEvent(NamedTuple):
    """A change and the place in the list of the version that brought it.

    ``is_first`` marks what was there from the start; ``measures`` are names by their ids.
    """

    version_index: int
    change: FactChange
    measures: tuple[tuple[str, str], ...]
    is_first: bool = False


def yield_events(nodes: Sequence[VersionNode]) -> Iterator[FactEvent]:
    """Yield what each version changed, in the order of the list.

    Where lines were joined, that is only what differs from all of them: the rest came with one.
    """
    for at, node in enumerate(nodes):
        befores = [nodes[parent].initiative for parent in node.parents] or [None]
        parts = [compare_initiatives(before, node.initiative) for before in befores]
        if not all(parts):
            continue
        first, *others = (part for part in parts if part)
        other_changes = [{(c.fact, str(c.after)) for c in part.changes} for part in others]
        for change in first.changes:
            if all((change.fact, str(change.after)) in changed for changed in other_changes):
                yield FactEvent(at, change, first.measures, befores == [None])


def yield_origins(nodes: Sequence[VersionNode], now: int) -> Iterator[tuple[Fact, object, int]]:
    """Yield every fact of the version at ``now``, its value, and where in the list it was set."""
    facts: dict[int, dict[Fact, object]] = {}

    def build_facts_at(at: int) -> dict[Fact, object]:
        if at not in facts:
            initiative = nodes[at].initiative
            facts[at] = build_initiative_facts(initiative) if initiative else {}
        return facts[at]

    for fact, value in build_facts_at(now).items():
        at, known = now, fact
        while (earlier := _find_earlier_fact(nodes, at, known, value, build_facts_at)) is not None:
            at, known = earlier
        yield fact, value, at


def _find_earlier_fact(
    nodes: Sequence[VersionNode],
    at: int,
    fact: Fact,
    value: object,
    build_facts_at: Callable[[int], dict[Fact, object]],
) -> tuple[int, Fact] | None:
    """Return a version that said the same before, and the name that the fact had there."""
    for parent in nodes[at].parents:
        old, new = nodes[parent].initiative, nodes[at].initiative
        if old is None or new is None:
            continue
        former = find_former_id(fact.measure, old, new) if fact.measure else None
        former_fact = fact._replace(measure=former) if former else fact
        if build_facts_at(parent).get(former_fact) == value:
            return parent, former_fact
    return None
