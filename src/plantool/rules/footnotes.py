"""Every footnote mark in the text has its footnote, and every footnote its mark."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Measure, walk
from plantool.model.normal import nfkc
from plantool.rules.footnote_marks import marks_in, standing_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNDEFINED = Code("PLT604", "undefined-footnote", Severity.WARNING)
UNUSED = Code("PLT605", "unused-footnote", Severity.WARNING)
CODES = (UNDEFINED, UNUSED)
_BEGINNINGS = frozenset("※＊*")


def check(plan: Plan) -> Iterator[Finding]:
    """Find marks such as ※1 without a footnote, and footnotes whose mark stands nowhere."""
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for chapter in plan.chapters:
        for entry in chapter.relisted:
            labels[entry.id].append(entry.label or "")
    for initiative in plan.initiatives:
        if not plan.chapter(initiative.chapter) and initiative.id not in labels:
            continue  # the label that shows it may carry its marks, and that is lost
        texts = list(_texts(initiative))
        if initiative.footnotes or any(not _BEGINNINGS.isdisjoint(text) for _, text in texts):
            label = "\n".join(labels.get(initiative.id, ()))
            yield from _check(initiative, texts, _plain(label))


def _check(
    initiative: Initiative, texts: list[tuple[NodePath, str]], label: str
) -> Iterator[Finding]:
    known = {_plain(footnote.mark) for footnote in initiative.footnotes}
    used = set(marks_in(label))
    for path, text in texts:
        if _BEGINNINGS.isdisjoint(text):  # nearly all
            continue
        for mark in marks_in(_plain(text)):
            if mark not in known and mark not in used:
                yield Finding(UNDEFINED, initiative.file, path, (("mark", mark),))
            used.add(mark)
    if unused := known - used:  # or of another form than marks_in knows
        unused -= standing_in("\n".join([label, *(_plain(text) for _, text in texts)]), unused)
    for at, footnote in enumerate(initiative.footnotes if unused else ()):
        if _plain(footnote.mark) in unused:
            words = (("mark", footnote.mark),)
            yield Finding(UNUSED, initiative.file, ("footnotes", at, "mark"), words)


def _texts(initiative: Initiative) -> Iterator[tuple[NodePath, str]]:
    """Yield the printed words that may carry a mark; footnotes may refer to each other."""
    yield ("title",), initiative.title
    yield ("summary",), initiative.summary or ""
    for _, row in walk(initiative.rows):
        yield (*row.path, "name"), row.name or ""
        if isinstance(row, Measure):
            yield from ((path, cell.text or "") for path, cell in row.cells())
        else:
            for year, cell in row.baseline:
                yield (*row.path, "baseline", year.key), cell.text or ""
    for at, footnote in enumerate(initiative.footnotes):
        yield ("footnotes", at, "text"), footnote.text


def _plain(text: str) -> str:
    return re.sub(r"(?<=[※*])\s+", "", nfkc(text))
