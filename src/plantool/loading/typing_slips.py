"""Slips of the hand in a file whose data is not what its owner meant."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Diagnostic, Terms, apply_edits
from plantool.loading.codes import UNKNOWN_KEY
from plantool.syntax.codes import MISTYPED
from plantool.syntax.entry_lines import count_indent
from plantool.syntax.malformed import diagnose_mend
from plantool.syntax.mends import TOLD_BY_DATA, yield_refused_mends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import Edit
    from plantool.syntax.line_mends import Mend
    from plantool.syntax.source import SourceText

_WORK = 1 << 20  # code points that may be read again
_MOST_READS = 100


class Readability(NamedTuple):
    """The judgement on a text: whether no part of the plan is in it, and the findings in it."""

    is_unread: bool
    diagnostics: list[Diagnostic]

    def is_better_than(self, other: Readability) -> bool:
        """Tell whether less is wrong."""
        ours, theirs = len(self.diagnostics), len(other.diagnostics)
        return (self.is_unread, ours) < (other.is_unread, theirs)


def find_data_slips(
    source: SourceText, verdict: Readability, judge: Callable[[str], Readability]
) -> list[Diagnostic]:
    """Return the findings in a text, with slips instead of the findings that follow from them.

    ``judge`` gives the verdict on another text. Of a file with very many faulty lines, or a very
    long one, only the first lines are looked at.
    """
    search = _SlipSearch(source, verdict, judge)
    for number, found in islice(_group_by_line(verdict.diagnostics), search.attempts):
        if not _is_understood(found, search.lines[number]):
            search.mend_line(number, found)
    return search.list_diagnostics()


class _SlipSearch:
    """Tries mends on the text, line by line, and keeps those after which less is wrong."""

    def __init__(
        self, source: SourceText, verdict: Readability, judge: Callable[[str], Readability]
    ) -> None:
        self.source = source
        self.verdict = verdict
        self.judge = judge
        self.attempts = min(_MOST_READS, _WORK // max(len(source.text), 1))
        self.lines = list(source.lines)
        self.current = verdict
        self.mends: list[Mend] = []

    def mend_line(self, number: int, found: list[Diagnostic]) -> None:
        """Take the first mend of a line, with these findings in it, after which less is wrong."""
        is_list = any(map(_wants_list, found))
        is_key = any(d.code == UNKNOWN_KEY for d in found)
        mends = yield_refused_mends(self.lines, number, is_list=is_list, is_key=is_key)
        for mend in islice(mends, self.attempts):
            self.attempts -= 1
            lines = mend.apply_to(self.lines)
            after = self.judge("\n".join(lines))
            # a guess has to leave nothing wrong in its own line
            is_sure = mend.safe or all(d.span.line - 1 != number for d in after.diagnostics)
            if is_sure and after.is_better_than(self.current):
                self.lines, self.current = lines, after
                self.mends.append(self._rate_mend(mend, after))
                return

    def _rate_mend(self, mend: Mend, after: Readability) -> Mend:
        """Return a mend that is safe where it is sure, or leaves nothing wrong in the file.

        Text that could be read before is moved only when its owner has seen it.
        """
        is_moved = mend.name == "indentation" and not self.verdict.is_unread
        return mend._replace(safe=not is_moved and (mend.safe or not after.diagnostics))

    def list_diagnostics(self) -> list[Diagnostic]:
        """Return the first findings as far as they are still there, and the slips."""
        still = {(d.code, d.span.line) for d in self.current.diagnostics}
        kept = [d for d in self.verdict.diagnostics if (d.code, d.span.line) in still]
        return kept + [diagnose_mend(self.source, MISTYPED, mend) for mend in self.mends]


def _group_by_line(diagnostics: list[Diagnostic]) -> Iterator[tuple[int, list[Diagnostic]]]:
    """Yield the numbers of lines, from 0, with the findings in each."""
    by_line: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_line[diagnostic.span.line - 1].append(diagnostic)
    yield from sorted(by_line.items(), key=lambda item: item[0])


def _is_understood(found: list[Diagnostic], line: str) -> bool:
    """Tell whether the findings in a line know already what was meant.

    A list that is missing, or an indentation of other signs than spaces, may always be a slip.
    """
    has_odd_indent = bool(line[: count_indent(line)].strip(" "))
    if has_odd_indent or any(map(_wants_list, found)):
        return False
    return all(d.fix and d.fix.safe for d in found)


def _wants_list(diagnostic: Diagnostic) -> bool:
    expected = dict(diagnostic.arguments).get("expected")
    return isinstance(expected, Terms) and "type.array" in expected.keys


def settle_fixes(
    source: SourceText, diagnostics: list[Diagnostic], judge: Callable[[str], Readability]
) -> list[Diagnostic]:
    """Return the findings in a text that is no YAML; mends that leave nothing wrong are safe.

    This goes for those of which the data tells whether they give what was meant.
    """
    edits: list[Edit] = []
    for diagnostic in diagnostics:
        edits += diagnostic.fix.edits if diagnostic.fix else ()
    if not any(map(_is_told_by_data, diagnostics)):
        return diagnostics
    if judge(apply_edits(source.text, edits)).diagnostics:
        return diagnostics
    return list(map(_make_fix_safe, diagnostics))


def _is_told_by_data(diagnostic: Diagnostic) -> bool:
    return dict(diagnostic.arguments).get("problem") in TOLD_BY_DATA


def _make_fix_safe(diagnostic: Diagnostic) -> Diagnostic:
    if diagnostic.fix is None or not _is_told_by_data(diagnostic):
        return diagnostic
    return diagnostic._replace(fix=diagnostic.fix._replace(safe=True))
