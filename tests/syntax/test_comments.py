from __future__ import annotations

import pytest

from plantool.syntax.comments import Comment, list_comments
from plantool.syntax.parse import parse_document


def found(text: str) -> tuple[Comment, ...]:
    return list_comments(parse_document(text.encode(), "1-2.yaml"))


def texts(text: str) -> list[str]:
    return [comment.text for comment in found(text)]


def test_a_comment_has_its_place() -> None:
    text = "# 事業\nid: 1-2 # 番号 \n"
    assert found(text) == (
        Comment(0, 4, 1, "# 事業", own_line=True),
        Comment(13, 18, 2, "# 番号 ", own_line=False),
    )
    assert [text[each.start : each.end] for each in found(text)] == ["# 事業", "# 番号 "]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_no_comment_has_a_line_break(line_break: str) -> None:
    text = line_break.join(["a: 1 # b", "  # c", "d: 2 #"])
    lines = [(comment.text, comment.line, comment.own_line) for comment in found(text)]
    assert lines == [("# b", 1, False), ("# c", 2, True), ("#", 3, False)]


@pytest.mark.parametrize(
    "text",
    [
        "a: b#c\n",
        'a: "b # c"\n',
        "a: 'b # c'\n",
        "a: 'b\n  # c'\n",
        "a: |\n  # b\n  c # d\n",
        "a: >-\n  b\n\n  # c\n",
        "a: |+\n  b\n\n   # c\n",
        "- |2\n   # a\n",
        "a: {b: 'c # d', e: f#g}\n",
        '"a # b": 1\n',
    ],
)
def test_a_number_sign_within_a_scalar_is_none(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: >- # why\n  b # c\n", ["# why"]),
        ("a: |2+  # why\n   b\n", ["# why"]),
        ("a: |# why\n  b\n", ["# why"]),
        ("a: | # why\n", ["# why"]),
        ("a: |\n  b\n# c\n", ["# c"]),
        ("a:\n  b: |\n    c\n  # d\n", ["# d"]),
        ("a: |\n\n\n# b\nc: 1\n", ["# b"]),
        ("a: b\n  c # d\n", ["# d"]),
        ("a: # b\n  # c\n  d\n", ["# b", "# c"]),
        ("a: [b, # c\n  d #e\n  ] # f\n", ["# c", "#e", "# f"]),
        ('a: "b"#c\n', ["#c"]),
        ("a: {b: 1,#c\n  d: 2}#e\n", ["#c", "#e"]),
        ("- # a\n  - # b\n    c\n", ["# a", "# b"]),
        ("a: # b\nc:\n# d\n", ["# b", "# d"]),
        ("? a # b\n: c # d\n", ["# b", "# d"]),
        ("--- # a\nb: 1\n... # c\n# d\n", ["# a", "# c", "# d"]),
        ("a: 1 # b # c\n", ["# b # c"]),
        (
            "# plantool: ignore[PLT301] 印刷のまま\na: 1\n",
            ["# plantool: ignore[PLT301] 印刷のまま"],
        ),
    ],
)
def test_a_comment_is_found_wherever_it_stands(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_what_is_written_twice_has_no_comments_in_its_text() -> None:
    assert texts("a: 1\na: 'b # c' # d\n") == ["# d"]


def test_a_file_without_a_tree_has_none() -> None:
    assert found("a: [1 # b\n") == found("# a\n") == found("a: *b # c\n") == ()


def test_a_second_document_may_be_broken() -> None:
    assert texts("a: 1 # b\n---\nc: [ # d\n")[0] == "# b"
