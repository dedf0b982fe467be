"""Workbooks from anywhere: every value as it stands, and nothing that harms."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from plantool.messages import catalogue
from plantool.sheets.open_workbook import (
    MAX_CELLS,
    CellFault,
    CellValue,
    WorkbookError,
    open_workbook,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "報告.xlsx"


def write_cells(path: Path, *rows: list[object]) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": True})
    sheet = book.add_worksheet("実績")
    as_day = book.add_format({"num_format": "yyyy/m/d"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, as_day)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()


def change_part(path: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, data in parts.items():
            packed.writestr(part, data)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2-4", "2-4"),
        ("007", "007"),
        (" ８ ", " ８ "),
        (0.1, Decimal("0.1")),
        (1200, Decimal(1200)),
        (1e15, Decimal(10**15)),
        (-2.5, Decimal("-2.5")),
        (True, True),
        (datetime(2026, 2, 4), date(2026, 2, 4)),  # noqa: DTZ001 - days of sheets have no zone
    ],
)
def test_a_value_is_read_as_it_stands(path: Path, written: object, read: CellValue) -> None:
    write_cells(path, [], [None, written])
    (cells,) = open_workbook(path).sheets.values()
    assert cells.rows == [[None, None], [None, read]]
    assert str(cells.rows[1][1]) == str(read)  # 1200 and not 1.2E+3


def test_errors_and_unfinished_formulas_are_no_empty_cells(path: Path) -> None:
    write_cells(path, ["=1+1", "=1/0", "=A1", "x"])
    change_part(path, SHEET, b"<f>1/0</f><v>0</v>", b"<f>1/0</f><v></v>")
    change_part(
        path, SHEET, b'<c r="C1"><f>A1</f><v>0</v>', b'<c r="C1" t="e"><f>A1</f><v>#N/A</v>'
    )
    (cells,) = open_workbook(path).sheets.values()
    assert cells.rows == [[Decimal(0), CellFault.NO_RESULT, CellFault.ERROR, "x"]]


def test_the_empty_text_of_a_formula_is_an_empty_cell(path: Path) -> None:
    write_cells(path, ["=A2", "x"])
    change_part(path, SHEET, b'<c r="A1"><f>A2</f><v>0</v>', b'<c r="A1" t="str"><f>A2</f><v></v>')
    (cells,) = open_workbook(path).sheets.values()
    assert cells.rows == [[None, "x"]]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "other"),
        ("番号,事業名\n".encode("cp932"), "other"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"PK\x03\x04" + bytes(60), "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_kind(path: Path, data: bytes, key: str) -> None:
    path.write_bytes(data)
    with pytest.raises(WorkbookError) as refused:
        open_workbook(path)
    assert refused.value.key == f"error.workbook-{key}"
    for language in ("ja", "en"):
        assert str(path) in catalogue(language)(refused.value.key, **refused.value.arguments)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none.xlsx"):
        with pytest.raises(WorkbookError, match="workbook-unread"):
            open_workbook(place)


def test_a_cell_far_away_takes_no_memory(path: Path) -> None:
    write_cells(path, ["x"])
    far = b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    change_part(path, SHEET, b"</row>", far)
    with pytest.raises(WorkbookError) as refused:
        open_workbook(path)
    assert refused.value.key == "error.workbook-area"
    assert refused.value.arguments["most"] == MAX_CELLS


def test_an_empty_cell_far_away_is_none(path: Path) -> None:
    """LibreOffice writes styles far beyond the table."""
    write_cells(path, ["x"])
    change_part(path, SHEET, b"</row>", b'</row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    (cells,) = open_workbook(path).sheets.values()
    assert cells.rows == [["x"]]


def test_a_packed_bomb_is_not_unpacked(path: Path) -> None:
    write_cells(path, ["x"])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/media/image1.png", "w", force_zip64=True) as part,
    ):
        for _ in range(40):
            part.write(bytes(10_000_000))
    with pytest.raises(WorkbookError, match="workbook-size"):
        open_workbook(path)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<sheetData>", b"<sheetData"),
        (SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"../../../etc/passwd"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/none.xml"),
    ],
)
def test_parts_that_are_spoilt_are_damage(path: Path, part: str, old: bytes, new: bytes) -> None:
    write_cells(path, ["x"])
    change_part(path, part, old, new)
    with pytest.raises(WorkbookError, match="workbook-damaged"):
        open_workbook(path)


def test_cells_without_addresses_stand_one_after_the_other(path: Path) -> None:
    write_cells(path, ["x", 7])
    with zipfile.ZipFile(path) as packed:
        before = packed.read(SHEET)
    after = before.replace(b' r="A1"', b"").replace(b' r="B1"', b"").replace(b'<row r="1"', b"<row")
    change_part(path, SHEET, before, after)
    (cells,) = open_workbook(path).sheets.values()
    assert cells.rows == [["x", Decimal(7)]]
