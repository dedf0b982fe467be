"""The versions that set the facts of an initiative, along all lines of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.facts import AttributeFact, Fact, MeasureFact, is_same_value
from plantool.analysis.plan_changes import compare_initiatives
from plantool.analysis.plan_facts import build_initiative_facts
from plantool.analysis.renumbering import find_former_id
from plantool.light_dataclasses import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.analysis.fact_changes import FactChange
    from plantool.analysis.facts import Facts, FactValue
    from plantool.loading.git.file_history import FileState
    from plantool.model.initiative import Initiative


class VersionNode(NamedTuple):
    """An initiative at one version, and the indexes in the list of the versions it came from."""

    initiative: Initiative | None
    parents: tuple[int, ...]


class FactEvent(NamedTuple):
    """A change, and the index in the list of the version that brought it.

    ``is_first`` marks the version in which the initiative began; ``rows`` are the names of its
    measures and groups, by the names that facts have for them.
    """

    version_index: int
    change: FactChange
    rows: tuple[tuple[str, str], ...]
    is_first: bool = False


def build_nodes(states: Sequence[FileState]) -> list[VersionNode]:
    """Return the states of a file, the latest first, as a graph of their indexes."""
    indexes = {state.version.commit: index for index, state in enumerate(states)}
    nodes = []
    for state in states:
        parents = [indexes[commit] for commit in state.parents if commit in indexes]
        nodes.append(VersionNode(state.initiative, tuple(parents)))
    return nodes


def yield_events(nodes: Sequence[VersionNode]) -> Iterator[FactEvent]:
    """Yield what each version changed, in the order of the list.

    Where lines were joined, only facts that differ from all of them: the others came with a line.
    """
    for at, node in enumerate(nodes):
        befores = [nodes[parent].initiative for parent in node.parents] or [None]
        parts = [compare_initiatives(before, node.initiative) for before in befores]
        if not all(parts):
            continue
        changed = [part for part in parts if part]
        for change in list_common_changes([part.changes for part in changed]):
            yield FactEvent(at, change, changed[0].rows, befores == [None])


def list_common_changes(by_line: Sequence[Sequence[FactChange]]) -> list[FactChange]:
    """Return the changes of facts that every line changed which was joined, as the first has them.

    All lines end in one version, so a fact that each of them changed has one value.
    """
    first, *others = by_line
    facts = [{change.fact for change in changes} for changes in others]
    return [change for change in first if all(change.fact in each for each in facts)]


def yield_origins(nodes: Sequence[VersionNode], now: int) -> Iterator[tuple[Fact, FactValue, int]]:
    """Yield every fact of the version at ``now`` with its value and the version that set it."""
    facts: dict[int, Facts] = {}

    def build_facts_at(at: int) -> Facts:
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
    value: FactValue,
    build_facts_at: Callable[[int], Facts],
) -> tuple[int, Fact] | None:
    """Return a version that said the same before, and the name that the fact had there."""
    for parent in nodes[at].parents:
        old, new = nodes[parent].initiative, nodes[at].initiative
        if old is None or new is None:
            continue
        former_fact = _rename_to_former(fact, old, new)
        if is_same_value(build_facts_at(parent).get(former_fact), value):
            return parent, former_fact
    return None


def _rename_to_former(fact: Fact, old: Initiative, new: Initiative) -> Fact:
    """Return a fact of a measure under the id that the measure had in ``old``."""
    if not isinstance(fact, MeasureFact | AttributeFact) or fact.measure is None:
        return fact
    former = find_former_id(fact.measure, old, new)
    return replace(fact, measure=former) if former else fact
