"""Workbooks for departments: what is in them, how it looks to Excel, and that they are the same."""

from __future__ import annotations

import json
import zipfile

import openpyxl
import pytest

from tests.sheets.books import Desk, Workbook, Worksheet, find_cell


def _list_row(sheet: Worksheet, key: str) -> list[object]:
    row = find_cell(sheet, key, "id").row
    return [cell.value for cell in sheet[row]][1:]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Return the workbook of one year of a department."""
    desk = Desk.of(tmp_path_factory.mktemp("desk"))
    books = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    assert [book.name for book in books] == ["福祉部_高齢者支援課.xlsx"]
    return openpyxl.load_workbook(books[0])


def test_each_department_gets_its_own_items_alone(workbook: Workbook) -> None:
    states = [(sheet.title, sheet.sheet_state) for sheet in workbook]
    hidden = [("plantool", "veryHidden"), ("plantool_lists", "veryHidden")]
    shown = [(title, "visible") for title in ("はじめに", "実績", "事業費", "補正")]
    assert states == [*shown, *hidden]
    ids = {row[1].value for row in workbook["実績"].iter_rows(min_row=3)}
    assert ids == {"1-6", "1-8", "1-9", "3-9"}
    assert _list_row(workbook["実績"], "1-6|R1|visits") == [
        "1-6",
        "地域包括支援センターの機能強化 ★",
        "一人暮らし高齢者等の訪問",
        "世帯",
        "令和元年度",
        "3,400世帯",
        "3,318世帯",
        "計28,200世帯",
        "2,890世帯",
        None,
        None,
        "２月下旬から訪問を控え、電話による確認に切り替えたため",
        "電話で確認した世帯のうち、気がかりな世帯から順に訪問する",
    ]
    assert _list_row(workbook["事業費"], "1-8|R1|") == [
        *("1-8", "特別養護老人ホームの整備 ★", "令和元年度", "640", "604", "142", "746", "733"),
        *(None, "13", None, None),
    ]


def test_a_bureau_gets_a_book_for_each_of_its_divisions(desk: Desk) -> None:
    names = [book.stem for book in desk.hand_out("--department", "福祉部", "--year", "R1")]
    assert names == ["福祉部_健康推進課", "福祉部_障害者支援課", "福祉部_高齢者支援課"]


def test_printed_cells_are_locked_and_inputs_are_text(workbook: Workbook) -> None:
    sheet = workbook["実績"]
    planned, value = (find_cell(sheet, "1-6|R1|visits", key) for key in ("planned", "value"))
    assert (planned.protection.locked, value.protection.locked) == (True, False)
    assert (planned.fill.start_color.rgb, value.fill.start_color.rgb) == ("FFEDEDED", "FFFFF9DB")
    assert (value.number_format, value.alignment.wrap_text) == ("@", True)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "E3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert workbook.defined_names["plantool_results"].attr_text == "'実績'!$A$3:$A$15"


def test_lists_offer_the_words_of_the_plan(workbook: Workbook) -> None:
    offered = {
        str(rule.sqref).split()[0]: rule.formula1
        for rule in workbook["実績"].data_validations.dataValidation
    }
    words = [
        [cell.value for cell in column if cell.value]
        for column in workbook["plantool_lists"].columns
    ]
    assert offered == {"K3": "plantool_lists!$A$1:$A$2", "K7": "plantool_lists!$B$1:$B$5"}
    assert words == [["延期", "中止"], ["実施済み", "一部実施", "未実施", "延期", "中止"]]


def test_what_is_planned_and_not_reported_is_marked(workbook: Workbook) -> None:
    sheet = workbook["実績"]
    rules = {
        str(place.sqref): rule.formula
        for place in sheet.conditional_formatting
        for rule in place.rules
    }
    formula = ['AND(LEN($G3)>0,ISERROR(FIND($G3,"-–—―─ー－")),LEN($J3)=0,LEN($K3)=0)']
    assert rules == {"J3:J15": formula, "K3:K15": formula}


def test_the_first_sheet_says_how_until_when_and_whom_to_ask(workbook: Workbook) -> None:
    rows = [(row[0].value or "", row[1].value) for row in workbook["はじめに"].iter_rows(min_row=3)]
    assert rows[:5] == [
        ("計画", "みなも区 まちづくり実行計画（架空）"),
        ("担当", "福祉部 高齢者支援課"),
        ("対象の年度", "令和元年度"),
        ("報告の期限", "令和2年5月31日"),
        ("連絡先", "総務企画部 企画課 計画担当\nkeikaku@minamo.example"),
    ]
    assert rows[5][0] == "記入のしかた"
    assert len(rows) == 12


def test_the_same_plan_gives_the_same_bytes(desk: Desk) -> None:
    first = {path.name: path.read_bytes() for path in desk.hand_out("--all", "--year", "R1")}
    assert len(first) == 14
    done = desk.run("sheet", "export", "--all", "--year", "R1", "--output", "again")
    assert done.code == 0
    again = {path.name: path.read_bytes() for path in (desk.plan.parent / "again").iterdir()}
    assert again == first
    assert desk.hand_out("--all", "--year", "R1")  # the same files may stay


def test_a_filled_book_is_never_overwritten(desk: Desk) -> None:
    (path,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    path.write_bytes(b"filled in")
    done = desk.run("sheet", "export", "--all", "--year", "R1", "--output", str(desk.books))
    assert done.code == 5
    assert done.err.splitlines()[:2] == [
        "エラー: 同じ名前で内容の違うファイルがあるため、何も書いていません:",
        f"  {desk.books}/福祉部_高齢者支援課.xlsx",
    ]
    assert [file.read_bytes() for file in desk.books.iterdir()] == [b"filled in"]


def test_blank_only_leaves_out_what_is_reported(desk: Desk) -> None:
    books = desk.hand_out("--all", "--year", "R1", "--blank-only")
    keys = [
        row[0].value
        for path in books
        for sheet in openpyxl.load_workbook(path)
        if sheet.title == "実績"
        for row in sheet.iter_rows(min_row=3, max_col=1)
    ]
    owed = json.loads(desk.run("pending", "--year", "R1", "--format", "json").out)["rows"]
    assert {f"{row['id']}|R1|{row['measure']}" for row in owed} < set(keys)
    assert "1-6|R1|visits" not in keys


def test_departments_of_like_names_get_books_of_their_own(desk: Desk) -> None:
    long = "長い名前の課" * 30
    settings = desk.plan / "plan.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("  環境危機管理部:", f"  防災部: ['A/B', 'A:B', {long}]\n  環境危機管理部:"),
        "utf-8",
    )
    for number, division in ((1, "A/B"), (2, "A:B"), (3, long)):
        file = desk.plan / f"1-{number}.yaml"
        lines = file.read_text("utf-8").splitlines()
        said = [
            f'departments: ["防災部 {division}"]' if "departments:" in line else line
            for line in lines
        ]
        file.write_text("\n".join(said) + "\n", "utf-8")
    names = [book.name for book in desk.hand_out("--department", "防災部", "--year", "R1")]
    assert names[:2] == ["防災部_A_B.xlsx", "防災部_A_B_2.xlsx"]
    assert len(names) == 3
    assert len(names[2].encode()) <= 255


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "どの部署のブックを作るのか分かりません"),
        (("--all", "--department", "企画課"), "どの部署のブックを作るのか分かりません"),
        (("--department", "企画化"), "「企画化」"),
    ],
)
def test_whose_book_is_wanted_must_be_clear(
    desk: Desk, options: tuple[str, ...], said: str
) -> None:
    done = desk.run("sheet", "export", *options)
    assert done.code == 2
    assert said in done.err
    assert not desk.books.exists()


def test_no_text_of_a_plan_is_a_formula(desk: Desk) -> None:
    file = desk.plan / "1-6.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("電話で確認", '=cmd|" /C calc"!A0 電話で確認', 1), "utf-8")
    (path,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1")
    with zipfile.ZipFile(path) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    cell = find_cell(openpyxl.load_workbook(path)["実績"], "1-6|R1|visits", "action")
    assert (cell.data_type, cell.value[:5]) == ("s", "=cmd|")
