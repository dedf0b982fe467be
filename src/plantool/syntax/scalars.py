"""Plain scalars by the YAML 1.2 core schema, resolved here and nowhere else.

Two deviations keep figures exact and finite: fractions become Decimal, and ``.inf`` and ``.nan``
stay text. Dates, ``yes``, ``12:30`` and ``1_000`` are text, as the core schema has them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

ScalarValue: TypeAlias = str | int | bool | Decimal | None

_LONGEST_NUMBER = 40
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@lru_cache(maxsize=65_536)
def resolve(text: str) -> ScalarValue:
    """Return the value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OTHER_BASE.fullmatch(text):
        return int(text, base=0)
    if _FRACTION.fullmatch(text):
        return Decimal(text)
    return text


_AMBIGUOUS = re.compile(
    r"[-+]?0[0-9]+|\+[0-9].*|[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9]+(:[0-5]?[0-9])+"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9.]+[eE][-+]?[0-9]+|[-+]?\.[0-9]+|[0-9]+\."
    r"|(?i:y|n|yes|no|on|off)|[-+]?\.(?i:inf|nan)"
)


def is_ambiguous(text: str) -> bool:
    """Tell whether readers of YAML, or people, disagree about what the unquoted ``text`` is.

    YAML 1.1 and 1.2 read ``012``, ``1_000``, ``12:30`` and ``yes`` differently.
    """
    return _AMBIGUOUS.fullmatch(text) is not None
