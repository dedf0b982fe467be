from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.errors import UsageError
from plantool.importing.headings import (
    CellPlace,
    HeadingColumns,
    read_headings,
    resolve_columns,
)
from plantool.importing.open_table import TableSheet
from plantool.importing.read_mapping import parse_mapping
from plantool.sheets.column_letters import write_letters

if TYPE_CHECKING:
    from plantool.sheets.open_workbook import CellValue


def test_cells_are_named_as_workbooks_do() -> None:
    assert [write_letters(at) for at in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]
    assert str(CellPlace("2-1", 11, 6)) == "2-1!G12"


def test_merged_headings_hold_for_what_is_below() -> None:
    rows: list[list[CellValue]] = [
        ["No", "事業名", "予算", None, "決算", None, "備 考"],
        [None, None, "R5", "R6", "R5", "R6"],
    ]
    assert read_headings(TableSheet("s", rows), (1, 2)) == [
        *("No", "事業名", "予算 / R5", "予算 / R6", "決算 / R5", "決算 / R6", "備 考")
    ]
    assert read_headings(TableSheet("s", []), (1, 1)) == []
    assert read_headings(TableSheet("s", [["a"]]), (5, 9)) == []


def test_a_heading_is_found_whatever_its_width() -> None:
    columns = HeadingColumns(["翌年度への繰越し(合計）", "予算", "", "予算", "ＮＯ", "NO"])
    assert columns.find("翌年度への繰越し（合計）") == 0
    assert columns.find("予算") is None
    assert [columns.find(name) for name in ("[B]", "[C]", "[D]", "[G]", "[AAA]")] == [
        *(1, 2, 3, None, None)
    ]
    assert [columns.find("ＮＯ"), columns.find("NO"), columns.find("N O")] == [4, 5, None]


def test_all_columns_that_are_not_there_are_told_with_their_lines() -> None:
    text = "title: 事業目\nbudget:\n  unit: 円\n  initial: 予算\n  settled: 決算\n"
    read = parse_mapping("map.yaml", text.encode())
    assert read.mapping is not None
    headings = ["事業名", "予算", "予算", "決算"]
    with pytest.raises(UsageError) as refused:
        resolve_columns(read, read.mapping.yield_columns(), headings)
    assert refused.value.arguments == {
        "count": 2,
        "columns": "  map.yaml:1: 事業目 → 事業名\n  map.yaml:4: 予算 = [B], [C]",
    }
