"""How the facts of an initiative came to be what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from plantool.analysis.changes import Change, compare_initiatives
from plantool.analysis.facts import of_initiative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.analysis.facts import Fact
    from plantool.model.initiative import Initiative

V = TypeVar("V")


class Event(NamedTuple, Generic[V]):
    """A change and the version that brought it; ``is_first`` marks what was there from the start.

    ``measures`` are the names of the measures by their ids.
    """

    version: V
    change: Change
    measures: tuple[tuple[str, str], ...]
    is_first: bool = False


def events(states: Iterable[tuple[V, Initiative | None]]) -> Iterator[Event[V]]:
    """Yield what changed from state to state, the oldest first."""
    before: Initiative | None = None
    for version, initiative in states:
        part = compare_initiatives(before, initiative)
        for change in part.changes if part else ():
            yield Event(version, change, part.measures if part else (), before is None)
        before = initiative


def origins(
    states: Iterable[tuple[V, Initiative | None]], now: Initiative
) -> Iterator[tuple[Fact, object, V | None]]:
    """Yield every fact of ``now`` with its value and the version that set it."""
    last = {event.change.fact: event.version for event in events(states)}
    for fact, value in of_initiative(now).items():
        yield fact, value, last.get(fact)
