"""Workbooks that came back otherwise than a department should send them: told, never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.sheets.books import (
    MONEY,
    RESULTS,
    SUPPLEMENTS,
    Desk,
    Workbook,
    edit,
    find_cell,
    type_cells,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VISITS = (RESULTS, "1-6|R1|visits", "value")


def _remember(kind: str, key: str, text: str) -> Callable[[Workbook], None]:
    """Return a change of the data that the hidden sheet has of a row."""

    def change(book: Workbook) -> None:
        line = next(
            line
            for line in book["plantool"].iter_rows()
            if (line[0].value, line[1].value) == (kind, key)
        )
        line[4].value = text

    return change


def _label(text: str) -> Callable[[Workbook], None]:
    return lambda book: setattr(book["plantool"]["E2"], "value", text)


def _name_item(item: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for sheet, column in ((SUPPLEMENTS, 1), ("plantool", 2)):
            for (cell,) in book[sheet].iter_rows(min_col=column, max_col=column):
                if cell.value == "1-6|R1|new":
                    cell.value = f"1-6|R1|{item}"

    return change


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_remember("results", "1-6|R1|visits", '{"value":1e999999999}'), 2),
        (_remember("results", "1-6|R1|visits", '{"value":0.1}'), 2),
        (_remember("results", "1-6|R1|visits", '{"value":NaN}'), 2),
        (_remember("results", "1-6|R1|visits", "[" * 30_000), 2),
        (_remember("results", "1-6|R1|visits", "[" * 100 + "]" * 100), 2),
        (_remember("results", "1-6|R1|visits", '{"value":{"\\u0000":"1e999999999"}}'), 2),
        (_remember("results", "1-6|R1|visits", '{"value":{"\\u0000":"x"}}'), 2),
        (_remember("results", "1-6|R1|visits", '{"value":{"\\u0000":"sNaN"}}'), 2),
        (_remember("results", "1-6|R1|visits", '{"value":[1,{"text":5}],"judgement":[1]}'), 1),
        (_remember("money", "1-6|R1|", "[1]"), 1),
        (_remember("supplements", "1-6|R1|new", '{"number":[1]}'), 1),
        (_label('{"state":{"partial":5}}'), 1),
        (_label('{"state":[1]}'), 2),
        (_name_item("9" * 5000), 1),
        (_name_item("x"), 1),
    ],
)
def test_a_hidden_sheet_that_was_changed_breaks_nothing(
    desk: Desk, book: Path, spoil: Callable[[Workbook], None], code: int
) -> None:
    before = desk.read()
    state = (RESULTS, "1-8|R2|kitasuiro", "state")
    type_cells(book, {VISITS: "2,890世帯", state: "x", (SUPPLEMENTS, "1-6|R1|new", "amount"): "5"})
    edit(book, spoil)
    done = desk.take_in(book)
    assert done.code == code, done.err
    changed = [line[:8] for line in desk.list_changed_lines(before)]
    assert not [line for line in changed if line != "1-6.yaml"]


def _sort_without_keys(book: Workbook) -> None:
    sheet = book[RESULTS]
    rows = [[cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=3)]
    for at, row in enumerate(reversed(rows), 3):
        for column, value in enumerate(row, 2):
            sheet.cell(at, column).value = value


def test_rows_that_were_sorted_without_their_keys_are_refused(desk: Desk, book: Path) -> None:
    before = desk.read()
    type_cells(book, {VISITS: "2,900世帯"})
    edit(book, _sort_without_keys)
    code, rows = desk.tell(book)
    assert (code, desk.read()) == (1, before)
    assert {row["result"] for row in rows} == {"refused"}
    assert "灰色のセル（実績!" in next(r["problem"] for r in rows if r["typed"] == "2,900世帯")


def test_sorting_takes_the_keys_along(book: Path) -> None:
    assert openpyxl.load_workbook(book)[RESULTS].auto_filter.ref.startswith("A2:")


def test_a_grey_cell_and_an_added_column_are_told(desk: Desk, book: Path) -> None:
    def write(workbook: Workbook) -> None:
        sheet = workbook[RESULTS]
        row = find_cell(sheet, VISITS[1], "planned").row
        find_cell(sheet, VISITS[1], "planned").value = "3,500世帯"
        sheet.cell(row, sheet.max_column + 1).value = "見込み違い"

    type_cells(book, {VISITS: "2,900世帯"})
    edit(book, write)
    code, rows = desk.tell(book)
    told = [(row["column"], row["result"], row["problem"]) for row in rows]
    assert code == 1
    assert told == [
        ("beside", "refused", "灰色のセルは取り込みません（配ったときは「3,400世帯」）"),
        ("beside", "refused", "書き足した列は取り込めません"),
        ("value", "applied", None),
    ]


@pytest.mark.parametrize("first", [1, 2])
def test_headings_may_go_or_move(desk: Desk, book: Path, first: int) -> None:
    """Rows inserted above the headings, and headings that were deleted, hide no row."""
    type_cells(book, {VISITS: "2,900世帯"})
    edit(book, lambda workbook: workbook[RESULTS].insert_rows(first, 3))
    assert [row["result"] for row in desk.tell(book)[1]] == ["applied"]
    edit(book, lambda workbook: workbook[RESULTS].delete_rows(5))
    assert [row["result"] for row in desk.tell(book)[1]] == ["already-so"]


def test_a_sheet_without_its_hidden_row_is_not_passed_over(desk: Desk, book: Path) -> None:
    before = desk.read()
    type_cells(book, {VISITS: "2,900世帯"})
    edit(book, lambda workbook: workbook[RESULTS].delete_rows(1))
    done = desk.take_in(book)
    assert (done.code, desk.read()) == (2, before)
    assert "隠し行（1行目）か隠し列（A列）が消えている" in done.err


def test_sheets_of_their_own_are_named_and_those_that_went_are_not_missed(
    desk: Desk, book: Path
) -> None:
    edit(book, lambda workbook: workbook.create_sheet("メモ").append(["担当より"]))
    done = desk.take_in(book)
    assert done.code == 0
    assert "plantool のものでないシートは読んでいません: メモ" in done.out
    edit(book, lambda workbook: workbook.remove(workbook["メモ"]))
    edit(book, lambda workbook: workbook.remove(workbook[MONEY]))
    assert desk.take_in(book).code == 0


def test_a_column_that_was_copied_is_read_as_well(desk: Desk, book: Path) -> None:
    def copy(workbook: Workbook) -> None:
        sheet = workbook[RESULTS]
        source, to = find_cell(sheet, VISITS[1], "value"), sheet.max_column + 1
        for (cell,) in sheet.iter_rows(min_col=source.column, max_col=source.column):
            sheet.cell(cell.row, to).value = cell.value
        sheet.cell(source.row, to).value = "2,900世帯"

    before = desk.read()
    edit(book, copy)
    assert [row["result"] for row in desk.tell(book)[1]] == ["applied"]
    assert desk.list_changed_lines(before)[-1] == "1-6.yaml +value: 2,900世帯"


def test_of_an_item_that_is_gone_only_what_was_typed_is_told(desk: Desk, book: Path) -> None:
    file = desk.plan / "1-6.yaml"
    type_cells(book, {VISITS: "2,900世帯"})
    file.write_text(file.read_text("utf-8").replace("id: visits", "id: calls"), "utf-8")
    code, rows = desk.tell(book)
    assert (code, [row["typed"] for row in rows]) == (1, ["2,900世帯"])
    assert rows[0]["problem"] == "この項目は、今の計画にありません"


@pytest.mark.parametrize(
    "place", ["実績！Ｋ３", "'実績'!$K$3", "'[福祉部_高齢者支援課.xlsx]実績'!k3"]
)
def test_an_accepted_cell_is_spelt_as_people_do(desk: Desk, book: Path, place: str) -> None:
    type_cells(book, {VISITS: "34,000世帯"})
    assert desk.tell(book)[0] == 1
    assert desk.tell(book, "--accept", place)[0] == 0


def test_a_text_that_no_cell_can_hold_is_not_cut(desk: Desk) -> None:
    file = desk.plan / "1-6.yaml"
    note = "長" * 33_000
    file.write_text(file.read_text("utf-8").replace("電話で確認", note, 1), "utf-8")
    (book,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    assert desk.tell(book) == (0, [])
    type_cells(book, {(RESULTS, "1-6|R1|visits", "action"): "短い"})
    code, (row,) = desk.tell(book)
    assert (code, row["problem"]) == (1, "長すぎて全文を載せられなかったセルです")
