from __future__ import annotations

import pytest

from plantool.diagnostics import NodePath  # noqa: TC001 - read in a signature only
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import follow_path


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
