"""Writes a workbook for a department: what is printed is locked and grey, inputs are yellow text.

The same book gives the same bytes: nothing in it says when it was written.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.cell import NONE_MARKS
from plantool.render.table_layout import wrap_text
from plantool.render.workbooks import begin_workbook, set_paper
from plantool.sheets.book_memory import yield_memory_lines
from plantool.sheets.column_letters import write_letters
from plantool.sheets.layout import (
    CHOICE_SHEET,
    FIRST_ROW,
    HEAD_KEY,
    HEAD_ROW,
    ID_ROW,
    LONGEST_TEXT,
    MEMORY_SHEET,
    Column,
    cut_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.render.workbooks import CellFormat, Workbook, Worksheet
    from plantool.sheets.layout import Book, Sheet, SheetRow

_KEY_COLUMN = 0
_LIST_CELLS = 500  # so many cells has one list of words to choose from: their names are one text
_PASTEL = {"grey": "#EDEDED", "head": "#D9E1F2", "input": "#FFF9DB", "mark": "#F8CBAD"}
_DASHES = "".join(sorted(NONE_MARKS))
_GUIDE_WIDTH = 95
_LINE_HEIGHT, _TALLEST_ROW = 15, 409  # points; Excel has no taller row
_PROTECTION = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "insert_rows"), True
)


def write_book(book: Book) -> bytes:
    """Return the bytes of a workbook (.xlsx); raises UsageError without the library."""
    return _BookWriter(book).write()


class _Formats(NamedTuple):
    """The looks of cells."""

    head: CellFormat
    printed: CellFormat
    amount: CellFormat
    input: CellFormat
    input_amount: CellFormat
    mark: CellFormat
    title: CellFormat
    label: CellFormat
    text: CellFormat


class _BookWriter:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.data = BytesIO()
        self.workbook: Workbook = begin_workbook(self.data, book.caption)
        self.formats = self._add_formats()
        self.choices: dict[tuple[str, ...], str] = {}

    def write(self) -> bytes:
        self._write_guide()
        for sheet in self.book.sheets:
            self._write_sheet(sheet)
        self._write_memory()
        self._write_choices()
        self.workbook.close()
        return self.data.getvalue()

    def _add_formats(self) -> _Formats:
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "font_size": 10}
        framed = {**text, "border": 1, "border_color": "#A6A6A6"}
        right = {"align": "right"}
        printed = {**framed, "bg_color": _PASTEL["grey"]}
        typed = {**framed, "bg_color": _PASTEL["input"], "locked": False}
        add = self.workbook.add_format
        return _Formats(
            head=add({**framed, "bold": True, "bg_color": _PASTEL["head"], "valign": "vcenter"}),
            printed=add(printed),
            amount=add({**printed, **right}),
            input=add(typed),
            input_amount=add({**typed, **right}),
            mark=add({"bg_color": _PASTEL["mark"]}),
            title=add({**text, "bold": True, "font_size": 16, "text_wrap": False}),
            label=add({**text, "bold": True}),
            text=add(text),
        )

    def _write_guide(self) -> None:
        sheet = self.workbook.add_worksheet(self.book.guide_title)
        set_paper(sheet, self.book.caption, self.book.name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, _GUIDE_WIDTH)
        sheet.write_string(0, 0, self.book.name, self.formats.title)
        for at, (label, text) in enumerate(self.book.guide, 2):
            sheet.write_string(at, 0, label, self.formats.label)
            sheet.write_string(at, 1, text, self.formats.text)
            _set_height(sheet, at, count_lines(text, _GUIDE_WIDTH))
        sheet.protect("", _PROTECTION)

    def _write_sheet(self, sheet: Sheet) -> None:
        worksheet = self.workbook.add_worksheet(sheet.title)
        _SheetWriter(self, sheet, worksheet).write()

    def name_choices(self, words: tuple[str, ...]) -> str:
        """Return the place of words to choose from, which the hidden sheet will have."""
        if words not in self.choices:
            column = len(self.choices)
            place = _name_range(0, column, len(words) - 1, column)
            self.choices[words] = f"={CHOICE_SHEET}!{place}"
        return self.choices[words]

    def _write_choices(self) -> None:
        sheet = self.workbook.add_worksheet(CHOICE_SHEET)
        sheet.very_hidden()
        for column, words in enumerate(self.choices):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)

    def _write_memory(self) -> None:
        """Write what the plan said: a line per row, its text in parts that a cell can hold."""
        memory = self.workbook.add_worksheet(MEMORY_SHEET)
        memory.very_hidden()
        for at, line in enumerate(yield_memory_lines(self.book)):
            for column, text in enumerate(line):
                memory.write_string(at, column, text)


class _SheetWriter:
    """Writes one sheet: a hidden row of column ids, a hidden column of keys, and the table."""

    def __init__(self, book: _BookWriter, sheet: Sheet, worksheet: Worksheet) -> None:
        self.book = book
        self.formats = book.formats
        self.sheet = sheet
        self.worksheet = worksheet
        self.columns = {column.id: at for at, column in enumerate(sheet.columns, _KEY_COLUMN + 1)}
        self.last_row = max(FIRST_ROW + len(sheet.rows) - 1, FIRST_ROW)

    def write(self) -> None:
        self._write_heads()
        for at, row in enumerate(self.sheet.rows, FIRST_ROW):
            self._write_row(at, row)
        if self.sheet.rows:
            self._mark_blanks()
            self._offer_choices()
        self._set_view()

    def _write_heads(self) -> None:
        write = self.worksheet.write_string
        write(ID_ROW, _KEY_COLUMN, f"{MEMORY_SHEET}:{self.sheet.kind.value}")
        write(HEAD_ROW, _KEY_COLUMN, HEAD_KEY, self.formats.head)
        for column in self.sheet.columns:
            at = self.columns[column.id]
            write(ID_ROW, at, column.id)
            write(HEAD_ROW, at, column.heading, self.formats.head)
            self.worksheet.set_column(at, at, column.width)
        _set_height(
            self.worksheet,
            HEAD_ROW,
            self._count_lines({c.id: c.heading for c in self.sheet.columns}),
        )
        self.worksheet.set_row(ID_ROW, None, None, {"hidden": True})
        self.worksheet.set_column(_KEY_COLUMN, _KEY_COLUMN, None, None, {"hidden": True})

    def _write_row(self, at: int, row: SheetRow) -> None:
        _set_height(self.worksheet, at, self._count_lines(row.texts))
        self.worksheet.write_string(at, _KEY_COLUMN, row.key)
        for column in self.sheet.columns:
            text = row.texts.get(column.id, "")
            is_open = is_open_cell(column, row)
            look = self._choose_format(column, is_open=is_open)
            place = self.columns[column.id]
            if not text:
                self.worksheet.write_blank(at, place, None, look)
            else:
                self.worksheet.write_string(at, place, cut_text(text), look)

    def _count_lines(self, texts: Mapping[str, str]) -> int:
        """Return how many lines the tallest of the texts of a row takes."""
        return max(count_lines(texts.get(c.id, ""), c.width) for c in self.sheet.columns)

    def _choose_format(self, column: Column, *, is_open: bool) -> CellFormat:
        if is_open:
            return self.formats.input_amount if column.is_amount else self.formats.input
        return self.formats.amount if column.is_amount else self.formats.printed

    def _mark_blanks(self) -> None:
        """Mark what is planned and not reported, until something is typed; ― plans nothing."""
        source, due = self.sheet.marks
        if source not in self.columns:
            return
        blanks = "".join(f",LEN({self._name_cell(column)})=0" for column in due)
        planned = self._name_cell(source)
        formula = f'=AND(LEN({planned})>0,ISERROR(FIND({planned},"{_DASHES}")){blanks})'
        for column in due:
            at = self.columns[column]
            rule = {"type": "formula", "criteria": formula, "format": self.formats.mark}
            self.worksheet.conditional_format(FIRST_ROW, at, self.last_row, at, rule)

    def _name_cell(self, column: str) -> str:
        """Return a column's first cell as a formula for all rows names it."""
        return f"${write_letters(self.columns[column])}{FIRST_ROW + 1}"

    def _offer_choices(self) -> None:
        """Offer the plan's own words in lists; a list serves all cells with the same words."""
        cells: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for at, row in enumerate(self.sheet.rows, FIRST_ROW):
            for column, words in row.choices:
                if column in self.columns and column not in row.closed:
                    place = f"{write_letters(self.columns[column])}{at + 1}"
                    cells.setdefault((column, words), []).append(place)
        for (_, words), places in cells.items():
            for first in range(0, len(places), _LIST_CELLS):
                some = places[first : first + _LIST_CELLS]
                rule = {"validate": "list", "source": self.book.name_choices(words)}
                more = {"multi_range": " ".join(some), "error_type": "warning"}
                self.worksheet.data_validation(some[0], {**rule, **more})

    def _set_view(self) -> None:
        worksheet, book = self.worksheet, self.book.book
        first_input = next(c.id for c in self.sheet.columns if c.is_input)
        frozen = min(self.columns[first_input], self.columns.get("unit", 4))
        worksheet.freeze_panes(FIRST_ROW, frozen)
        # with the keys, which are to move with their rows when people sort
        worksheet.autofilter(HEAD_ROW, _KEY_COLUMN, self.last_row, len(self.columns))
        worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        worksheet.repeat_rows(HEAD_ROW)
        set_paper(worksheet, book.caption, book.name)
        worksheet.protect("", _PROTECTION)
        keys = _name_range(FIRST_ROW, _KEY_COLUMN, self.last_row, _KEY_COLUMN)
        title = self.sheet.title.replace("'", "''")
        self.book.workbook.define_name(
            f"{MEMORY_SHEET}_{self.sheet.kind.value}", f"='{title}'!{keys}"
        )


def is_open_cell(column: Column, row: SheetRow) -> bool:
    """Tell whether a cell is to be typed into; a text that Excel cannot hold is not."""
    fits = len(row.texts.get(column.id, "")) <= LONGEST_TEXT
    return column.is_input and column.id not in row.closed and fits


def count_lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column that is so many characters wide."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return len(wrap_text(text, width - 1))


def _set_height(worksheet: Worksheet, row: int, lines: int) -> None:
    """Make room for so many lines; one alone grows by itself with what is typed."""
    if lines > 1:
        worksheet.set_row(row, min(lines * _LINE_HEIGHT + 2, _TALLEST_ROW))


def _name_range(first_row: int, first: int, last_row: int, last: int) -> str:
    return f"${write_letters(first)}${first_row + 1}:${write_letters(last)}${last_row + 1}"
