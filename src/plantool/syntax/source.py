"""A file's text, and diagnostics that quote it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Related, Span

if TYPE_CHECKING:
    from plantool.diagnostics import Code

BOM = b"\xef\xbb\xbf"
_LONGEST_EXCERPT = 1000  # characters; more of a line than any screen shows
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class SourceText:
    """The text of one file without its BOM; ``file`` is its name as users see it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines, split at the breaks that YAML knows and at no others."""
        return _LINE_BREAK.split(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, in code points from 0."""
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``."""
        return Span(*self._position(start), *self._position(end))

    def _position(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def diagnose(
        self, code: Code, span: Span, *, related: Related | None = None, **arguments: object
    ) -> Diagnostic:
        """Make a diagnostic that quotes the line it is about."""
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        is_long = len(line) > _LONGEST_EXCERPT
        skipped = max(span.column - 1 - _LONGEST_EXCERPT // 2, 0) if is_long else 0
        return Diagnostic(
            code=code,
            file=self.file,
            span=span,
            arguments=tuple(arguments.items()),
            excerpt=line[skipped : skipped + _LONGEST_EXCERPT],
            related=related,
            skipped=skipped,
        )
