"""Workbooks of a page, as other programs read them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from plantool.messages import catalogue
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money
from plantool.render.value_text import format_row
from plantool.render.visible_text import make_visible
from plantool.render.xlsx.cells import build_cell
from plantool.reports.page import (
    Bar,
    BlockGroup,
    Chart,
    Column,
    Cover,
    Heading,
    Items,
    Note,
    Page,
    Paragraph,
    Percent,
    Records,
    Role,
    Row,
    Table,
)
from tests.render.pages import BAR_SERIES, HOSTILE, build_hostile_page, build_page, write_xlsx

COLUMNS = (Column("事業", wide=True), Column("期限"), Column("額", numeric=True))
TABLE = Table(
    COLUMNS,
    (
        Row(("事業a", "2019-03-31", Decimal("1234.50"))),
        Row(("再掲", "=1+1", Money(Decimal(-2))), Role.RELISTED),
    ),
)


def read(page: Page, language: str = "ja") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write_xlsx(page, language)))


@pytest.mark.parametrize(
    ("value", "role", "number", "number_format"),
    [
        (7, Role.ITEM, Decimal(7), "0"),
        (Decimal("1234.50"), Role.ITEM, Decimal("1234.50"), "#,##0.00"),
        (Money(Decimal(1234)), Role.ITEM, Decimal(1234), "#,##0"),
        (Money(Decimal(-2)), Role.RELISTED, Decimal(-2), '"("#,##0")";"("-#,##0")"'),
        (Percent(Fraction(2, 3)), Role.ITEM, Decimal("0.667"), "#,##0.0%"),
        (
            Percent(Fraction(903, 1000), is_partial=True),
            Role.ITEM,
            Decimal("0.903"),
            '#,##0.0%"+…"',
        ),
    ],
)
def test_numbers_are_numbers_that_look_as_elsewhere(
    value: object, role: Role, number: Decimal, number_format: str
) -> None:
    texts = catalogue("ja")
    row = Row((value,), role)  # type: ignore[arg-type] # each a value
    cell = build_cell(row.values[0], format_row(row, texts)[0], role, texts)
    assert (cell.value, cell.number_format) == (number, number_format)


@pytest.mark.parametrize(
    "value",
    [
        *(NONE, BELOW_UNIT, UNKNOWN),
        "0123",
        "2019-02-30",
        "0001-01-01",
        Decimal(1234567890123456),  # which Excel would round
    ],
)
def test_the_rest_is_words(value: object) -> None:
    texts = catalogue("ja")
    shown = format_row(Row((value,)), texts)[0]  # type: ignore[arg-type] # each a value
    cell = build_cell(value, shown, Role.ITEM, texts)  # type: ignore[arg-type] # ditto
    assert (cell.value, cell.number_format) == (shown, "")


def test_a_sheet_has_its_table_under_a_head_that_stays_in_view() -> None:
    book = read(build_page(Cover("報告書", ("練馬区",)), Heading("金額", 2), TABLE, Note("注")))
    assert book.sheetnames == ["目次", "金額"]
    sheet = book["金額"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["金額", None, None],
        ["事業", "期限", "額"],
        ["事業a", datetime(2019, 3, 31), 1234.5],  # noqa: DTZ001 - a day
        ["再掲", "=1+1", -2],
        ["注", None, None],
    ]
    assert sheet["B4"].data_type == "s"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    page = (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight)
    assert page == (9, "landscape", 0)
    front = [row[0].value for row in book["目次"].iter_rows()]
    assert front == ["報告書", "練馬区", None, "金額"]
    assert book["目次"]["A4"].hyperlink.location == "'金額'!A1"


def test_words_that_no_table_follows_from_stand_on_the_first_sheet() -> None:
    page = build_page(Cover("報告書"), Heading("概要", 2), Items(("未達成: 3",)), TABLE)
    book = read(page)
    assert [row[0].value for row in book["目次"].iter_rows()] == [
        *("報告書", None, "概要", None, "概要", "・未達成: 3")
    ]


def test_columns_are_as_wide_as_their_texts_and_share_a_sheet() -> None:
    columns = [Column(name, wide=True) for name in ("事業", "計画", "理由")]
    rows = (
        Row(("事業の名前", "３か所", "理由" * 90)),
        Row(("柱の名前" * 9, None, None), Role.HEADING),
    )
    sheet = read(build_page(Cover("報告書"), Heading("表", 2), Table(tuple(columns), rows)))["表"]
    name, planned, reason = (sheet.column_dimensions[letter].width for letter in "ABC")
    assert planned < name < 16  # the heading goes on over the cells beside it
    assert 80 < reason < 84
    assert [sheet[cell].alignment.wrap_text for cell in ("A3", "A4")] == [True, None]
    heights = [sheet.row_dimensions[row].height for row in (3, 4)]
    assert heights[0] > 5 * 14
    assert heights[1] is None or heights[1] < 18


def test_the_initiatives_of_a_chapter_stand_on_one_sheet_under_one_head() -> None:
    def group(name: str, table: Table = TABLE) -> BlockGroup:
        return BlockGroup(lambda: (Paragraph(f"{name}の説明"), table))

    other = TABLE._replace(columns=(*COLUMNS[:2], Column("計", numeric=True)))
    blocks = (
        Heading("章", 2),
        *(Heading("事業1", 3), group("1")),
        *(Heading("事業2", 3), group("2")),
        *(Heading("事業3", 3), group("3", other)),
    )
    book = read(Page("report", (Cover("報告書"), *blocks), Records(), {}))
    assert book.sheetnames == ["目次", "章"]
    firsts = [row[0].value for row in book["章"].iter_rows()]
    rows = ["事業a", "再掲"]
    assert firsts == [
        *("章", "事業", "事業1", "1の説明", *rows),
        *("事業2", "2の説明", *rows),
        *("事業3", "3の説明", "事業", *rows),
    ]


def test_a_chart_is_drawn_by_excel_from_its_figures() -> None:
    chart = Chart("進捗", BAR_SERIES, (Bar("計画1", (3, 1)), Bar("計画2", (None, 2))), "件")
    book = read(build_page(Heading("概要"), chart))
    sheet = book["進捗（単位：件）"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        ["", "計", "◎ 達成", "× 未達成"],
        ["計画1", 4, 3, 1],
        ["計画2", 2, None, 2],
    ]
    (drawn,) = sheet._charts  # noqa: SLF001 - the library has no other way
    found = [series.val.numRef.f.rpartition("!")[2] for series in drawn.series]
    assert found == ["$C$3:$C$4", "$D$3:$D$4"]


def test_what_could_do_harm_is_text_and_every_sheet_has_a_name() -> None:
    book = read(build_hostile_page())
    found = []
    for sheet in book:
        assert len(sheet.title.encode("utf-16-le")) <= 62
        for row in sheet.iter_rows():
            found += [cell for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} <= {"s", "n"}
    texts = [cell.value for cell in found if cell.data_type == "s"]
    for text in HOSTILE:
        assert texts.count(make_visible(text)) >= 4
    assert len({sheet.title.lower() for sheet in book}) == len(book.sheetnames) == 31


def test_the_same_page_gives_the_same_bytes() -> None:
    page = build_page(Cover("報告書"), Heading("金額", 2), TABLE)
    assert write_xlsx(page) == write_xlsx(page)
    assert read(page, "en").sheetnames == ["Contents", "金額"]
