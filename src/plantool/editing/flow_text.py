"""Collections in brackets and braces on one line: the one way in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from plantool.editing.key_positions import order_keys
from plantool.syntax.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as KeyedPairs

    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.nodes import Node, Plain

    FlowValue: TypeAlias = Node | Plain
    Pairs: TypeAlias = KeyedPairs[str, tuple[FlowValue, FlowValue]]


class LeafWriter(Protocol):
    """Writes the scalars of new data, or of a file, and knows the order of keys."""

    order: KeyOrder

    def write_leaf(self, value: FlowValue, *, flow: bool) -> str:
        """Write a scalar; ``flow`` tells that it stands within brackets or braces."""

    def write_flow_key(self, key: FlowValue) -> str:
        """Write a key within braces."""


def write_flow(value: FlowValue, path: NodePath, writer: LeafWriter, *, flow: bool = False) -> str:
    """Write the value at ``path``, data or a node, on one line; keys go in their order."""
    pairs: Pairs
    match value:
        case Sequence(items=list(items)) | list(items):
            parts = [write_flow(v, (*path, n), writer, flow=True) for n, v in enumerate(items)]
            return f"[{', '.join(parts)}]"
        case Mapping(entries=entries):
            pairs = entries
        case dict():
            pairs = {key: (key, inner) for key, inner in value.items()}
        case _:
            return writer.write_leaf(value, flow=flow)
    keys = order_keys(pairs, writer.order(path))
    return f"{{{', '.join(write_flow_pair(*pairs[key], (*path, key), writer) for key in keys)}}}"


def write_flow_pair(key: FlowValue, value: FlowValue, path: NodePath, writer: LeafWriter) -> str:
    """Write the entry at ``path`` of a mapping in braces; a value left out is null."""
    written = write_flow(value, path, writer, flow=True)
    return f"{writer.write_flow_key(key)}: {written or 'null'}"
