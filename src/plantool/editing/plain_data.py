"""Plain data: with the value at a path changed, and whether two say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Missing
from plantool.editing.refusal_reason import RefusalReason
from plantool.syntax.paths import resolve_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain


class ImpossibleEdit(Exception):  # noqa: N818 - no error: the edit does not exist
    """What is asked for cannot be written there, for a ``reason``."""

    def __init__(self, reason: RefusalReason = RefusalReason.UNSURE) -> None:
        super().__init__(reason)
        self.reason = reason


def change_at_path(
    data: Plain | Missing, path: NodePath, change: Callable[[Plain | Missing], Plain | Missing]
) -> Plain | Missing:
    """Return ``data`` with the value at ``path`` changed; it is MISSING where there is none.

    Mappings, and lists of one item, are made where there is nothing on the way, or null. Raises
    ImpossibleEdit where there is something else, or the list ends before.
    """
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    match data, step:
        case ((dict() | Missing() | None), str()):
            known = data if isinstance(data, dict) else {}
            key = resolve_key(step, known)
            value = change_at_path(known.get(key, MISSING), rest, change)
            others = {k: v for k, v in known.items() if k != key}
            return others if value is MISSING else {**known, key: value}
        case ((list() | Missing() | None), int()):
            items = data if isinstance(data, list) else []
            if not 0 <= step <= len(items):
                raise ImpossibleEdit(RefusalReason.NO_SUCH_PATH)
            old = items[step] if step < len(items) else MISSING
            value = change_at_path(old, rest, change)
            return [*items[:step], *([] if value is MISSING else [value]), *items[step + 1 :]]
        case _:
            raise ImpossibleEdit(RefusalReason.NO_SUCH_PATH)


def is_same_data(one: object, other: object, *, exactly: bool = False) -> bool:
    """Compare data, or MISSING, but for the order of keys; ``true`` is not 1.

    1.0 is 1, unless they are to be the same ``exactly``.
    """
    match one, other:
        case dict(), dict():
            pairs = [(one[key], other.get(key, MISSING)) for key in one]
        case list(), list():
            pairs = list(zip(one, other, strict=False))
        case _:
            is_alike = isinstance(one, bool) is isinstance(other, bool) and one == other
            return is_alike and (not exactly or type(one) is type(other))
    same_size = len(one) == len(other)
    return same_size and all(is_same_data(*pair, exactly=exactly) for pair in pairs)
