"""Every footnote mark in the text has its footnote, and every footnote its mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Measure, walk
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNDEFINED = Code("PLT604", "undefined-footnote", Severity.WARNING)
UNUSED = Code("PLT605", "unused-footnote", Severity.WARNING)
CODES = (UNDEFINED, UNUSED)
_BEGINNINGS = frozenset("※＊*")
# ※1, also ※1、2 and ※1～3, but not ※30年度から and ※5人以上
_NUMBER = r"[0-9]+(?![0-9]|\s*[年月日人回件か所カ箇時歳円%.])"
_MARK = re.compile(rf"([※*]){_NUMBER}(?:[、,~～-]{_NUMBER})*")


def check(plan: Plan) -> Iterator[Finding]:
    """Find marks such as ※1 without a footnote, and footnotes whose mark stands nowhere."""
    labels: dict[str, str] = {}
    for chapter in plan.chapters:
        for entry in chapter.relisted:
            labels[entry.id] = labels.get(entry.id, "") + (entry.label or "")
    for initiative in plan.initiatives:
        if not plan.chapter(initiative.chapter) and initiative.id not in labels:
            continue  # the label that shows it may carry its marks, and that is lost
        texts = list(_texts(initiative))
        if initiative.footnotes or any(not _BEGINNINGS.isdisjoint(text) for _, text in texts):
            yield from _check(initiative, texts, _plain(labels.get(initiative.id, "")))


def _check(
    initiative: Initiative, texts: list[tuple[NodePath, str]], label: str
) -> Iterator[Finding]:
    known = {_plain(footnote.mark) for footnote in initiative.footnotes}
    used = set(_marks(label))
    for path, text in texts:
        if _BEGINNINGS.isdisjoint(text):  # nearly all
            continue
        for mark in _marks(_plain(text)):
            if mark not in known | used:
                yield Finding(UNDEFINED, initiative.file, path, (("mark", mark),))
            used.add(mark)
    for at, footnote in enumerate(initiative.footnotes):
        mark = _plain(footnote.mark)
        if mark not in used and not _stands(mark, label, texts):
            words = (("mark", footnote.mark),)
            yield Finding(UNUSED, initiative.file, ("footnotes", at, "mark"), words)


def _stands(mark: str, label: str, texts: list[tuple[NodePath, str]]) -> bool:
    """Tell whether a mark of another form stands somewhere."""
    everything = label + "\n".join(_plain(text) for _, text in texts)
    return re.search(re.escape(mark) + "(?![0-9])", everything) is not None


def _marks(text: str) -> Iterator[str]:
    """Yield the marks of a text, each number of a list or range on its own."""
    for found in _MARK.finditer(text):
        for part in re.split("[、,]", found[0][1:]):
            first, *last = (int(number) for number in re.split("[~～-]", part))
            yield from (f"{found[1]}{number}" for number in range(first, (last or [first])[0] + 1))


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
