"""What the parser says of text that is no YAML, set where the fault is, not where it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import Diagnostic, Edit, Fix, Related, Span
from plantool.syntax import codes
from plantool.syntax.guards import MAX_BYTES
from plantool.syntax.limit import MAX_FINDINGS
from plantool.syntax.mends import of_malformed
from plantool.syntax.parse import read
from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from plantool.diagnostics import Code
    from plantool.syntax.mends import Mend

# The fault is where the construct began, not where the parser gave up on it.
_AT_START = frozenset(
    {
        "could not find expected ':'",
        "found unexpected end of stream",
        "did not find expected alphabetic or numeric character",
        "did not find expected whitespace or line break",
        "did not find expected comment or line break",
        "did not find expected '!'",
        "did not find URI escaped octet",
    }
)
# What is missing shows lines later; the open bracket tells what it is.
_AT_BRACKET = frozenset({"did not find expected ',' or ']'", "did not find expected ',' or '}'"})
_DIRECTIVES = frozenset({"found unknown directive name", "found incompatible YAML document"})


_WORK = 8 * MAX_BYTES  # how much may be read again to find out what was meant
_MOST_READS = 200


def explain(source: SourceText, error: Any) -> list[Diagnostic]:  # noqa: ANN401 - untyped library
    """Say what was mistyped where the parser gave up, and further on, as if that were mended.

    What no mend is known for is said in the parser's own words, and ends the reading.
    """
    found: list[Diagnostic] = []
    text, attempts = _Text(list(source.lines)), _Attempts(source)
    while error is not None and len(found) <= MAX_FINDINGS:
        mended = attempts.best(text, error)
        if mended is None:
            if text.keeps(source, line_of(error)):  # else its place would be that of another text
                found.append(_plain(source, error))
            break
        place = _place(error)
        mend, error, text = mended
        found.append(diagnosed(source, codes.MALFORMED, mend, place.column))
    return found


class _Text(NamedTuple):
    """The lines of a file, some of them mended: one of those may hold a line break."""

    lines: list[str]

    def number(self, line: int) -> int:
        """Return which of ``lines`` the text's ``line`` belongs to, both counted from 0."""
        for number, text in enumerate(self.lines):
            line -= text.count("\n") + 1
            if line < 0:
                return number
        return len(self.lines) - 1

    def keeps(self, source: SourceText, line: int) -> bool:
        """Tell whether no line was added, and ``line`` is as it was."""
        is_same = line >= len(self.lines) or self.lines[line] == source.lines[line]
        return is_same and not any("\n" in text for text in self.lines)


class _Attempts:
    """Reads a text with one mend after another, as often as its size allows."""

    def __init__(self, source: SourceText) -> None:
        self.file = source.file
        self.left = min(_MOST_READS, max(_WORK // max(len(source.text), 1), 1))

    def best(self, text: _Text, error: Any) -> tuple[Mend, Any, _Text] | None:  # noqa: ANN401
        """Return the mend with which all can be read, or else one with which more can."""
        marks = [mark for mark in _marks(error) if mark]
        start = text.number(_place(error).line)
        numbers = list(dict.fromkeys([start, *(text.number(mark.line) for mark in marks)]))
        chosen: tuple[Mend, Any, _Text] | None = None
        for mend in of_malformed(text.lines, numbers):
            if self.left == 0:
                break
            self.left -= 1
            new = _Text(mend.applied(text.lines))
            document, left = read(SourceText(self.file, "\n".join(new.lines)))
            is_better = mend.safe or chosen is None or not chosen[0].safe
            if left is None and not document.diagnostics and is_better:
                return mend, None, new
            reached = new.number(_place(left).line) if left else 0
            is_better = chosen is None or (mend.safe and not chosen[0].safe)
            if is_better and reached > max(start, *mend.lines):
                chosen = mend, left, new
        return chosen


def diagnosed(source: SourceText, code: Code, mend: Mend, column: int = 0) -> Diagnostic:
    """Return a slip as a finding, at ``column`` from 0 where it does not know a better one."""
    line, at = mend.line + 1, (column if mend.column is None else mend.column) + 1
    found = source.diagnose(code, Span(line, at, line, at + 1), problem=mend.name)
    return found._replace(arguments=(*found.arguments, *mend.arguments), fix=_fix_of(source, mend))


def _fix_of(source: SourceText, mend: Mend) -> Fix:
    """Return a mend as edits of the text."""
    line_break = "\r\n" if "\r\n" in source.text else "\n"
    edits = []
    for number, text in sorted(mend.lines.items()):
        start, old = source.starts[number], source.lines[number]
        edits.append(Edit(start, start + len(old), text.replace("\n", line_break)))
    return Fix(tuple(edits), mend.safe)


def _marks(error: Any) -> tuple[Any, Any]:  # noqa: ANN401 - untyped library
    return getattr(error, "context_mark", None), getattr(error, "problem_mark", None)


def _place(error: Any) -> Any:  # noqa: ANN401 - untyped library
    """Return where the fault is: where the construct began, or where the parser gave up."""
    start, here = _marks(error)
    apart = bool(start and here and start.line != here.line)
    if error.problem in _AT_START or (error.problem in _AT_BRACKET and apart):
        return start or here
    return here or start


def line_of(error: Any) -> int:  # noqa: ANN401 - untyped library
    """Return the line, counted from 0, where the fault is that the parser gave up on."""
    return int(_place(error).line)


def _plain(source: SourceText, error: Any) -> Diagnostic:  # noqa: ANN401 - untyped library
    """Say it in the parser's own words.

    The other of the two places that it marks is related, if it stands on another line.
    """
    problem = getattr(error, "problem", None) or str(error)
    start, here = _marks(error)
    if problem in _DIRECTIVES and here:
        return source.diagnose(codes.DIRECTIVE, _point(source, here.line, 0))
    place = _place(error)
    span = _point(source, place.line, place.column) if place else Span()
    other = here if place is start else start
    related = None
    if start and here and start.line != here.line and problem not in _AT_START:
        related = Related(file=source.file, span=_point(source, other.line, other.column))
    return source.diagnose(codes.MALFORMED, span, related=related, problem=problem)


def _point(source: SourceText, line: int, column: int) -> Span:
    if line >= len(source.lines):  # what is missing at the very end
        line, column = len(source.lines) - 1, len(source.lines[-1])
    return Span(line + 1, column + 1, line + 1, column + 2)
