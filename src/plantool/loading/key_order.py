"""The order of keys in plan files: that of the schemas."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plantool.loading.schema import load_schema
from plantool.loading.schema_fields import SchemaFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.diagnostics import NodePath


def build_key_order(kind: str) -> Callable[[NodePath], tuple[str, ...]]:
    """Return what tells the keys of the mapping at a path, for files of one of KINDS.

    There are none where the schema names none: years and departments go in the writer's order.
    """
    fields = SchemaFields(load_schema(kind))

    @cache
    def list_keys(path: NodePath) -> tuple[str, ...]:
        # the total of a mapping by year stands where the writer put it
        named = (part for part in fields.list_parts(path) if "propertyNames" not in part)
        return _merge_orders(list(part.get("properties", ())) for part in named)

    # all items of a list are alike
    return lambda path: list_keys(tuple(0 if isinstance(step, int) else step for step in path))


def _merge_orders(orders: Iterable[list[str]]) -> tuple[str, ...]:
    """Join orders that agree, such as those of a measure and of a group, to one."""
    merged: list[str] = []
    for keys in sorted(orders, key=len, reverse=True):
        at = 0
        for key in keys:
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    return tuple(merged)
