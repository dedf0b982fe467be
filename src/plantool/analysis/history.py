"""How the facts of an initiative came to be what they are, along all lines of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.changes import Change, compare_initiatives, former_id
from plantool.analysis.facts import Fact, of_initiative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.model.initiative import Initiative


class Node(NamedTuple):
    """What an initiative was at one version, and the places in the list of those it came from."""

    initiative: Initiative | None
    parents: tuple[int, ...]


class Event(NamedTuple):
    """A change and the place in the list of the version that brought it.

    ``is_first`` marks what was there from the start; ``measures`` are names by their ids.
    """

    at: int
    change: Change
    measures: tuple[tuple[str, str], ...]
    is_first: bool = False


def events(nodes: Sequence[Node]) -> Iterator[Event]:
    """Yield what each version changed, in the order of the list.

    Where lines were joined, that is only what differs from all of them: the rest came with one.
    """
    for at, node in enumerate(nodes):
        befores = [nodes[parent].initiative for parent in node.parents] or [None]
        parts = [compare_initiatives(before, node.initiative) for before in befores]
        if not all(parts):
            continue
        first, *others = (part for part in parts if part)
        common = [{(c.fact, str(c.after)) for c in part.changes} for part in others]
        for change in first.changes:
            if all((change.fact, str(change.after)) in changed for changed in common):
                yield Event(at, change, first.measures, befores == [None])


def origins(nodes: Sequence[Node], now: int) -> Iterator[tuple[Fact, object, int]]:
    """Yield every fact of the version at ``now``, its value, and where in the list it was set."""
    facts: dict[int, dict[Fact, object]] = {}

    def of(at: int) -> dict[Fact, object]:
        if at not in facts:
            initiative = nodes[at].initiative
            facts[at] = of_initiative(initiative) if initiative else {}
        return facts[at]

    for fact, value in of(now).items():
        at, known = now, fact
        while (found := _from(nodes, at, known, value, of)) is not None:
            at, known = found
        yield fact, value, at


def _from(
    nodes: Sequence[Node],
    at: int,
    fact: Fact,
    value: object,
    of: Callable[[int], dict[Fact, object]],
) -> tuple[int, Fact] | None:
    """Return a version that said the same before, and the name that the fact had there."""
    for parent in nodes[at].parents:
        old, new = nodes[parent].initiative, nodes[at].initiative
        if old is None or new is None:
            continue
        former = former_id(fact.measure, old, new) if fact.measure else None
        known = fact._replace(measure=former) if former else fact
        if of(parent).get(known) == value:
            return parent, known
    return None
