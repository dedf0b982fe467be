"""The entries of a tree by their paths, and where among its siblings a new key goes."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import FiscalYear, find_spelling
from plantool.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Sequence as OrderedKeys

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Node


class Slot(NamedTuple):
    """The entry in position ``at`` of a collection."""

    holder: Mapping | Sequence
    position: int

    @property
    def key(self) -> Scalar | None:
        """Its key, None for an item of a list."""
        if isinstance(self.holder, Mapping):
            return list(self.holder.entries.values())[self.position][0]
        return None

    @property
    def value(self) -> Node:
        """What it says."""
        return list_children(self.holder)[self.position]

    @property
    def is_empty(self) -> bool:
        """Tell whether its value is left out."""
        return self.value.start.index == self.value.end.index

    @property
    def start(self) -> int:
        """Where its key, or its value in a list, begins."""
        return (self.key or self.value).start.index


def list_children(holder: Mapping | Sequence) -> list[Node]:
    """Return the values of a collection in the order written."""
    if isinstance(holder, Mapping):
        return [value for _, value in holder.entries.values()]
    return holder.items


def follow_path(root: Node, path: NodePath) -> tuple[Slot | None, NodePath]:
    """Return the deepest entry on ``path`` that there is, and the steps that lead on from it."""
    slot, node = None, root
    for depth, step in enumerate(path):
        if (child := _find_child_slot(node, step)) is None:
            return slot, path[depth:]
        slot, node = child, child.value
    return slot, ()


def _find_child_slot(node: Node, step: str | int) -> Slot | None:
    match node, step:
        case Mapping(entries=entries), str():
            key = resolve_key(step, entries)
            return Slot(node, list(entries).index(key)) if key in entries else None
        case Sequence(items=items), int() if 0 <= step < len(items):
            return Slot(node, step)
        case _:
            return None


def resolve_key(key: str, keys: Collection[str]) -> str:
    """Return which of ``keys`` is meant by ``key``: itself, or the same year; else ``key``."""
    return key if key in keys else find_spelling(key, keys) or key


def find_key_position(key: str, siblings: Iterable[str], known: OrderedKeys[str]) -> int:
    """Return where a new ``key`` goes among its siblings.

    Those of ``known`` go first and in that order, then years from the first to the last, then
    others as they come. Siblings in disorder stay so: the key follows the nearest before it, or
    precedes the nearest after it.
    """
    ranks = [_rank_key(sibling, known) for sibling in siblings]
    new_rank = _rank_key(key, known)
    if new_rank == inf:
        return len(ranks)
    if before := [(rank, at) for at, rank in enumerate(ranks) if rank < new_rank]:
        return max(before)[1] + 1
    return min((rank, at) for at, rank in enumerate([*ranks, inf]))[1]


def _rank_key(key: str, known: OrderedKeys[str]) -> float:
    if key in known:
        return known.index(key)
    try:
        return FiscalYear.parse(key).start  # more than any schema has keys
    except ValueError:
        return inf
