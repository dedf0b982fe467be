"""What was typed into workbooks is taken in, nothing else; all that is not is said by its cell."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.model.money import Money
from tests.history import begun
from tests.sheets.books import (
    MONEY,
    PLANS,
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

REASON = "初回を令和２年３月に予定していたが、参加者の健康に配慮して取りやめたため"


def _tell(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(f"{row['sheet']}!{row['cell']}", row["result"], row["problem"] or "") for row in rows]


@pytest.mark.parametrize("example", PLANS)
def test_books_that_nobody_touched_change_nothing(tmp_path: Path, example: str) -> None:
    desk = Desk.of(tmp_path, example)
    before = desk.read()
    years = load_plan(Folder.open_at(desk.plan)).plan.planned_years
    books = desk.hand_out("--all", *(f"--year={year.key}" for year in years))
    assert books
    assert desk.tell(*books) == (0, [])
    assert desk.read() == before


TYPED: tuple[tuple[str, str, object, str, str], ...] = (
    # row, column, typed; what the file says then, or why it is refused
    ("1-6|R2|visits", "value", "３，５００", "3500", ""),
    ("1-6|R2|visits", "value", "3,500世帯", "3,500世帯", ""),
    ("1-6|R2|visits", "value", 3500, "3500", ""),
    ("1-6|R2|visits", "value", "△5", "", "-5世帯は、比べる値 3,500世帯の10倍以上か10分の1以下です"),
    (
        "1-6|R2|visits",
        "value",
        "3500 件(うち 2 件)",
        "",
        "「3500 件(うち 2 件)」のうち、どれが実績の数（単位 世帯）か分かりません",
    ),
    ("1-6|R2|visits", "value", "三千", "", "「三千」は言葉です。この項目は数で表します"),
    ("1-6|R2|visits", "value", datetime(2026, 2, 4), "", "2月4日の日付になっています"),  # noqa: DTZ001
    ("1-6|R2|visits", "value", time(2, 4), "", "時刻（02:04:00）になっています"),
    ("1-6|R2|visits", "value", True, "", "TRUE（論理値）になっています"),
    ("1-6|R2|visits", "value", "=1+1", "", "式の結果が保存されていません"),
    ("1-6|R2|visits", "value", "―", "―", ""),
    ("1-6|R2|visits", "state", "延期", "postponed", ""),
    ("1-6|R2|visits", "state", "実施済み", "", "「実施済み」は選べません"),
    ("1-6|R2|awareness", "value", "55.5%", "55.5%", ""),
    ("1-6|R2|awareness", "value", "５５．５", "55.5", ""),
    ("1-6|R2|centers", "value", "007", "7", ""),
    ("1-8|R2|kitasuiro", "value", "2-4", "2-4", ""),
    ("1-8|R2|kitasuiro", "value", "007", "7", ""),
    ("1-8|R2|kitasuiro", "state", "一部", "partial", ""),
    ("1-8|R2|kitasuiro", "note", "1/2", "1/2", ""),
    ("1-8|R2|kitasuiro", "note", "令和2年5月22日", "令和2年5月22日", ""),
    ("1-8|R2|kitasuiro", "note", "a_x000B_b", "", "使えない文字（U+000B）があります"),
)


@pytest.mark.parametrize(("key", "column", "typed", "said", "problem"), TYPED)
def test_a_result_is_read_as_people_type_it(  # noqa: PLR0913, PLR0917 - a line of the table
    desk: Desk, book: Path, key: str, column: str, typed: object, said: str, problem: str
) -> None:
    before = desk.read()
    type_cells(book, {(RESULTS, key, column): typed})
    code, (row,) = desk.tell(book)
    file, identifier = desk.plan / f"{key[:3]}.yaml", key.rpartition("|")[2]
    if problem:
        assert (code, row["problem"], desk.read()) == (1, problem, before)
        return
    assert (code, row["result"]) == (0, "applied")
    plan = load_plan(Folder.open_at(desk.plan)).plan
    initiative = plan.initiative(key[:3])
    assert initiative
    measure = next(row for row in initiative.measures() if row.id == identifier)
    reports = measure.results.get(plan.year("R2"))
    assert reports
    (report,) = reports.items
    cell = report.cell.text or (f"{report.cell.value:f}" if report.cell.value is not None else "")
    found = {"value": cell, "state": report.state and report.state.value, "note": report.note}
    assert found[column] == said
    assert file.read_text("utf-8").count("reported: 20") >= 1


MONEY_TYPED: tuple[tuple[object, object, str], ...] = (
    ("1,234", None, "1,234百万円は、比べる値 22百万円の10倍以上か10分の1以下です"),
    ("２０", 20, ""),
    (20, 20, ""),
    (20.1, "20.1", ""),
    ("20百万円", 20, ""),
    ("△20", -20, ""),
    ("▲２０．５", "-20.5", ""),
    ("―", "none", ""),
    ("-", "none", ""),
    ("単位未満", "below-unit", ""),
    ("…", "unknown", ""),
    ("不明", None, "「不明」は金額として読めません"),
    ("2-4", None, "「2-4」は金額として読めません"),
    ("20人", None, "「20人」は金額として読めません"),
)


@pytest.mark.parametrize(("typed", "said", "problem"), MONEY_TYPED)
def test_an_amount_is_read_as_people_type_it(
    desk: Desk, book: Path, typed: object, said: object, problem: str
) -> None:
    type_cells(book, {(MONEY, "3-9|R1|", "initial"): typed})
    code, (row,) = desk.tell(book)
    assert (code, row["problem"] or "") == (int(bool(problem)), problem)
    if problem:
        return
    plan = load_plan(Folder.open_at(desk.plan)).plan
    initiative = plan.initiative("3-9")
    assert initiative
    money = initiative.budget.initial.get(plan.year("R1"))
    assert isinstance(money, Money)
    known = f"{money.amount:f}" if money.presence.value == "known" else money.presence.value
    assert known == str(said)


def test_an_edited_cell_is_an_edited_line(desk: Desk, book: Path) -> None:
    before = desk.read()
    type_cells(
        book,
        {
            (RESULTS, "1-6|R1|visits", "value"): "2,900世帯",
            (RESULTS, "1-9|R1|voices", "reason"): "（削除）",
            (MONEY, "1-8|R1|", "settled"): "734",
            (SUPPLEMENTS, "1-6|R1|new", "number"): "第1次",
            (SUPPLEMENTS, "1-6|R1|new", "date"): datetime(2019, 9, 20),  # noqa: DTZ001
            (SUPPLEMENTS, "1-6|R1|new", "amount"): "▲３",
        },
    )
    code, rows = desk.tell(book)
    assert (code, {row["result"] for row in rows}) == (0, {"applied"})
    assert desk.list_changed_lines(before) == [
        "1-6.yaml -value: 2,890世帯",
        "1-6.yaml +value: 2,900世帯",
        "1-6.yaml +R1:",
        "1-6.yaml +- {number: 1, date: 2019-09-20, amount: -3}",
        "1-8.yaml -settled: {H30: 362, R1: 733}",
        "1-8.yaml +settled: {H30: 362, R1: 734}",
        f"1-9.yaml -reason: {REASON}",
    ]
    assert desk.tell(book)[0] == 0
    assert {row["result"] for row in desk.tell(book)[1]} == {"already-so"}


def test_a_blank_takes_nothing_away(desk: Desk, book: Path) -> None:
    before = desk.read()
    type_cells(book, {(RESULTS, "1-6|R1|visits", "value"): None})
    code, rows = desk.tell(book)
    assert code == 1
    assert _tell(rows) == [("実績!K3", "refused", "空欄にしても、計画の内容は消えません")]
    assert desk.read() == before


def test_a_check_writes_nothing(desk: Desk, book: Path) -> None:
    before = desk.read()
    type_cells(book, {(MONEY, "1-8|R1|", "settled"): "734"})
    done = desk.take_in(book, "--dry-run")
    assert (done.code, desk.read()) == (0, before)
    assert done.out.splitlines()[-1] == "--dry-run のため、何も書いていません。"


def test_a_conflict_says_all_three_and_can_be_settled(desk: Desk, book: Path) -> None:
    file = desk.plan / "1-6.yaml"
    file.write_text(file.read_text("utf-8").replace("2,890世帯", "2,891世帯"), "utf-8")
    before = desk.read()
    type_cells(
        book,
        {
            (RESULTS, "1-6|R1|visits", "value"): "2,900世帯",
            (RESULTS, "1-6|R1|visits", "note"): "確定",
        },
    )
    code, rows = desk.tell(book)
    assert code == 1
    assert _tell(rows) == [
        (
            "実績!K3",
            "conflict",
            "計画には、今「2,891世帯」とあります（ブックを作ったときは「2,890世帯」）",
        ),
        ("実績!M3", "applied", ""),
    ]
    assert desk.list_changed_lines(before) == ["1-6.yaml +note: 確定"]
    assert desk.tell(book, "--accept", "実績!K3")[0] == 0
    assert "2,900世帯" in file.read_text("utf-8")


def test_a_doubt_can_be_accepted(desk: Desk, book: Path) -> None:
    type_cells(book, {(MONEY, "1-6|R1|", "settled"): "41"})
    code, (row,) = desk.tell(book)
    assert (code, row["remedy"]) == (
        1,
        "直し方: 記入のとおりでよければ、--accept '事業費!I3' を付けて取り込んでください".replace(
            "I3", row["cell"]
        ),
    )
    assert desk.tell(book, "--accept", f"{row['sheet']}!{row['cell'].lower()}")[0] == 0


def test_an_accepted_cell_must_say_something(desk: Desk, book: Path) -> None:
    done = desk.take_in(book, "--accept", "実績!K3")
    assert done.code == 2
    assert "--accept の「実績!K3」には、取り込むものがありません" in done.err


def _sort_backwards(book: Workbook) -> None:
    sheet = book[RESULTS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for at, row in enumerate(reversed(rows), 3):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def _move_columns(book: Workbook) -> None:
    sheet = book[RESULTS]
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[5:], *values[:5]], strict=True):
            cell.value = value


def _insert_rows(book: Workbook) -> None:
    book[RESULTS].insert_rows(3, 2)
    book[RESULTS].insert_rows(9)


def _hide_and_rename(book: Workbook) -> None:
    book[RESULTS].row_dimensions[4].hidden = True
    book[RESULTS].title = "実績（回答）"
    book["plantool"].sheet_state = "hidden"
    book.move_sheet("補正", -3)


def _delete_rows(book: Workbook) -> None:
    sheet = book[RESULTS]
    keep = find_cell(sheet, "1-6|R1|visits", "value").row
    for row in range(sheet.max_row, 2, -1):
        if row != keep:
            sheet.delete_rows(row)


@pytest.mark.parametrize(
    "rearrange", [_sort_backwards, _move_columns, _insert_rows, _hide_and_rename, _delete_rows]
)
def test_rows_and_columns_are_known_wherever_they_stand(
    desk: Desk, book: Path, rearrange: Callable[[Workbook], None]
) -> None:
    before = desk.read()
    type_cells(book, {(RESULTS, "1-6|R1|visits", "value"): "2,900世帯"})
    edit(book, rearrange)
    code, rows = desk.tell(book)
    assert (code, [row["result"] for row in rows]) == (0, ["applied"])
    assert desk.list_changed_lines(before) == [
        "1-6.yaml -value: 2,890世帯",
        "1-6.yaml +value: 2,900世帯",
    ]


def test_rows_that_were_added_are_told_by_their_cells(desk: Desk, book: Path) -> None:
    def add_rows(workbook: Workbook) -> None:
        sheet = workbook[RESULTS]
        column = find_cell(sheet, "1-6|R1|visits", "value").column
        copied = [cell.value for cell in sheet[3]]
        copied[column - 1] = "2,950世帯"
        sheet.append(copied)
        for key in ("", "9-9|R1|none"):
            sheet.append([key, *[None] * (column - 2), "5"])

    before = desk.read()
    type_cells(book, {(RESULTS, "1-6|R1|visits", "value"): "2,900世帯"})
    edit(book, add_rows)
    code, rows = desk.tell(book)
    assert (code, desk.read()) == (1, before)
    assert _tell(rows) == [
        ("実績!K3", "refused", "同じ行が二つあり、内容が違います（実績!K29は「2,950世帯」）"),
        ("実績!K29", "refused", "同じ行が二つあり、内容が違います（実績!K3は「2,900世帯」）"),
        ("実績!K30", "refused", "計画にない行です"),
        ("実績!K31", "refused", "このブックのものではない行です"),
    ]


def test_sheets_of_two_departments_may_not_disagree(tmp_path: Path) -> None:
    desk = Desk.of(tmp_path)
    text = (desk.plan / "1-6.yaml").read_text("utf-8")
    (desk.plan / "1-6.yaml").write_text(
        text.replace("departments: [", "departments: [福祉部 健康推進課, "), "utf-8"
    )
    one, two = (
        desk.hand_out("--department", name, "--year", "R1")[-1]
        for name in ("健康推進課", "高齢者支援課")
    )
    one = desk.books / "福祉部_健康推進課.xlsx"
    before = desk.read()
    key = (RESULTS, "1-6|R1|visits", "value")
    type_cells(one, {key: "2,900世帯"})
    type_cells(two, {key: "2,901世帯", (RESULTS, "1-6|R1|visits", "note"): "同じ"})
    code, rows = desk.tell(one, two)
    told = [(row["book"], row["result"], row["problem"]) for row in rows]
    assert code == 1
    assert told[0][:2] == ("福祉部_健康推進課.xlsx", "refused")
    assert told[0][2].startswith("福祉部_高齢者支援課.xlsxの実績!")
    assert desk.list_changed_lines(before) == ["1-6.yaml +note: 同じ"]
    place = f"[{two.name}]実績!{rows[1]['cell']}"
    assert desk.tell(one, two, "--accept", place)[0] == 0
    assert "2,901世帯" in (desk.plan / "1-6.yaml").read_text("utf-8")


def test_books_that_say_the_same_are_one(tmp_path: Path) -> None:
    desk = Desk.of(tmp_path)
    (one,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    two = one.with_name("写し.xlsx")
    type_cells(one, {(MONEY, "1-8|R1|", "settled"): "734"})
    two.write_bytes(one.read_bytes())
    code, rows = desk.tell(one, two)
    assert (code, [row["result"] for row in rows]) == (0, ["applied", "applied"])


def test_a_later_report_stands_beside_an_interim_one(tmp_path: Path) -> None:
    desk = Desk.of(tmp_path)
    file = desk.plan / "1-6.yaml"
    interim = "      R2: {value: 1,700世帯, stage: interim, reported: 2020-10-20}\n"
    text = file.read_text("utf-8")
    at = text.index("      R1:", text.index("id: visits"))
    text = text[:at] + interim.replace("1,700世帯", "1700") + text[at:]
    file.write_text(text, "utf-8")
    (book,) = desk.hand_out("--department", "高齢者支援課", "--year", "R2")
    before = desk.read()
    type_cells(book, {(RESULTS, "1-6|R2|visits", "value"): "3,480世帯"})
    code, rows = desk.tell(book)
    assert (code, [row["result"] for row in rows]) == (0, ["applied"])
    assert desk.list_changed_lines(before) == [
        "1-6.yaml -R2: {value: 1700, stage: interim, reported: 2020-10-20}",
        "1-6.yaml +R2:",
        "1-6.yaml +- {value: 1700, stage: interim, reported: 2020-10-20}",
        '1-6.yaml +- {value: "3,480世帯", reported: TODAY}',
    ]
    assert {row["result"] for row in desk.tell(book)[1]} == {"already-so"}


def test_a_closed_year_needs_a_correction(tmp_path: Path) -> None:
    desk = Desk.of(tmp_path)
    settings = desk.plan / "plan.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("  planned: [", "  closed: [R1]\n  planned: ["), "utf-8"
    )
    (book,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    type_cells(book, {(RESULTS, "1-6|R1|visits", "value"): "2,900世帯"})
    before = desk.read()
    code, rows = desk.tell(book)
    assert (code, rows[0]["problem"]) == (1, "R1は確定した年度です。直すには訂正の理由が要ります")
    assert desk.tell(book, "--correction", "数え違い")[0] == 0
    lines = desk.list_changed_lines(before)
    assert lines[:2] == ["1-6.yaml -value: 2,890世帯", "1-6.yaml +value: 2,900世帯"]
    assert "reason: 数え違い" in lines[-1]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda book: book.remove(book["plantool"]), "plantool が作ったブックではありません"),
        (
            lambda book: setattr(book["plantool"]["E1"], "value", "{"),
            "の隠しシート plantool が壊れています",
        ),
        (
            lambda book: setattr(book["plantool"]["E4"], "value", '{"value": 1.5}'),
            "の隠しシート plantool が壊れています",
        ),
        (lambda book: book[RESULTS].delete_rows(1), "隠し行（1行目）か隠し列（A列）が消えている"),
        (lambda book: book[RESULTS].delete_cols(1), "隠し行（1行目）か隠し列（A列）が消えている"),
    ],
)
def test_a_book_that_is_none_of_ours_is_refused(
    desk: Desk, book: Path, spoil: Callable[[Workbook], None], said: str
) -> None:
    edit(book, spoil)
    done = desk.take_in(book)
    assert done.code == 2
    assert said in done.err


def test_a_book_of_another_plan_or_layout_is_refused(desk: Desk, book: Path) -> None:
    def change(old: str, new: str) -> None:
        def spoil(workbook: Workbook) -> None:
            cell = workbook["plantool"]["E1"]
            assert old in cell.value
            cell.value = cell.value.replace(old, new)

        edit(book, spoil)

    change('"layout":"1"', '"layout":"0"')
    assert "別の版の plantool" in desk.take_in(book).err
    change('"layout":"0"', '"layout":"1"')
    change("みなも区", "よその区")
    done = desk.take_in(book)
    assert (done.code, "別の計画" in done.err) == (2, True)


def test_all_files_that_are_no_workbooks_are_told_at_once(desk: Desk, book: Path) -> None:
    (desk.plan.parent / "a.xlsx").write_bytes(b"x")
    before = desk.read()
    type_cells(book, {(MONEY, "1-8|R1|", "settled"): "734"})
    done = desk.take_in("a.xlsx", book, "b.xlsx")
    assert (done.code, done.out, desk.read()) == (2, "", before)
    assert [line for line in done.err.splitlines() if line.startswith("エラー")] == [
        "エラー: a.xlsx は Excel のブック（.xlsx）ではありません",
        "エラー: b.xlsx を読めません（見つかりません）",
    ]


def test_the_state_of_the_past_can_be_handed_out(tmp_path: Path) -> None:
    """A value that changed since is a conflict, as if the book had been made then."""
    repository = begun(tmp_path)
    repository.replace("ward/plan/1-6.yaml", ("2,890世帯", "2,891世帯"))
    desk = Desk(repository.ward, tmp_path / "books")
    options = ("--department", "高齢者支援課", "--year", "R1", "--output", str(desk.books))
    assert desk.run("--at", "HEAD", "sheet", "export", *options).code == 0
    (book,) = desk.books.iterdir()
    type_cells(book, {(RESULTS, "1-6|R1|visits", "value"): "2,900世帯"})
    code, (row,) = desk.tell(book)
    assert (code, row["result"], row["now"]) == (1, "conflict", "2,891世帯")
    origin = openpyxl.load_workbook(book)["plantool"]["E1"].value
    assert repository.git("rev-parse", "HEAD") in origin


def test_the_page_for_a_pull_request(desk: Desk, book: Path) -> None:
    type_cells(
        book,
        {(MONEY, "1-8|R1|", "settled"): "734", (RESULTS, "1-6|R1|visits", "value"): None},
    )
    done = desk.take_in(book, "--format", "markdown")
    assert done.out.splitlines() == [
        "# みなも区 まちづくり実行計画（架空）",
        "",
        "## 福祉部\\_高齢者支援課.xlsx",
        "",
        "> 取り込み1件、すでに同じ0件、食い違い0件、取り込めない1件",
        "",
        "| セル | 項目 | 記入 | 取り込めない理由と直し方 |",
        "| --- | --- | --- | --- |",
        (
            "| 実績!K3 | 1-6 一人暮らし高齢者等の訪問 R1 実績 |  | "
            "空欄にしても、計画の内容は消えません<br>"
            "直し方: 消すなら（削除）と書いてください。消さないなら、元のままにしてください |"
        ),
        "",
        "| セル | 項目 | 前 | 後 |",
        "| --- | --- | --- | --- |",
        "| 事業費!I5 | 1-8 R1 決算 | 733 | 734 |",
    ]
