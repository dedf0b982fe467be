"""Plain scalars by the YAML 1.2 core schema, resolved here and nowhere else.

Three deviations keep figures exact and finite: fractions become Decimal, and ``.inf``, ``.nan`` and
what has too many digits stay text. Dates, ``yes``, ``12:30`` and ``1_000`` are text, as the core
schema has them.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from plantool.model.exact import read_number
from plantool.patterns import compile_late

ScalarValue: TypeAlias = str | int | bool | Decimal | None

_INTEGER = compile_late(r"[-+]?[0-9]+")
_OTHER_BASE = compile_late(r"0o[0-7]{1,32}|0x[0-9a-fA-F]{1,32}")  # 39 digits at most
_FRACTION = compile_late(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NUMBERS = (_INTEGER, _FRACTION, compile_late("0o[0-7]+|0x[0-9a-fA-F]+"))
NUMBER_STARTS = frozenset("+-.0123456789")
_KNOWN_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@lru_cache(maxsize=65_536)
def resolve_scalar(text: str) -> ScalarValue:
    """Return the value of an unquoted scalar."""
    if text in _KNOWN_WORDS:
        return _KNOWN_WORDS[text]
    if text[0] not in NUMBER_STARTS:
        return text
    if _OTHER_BASE.fullmatch(text):
        return int(text, base=0)
    if _INTEGER.fullmatch(text) or _FRACTION.fullmatch(text):
        number = read_number(text)
        if number is not None:
            return int(number) if _INTEGER.fullmatch(text) else number
    return text


def is_endless_number(text: str) -> bool:
    """Tell whether the unquoted ``text`` is written as a number, but with too many digits."""
    is_number = text[:1] in NUMBER_STARTS and any(form.fullmatch(text) for form in _NUMBERS)
    return is_number and isinstance(resolve_scalar(text), str)


_AMBIGUOUS = compile_late(
    r"[-+]?0[0-9]+|\+[0-9].*|[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9]+(:[0-5]?[0-9])+"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9.]+[eE][-+]?[0-9]+|[-+]?\.[0-9]+|[0-9]+\."
    r"|(?i:y|n|yes|no|on|off)|[-+]?\.(?i:inf|nan)"
)


def is_ambiguous(text: str) -> bool:
    """Tell whether readers of YAML, or people, disagree about what the unquoted ``text`` is.

    YAML 1.1 and 1.2 read ``012``, ``1_000``, ``12:30`` and ``yes`` differently.
    """
    return _AMBIGUOUS.fullmatch(text) is not None
