"""Names for findings, as users write them: ``PLT301``, ``planned-total``, ``PLT3``, ``money``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from plantool.checking.suppression_codes import CODES as PROCESS_CODES
from plantool.diagnostics import Family, Severity
from plantool.finding_limit import MAX_FINDINGS
from plantool.loading.codes import CODES as SCHEMA_CODES
from plantool.patterns import compile_late
from plantool.syntax.codes import CODES as SYNTAX_CODES

if TYPE_CHECKING:
    from plantool.diagnostics import Code

_UNREAD_CODES = frozenset(
    code.code
    for code in (*SYNTAX_CODES, *SCHEMA_CODES)
    if code.family in {Family.SYNTAX, Family.SCHEMA} and code.severity is Severity.ERROR
)
_IGNORING_CODES = frozenset(code.code for code in PROCESS_CODES)
_CODE_PREFIX = compile_late("PLT[0-9]{1,3}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def matches_code(selector: str, code: Code) -> bool:
    """Tell whether ``selector`` names ``code``, its family or the beginning of its number."""
    if _CODE_PREFIX.fullmatch(selector):
        return code.code.startswith(selector.upper())
    return selector.lower() in {code.name, code.family.name.lower()}


@lru_cache(maxsize=4096)
def find_codes(selector: str) -> tuple[Code, ...]:
    """Return the codes that ``selector`` names; none where it is no known name."""
    from plantool.checking.registry import CODES  # noqa: PLC0415 - loads every law

    return tuple(code for code in CODES if matches_code(selector, code))


@lru_cache(maxsize=4096)
def find_nearest_name(selector: str) -> str:
    """Return the known name that is spelt nearly like ``selector``; empty where there is none."""
    from plantool.checking.registry import CODES  # noqa: PLC0415 - loads every law

    known = [family.name.lower() for family in Family]
    for code in CODES:
        known += (code.code, code.name)
    written = selector.upper() if re.match("plt[0-9]", selector.lower()) else selector.lower()
    return "".join(get_close_matches(written, known, 1))


class NameGuesser:
    """Guesses the meaning of the first of many unknown names; others are only counted."""

    def __init__(self) -> None:
        self.guesses_left = MAX_FINDINGS

    def guess_name(self, selector: str) -> str:
        """Return the nearest name to ``selector``, as long as that is worth its time."""
        self.guesses_left -= 1
        return find_nearest_name(selector) if self.guesses_left >= 0 else ""


def leaves_file_unread(code: Code) -> bool:
    """Tell whether a finding means that its file could not be read right.

    To hide it would hide the money of that file.
    """
    return code.code in _UNREAD_CODES


def is_binding(code: Code) -> bool:
    """Tell whether a finding cannot be ignored: an unread file, or a fault in ignoring itself."""
    return leaves_file_unread(code) or code.code in _IGNORING_CODES
