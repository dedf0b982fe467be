from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.errors import UsageError
from plantool.importing import open_table as rooms
from plantool.importing.open_table import open_csv, open_table, open_xlsx
from tests.importing.tables import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "番号,事業名\r\n1,公園\r\n"


def write(folder: Path, data: bytes) -> Path:
    (folder / "表.csv").write_bytes(data)
    return folder / "表.csv"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 (BOM)"), ("cp932", "CP932 (Shift_JIS)")],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, codec: str, encoding: str) -> None:
    book = open_csv(write(tmp_path, WORDS.encode(codec)))
    assert book.encoding == encoding
    assert book.choose_sheet("予算").rows == [["番号", "事業名"], ["1", "公園"]]
    assert [*book.sheets] == ["表"]


def test_a_cell_may_hold_lines_commas_and_quotes(tmp_path: Path) -> None:
    book = open_csv(write(tmp_path, b'a,"b\nc, ""d"""\n,\n'))
    assert book.choose_sheet(None).rows == [["a", 'b\nc, "d"'], [None, None]]


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (WORDS.encode("utf-16"), "error.import-encoding", 1),
        (b"a\nb\n\xff\xfe\xff\n", "error.import-encoding", 3),
        (b"\xef\xbb\xbfa\n\x8e\n", "error.import-encoding", 2),
        (b"a\nb\0c\n", "error.import-nul", 2),
        (b'a\nb,"c\nd\n', "error.import-csv", 3),
        (b'a\n"b"c\n', "error.import-csv", 2),
        (b"a" * 1_000_001, "error.import-csv", 1),
        (b"a\n" + b"," * 1_000_000, "error.import-cells", 2),
    ],
    ids=["utf-16", "neither", "bad", "nul", "open", "behind", "endless", "columns"],
)
def test_what_is_no_table_is_told_with_its_line(
    tmp_path: Path, data: bytes, key: str, line: int
) -> None:
    with pytest.raises(UsageError) as refused:
        open_csv(write(tmp_path, data))
    assert (refused.value.key, refused.value.arguments["line"]) == (key, line)


def test_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MAX_CSV_BYTES", 10)
    with pytest.raises(UsageError) as refused:
        open_csv(write(tmp_path, WORDS.encode()))
    assert refused.value.key == "error.import-size"


def test_a_table_is_known_by_how_it_begins(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "book.csv", {"一覧": [["番号", 1, 0.1]], "別": []})
    assert open_table(path).choose_sheet("一覧").rows == [["番号", 1, Decimal("0.1")]]
    assert open_table(write(tmp_path, WORDS.encode())).encoding == "UTF-8"
    with pytest.raises(UsageError) as refused:
        open_csv(path)
    assert refused.value.key == "error.import-no-csv"


def test_of_several_sheets_one_has_to_be_named(tmp_path: Path) -> None:
    book = open_xlsx(write_xlsx(tmp_path / "book.xlsx", {"一覧": [["a"]], "別": [["b"]]}))
    for wanted, key in ((None, "error.import-which-sheet"), ("x", "error.import-no-sheet")):
        with pytest.raises(UsageError) as refused:
            book.choose_sheet(wanted)
        assert (refused.value.key, refused.value.arguments["sheets"]) == (key, "一覧, 別")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for opener in (open_csv, open_table, open_xlsx):
        with pytest.raises(UsageError) as refused:
            opener(tmp_path / "none")
        assert refused.value.key == "error.workbook-unread"
