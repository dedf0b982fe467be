from __future__ import annotations

import pytest

from plantool.editing.key_positions import find_key_position

KNOWN = ("id", "measures", "budget", "source")


@pytest.mark.parametrize(
    ("key", "siblings", "expected"),
    [
        ("budget", ["id", "measures", "source"], 2),
        ("id", ["measures", "source"], 0),
        ("source", ["id"], 1),
        ("budget", ["memo"], 0),
        ("memo", ["id", "remark", "source"], 3),
        ("budget", ["source", "measures", "id"], 2),
        ("id", [], 0),
        ("H31", ["H30", "R2"], 1),
        ("2019", ["平成30年度", "R2"], 1),
        ("S64", ["H30"], 0),
        ("R3", ["H30", "H31"], 2),
        ("H31", ["R2", "H30"], 2),
        ("H31", ["memo", "R2"], 1),
        ("31", ["H30", "R2"], 2),
    ],
)
def test_where_a_key_goes(key: str, siblings: list[str], expected: int) -> None:
    assert find_key_position(key, siblings, KNOWN) == expected
