"""Two people enter money of one year: what they add by number, day, group and part is kept."""

from __future__ import annotations

import pytest

from plantool.editing.merge import merge_texts
from plantool.loading.key_order import build_key_order

BASE = """\
id: 1-1
budget:
  supplementary: {R4: [{number: 1, amount: 5}]}
  breakdown: {財源: {一般財源: {settled: {R3: 50}}}}
  settled: {R3: 50, total: 50}
"""
ORDER = build_key_order("initiative")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (
            ("[{number: 1, amount: 5}]", "[{number: 1, amount: 5}, {number: 2, amount: 7}]"),
            ("{number: 1, amount: 5}", "{number: 1, amount: 6}"),
            "[{number: 1, amount: 6}, {number: 2, amount: 7}]",
        ),
        (
            ("[{number: 1, amount: 5}]", "[{number: 1, amount: 5}, {date: 2022-09-01, amount: 7}]"),
            ("{number: 1, amount: 5}", "{number: 1, date: 2022-06-01, amount: 5}"),
            "[{number: 1, date: 2022-06-01, amount: 5}, {date: 2022-09-01, amount: 7}]",
        ),
        (
            ("settled: {R3: 50}}}}", "settled: {R3: 50, R4: 60}}}}"),
            ("{財源: {一般財源", "{財源: {国庫支出金: {settled: {R3: 0}}, 一般財源"),
            "{一般財源: {settled: {R3: 50, R4: 60}}, 国庫支出金: {settled: {R3: 0}}}",
        ),
        (
            ("{R3: 50, total: 50}", "{R3: 50, R4: 9, total: 50}"),
            ("{R3: 50, total: 50}", "{R3: 50, total: 59}"),
            "{R3: 50, R4: 9, total: 59}",
        ),
    ],
)
def test_both_sides_are_kept(ours: tuple[str, str], theirs: tuple[str, str], expected: str) -> None:
    one, other = (BASE.replace(*edit).encode() for edit in (ours, theirs))
    outcome = merge_texts(BASE.encode(), one, other, ORDER)
    assert outcome.text is not None
    assert expected in outcome.text.decode()
