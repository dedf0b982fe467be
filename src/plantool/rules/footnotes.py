"""Every footnote mark in the text has its footnote, and every footnote its mark."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.footnote_marks import find_marks, find_standing_marks
from plantool.model.measure import Measure, walk_rows, yield_baselines
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNDEFINED = Code("PLT604", "undefined-footnote", Severity.WARNING)
UNUSED = Code("PLT605", "unused-footnote", Severity.WARNING)
CODES = (UNDEFINED, UNUSED)
_MARK_SIGNS = frozenset("※＊*")


def check(plan: Plan) -> Iterator[Finding]:
    """Find marks such as ※1 without a footnote, and footnotes whose mark stands nowhere."""
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for chapter in plan.chapters:
        for entry in chapter.relisted:
            labels[entry.id].append(entry.label or "")
    for initiative in plan.initiatives:
        if not plan.chapter(initiative.chapter) and initiative.id not in labels:
            continue  # the label of a relisting may carry its marks, and the chapter is lost
        texts = list(_yield_texts(initiative))
        joined = "\n".join(text for _, text in texts)
        if initiative.footnotes or not _MARK_SIGNS.isdisjoint(joined):
            label = "\n".join(labels.get(initiative.id, ()))
            yield from _check_initiative(initiative, texts, _fold_marks(label))


def _check_initiative(
    initiative: Initiative, texts: list[tuple[NodePath, str]], label: str
) -> Iterator[Finding]:
    known = {_fold_marks(footnote.mark) for footnote in initiative.footnotes}
    used = set(find_marks(label))
    for path, text in texts:
        if _MARK_SIGNS.isdisjoint(text):  # nearly all
            continue
        for mark in find_marks(_fold_marks(text)):
            if mark not in known and mark not in used:
                yield Finding(UNDEFINED, initiative.file, path, (("mark", mark),))
            used.add(mark)
    unused = known - used
    if unused:  # marks of a form that find_marks does not know may stand in the text still
        folded = [_fold_marks(text) for _, text in texts]
        unused -= find_standing_marks("\n".join([label, *folded]), unused)
    for at, footnote in enumerate(initiative.footnotes if unused else ()):
        if _fold_marks(footnote.mark) in unused:
            arguments = (("mark", footnote.mark),)
            yield Finding(UNUSED, initiative.file, ("footnotes", at, "mark"), arguments)


def _yield_texts(initiative: Initiative) -> Iterator[tuple[NodePath, str]]:
    """Yield the printed words that may carry a mark, also those of footnotes."""
    yield ("title",), initiative.title
    yield ("summary",), initiative.summary or ""
    for _, row in walk_rows(initiative.rows):
        yield (*row.path, "name"), row.name or ""
        if isinstance(row, Measure):
            yield from ((path, cell.text or "") for path, cell in row.yield_cells())
        else:
            yield from ((path, cell.text or "") for path, _, cell in yield_baselines(row))
    for at, footnote in enumerate(initiative.footnotes):
        yield ("footnotes", at, "text"), footnote.text


def _fold_marks(text: str) -> str:
    """Return a text with its marks in one form: ``＊ 1`` as ``*1``."""
    return re.sub(r"(?<=[※*])\s+", "", nfkc(text))
