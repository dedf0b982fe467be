"""Places in a text, between code points, as plantool counts them, and an editor's code units.

The protocol counts lines and units from 0; a unit is one of UTF-16 unless the two agreed otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from plantool.diagnostics import Span

UTF16 = "utf-16"


class Place(NamedTuple):
    """A line and a column in the editor's units, both from 0."""

    line: int
    character: int


class Range(NamedTuple):
    """A stretch of text; the end is exclusive."""

    start: Place
    end: Place


class Lines:
    """The lines of one text, and where they are for an editor that counts in ``encoding``."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        self.source = SourceText("", text)
        self.encoding = encoding

    def range(self, start: int, end: int) -> Range:
        """Return where ``text[start:end]`` stands."""
        return self.range_of(self.source.span(start, end))

    def range_of(self, span: Span) -> Range:
        """Return the place of a span, which counts code points from 1."""
        start = self.place(span.line - 1, span.column - 1)
        return Range(start, self.place(span.end_line - 1, span.end_column - 1))

    def whole_line(self, line: int) -> str:
        """Return a line, which is empty where the text has none."""
        return self.source.lines[line] if line < len(self.source.lines) else ""

    def column(self, place: Place) -> int:
        """Return the column of ``place`` in code points from 0."""
        taken = 0
        line = self.whole_line(place.line)
        for column, character in enumerate(line):
            if taken >= place.character:
                return column
            taken += units(character, self.encoding)
        return len(line)

    def place(self, line: int, column: int) -> Place:
        """Return a place given in code points from 0."""
        return Place(line, units(self.whole_line(line)[:column], self.encoding))


def units(text: str, encoding: str) -> int:
    """Return how many code units ``text`` takes; unknown encodings count as UTF-16."""
    match encoding:
        case "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        case "utf-32":
            return len(text)
        case _:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
