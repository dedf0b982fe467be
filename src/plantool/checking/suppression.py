"""Comments that take findings of their line away: ``# plantool: ignore[PLT502] 端数処理による``.

A comment behind a value speaks of its line, one on a line of its own of the next that has content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.checking import suppression_codes
from plantool.checking.selectors import NameGuesser, find_codes, is_binding, matches_code
from plantool.diagnostics import Diagnostic, Edit, Fix
from plantool.patterns import compile_late
from plantool.syntax.comments import list_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from plantool.diagnostics import Code
    from plantool.syntax.comments import Comment
    from plantool.syntax.document import Document
    from plantool.syntax.source import SourceText

_FileLine: TypeAlias = tuple[str, int]  # a file and a line
_COMMENT_FORM = compile_late(
    r"#\s*plantool:\s*(?:ignore)?\s*(?:\[(?P<codes>[^\]]*)\])?\s*(?P<reason>.*)"
)


class Suppression(NamedTuple):
    """One comment: the line it speaks of, the selectors it names, and why."""

    source: SourceText
    comment: Comment
    line: int
    selectors: tuple[str, ...]
    reason: str

    @property
    def file_line(self) -> _FileLine:
        """The file and line of the findings that the comment is about."""
        return self.source.file, self.line

    def diagnose_comment(self, code: Code, value: str, nearest: str = "") -> Diagnostic:
        """Return a finding about the comment itself."""
        span = self.source.find_span(self.comment.start, self.comment.end)
        return self.source.diagnose(code, span, value=value, nearest=nearest)


def suppress_diagnostics(
    diagnostics: Sequence[Diagnostic],
    files: Iterable[str],
    read: Callable[[str], Document],
    left_out: Collection[str] = (),
) -> list[Diagnostic]:
    """Take away what comments in ``files`` ignore, and find comments that are wrong or of no use.

    Not all is known about files that are ``left_out`` of the plan: there, none is of no use.
    """
    suppressions = [found for file in files for found in _yield_suppressions(read(file))]
    if not suppressions:
        return list(diagnostics)
    codes_by_line: defaultdict[_FileLine, set[Code]] = defaultdict(set)
    for diagnostic in diagnostics:
        codes_by_line[_find_file_line(diagnostic)].add(diagnostic.code)
    ignored = _collect_ignored(suppressions, codes_by_line)
    kept = [found for found in diagnostics if (_find_file_line(found), found.code) not in ignored]
    guesser = NameGuesser()
    for suppression in suppressions:
        found_codes = codes_by_line[suppression.file_line]
        kept += _check_suppression(suppression, found_codes, left_out, guesser)
    return kept


def _collect_ignored(
    suppressions: Iterable[Suppression], codes_by_line: Mapping[_FileLine, Collection[Code]]
) -> set[tuple[_FileLine, Code]]:
    """Return the codes that comments ignore, each with its line."""
    # Many comments may speak of one line (of a file that is one line, say), each with many
    # selectors: the set asks about each selector once.
    selectors_by_line: defaultdict[_FileLine, set[str]] = defaultdict(set)
    for suppression in suppressions:
        selectors_by_line[suppression.file_line].update(suppression.selectors)
    ignored: set[tuple[_FileLine, Code]] = set()
    for file_line, selectors in selectors_by_line.items():
        for code in codes_by_line.get(file_line, ()):
            if _ignores_any(selectors, code):
                ignored.add((file_line, code))
    return ignored


def _ignores_any(selectors: Iterable[str], code: Code) -> bool:
    """Tell whether one of ``selectors`` names a code, and one that may be ignored."""
    return not is_binding(code) and any(matches_code(selector, code) for selector in selectors)


def _find_file_line(diagnostic: Diagnostic) -> _FileLine:
    return diagnostic.file, diagnostic.span.line


def _yield_suppressions(document: Document) -> Iterator[Suppression]:
    source = document.source
    if source is None or document.root is None:
        return
    content_lines = _list_content_lines(source)
    for comment in list_comments(document):
        if found := _COMMENT_FORM.match(comment.text):
            line = comment.line
            if comment.own_line:
                line = _find_next_line(content_lines, line)
            selectors = tuple(filter(None, re.split(r"[\s,、]+", found["codes"] or "")))
            yield Suppression(source, comment, line, selectors, found["reason"].strip())


def _list_content_lines(source: SourceText) -> list[int]:
    """Return the numbers of the lines that hold more than a comment."""
    lines = enumerate(source.lines, start=1)
    return [number for number, text in lines if text.strip() and text.strip()[0] != "#"]


def _find_next_line(lines: Sequence[int], line: int) -> int:
    """Return the first of ``lines`` after ``line``; ``line`` itself where none comes after it."""
    index = bisect_right(lines, line)
    return lines[index] if index < len(lines) else line


def _check_suppression(
    suppression: Suppression,
    found_codes: Collection[Code],
    left_out: Collection[str],
    guesser: NameGuesser,
) -> Iterator[Diagnostic]:
    """Find wrong selectors; if there is none, those of no use; if all are of use, a lack of reason.

    ``found_codes`` are the codes that were found on the line of the comment.
    """
    if wrong := list(_check_named_codes(suppression, guesser)):
        yield from wrong
        return
    selectors = suppression.selectors
    unused = [s for s in selectors if not any(_ignores_any([s], code) for code in found_codes)]
    if unused and suppression.source.file not in left_out:
        fix = _build_removal(suppression) if len(unused) == len(selectors) else None
        found = suppression.diagnose_comment(suppression_codes.UNUSED, ", ".join(unused))
        yield found._replace(fix=fix)
    elif not suppression.reason:
        yield suppression.diagnose_comment(suppression_codes.NO_REASON, ", ".join(selectors))


def _check_named_codes(suppression: Suppression, guesser: NameGuesser) -> Iterator[Diagnostic]:
    """Find selectors that name no code, and ones that name a code that cannot be ignored."""
    for selector in suppression.selectors or ("",):
        codes = find_codes(selector)
        if not codes:
            value, nearest = selector or suppression.comment.text, guesser.guess_name(selector)
            yield suppression.diagnose_comment(suppression_codes.UNKNOWN, value, nearest)
        elif any(map(is_binding, codes)):
            yield suppression.diagnose_comment(suppression_codes.NEVER, selector)


def _build_removal(suppression: Suppression) -> Fix:
    """Return the fix that takes the comment away, with its line where it has one of its own.

    The fix is not safe: the comment may only stand on the wrong line.
    """
    text = suppression.source.text
    start, end = suppression.comment.start, suppression.comment.end
    if suppression.comment.own_line:
        start = text.rfind("\n", 0, start) + 1
        end = len(text) if (line_break := text.find("\n", end)) < 0 else line_break + 1
    else:
        start = len(text[:start].rstrip(" "))
    return Fix((Edit(start, end, ""),))
