"""Opens tables of others: a sheet of a workbook, or a CSV file, which is one sheet.

CSV is UTF-8, with or without a byte order mark, or CP932 (Shift_JIS as Windows has it).
"""

from __future__ import annotations

import codecs
import csv
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.patterns import compile_late
from plantool.sheets.open_workbook import MAX_CELLS, open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plantool.sheets.open_workbook import CellValue

MAX_CSV_BYTES = 100_000_000
MAX_COLUMNS = 16_384
"""As many as Excel has; a line with more is no line of a table."""
_MAX_FIELD = 1_000_000  # characters of one cell
_WORKBOOK_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
_NO_SHIFT_JIS = compile_late("[\x80\xa0\uf8f0-\uf8f3]")  # for bytes that have no character there
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TableSheet(NamedTuple):
    """The cells of a sheet, from A1 on: rows may be of different lengths."""

    name: str
    rows: list[list[CellValue]]


class TableBook(NamedTuple):
    """A workbook, or a CSV file and the ``encoding`` in which it was read."""

    path: Path
    sheets: Mapping[str, TableSheet]
    encoding: str | None = None

    def choose_sheet(self, wanted: str | None) -> TableSheet:
        """Return the sheet of a name, or the only one; raises UsageError.

        A CSV file is whatever sheet is asked for.
        """
        names = list(self.sheets)
        if len(names) == 1 and (wanted in {None, names[0]} or self.encoding):
            return self.sheets[names[0]]
        if wanted is not None and wanted in self.sheets:
            return self.sheets[wanted]
        key = "error.import-no-sheet" if wanted else "error.import-which-sheet"
        listed = ", ".join(names)
        raise UsageError(key, file=str(self.path), sheet=wanted, sheets=listed)


def open_table(path: Path) -> TableBook:
    """Open a table by what its file begins with; raises UsageError."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise _build_unread_error(path, error) from error
    return open_xlsx(path) if start.startswith(_WORKBOOK_STARTS) else open_csv(path)


def open_xlsx(path: Path) -> TableBook:
    """Open a workbook of Excel; raises UsageError."""
    sheets = open_workbook(path).sheets
    if not sheets:
        raise UsageError("error.import-empty", file=str(path))
    return TableBook(path, {name: TableSheet(name, each.rows) for name, each in sheets.items()})


def open_csv(path: Path) -> TableBook:
    """Open a CSV file; raises UsageError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_CSV_BYTES + 1)
    except OSError as error:
        raise _build_unread_error(path, error) from error
    if len(data) > MAX_CSV_BYTES:
        raise UsageError("error.import-size", file=str(path), most=MAX_CSV_BYTES // 10**6)
    if data.startswith(_WORKBOOK_STARTS):
        raise UsageError("error.import-no-csv", file=str(path))
    text, encoding = _decode(path, data)
    sheet = TableSheet(path.stem, list(_yield_rows(path, text)))
    return TableBook(path, {sheet.name: sheet}, encoding)


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    """Return the text of a CSV file, and the encoding by its name for people; raises UsageError."""
    if data.startswith(_UTF_16_MARKS):
        raise UsageError("error.import-encoding", file=str(path), line=1)
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        return plain.decode(), "UTF-8" if plain is data else "UTF-8 (BOM)"
    except UnicodeDecodeError as error:
        start = error.start
    if plain is data:
        try:
            text = data.decode("cp932")
        except UnicodeDecodeError as error:
            start = max(start, error.start)
        else:
            if not _NO_SHIFT_JIS.search(text):
                return text, "CP932 (Shift_JIS)"
    line = plain[:start].count(b"\n") + 1
    raise UsageError("error.import-encoding", file=str(path), line=line)


def _yield_rows(path: Path, text: str) -> Iterator[list[CellValue]]:
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UsageError("error.import-nul", file=str(path), line=line)
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise UsageError("error.import-cells", file=str(path), line=reader.line_num)
            yield [cell or None for cell in row]
    except csv.Error as error:
        raise UsageError("error.import-csv", file=str(path), line=reader.line_num) from error


def _build_unread_error(path: Path, error: OSError) -> UsageError:
    return UsageError("error.workbook-unread", file=str(path), reason=error)
