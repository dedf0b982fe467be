"""Supplements: their sum, a list of them, one that is mended, taken away or new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sheets.books import SUPPLEMENTS, Desk, type_cells

if TYPE_CHECKING:
    from pathlib import Path

TWO = """budget:
  supplementary:
    R1:
      - {number: 1, date: 2019-09-20, amount: 3}
      - {number: 2, date: 2020-02-20, amount: 4}
"""


def _take_in(folder: Path, said: str, typed: dict[tuple[str, str], str]) -> tuple[Any, ...]:
    """Return the exit code, what was told of each cell, and the lines that changed."""
    desk = Desk.of(folder)
    file = desk.plan / "1-9.yaml"
    file.write_text(file.read_text("utf-8").replace("budget:\n", said, 1), "utf-8")
    (book,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    before = desk.read()
    cells = {
        (SUPPLEMENTS, f"1-9|R1|{item}", column): text for (item, column), text in typed.items()
    }
    type_cells(book, cells)  # type: ignore[arg-type] # texts are objects
    code, rows = desk.tell(book)
    told = [(row["column"], row["result"], row["problem"]) for row in rows]
    return code, told, desk.list_changed_lines(before)


def test_a_sum_is_mended_and_taken_away(tmp_path: Path) -> None:
    said = "budget:\n  supplementary: {R1: 5}\n"
    assert _take_in(tmp_path / "a", said, {("", "amount"): "6"})[2] == [
        "1-9.yaml -supplementary: {R1: 5}",
        "1-9.yaml +supplementary: {R1: 6}",
    ]
    assert _take_in(tmp_path / "b", said, {("", "amount"): "（削除）"})[2] == [
        "1-9.yaml -supplementary: {R1: 5}"
    ]


def test_one_of_a_list_is_taken_away_with_all_that_it_says(tmp_path: Path) -> None:
    typed = {("1", column): "（削除）" for column in ("number", "date", "amount")}
    code, told, lines = _take_in(tmp_path, TWO, typed)
    assert (code, {result for _, result, _ in told}) == (0, {"applied"})
    assert lines == ["1-9.yaml -- {number: 2, date: 2020-02-20, amount: 4}"]


def test_one_is_mended_and_another_is_new_at_once(tmp_path: Path) -> None:
    typed = {("1", "amount"): "5", ("new", "amount"): "7", ("new", "number"): "3"}
    code, _, lines = _take_in(tmp_path, TWO, typed)
    assert (code, lines) == (
        0,
        [
            "1-9.yaml -- {number: 2, date: 2020-02-20, amount: 4}",
            "1-9.yaml +- {number: 2, date: 2020-02-20, amount: 5}",
            "1-9.yaml +- {number: 3, amount: 7}",
        ],
    )


def test_half_of_a_new_one_is_refused(tmp_path: Path) -> None:
    for folder, column in (("a", "amount"), ("b", "number"), ("c", "date")):
        text = {"date": "2020-03-01"}.get(column, "3")
        code, told, lines = _take_in(tmp_path / folder, TWO, {("new", column): text})
        assert (code, lines) == (1, [])
        assert told == [(column, "refused", "新しい補正には、増減額と、第何次か議決日が要ります")]
