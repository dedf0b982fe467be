"""What does not contradict is merged; real git repositories are in tests/cli/test_merge.py."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.editing.merging import BASE, Edits, data, edited, merged

# name: the texts replaced by ours, by theirs, and by both in the merged text

MERGED: dict[str, tuple[Edits, Edits, Edits]] = {
    "years of one measure, side by side": (
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n"),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      R2: {value: 3}\n"),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n      R2: {value: 3}\n"),),
    ),
    "years within one line": (
        (("{H30: 1, H31: 2}", "{H30: 1, H31: 5}"),),
        (("{H30: 1, H31: 2}", "{H30: 4, H31: 2}"),),
        (("{H30: 1, H31: 2}", "{H30: 4, H31: 5}"),),
    ),
    "one year in two spellings": (
        (("{H30: 1, H31: 2}", "{H30: 3, H31: 2}"),),
        (("{H30: 1, H31: 2}", "{H30: 1, R1: 4}"),),
        (("{H30: 1, H31: 2}", "{H30: 3, R1: 4}"),),
    ),
    "the same on both sides": (
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
        (("H30: 9", "H30: 9, 2019: 8"),),
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
    ),
    "measures at the same place": (
        (("budget:", "  - {id: c, name: 三つめ}\nbudget:"),),
        (("budget:", "  - {id: d, name: 四つめ}\nbudget:"),),
        (("budget:", "  - {id: c, name: 三つめ}\n  - {id: d, name: 四つめ}\nbudget:"),),
    ),
    "measures in the middle": (
        (("\n  # 二つめ", "  - {id: c, name: 三つめ}\n\n  # 二つめ"),),
        (("\n  # 二つめ", "  - {id: d, name: 四つめ}\n\n  # 二つめ"),),
        (("\n  # 二つめ", "  - {id: c, name: 三つめ}\n  - {id: d, name: 四つめ}\n\n  # 二つめ"),),
    ),
    "a measure gone, the one beside it changed": (
        (("name: 別の項目\n", "name: 別名\n"),),
        (("    results:\n      H30: {value: 1}\n", ""), ("{H30: 1, H31: 2}", "{H30: 1}")),
        (
            ("    results:\n      H30: {value: 1}\n", ""),
            ("{H30: 1, H31: 2}", "{H30: 1}"),
            ("name: 別の項目\n", "name: 別名\n"),
        ),
    ),
    "reports of one year": (
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, reported: a}, {value: 2, reported: b}]",
            ),
        ),
        (("H30: {value: 1}", "H30: {value: 1, note: 済}"),),
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, note: 済, reported: a}, {value: 2, reported: b}]",
            ),
        ),
    ),
    "one report and a list of them": (
        (("H30: {value: 1}", "H30: {value: 1, note: 済}"),),
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, reported: a}, {value: 2, reported: b}]",
            ),
        ),
        (
            (
                "H30: {value: 1}",
                """H30:
        - {value: 1, note: 済, reported: a}
        - {value: 2, reported: b}""",
            ),
        ),
    ),
    "new reports of two stages": (
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 1, stage: interim, reported: a}}\n"),),
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 2, reported: b}}\n"),),
        (
            (
                "H31: 2\n",
                """H31: 2
    results: {H30: [{value: 1, stage: interim, reported: a}, {value: 2, reported: b}]}
""",
            ),
        ),
    ),
    "footnotes": (
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※3, text: 乙}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n  - {mark: ※3, text: 乙}\n"),),
    ),
    "a comment only theirs has, on a line beside": (
        (("planned: {H30: 9}", "planned: {H30: 9, H31: 8}"),),
        (("budget:\n", "budget:  # 確認済\n"),),
        (("budget:\n", "budget:  # 確認済\n"), ("planned: {H30: 9}", "planned: {H30: 9, H31: 8}")),
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "both"), MERGED.values(), ids=MERGED)
def test_what_does_not_contradict_is_merged(ours: Edits, theirs: Edits, both: Edits) -> None:
    done = merged(BASE, edited(ours), edited(theirs))
    assert done.conflicts == ()
    assert done.text is not None
    assert done.text.decode() == edited(both)
    other = merged(BASE, edited(theirs), edited(ours))
    assert Counter(map(str, flat(data(other.text)))) == Counter(map(str, flat(data(done.text))))


def flat(value: Any) -> list[Any]:  # noqa: ANN401 - any data
    """List all single values, whatever the order of lists."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [part for item in inner for part in flat(item)]
    return [value]
