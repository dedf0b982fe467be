"""A file's text, and diagnostics that quote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Diagnostic, Related, Span

if TYPE_CHECKING:
    from plantool.diagnostics import Code

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class SourceText(NamedTuple):
    """The text of one file without its BOM; ``file`` is its name as users see it."""

    file: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, split at the breaks that YAML knows and at no others."""
        return _LINE_BREAK.split(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``, which lies within one line."""
        before = _LINE_BREAK.split(self.text[:start])
        line, column = len(before), len(before[-1]) + 1
        return Span(line, column, line, column + end - start)

    def diagnose(
        self, code: Code, span: Span, *, related: Related | None = None, **arguments: object
    ) -> Diagnostic:
        """Make a diagnostic that quotes the line it is about."""
        lines = self.lines
        return Diagnostic(
            code=code,
            file=self.file,
            span=span,
            arguments=tuple(arguments.items()),
            excerpt=lines[span.line - 1] if span.line <= len(lines) else "",
            related=related,
        )
