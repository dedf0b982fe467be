"""Tells footnote marks (※1, *1) in a text from other signs: notes about numbers, and products.

Printed pages say ``ひろば※1``, ``※1、2`` and ``※1～3``, but also ``※40～69歳``,
``※28、29年度``, ``※１国１委員制`` and ``A/B*100``. A number written in a text never makes
work in its own size: marks are small numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LARGEST_RANGE = 50  # footnotes that a page can hold
_LONGEST_MARK = 20  # characters of a mark
_NUMBER = "[0-9]{1,3}"
_RANGE = "[~～〜‐–-]"
_COUNTED = (  # words and signs after a number that counts or measures
    "[年月日時分秒週人名者回件個箇カケヶヵ歳才円銭割倍億万千百兆点位度期号条項章節頁国県都府市区町村"
    "校園社店館棟戸台本枚冊種級世組班階室床基機便泊票通問等段隻頭羽匹軒つ％%‰℃㎡㎞+×A-Za-z]"
    "|[/:.,][0-9]|か[所国月年]|以[上下内外降]|未満|事業|施設|団体|地区|地域|路線|ページ"
)
# all of a list or range at once: a shorter one would be a mark where what follows says it is none
_MARK = compile_late(
    rf"(?P<sign>[※*])(?P<numbers>(?>{_NUMBER}(?:(?:[、,・]|{_RANGE}){_NUMBER})*))"
    rf"(?![0-9]|{_COUNTED})"
)
_PRODUCT = compile_late(
    r"[0-9]\s*$|[/÷×+=][^\s、。,]*$"
)  # the end of a text before the * of arithmetic
_BEFORE = 40  # characters that tell


def find_marks(text: str) -> Iterator[str]:
    """Yield the marks of a normalised text, each number of a list or range on its own."""
    for found in _MARK.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if found["sign"] == "*" and _PRODUCT.search(before):
            continue
        for part in re.split("[、,・]", found["numbers"]):
            first, *rest = map(int, re.split(_RANGE, part))
            last = rest[-1] if rest else first
            if last - first < _LARGEST_RANGE:
                for number in range(first, last + 1):
                    yield f"{found['sign']}{number}"


def find_standing_marks(text: str, marks: Collection[str]) -> set[str]:
    """Return the ``marks`` that stand in a normalised text; they may have any form.

    A mark of more than 20 characters, which no page would print, is taken to stand there: to look
    for every length would make work in the size of the text times that of the marks.
    """
    standing = {mark for mark in marks if len(mark) > _LONGEST_MARK}
    lengths = {len(mark) for mark in marks if len(mark) <= _LONGEST_MARK}
    # Each piece of the text of such a length is looked up among the marks: once through the text
    # for each length, however many marks there are.
    for length in lengths:
        for start in range(len(text) - length + 1):
            piece, end = text[start : start + length], start + length
            if piece in marks and not "0" <= text[end : end + 1] <= "9":  # ※12 holds no ※1
                standing.add(piece)
    return standing
