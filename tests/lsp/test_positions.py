from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.diagnostics import Span, apply_edits
from plantool.lsp.editor_positions import EditorLines, Position, TextRange
from plantool.lsp.line_edits import yield_line_edits

LINE = "名: 𠮷野"


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-16", 3, 5), ("utf-8", 5, 9), ("utf-32", 3, 4)]
)
def test_columns_count_the_units_agreed_upon(encoding: str, start: int, end: int) -> None:
    lines = EditorLines(f"a: 1\n{LINE}\n", encoding)
    expected = TextRange(Position(1, start), Position(1, end))
    assert lines.find_span_range(Span(2, 4, 2, 5)) == expected
    assert lines.find_range(8, 9) == expected
    assert lines.find_column(Position(1, start)) == 3
    assert lines.find_column(Position(1, end)) == 4


def test_places_that_no_text_has_are_taken_for_the_nearest() -> None:
    lines = EditorLines("a: 1\n")
    assert lines.find_column(Position(0, 99)) == 4
    assert lines.find_column(Position(9, 9)) == 0
    assert lines.find_span_range(Span(9, 9, 9, 9)) == TextRange(Position(8, 0), Position(8, 0))


def test_line_breaks_are_those_of_yaml_and_of_the_protocol() -> None:
    assert EditorLines("a\u2028b\r\nc").find_range(5, 6) == TextRange(
        Position(1, 0), Position(1, 1)
    )


@given(st.text(), st.text(alphabet="a\n\u2028"))
def test_edits_of_lines_make_the_other_text(before: str, after: str) -> None:
    assert apply_edits(before, yield_line_edits(before, after)) == after


def test_only_what_differs_is_edited() -> None:
    (edit,) = yield_line_edits("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 4\nc: 3\n")
    assert (edit.start, edit.end, edit.text) == (5, 10, "b: 4\n")
