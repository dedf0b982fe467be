from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.editing.new_document import Comments, compose_document
from plantool.loading.key_order import build_key_order

if TYPE_CHECKING:
    from plantool.diagnostics import Plain


def test_comments_stand_above_and_beside_their_entries() -> None:
    data: dict[str, Plain] = {
        "title": "t",
        "id": "1-1",
        "measures": [{"id": "a", "kind": "level"}, {"id": "b"}],
    }
    comments = Comments(
        "first\n\nlast",
        {("measures",): "rows", ("measures", 1): "second", ("measures", 0, "kind"): "of kind"},
        {("id",): "beside", ("measures", 0, "id"): "of a"},
    )
    assert compose_document(data, build_key_order("initiative"), comments) == (
        "# first\n"
        "#\n"
        "# last\n"
        "id: 1-1 # beside\n"
        "title: t\n"
        "\n"
        "# rows\n"
        "measures:\n"
        "  - id: a # of a\n"
        "    # of kind\n"
        "    kind: level\n"
        "  # second\n"
        "  - {id: b}\n"
    )


def test_without_comments_it_is_the_data_alone() -> None:
    text = compose_document({"title": "a: b", "id": 1}, build_key_order("chapter"))
    assert text == 'id: 1\ntitle: "a: b"\n'
