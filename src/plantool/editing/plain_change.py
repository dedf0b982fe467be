"""What a change may hold: plain data that a file can say; all else is misuse."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Missing, Written

if TYPE_CHECKING:
    from plantool.diagnostics import Change

_MAX_DEPTH = 100  # far more than a plan has; data that holds itself has no end
_MAX_DIGITS = 4300  # which is the most that Python writes and reads
_BEYOND = 10**_MAX_DIGITS


def require_plain_change(change: Change) -> None:
    """Raise TypeError for a path that is none, and for values that are no plain data.

    Such as a float, which is not the number that people wrote, and data that holds itself.
    """
    path: object = change.path
    if not isinstance(path, tuple) or not all(map(_is_step, path)):
        raise TypeError("a path is a tuple of keys and indexes")
    if change.on_key:
        is_key = all(isinstance(key, (str, Missing, Written)) for key in (change.base, change.new))
        if not path or not isinstance(path[-1], str) or not is_key or change.new is MISSING:
            raise TypeError(f"{path!r}: a key is text, and renamed where it stands")
    for value in (change.base, change.new):
        if not isinstance(value, (Missing, Written)):  # which stand for a whole value alone
            _require_plain_data(value, _MAX_DEPTH)


def _is_step(step: object) -> bool:
    is_index = isinstance(step, int) and not isinstance(step, bool) and abs(step) < _BEYOND
    return is_index or isinstance(step, str)


def _require_plain_data(value: object, depth: int) -> None:
    if not depth:
        raise TypeError(f"data is deeper than {_MAX_DEPTH} levels, or holds itself")
    match value:
        case dict():
            for key, inner in value.items():
                _require_plain_data(inner, depth - 1)
                if not isinstance(key, str):
                    raise TypeError("keys are text")
        case list():
            for inner in value:
                _require_plain_data(inner, depth - 1)
        case Decimal() if not value.is_finite():
            raise TypeError(f"{value}: no number")
        case int() | Decimal():
            _require_writable_number(value)
        case str() | None:
            pass
        case _:
            kind = type(value).__name__
            raise TypeError(f"{value!r}: numbers are int or Decimal, days are text, no {kind}")


def _require_writable_number(value: int | Decimal) -> None:
    is_long = (
        abs(value) >= _BEYOND if isinstance(value, int) else _count_digits(value) > _MAX_DIGITS
    )
    if is_long:
        raise TypeError(f"a number has more than {_MAX_DIGITS:,} digits")


def _count_digits(value: Decimal) -> int:
    """Count the digits that a number takes when it is written without an exponent."""
    exponent = value.as_tuple().exponent
    return max(value.adjusted(), 0) + max(-exponent if isinstance(exponent, int) else 0, 0) + 1
