"""A file's text, and diagnostics that quote it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Related, Span
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from plantool.diagnostics import Code

BOM = b"\xef\xbb\xbf"
_LONG_LINE = 1000  # characters of a line; of a longer one, only what surrounds a finding is quoted
_QUOTED_AROUND = 100  # characters before and behind it; there may be very many findings
LINE_BREAK = compile_late(r"\r\n|\n|\r")


class SourceText:
    """The text of one file without its BOM; ``file`` is its name as users see it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines, split at the breaks that YAML knows and at no others."""
        return LINE_BREAK.split(self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins, in code points from 0."""
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    def find_span(self, start: int, end: int) -> Span:
        """Return the lines and columns of ``text[start:end]``."""
        return Span(*self._find_position(start), *self._find_position(end))

    def _find_position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def diagnose(
        self, code: Code, span: Span, *, related: Related | None = None, **arguments: object
    ) -> Diagnostic:
        """Make a diagnostic that quotes the line it is about."""
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        skipped_count = 0
        if len(line) > _LONG_LINE:
            skipped_count = max(span.column - 1 - _QUOTED_AROUND, 0)
            line = line[skipped_count : skipped_count + 2 * _QUOTED_AROUND]
        return Diagnostic(
            code=code,
            file=self.file,
            span=span,
            arguments=tuple(arguments.items()),
            excerpt=line,
            related=related,
            skipped=skipped_count,
        )


def encode_like(before: bytes, text: str) -> bytes:
    """Return ``text`` as the bytes of a file: with a BOM where it had one ``before``."""
    return (BOM if before.startswith(BOM) else b"") + text.encode()
