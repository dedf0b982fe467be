"""Slips of the hand in a file that can be read, but whose data is not what was meant."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Terms, apply_edits
from plantool.loading.codes import UNKNOWN_KEY
from plantool.syntax.codes import MISTYPED
from plantool.syntax.entry_lines import count_indent
from plantool.syntax.malformed import diagnose_mend
from plantool.syntax.mends import TOLD_BY_DATA, yield_refused_mends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.syntax.source import SourceText

_WORK = 1 << 20  # code points that may be read again
_MOST_READS = 100


Verdict: TypeAlias = "tuple[bool, list[Diagnostic]]"
"""Whether a text has no part of the plan in it, and what is wrong with it."""


def find_data_slips(
    source: SourceText, verdict: Verdict, judge: Callable[[str], Verdict]
) -> list[Diagnostic]:
    """Return what is wrong, with slips instead of what follows from them.

    ``judge`` gives the verdict on another text instead. A mend is taken where less is wrong then.
    Of a file with very many faulty lines, or a very long one, only the first lines are looked at.
    """
    attempts = looks = min(_MOST_READS, _WORK // max(len(source.text), 1))
    lines, mends, now = list(source.lines), [], verdict
    for number, here in islice(_group_by_line(verdict[1]), looks):
        is_list = any(map(_wants_list, here))
        blanks = lines[number][: count_indent(lines[number])]
        if not (is_list or blanks.strip(" ")) and all(d.fix and d.fix.safe for d in here):
            continue  # it is known already what was meant
        is_key = any(d.code == UNKNOWN_KEY for d in here)
        for mend in islice(
            yield_refused_mends(lines, number, is_list=is_list, is_key=is_key), attempts
        ):
            attempts -= 1
            new = mend.apply_to(lines)
            then = judge("\n".join(new))
            if _is_better(then, now) and (
                mend.safe or all(d.span.line - 1 != number for d in then[1])
            ):
                lines, now = new, then
                # what a file says that could be read is moved only when its owner has seen it
                is_moved = mend.name == "indentation" and not verdict[0]
                mends.append(mend._replace(safe=not is_moved and (mend.safe or not then[1])))
                break
    still = {(d.code, d.span.line) for d in now[1]}
    kept = [d for d in verdict[1] if not mends or (d.code, d.span.line) in still]
    return [*kept, *(diagnose_mend(source, MISTYPED, mend) for mend in mends)]


def _group_by_line(diagnostics: list[Diagnostic]) -> Iterator[tuple[int, list[Diagnostic]]]:
    """Yield the numbers of lines, from 0, with what is wrong there."""
    by_line: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_line[diagnostic.span.line - 1].append(diagnostic)
    yield from sorted(by_line.items(), key=lambda item: item[0])


def _wants_list(diagnostic: Diagnostic) -> bool:
    expected = dict(diagnostic.arguments).get("expected")
    return isinstance(expected, Terms) and "type.array" in expected.keys


def _is_better(then: Verdict, now: Verdict) -> bool:
    return (then[0], len(then[1])) < (now[0], len(now[1]))


def settle_fixes(
    source: SourceText, diagnostics: list[Diagnostic], judge: Callable[[str], Verdict]
) -> list[Diagnostic]:
    """Return what was found in a text that cannot be read; mends that leave nothing wrong are safe.

    This goes for those of which the data tells whether they give what was meant.
    """
    edits = [edit for diagnostic in diagnostics if diagnostic.fix for edit in diagnostic.fix.edits]
    told = [dict(d.arguments).get("problem") in TOLD_BY_DATA for d in diagnostics]
    if not any(told) or judge(apply_edits(source.text, edits))[1]:
        return diagnostics
    return [
        d._replace(fix=d.fix._replace(safe=True)) if d.fix and is_told else d
        for d, is_told in zip(diagnostics, told, strict=True)
    ]
