"""Plain data with one value changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.syntax.paths import resolve_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain


class ImpossibleEdit(Exception):  # noqa: N818 - no error: there is no such edit
    """What is asked for cannot be written there."""


def change_at_path(data: Plain, path: NodePath, change: Callable[[Plain], Plain]) -> Plain:
    """Return ``data`` with what is at ``path`` changed, None where there was nothing.

    Mappings, and lists of one item, are made where there is nothing on the way. Raises
    ImpossibleEdit where there is something else, or the list ends before.
    """
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    match data, step:
        case ((dict() | None), str()):
            known = data or {}
            key = resolve_key(step, known)
            return {**known, key: change_at_path(known.get(key), rest, change)}
        case ((list() | None), int()) if 0 <= step <= len(data or ()):
            items = data or []
            old = items[step] if step < len(items) else None
            return [*items[:step], change_at_path(old, rest, change), *items[step + 1 :]]
        case _:
            raise ImpossibleEdit


def is_same_data(one: Plain, other: Plain) -> bool:
    """Compare data but for the order of keys; ``true`` is not 1, while 1.0 is."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(is_same_data(one[k], other[k]) for k in one)
        case list(), list():
            pairs = zip(one, other, strict=False)
            return len(one) == len(other) and all(is_same_data(*pair) for pair in pairs)
        case _:
            return isinstance(one, bool) is isinstance(other, bool) and one == other
