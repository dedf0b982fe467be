from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantool.diagnostics import apply_edits
from plantool.editing.line_edits import yield_line_edits


@given(st.text(), st.text(alphabet="a\n\u2028"))
def test_edits_of_lines_make_the_other_text(before: str, after: str) -> None:
    assert apply_edits(before, yield_line_edits(before, after)) == after


def test_only_what_differs_is_edited() -> None:
    (edit,) = yield_line_edits("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 4\nc: 3\n")
    assert (edit.start, edit.end, edit.text) == (5, 10, "b: 4\n")
