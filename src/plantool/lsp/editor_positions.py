"""From positions in a text as plantool counts them, in code points, to an editor's code units.

The protocol counts lines and units from 0; a unit is one of UTF-16 unless the two agreed otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from plantool.diagnostics import Span

UTF16 = "utf-16"


class Position(NamedTuple):
    """A line and a column in the editor's units, both from 0."""

    line: int
    character: int


class TextRange(NamedTuple):
    """A stretch of text; the end is exclusive."""

    start: Position
    end: Position


class EditorLines:
    """The lines of one text, with positions for an editor that counts in ``encoding``."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        self.source = SourceText("", text)
        self.encoding = encoding

    def find_range(self, start: int, end: int) -> TextRange:
        """Return the range of ``text[start:end]``."""
        return self.find_span_range(self.source.find_span(start, end))

    def find_span_range(self, span: Span) -> TextRange:
        """Return the range of a span, which counts code points from 1."""
        start = self.find_position(span.line - 1, span.column - 1)
        return TextRange(start, self.find_position(span.end_line - 1, span.end_column - 1))

    def find_line(self, line: int) -> str:
        """Return a line of the text; an empty one behind its end."""
        return self.source.lines[line] if line < len(self.source.lines) else ""

    def find_column(self, position: Position) -> int:
        """Return the column of ``position`` in code points from 0."""
        taken = 0
        line = self.find_line(position.line)
        for column, character in enumerate(line):
            if taken >= position.character:
                return column
            taken += count_units(character, self.encoding)
        return len(line)

    def find_position(self, line: int, column: int) -> Position:
        """Return the position of a line and a column in code points, both from 0."""
        return Position(line, count_units(self.find_line(line)[:column], self.encoding))


def count_units(text: str, encoding: str) -> int:
    """Return how many code units ``text`` takes; unknown encodings count as UTF-16."""
    match encoding:
        case "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        case "utf-32":
            return len(text)
        case _:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
