from __future__ import annotations

import pytest

from plantool.diagnostics import NodePath  # noqa: TC001 - read in a signature only
from plantool.editing.paths import find_key_position, follow_path
from plantool.syntax.parse import parse_document

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


@pytest.mark.parametrize(
    ("path", "said", "missing"),
    [
        (("a", 1, "H31"), "二", ()),
        (("a", 1, "2019"), "二", ()),
        (("a", 1, "H32", "x"), None, ("H32", "x")),
        (("a", 2), None, (2,)),
        (("a", -1), None, (-1,)),
        (("a", "1"), None, ("1",)),
        (("b", "c"), "三", ("c",)),
        ((0,), None, (0,)),
    ],
)
def test_paths_are_followed_as_far_as_they_lead(
    path: NodePath, said: str | None, missing: NodePath
) -> None:
    root = parse_document("a: [一, {令和元年度: 二}]\nb: 三\n".encode(), "1-2.yaml").root
    assert root is not None
    slot, rest = follow_path(root, path)
    assert rest == missing
    assert said is None or (slot is not None and slot.value.to_plain() == said)
