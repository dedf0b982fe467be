"""No letter carries more combining marks than any writing has; see ``plantool.model.normal``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Severity
from plantool.model.normal import MOST_MARKS, SUSPECT, find_stacks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

STACKED = Code("PLT608", "stacked-marks", Severity.WARNING)
CODES = (STACKED,)
__all__ = ("CODES", "SUSPECT", "check")  # SUSPECT belongs to the shape of a law


def check(source: SourceText, root: Node) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of TextRule
    """Find letters with too many marks."""
    for start, end in find_stacks(source.text):
        span = source.find_span(max(start - 1, 0), end)
        yield source.diagnose(STACKED, span, count=end - start, limit=MOST_MARKS)
