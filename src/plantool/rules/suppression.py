"""Comments that take findings of their line away: ``# plantool: ignore[PLT502] 端数処理による``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import Diagnostic, Edit, Fix
from plantool.rules import codes
from plantool.rules.selectors import Guesses, is_binding, matches, selected
from plantool.syntax.comments import comments

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from plantool.diagnostics import Code
    from plantool.syntax.comments import Comment
    from plantool.syntax.parse import Document
    from plantool.syntax.source import SourceText

_Place: TypeAlias = tuple[str, int]  # a file and a line
_FORM = re.compile(r"#\s*plantool:\s*(?:ignore)?\s*(?:\[(?P<codes>[^\]]*)\])?\s*(?P<reason>.*)")


class Suppression(NamedTuple):
    """One comment: the line it speaks of, the selectors it names, and why."""

    source: SourceText
    comment: Comment
    line: int
    selectors: tuple[str, ...]
    reason: str

    @property
    def place(self) -> _Place:
        """The file and line of the findings it is about."""
        return self.source.file, self.line

    def find(self, code: Code, value: str, nearest: str = "") -> Diagnostic:
        """Find something wrong with the comment itself."""
        span = self.source.span(self.comment.start, self.comment.end)
        return self.source.diagnose(code, span, value=value, nearest=nearest)


def takes(selector: str, code: Code) -> bool:
    """Tell whether a selector means a code, and one that may be ignored."""
    return matches(selector, code) and not is_binding(code)


def suppress(
    diagnostics: Sequence[Diagnostic],
    files: Iterable[str],
    document: Callable[[str], Document],
    left_out: Collection[str] = (),
) -> list[Diagnostic]:
    """Take away what comments in ``files`` ignore, and find those that are wrong or of no use.

    Not all is known about files that are ``left_out`` of the plan: there, none is of no use.
    """
    suppressions = [found for file in files for found in _read(document(file))]
    if not suppressions:
        return list(diagnostics)
    here: defaultdict[_Place, set[Code]] = defaultdict(set)
    for diagnostic in diagnostics:
        here[_place(diagnostic)].add(diagnostic.code)
    named: defaultdict[_Place, set[str]] = defaultdict(set)
    for suppression in suppressions:
        named[suppression.place].update(suppression.selectors)
    gone = {
        (place, code)
        for place, selectors in named.items()
        for code in here[place]
        if any(takes(selector, code) for selector in selectors)
    }
    kept = [found for found in diagnostics if (_place(found), found.code) not in gone]
    guesses = Guesses()
    for suppression in suppressions:
        kept += _faults(suppression, here[suppression.place], left_out, guesses)
    return kept


def _place(diagnostic: Diagnostic) -> _Place:
    return diagnostic.file, diagnostic.span.line


def _read(document: Document) -> Iterator[Suppression]:
    source = document.source
    if source is None or document.root is None:
        return
    saying = _lines_that_say_something(source)
    for comment in comments(document):
        if found := _FORM.match(comment.text):
            line = _next(saying, comment.line) if comment.own_line else comment.line
            selectors = tuple(filter(None, re.split(r"[\s,、]+", found["codes"] or "")))
            yield Suppression(source, comment, line, selectors, found["reason"].strip())


def _lines_that_say_something(source: SourceText) -> list[int]:
    lines = enumerate(source.lines, start=1)
    return [number for number, text in lines if text.strip() and text.strip()[0] != "#"]


def _next(lines: Sequence[int], line: int) -> int:
    """Return the first of ``lines`` after ``line``, which it is where there is none."""
    at = bisect_right(lines, line)
    return lines[at] if at < len(lines) else line


def _faults(
    suppression: Suppression,
    here: Collection[Code],
    left_out: Collection[str],
    guesses: Guesses,
) -> Iterator[Diagnostic]:
    unknown = [s for s in suppression.selectors or ("",) if not selected(s)]
    for selector in unknown:
        named = selector or suppression.comment.text
        yield suppression.find(codes.UNKNOWN, named, guesses.nearest(selector))
    binding = [s for s in suppression.selectors if any(map(is_binding, selected(s)))]
    for selector in binding:
        yield suppression.find(codes.NEVER, selector)
    if unknown or binding:
        return
    selectors = suppression.selectors
    unused = [s for s in selectors if not any(takes(s, code) for code in here)]
    if unused and suppression.source.file not in left_out:
        fix = _without(suppression) if len(unused) == len(selectors) else None
        yield suppression.find(codes.UNUSED, ", ".join(unused))._replace(fix=fix)
    elif not suppression.reason:
        yield suppression.find(codes.NO_REASON, ", ".join(selectors))


def _without(suppression: Suppression) -> Fix:
    """Take the comment away, with its line where it has one of its own."""
    text = suppression.source.text
    start, end = suppression.comment.start, suppression.comment.end
    if suppression.comment.own_line:
        start = text.rfind("\n", 0, start) + 1
        end = len(text) if (line_break := text.find("\n", end)) < 0 else line_break + 1
    else:
        start = len(text[:start].rstrip(" "))
    return Fix((Edit(start, end, ""),))  # it may only stand on the wrong line
