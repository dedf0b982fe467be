"""``plantool import xlsx``: cells of Excel, whatever they have become there."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.importing.tables import HEAD, PARKS, Workplace, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def test_each_bad_cell_is_told_by_sheet_and_address(place: Workplace) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2-1"
    sheet.append(HEAD)
    sheet.append([1, "公園の整備", "公園課", "公園の数", "か所", 10, 12.5, None, 123456])
    sheet.append([2, "花壇", "公園課", "花", "本", date(2024, 2, 4), "=1+1", "#N/A", "=NA()"])
    sheet["H3"].data_type = "e"
    book.save(place.folder / "book.xlsx")
    names = ("import", "xlsx", "book.xlsx", "--mapping", "map.yaml", "--format", "csv")
    done = place.run(*names)
    rows = csv.DictReader(StringIO(done.out.removeprefix("\ufeff")))
    assert [(row["sheet"], row["cell"], row["problem"][:14]) for row in rows] == [
        ("2-1", "C2", "課の名前から部の名前を補った"),
        ("2-1", "F3", "セルが日付や時刻になっていま"),
        ("2-1", "G3", "セルの式に計算結果がありませ"),
        ("2-1", "H3", "セルがエラー値（#N/A な"),
        ("2-1", "I3", "セルの式に計算結果がありませ"),
    ]
    assert done.code == 1
    text = place.read("1-1.yaml")
    assert "planned: {R5: 10, R6: 12.5}" in text
    assert "initial: {R5: 123.456}" in text
    assert "document: book.xlsx" in text
    assert "row: 2" in text


def test_what_is_no_workbook_is_told(place: Workplace) -> None:
    (place.folder / "book.xlsx").write_bytes(b"no workbook")
    done = place.run("import", "xlsx", "book.xlsx", "--mapping", "map.yaml")
    assert (done.code, "Excel のブック（.xlsx）ではありません" in done.err) == (2, True)


def test_a_sheet_has_to_be_named_where_there_are_several(place: Workplace) -> None:
    write_xlsx(place.folder / "book.xlsx", {"表紙": [["x"]], "一覧": [HEAD, PARKS]})
    names = ("import", "xlsx", "book.xlsx", "--mapping", "map.yaml")
    done = place.run(*names)
    assert (done.code, "表紙, 一覧" in done.err) == (2, True)
    mapping = (place.folder / "map.yaml").read_text("utf-8")
    (place.folder / "map.yaml").write_text(f"sheet: 一覧\n{mapping}", "utf-8")
    assert place.run(*names).code == 0
    assert "sheet: 一覧" in place.read("1-1.yaml")


def test_a_mapping_with_errors_shows_them_and_reads_nothing(place: Workplace) -> None:
    write_xlsx(place.folder / "book.xlsx", {"一覧": [HEAD, PARKS]})
    (place.folder / "map.yaml").write_text("titel: 事業名\n", "utf-8")
    done = place.run("import", "xlsx", "book.xlsx", "--mapping", "map.yaml")
    assert done.code == 1
    assert "map.yaml:1:1" in done.err
    assert "titel: 事業名" in done.err
    assert place.names() == ["1.yaml", "plan.yaml"]
