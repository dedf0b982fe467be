"""Signs that look like those of YAML are found where one is wanted; words keep theirs."""

from __future__ import annotations

import pytest

from plantool.syntax.sign_slips import find_sign_slips
from plantool.syntax.wide_signs import mend_line


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("planned： {R7: 10-, R8: 1}", "planned: {R7: 10-, R8: 1}"),
        ("planned: {R7: 10\u2003, R8: 1}", "planned: {R7: 10, R8: 1}"),
        ("planned: ｛R7： 1，R8: 2｝", "planned: {R7: 1, R8: 2}"),
    ],
)
def test_signs_change_and_words_stay(typed: str, meant: str) -> None:
    assert mend_line(typed, find_sign_slips(typed)) == meant
