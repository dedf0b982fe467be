"""What the parser says of text that is no YAML, set where the fault is, not where it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import Diagnostic, Edit, Fix, Related, Span
from plantool.finding_limit import MAX_FINDINGS
from plantool.syntax import codes
from plantool.syntax.document import parse_source
from plantool.syntax.mends import yield_malformed_mends
from plantool.syntax.source import SourceText
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from plantool.diagnostics import Code
    from plantool.syntax.line_mends import Mend

# The fault is where the construct began, not where the parser gave up on it.
_FAULTS_AT_START = frozenset(
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
_FAULTS_AT_BRACKET = frozenset(
    {"did not find expected ',' or ']'", "did not find expected ',' or '}'"}
)
_DIRECTIVE_PROBLEMS = frozenset(
    {"found unknown directive name", "found incompatible YAML document"}
)


_MOST_REREAD = 8 * MAX_BYTES  # how much may be read again to find out what was meant
_MOST_READS = 200


def explain_malformed(source: SourceText, error: Any) -> list[Diagnostic]:  # noqa: ANN401 - untyped library
    """Say what was mistyped where the parser gave up, and further on, as if that were mended.

    What no mend is known for is said in the parser's own words, and ends the reading.
    """
    diagnostics: list[Diagnostic] = []
    text, attempts = _MendedText(list(source.lines)), _MendAttempts(source)
    while error is not None and len(diagnostics) <= MAX_FINDINGS:
        best = attempts.find_best_mend(text, error)
        if best is None:
            # where lines were mended, the parser's line is that of another text
            if text.keeps_line(source, find_fault_line(error)):
                diagnostics.append(_diagnose_parser_error(source, error))
            break
        fault = _find_fault_mark(error)
        mend, error, text = best
        diagnostics.append(diagnose_mend(source, codes.MALFORMED, mend, fault.column))
    return diagnostics


class _MendedText(NamedTuple):
    """The lines of a file, some of them mended: one of those may hold a line break."""

    lines: list[str]

    def find_line_number(self, line: int) -> int:
        """Return which of ``lines`` the text's ``line`` belongs to, both counted from 0."""
        for number, text in enumerate(self.lines):
            line -= text.count("\n") + 1
            if line < 0:
                return number
        return len(self.lines) - 1

    def keeps_line(self, source: SourceText, line: int) -> bool:
        """Tell whether no line was added, and ``line`` is as it was."""
        is_same = line >= len(self.lines) or self.lines[line] == source.lines[line]
        return is_same and not any("\n" in text for text in self.lines)


class _MendAttempts:
    """Reads a text with one mend after another, as often as its size allows."""

    def __init__(self, source: SourceText) -> None:
        self.file = source.file
        self.reads_left = min(_MOST_READS, max(_MOST_REREAD // max(len(source.text), 1), 1))

    def find_best_mend(self, text: _MendedText, error: Any) -> tuple[Mend, Any, _MendedText] | None:  # noqa: ANN401 - untyped library - untyped library
        """Return the mend with which all can be read, or else one with which more can."""
        marks = [mark for mark in _read_error_marks(error) if mark]
        start = text.find_line_number(_find_fault_mark(error).line)
        numbers = list(
            dict.fromkeys([start, *(text.find_line_number(mark.line) for mark in marks)])
        )
        chosen: tuple[Mend, Any, _MendedText] | None = None
        for mend in yield_malformed_mends(text.lines, numbers):
            if self.reads_left == 0:
                break
            self.reads_left -= 1
            new = _MendedText(mend.apply_to(text.lines))
            document, next_error = parse_source(SourceText(self.file, "\n".join(new.lines)))
            is_better = mend.safe or chosen is None or not chosen[0].safe
            if next_error is None and not document.diagnostics and is_better:
                return mend, None, new
            reached = new.find_line_number(_find_fault_mark(next_error).line) if next_error else 0
            is_better = chosen is None or (mend.safe and not chosen[0].safe)
            if is_better and reached > max(start, *mend.lines):
                chosen = mend, next_error, new
        return chosen


def diagnose_mend(source: SourceText, code: Code, mend: Mend, column: int = 0) -> Diagnostic:
    """Return a slip as a finding, at ``column`` from 0 where it does not know a better one."""
    line, start_column = mend.line + 1, (column if mend.column is None else mend.column) + 1
    diagnostic = source.diagnose(
        code, Span(line, start_column, line, start_column + 1), problem=mend.name
    )
    return diagnostic._replace(
        arguments=(*diagnostic.arguments, *mend.arguments), fix=_build_mend_fix(source, mend)
    )


def _build_mend_fix(source: SourceText, mend: Mend) -> Fix:
    """Return a mend as edits of the text."""
    line_break = "\r\n" if "\r\n" in source.text else "\n"
    edits = []
    for number, text in sorted(mend.lines.items()):
        start, old = source.line_starts[number], source.lines[number]
        edits.append(Edit(start, start + len(old), text.replace("\n", line_break)))
    return Fix(tuple(edits), mend.safe)


def _read_error_marks(error: Any) -> tuple[Any, Any]:  # noqa: ANN401 - untyped library
    return getattr(error, "context_mark", None), getattr(error, "problem_mark", None)


def _find_fault_mark(error: Any) -> Any:  # noqa: ANN401 - untyped library
    """Return where the fault is: where the construct began, or where the parser gave up."""
    start, here = _read_error_marks(error)
    apart = bool(start and here and start.line != here.line)
    if error.problem in _FAULTS_AT_START or (error.problem in _FAULTS_AT_BRACKET and apart):
        return start or here
    return here or start


def find_fault_line(error: Any) -> int:  # noqa: ANN401 - untyped library
    """Return the line, counted from 0, where the fault is that the parser gave up on."""
    return int(_find_fault_mark(error).line)


def _diagnose_parser_error(source: SourceText, error: Any) -> Diagnostic:  # noqa: ANN401 - untyped library
    """Say it in the parser's own words.

    Of the two positions that it marks, the other is related if it is on another line.
    """
    problem = getattr(error, "problem", None) or str(error)
    start, here = _read_error_marks(error)
    if problem in _DIRECTIVE_PROBLEMS and here:
        return source.diagnose(codes.DIRECTIVE, _build_point_span(source, here.line, 0))
    fault = _find_fault_mark(error)
    span = _build_point_span(source, fault.line, fault.column) if fault else Span()
    other = here if fault is start else start
    related = None
    if start and here and start.line != here.line and problem not in _FAULTS_AT_START:
        related = Related(
            file=source.file, span=_build_point_span(source, other.line, other.column)
        )
    return source.diagnose(codes.MALFORMED, span, related=related, problem=problem)


def _build_point_span(source: SourceText, line: int, column: int) -> Span:
    if line >= len(source.lines):  # it is missing at the very end
        line, column = len(source.lines) - 1, len(source.lines[-1])
    return Span(line + 1, column + 1, line + 1, column + 2)
