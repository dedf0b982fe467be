"""Names for findings, as users write them: ``PLT301``, ``planned-total``, ``PLT3``, ``money``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from plantool.diagnostics import Family, Severity
from plantool.rules import CODES
from plantool.rules.codes import CODES as PROCESS_CODES

if TYPE_CHECKING:
    from plantool.diagnostics import Code

_PREFIX = re.compile("PLT[0-9]{1,3}", re.IGNORECASE)


def matches(selector: str, code: Code) -> bool:
    """Tell whether ``selector`` names ``code``, its family or the beginning of its number."""
    if _PREFIX.fullmatch(selector):
        return code.code.startswith(selector.upper())
    return selector.lower() in {code.name, code.family.name.lower()}


def selected(selector: str) -> tuple[Code, ...]:
    """Return the codes that ``selector`` names; none where nobody knows it."""
    return tuple(code for code in CODES if matches(selector, code))


def nearest(selector: str) -> str:
    """Return the known name that is spelt nearly like ``selector``, or nothing."""
    known = [word for code in CODES for word in (code.code, code.name)]
    known += [family.name.lower() for family in Family]
    written = selector.upper() if re.match("plt[0-9]", selector.lower()) else selector.lower()
    return "".join(get_close_matches(written, known, 1))


def is_binding(code: Code) -> bool:
    """Tell whether a finding can not be ignored.

    A file with an error of syntax or schema is not in the plan at all: hiding that would hide its
    money. What is wrong with ignoring itself cannot be ignored, either.
    """
    unread = code.family in {Family.SYNTAX, Family.SCHEMA} and code.severity is Severity.ERROR
    return unread or code.code in {process.code for process in PROCESS_CODES}
