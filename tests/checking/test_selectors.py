from __future__ import annotations

from plantool.checking.registry import CODES
from plantool.checking.selectors import leaves_file_unread
from plantool.diagnostics import Family, Severity


def test_a_file_is_unread_for_any_error_of_syntax_or_schema() -> None:
    """Whoever finds it: the question is answered without loading every law."""
    unread = {Family.SYNTAX, Family.SCHEMA}
    for code in CODES:
        is_grave = code.family in unread and code.severity is Severity.ERROR
        assert leaves_file_unread(code) == is_grave, code
