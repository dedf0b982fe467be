"""Keeps a number with its unit, and a date, on one line, with nothing that would be copied.

Each is marked as a piece by itself, which text that runs the other way does not turn round either:
``<bdi>``, that style sheets keep from breaking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable

# a tag, or an element in which no tag can stand
_TAGS = compile_late(r"(<(title|style|script|option)\b[^>]*>[^<]*</\2>|<[^>]*>)")
_NUMBER_CELL = compile_late(r'<td class="number\b')
_SHORT = 3  # characters that break nowhere
_LONGEST = 24  # of a number: a longer one is none, and would not fit on a telephone
_DIGITS = f"[0-9０-９](?:[,.，．:/–-]?[0-9０-９]){{0,{_LONGEST}}}(?:\\+…)?"
_WORDS_BEFORE = r"(?<![^\W_])(?:No\. ?|FY ?|[A-Z]{1,2}(?=[0-9]))"
_BEFORE = rf"(?:{_WORDS_BEFORE}|明治|大正|昭和|平成|令和|計|約|第|[$£\u20ac\u00a5±△▲−+-])?"
_ENGLISH_WORD = r" [a-z]{1,14}(?![\w-])"  # what is counted
_USUAL_UNITS = (
    *("年度末", "年度", "年間", "年", "か月", "月", "日", "時間", "人", "件", "項目", "事業", "名"),
    *(
        "か所",
        "ヶ所",
        "カ所",
        "箇所",
        "台",
        "校",
        "園",
        "戸",
        "世帯",
        "団体",
        "行",
        "bytes",
        "KB",
        "MB",
    ),
    *("回", "円", "千円", "百万円", "億円", "％", "%", "ページ", "計画", "章", "位", "割", "時点"),
)


class FigureKeeper:
    """Marks the figures in pieces of HTML, of which ``units`` are those that the plan has."""

    def __init__(self, units: Iterable[str]) -> None:
        self.units = sorted({*_USUAL_UNITS, *units}, key=lambda unit: (-len(unit), unit))
        words = "|".join(map(re.escape, self.units))
        figure = rf"{_BEFORE}{_DIGITS}(?: ?(?:{words})(?![A-Za-z])|{_ENGLISH_WORD}|(?![0-9A-Za-z]))"
        # digits within a word, as in the id of a commit, are no figure
        self.figures = re.compile(rf"&#x[0-9]+;|(?<![0-9A-Za-z])(?:{figure}){{1,4}}")

    def keep_whole(self, html: str) -> str:
        """Return whole HTML with its figures marked; cells of numbers alone do not break anyway."""
        parts = _TAGS.split(html)  # text, tag, name, text, tag, name, text
        texts, tags = parts[::3], parts[1::3]
        marked = [texts[0]]
        for tag, text in zip(tags, texts[1:], strict=True):
            marked.append(tag)
            is_kept = len(text) > _SHORT and not _NUMBER_CELL.match(tag)
            marked.append(self.figures.sub(_mark, text) if is_kept else text)
        return "".join(marked)


def _mark(found: re.Match[str]) -> str:
    figure = found[0]
    is_single = len(figure) == 1 or figure.startswith("&")  # or a character by its number
    return figure if is_single else f"<bdi>{figure}</bdi>"
