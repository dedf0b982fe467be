"""The order of keys in plan files: that of the schemas."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plantool.loading.fields import Fields
from plantool.loading.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.diagnostics import NodePath


def key_order(kind: str) -> Callable[[NodePath], tuple[str, ...]]:
    """Return what tells the keys of the mapping at a path, for files of one of KINDS.

    There are none where the schema names none: years and departments go in the writer's order.
    """
    fields = Fields(schema_of(kind))

    @cache
    def order(path: NodePath) -> tuple[str, ...]:
        return _merge(list(part.get("properties", ())) for part in fields.parts(path))

    # all items of a list are alike
    return lambda path: order(tuple(0 if isinstance(step, int) else step for step in path))


def _merge(orders: Iterable[list[str]]) -> tuple[str, ...]:
    """Join orders that agree, such as those of a measure and of a group, to one."""
    merged: list[str] = []
    for keys in sorted(orders, key=len, reverse=True):
        at = 0
        for key in keys:
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    return tuple(merged)
