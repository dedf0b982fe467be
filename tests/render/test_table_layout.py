from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plantool.messages import catalogue
from plantool.render.table_layout import lay_out_table, wrap_text
from plantool.reports.page import Column, Role, Row, Table

TEXTS = catalogue("ja")
WORDS = st.text("あア漢字★―、。（）「」abc 019", max_size=60)


@given(WORDS, st.integers(2, 40))
def test_wrapping_keeps_to_the_width_and_loses_only_blanks(text: str, width: int) -> None:
    lines = wrap_text(text.strip(), width)
    assert max(map(cell_len, lines)) <= max(width, 2)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("相談情報ひろば", 8, ["相談情報", "ひろば"]),
        ("充実、拡大", 4, ["充", "実、", "拡大"]),
        ("受付（児童", 6, ["受付", "（児童"]),
        ("Open data site", 10, ["Open data", "site"]),
        ("  字下げの行", 8, ["  字下げ", "  の行"]),
        ("", 5, [""]),
        ("一\n二", 80, ["一", "二"]),
    ],
)
def test_lines_break_where_japanese_allows_it(text: str, width: int, lines: list[str]) -> None:
    assert wrap_text(text, width) == lines


def table(*, lined: bool = False) -> Table:
    columns = (
        Column(heading="事業", wide=True),
        Column(heading="額", numeric=True),
    )
    rows = (
        Row(("柱", None), Role.HEADING),
        Row(("相談情報ひろばの充実", Decimal(1234)), indent=1),
        Row(("計", Decimal("0.5")), Role.TOTAL),
    )
    return Table(columns, rows, lined=lined)


def test_an_open_table_is_aligned_by_display_width() -> None:
    assert [line.text for line in lay_out_table(table(), TEXTS, None)] == [
        "事業                       額",
        "──────────────────────  ─────",
        "柱",
        "  相談情報ひろばの充実  1,234",
        "計                        0.5",
    ]


def test_a_lined_table_spans_its_headings() -> None:
    assert [line.text for line in lay_out_table(table(lined=True), TEXTS, 24)] == [
        "┌──────────────┬───────┐",
        "│ 事業         │    額 │",
        "├──────────────┴───────┤",
        "│ 柱                   │",
        "├──────────────┬───────┤",
        "│   相談情報ひ │ 1,234 │",
        "│   ろばの充実 │       │",
        "├──────────────┼───────┤",
        "│ 計           │   0.5 │",
        "└──────────────┴───────┘",
    ]


LONG = "区公式ホームページの全面改修と、区報の紙面の刷新を開始した"


def test_a_long_text_stands_below_its_row_where_columns_are_narrow() -> None:
    columns = (Column("事業", wide=True), Column("実績", wide=True), Column("率", numeric=True))
    page = Table(columns, (Row(("広報", LONG, "100%")), Row(("広聴", "開始", ""))))
    assert [line.text for line in lay_out_table(page, TEXTS, 30)] == [
        "事業  実績                  率",
        "────  ──────────────────  ────",
        "広報  区公式ホームページ  100%",
        "      の全面改修と、区報",
        "      の紙面の刷新を開始",
        "      した",
        "広聴  開始",
    ]
    assert [line.text for line in lay_out_table(page, TEXTS, 24)] == [
        "事業  実績            率",
        "────  ────────────  ────",
        "広報  ↓             100%",
        "    ↓ 実績: 区公式ホーム",
        "    ページの全面改修と、",
        "    区報の紙面の刷新を開",
        "    始した",
        "広聴  開始",
    ]
