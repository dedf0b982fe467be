"""What the parser says of text that is no YAML, set where the fault is, not where it shows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import Diagnostic, Edit, Fix, Related, Span
from plantool.syntax import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.syntax.source import SourceText

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


class _Slip(NamedTuple):
    """A slip of the hand that the parser cannot name, told by its line, and how to mend that."""

    name: str
    pattern: re.Pattern[str]
    mend: Callable[[str], str]
    safe: bool = False


def _in_quotes(line: str) -> str:
    """Put the value of a line in quotes."""
    value = re.compile(r"^(\s*(?:- )?\w+: +)(.*?)(\s+#.*|\s*)$")
    return value.sub(lambda found: found[1] + json.dumps(found[2], ensure_ascii=False), line)


_SLIPS = (
    _Slip(
        "a full-width space",
        re.compile(r"^ *\u3000"),
        lambda line: re.sub(r"^\s+", lambda blank: blank[0].replace("\u3000", "  "), line),
        safe=True,
    ),
    _Slip(
        "a full-width colon",
        re.compile(r"^\s*(?:- )?\w+："),
        lambda line: re.sub(r"^(\s*(?:- )?\w+)：\s*", r"\1: ", line),
        safe=True,
    ),
    _Slip(
        "no space after the colon",
        re.compile(r"^\s*(?:- )?[A-Za-z_]+:[^\s]"),
        lambda line: line.replace(":", ": ", 1),
        safe=True,
    ),
    _Slip("a bracketed word", re.compile(r"^\s*(?:- )?\w+: +\[[^\]]*\] *[^,\s#]"), _in_quotes),
    _Slip(
        "a full-width comma",
        re.compile(r"[{\[][^}\]]*、[^}\]]*[}\]]"),
        lambda line: re.sub(r"[{\[].*", lambda rest: rest[0].replace("、", ", "), line),
    ),
    _Slip("a second colon", re.compile(r"^\s*(?:- )?\w+: +[^\"'\[{\s][^\"']*: "), _in_quotes),
)


def explain(source: SourceText, error: Any) -> Diagnostic:  # noqa: ANN401 - untyped library
    """Turn the parser's ``error`` into a diagnostic.

    The parser marks the start of what it was reading and the place where it could not go on; what
    is not the place of the fault is related to it, if it stands on another line.
    """
    problem = getattr(error, "problem", None) or str(error)
    start, here = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if problem in _DIRECTIVES and here:
        return source.diagnose(codes.DIRECTIVE, _point(source, here.line, 0))
    apart = bool(start and here and start.line != here.line)
    if problem in _AT_START or (problem in _AT_BRACKET and apart):
        start, here = here, start
    place = here or start
    span = _point(source, place.line, place.column) if place else Span()
    related = None
    if start and apart and problem not in _AT_START:
        related = Related(file=source.file, span=_point(source, start.line, start.column))
    line, slip = _slip(source, span.line)
    if slip is None:
        return source.diagnose(codes.MALFORMED, span, related=related, problem=problem)
    text = source.lines[line - 1]
    if line != span.line:
        span = _point(source, line - 1, len(text) - len(text.lstrip(" ")))
    start = source.starts[line - 1]
    fix = Fix((Edit(start, start + len(text), slip.mend(text)),), slip.safe)
    found = source.diagnose(codes.MALFORMED, span, related=related, problem=slip.name)
    return found._replace(fix=fix)


def _slip(source: SourceText, line: int) -> tuple[int, _Slip | None]:
    """Find a known slip on ``line``, or on the one above it, whose effect shows only here."""
    for number in (line, line - 1):
        text = source.lines[number - 1] if number else ""
        for slip in _SLIPS:
            if slip.pattern.search(text):
                return number, slip
    return line, None


def _point(source: SourceText, line: int, column: int) -> Span:
    if line >= len(source.lines):  # what is missing at the very end
        line, column = len(source.lines) - 1, len(source.lines[-1])
    return Span(line + 1, column + 1, line + 1, column + 2)
