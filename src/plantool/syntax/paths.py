"""Entries of a tree by their paths: the one way in which a path is followed through a file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import find_spelling
from plantool.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Node


class Slot(NamedTuple):
    """An entry of a collection: a value with the key it has there, or its index in a list."""

    holder: Mapping | Sequence
    step: str | int
    key: Scalar | None
    value: Node

    @property
    def position(self) -> int:
        """How many entries stand before it."""
        if isinstance(self.step, int):
            return self.step
        return list(self.holder.entries).index(self.step) if isinstance(self.holder, Mapping) else 0

    @property
    def is_empty(self) -> bool:
        """Tell whether its value is left out."""
        return self.value.start.index == self.value.end.index

    @property
    def first_node(self) -> Node:
        """The key, or in a list the value."""
        return self.key or self.value

    @property
    def start(self) -> int:
        """Where its key, or its value in a list, begins."""
        return self.first_node.start.index


def get_slot(holder: Mapping | Sequence, position: int) -> Slot:
    """Return the entry in ``position`` of a collection, counted from 0."""
    if isinstance(holder, Sequence):
        return Slot(holder, position, None, holder.items[position])
    key, value = next(islice(holder.entries.values(), position, None))
    return Slot(holder, key.text, key, value)


def list_children(holder: Mapping | Sequence) -> list[Node]:
    """Return the values of a collection in the order written."""
    if isinstance(holder, Mapping):
        return [value for _, value in holder.entries.values()]
    return holder.items


def follow_path(root: Node, path: NodePath) -> tuple[Slot | None, NodePath]:
    """Return the deepest entry on ``path`` that there is, and the steps that lead on from it."""
    slot, node = None, root
    for depth, step in enumerate(path):
        if (child := _find_child(node, step)) is None:
            return slot, path[depth:]
        slot, node = child, child.value
    return slot, ()


def find_node(root: Node, path: NodePath, *, on_key: bool = False) -> Node:
    """Return the node at ``path``, or its key; where it is missing, what should have held it."""
    slot, missing = follow_path(root, path)
    if slot is None:
        return root
    return slot.first_node if on_key or missing else slot.value


def _find_child(node: Node, step: str | int) -> Slot | None:
    if isinstance(node, Mapping):
        key = resolve_key(str(step), node.entries)
        return Slot(node, key, *node.entries[key]) if key in node.entries else None
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return get_slot(node, step)
    return None


def resolve_key(key: str, keys: Collection[str]) -> str:
    """Return which of ``keys`` is meant by ``key``: itself, or the same year; else ``key``.

    A finding or a person may say H31 where the file has 令和元年度.
    """
    return key if key in keys else find_spelling(key, keys) or key
