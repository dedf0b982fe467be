"""Writes the sheets of a workbook: heads that stay in view and on every page, typed cells."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from plantool.render.paper_tables import ColumnLayout, ColumnNeed, share_room
from plantool.render.table_layout import wrap_text
from plantool.render.value_text import format_row
from plantool.render.visible_text import make_visible
from plantool.render.workbooks import set_paper
from plantool.render.xlsx.cells import build_cell
from plantool.render.xlsx.charts import insert_chart
from plantool.render.xlsx.partition import Line, Sheet
from plantool.reports.chart_figures import format_caption
from plantool.reports.page import Role, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.messages import Catalogue
    from plantool.render.workbooks import CellFormat, Workbook, Worksheet
    from plantool.render.xlsx.cells import Cell
    from plantool.reports.page import Chart, Column, Row

_LONGEST_TEXT = 32_767  # characters that a cell of Excel holds
_NARROW, _FRONT_WIDTH = 8, 110  # characters of columns
_NARROWEST = ColumnNeed(_NARROW, _NARROW, 1)
_SHEET_WIDTH = 140  # characters of all columns, which can be read on paper
_LINE_HEIGHT, _ONE_LINE, _HEADING_HEIGHT, _TALLEST_ROW = 14, 17, 26, 409  # points
_HEAD = {"bold": True, "bg_color": "#D9E2E8", "bottom": 2, "valign": "vcenter"}
_ROLES: dict[Role, dict[str, Any]] = {
    Role.HEADING: {"bold": True, "bg_color": "#EEF2F5"},
    Role.SUBTOTAL: {"bg_color": "#F7F7F7"},
    Role.TOTAL: {"bold": True, "top": 2, "valign": "vcenter"},
    Role.RELISTED: {"font_color": "#4D4D4D"},
}
_LEVELS: dict[int, dict[str, Any]] = {
    0: {"text_wrap": True, "valign": "top"},
    1: {"bold": True, "font_size": 16},
    2: {"bold": True, "font_size": 12},
}
_HEADING = {"bold": True, "font_size": 11, "valign": "bottom"}
_NOTE = {"text_wrap": True, "valign": "top", "font_color": "#4D4D4D", "font_size": 9}


class BookWriter:
    """Writes the sheets of one workbook under its ``title``."""

    def __init__(self, workbook: Workbook, title: str, texts: Catalogue) -> None:
        self.workbook = workbook
        self.title = make_visible(title)
        self.texts = texts
        self.make_format = cache(self._make_format)

    def write(self, front: Sequence[Line], sheets: Sequence[Sheet]) -> None:
        """Write the first sheet, with links to the others, and these."""
        self._write_front(front, sheets)
        for sheet in sheets:
            worksheet = self.workbook.add_worksheet(sheet.name)
            _SheetWriter(self, worksheet, sheet).write()

    def _make_format(self, **properties: Any) -> CellFormat:  # noqa: ANN401 - the library's
        return self.workbook.add_format({"font_size": 10, **properties})

    def _write_front(self, front: Sequence[Line], sheets: Sequence[Sheet]) -> None:
        worksheet = self.workbook.add_worksheet(self.texts("page.contents"))
        set_paper(worksheet, self.title, "")
        worksheet.hide_gridlines(2)
        worksheet.set_column(0, 0, _FRONT_WIDTH)
        links = self.make_format(font_color="#0B4F8A", underline=1)
        has_title = bool(front) and front[0].level == 1
        lines = front if has_title else [Line(self.title, 1), *front]
        cover = next((at for at, line in enumerate(lines) if at and line.level), len(lines))
        row = self._write_lines(worksheet, lines[:cover], 0) + 1
        for row, sheet in enumerate(sheets, row):  # noqa: B020 - goes on from there
            worksheet.write_url(row, 0, f"internal:'{sheet.name}'!A1", links, sheet.name)
        self._write_lines(worksheet, lines[cover:], row + 2)

    def _write_lines(self, worksheet: Worksheet, lines: Sequence[Line], row: int) -> int:
        for line in lines:
            write_text(worksheet, row, 0, line.text, self.choose_format(line))
            row += 1
        return row

    def choose_format(self, line: Line) -> CellFormat:
        """Return what a line of words looks like."""
        looks = _NOTE if line.is_note else _LEVELS.get(line.level, _HEADING)
        return self.make_format(**looks)


class _SheetWriter:
    def __init__(self, book: BookWriter, worksheet: Worksheet, sheet: Sheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.sheet = sheet
        self.tables = [part for part in sheet.parts if isinstance(part, Table)]
        self.rows = {id(table): _format_rows(table, book.texts) for table in self.tables}
        self.widths = self._measure_columns()
        self.row = 0

    def write(self) -> None:
        title = Line(self.sheet.title or self.sheet.name, 2)
        write_text(self.worksheet, 0, 0, title.text, self.book.choose_format(title))
        self.row = 1
        head = self.tables[0].columns if self.tables else ()
        if self.tables:
            self._write_head(self.tables[0])
        for part in self.sheet.parts:
            if isinstance(part, Line):
                self._write_line(part)
                continue
            if part.columns != head:
                head = part.columns
                self._write_head(part)
            self._write_rows(part)
        if self.sheet.chart:
            self._draw(self.sheet.chart)
        self._set_view()

    def _write_head(self, table: Table) -> None:
        for at, column in enumerate(table.columns):
            align = {"align": "right"} if column.numeric else {}
            look = self.book.make_format(**_HEAD, text_wrap=True, **align)
            write_text(self.worksheet, self.row, at, column.heading, look)
        heads = [column.heading for column in table.columns]
        self._set_height(max(map(count_lines, heads, self.widths)))
        self.row += 1

    def _write_line(self, line: Line) -> None:
        """Write words over all columns; only there Excel does not find the height by itself."""
        look, last = self.book.choose_format(line), max(len(self.widths) - 1, 1)
        self.worksheet.merge_range(self.row, 0, self.row, last, "", look)
        write_text(self.worksheet, self.row, 0, line.text, look)
        if line.level:
            self.worksheet.set_row(self.row, _HEADING_HEIGHT)
        else:
            self._set_height(count_lines(line.text, max(sum(self.widths), 2 * _NARROW)))
        self.row += 1

    def _write_rows(self, table: Table) -> None:
        for row, shown in self.rows[id(table)]:
            spans = _spans(row, shown)
            values = zip(row.values, shown, table.columns, strict=True)
            for at, (value, text, column) in enumerate(values):
                cell = build_cell(value, text, row.role, self.book.texts)
                indent = row.indent if at == 0 else 0
                wraps = not spans and not cell.number_format
                look = self._choose_look(row, cell, column, indent=indent, wraps=wraps)
                write_cell(self.worksheet, self.row, at, cell, look)
            self._set_height(1 if spans else max(map(count_lines, shown, self.widths)))
            self.row += 1

    def _set_height(self, lines: int) -> None:
        """Make room for the lines of a row, which not every program does by itself."""
        if lines > 1:  # one has the usual room
            self.worksheet.set_row(self.row, min(lines * _LINE_HEIGHT + 2, _TALLEST_ROW))

    def _choose_look(
        self, row: Row, cell: Cell, column: Column, *, indent: int, wraps: bool
    ) -> CellFormat:
        looks = {
            "valign": "top",
            "text_wrap": wraps,
            "bottom": 1,
            "bottom_color": "#C8C8C8",
            **_ROLES.get(row.role, {}),
        }
        if column.numeric:
            looks["align"] = "right"
        if indent:
            looks["indent"] = min(indent, 15)
        if cell.number_format:
            looks["num_format"] = cell.number_format
        return self.book.make_format(**looks)

    def _measure_columns(self) -> list[float]:
        """Return how wide the columns are that all tables of the sheet share."""
        layouts = [
            ColumnLayout.of(
                table.columns,
                (shown for row, shown in self.rows[id(table)] if not _spans(row, shown)),
            )
            for table in self.tables
        ]
        columns = zip_longest(*(layout.needs for layout in layouts), fillvalue=_NARROWEST)
        needs = [ColumnNeed(*map(max, zip(*needs, _NARROWEST, strict=True))) for needs in columns]
        widths = [need.most for need in needs]
        return widths if sum(widths) <= _SHEET_WIDTH else share_room(needs, _SHEET_WIDTH)

    def _draw(self, chart: Chart) -> None:
        caption = format_caption(chart, self.book.texts)
        alternative = make_visible(self.book.texts("chart.alternative", caption=caption))
        insert_chart(self.book.workbook, self.worksheet, chart, (1, self.row + 1), alternative)

    def _set_view(self) -> None:
        self.worksheet.set_default_row(_ONE_LINE)
        for at, width in enumerate(self.widths):
            self.worksheet.set_column(at, at, width)
        if self.tables:
            self.worksheet.freeze_panes(2, 0)
            self.worksheet.repeat_rows(1)
        self.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        set_paper(self.worksheet, self.book.title, make_visible(self.sheet.title))


def _format_rows(table: Table, texts: Catalogue) -> list[tuple[Row, list[str]]]:
    return [(row, format_row(row, texts)) for row in table.rows]


def _spans(row: Row, shown: list[str]) -> bool:
    """Tell whether a row is a heading, whose words go on over the empty cells beside it."""
    return row.role is Role.HEADING and not any(shown[1:])


def count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column that is so many characters wide."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return len(wrap_text(make_visible(text), int(width)))


def write_text(worksheet: Worksheet, row: int, column: int, text: str, look: CellFormat) -> None:
    """Write words that are never a formula, as much of them as a cell holds."""
    shown = make_visible(text)
    if len(shown) > _LONGEST_TEXT:
        shown = f"{shown[: _LONGEST_TEXT - 1]}…"
    worksheet.write_string(row, column, shown, look)


def write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, look: CellFormat) -> None:
    """Write a cell as what it is."""
    match cell.value:
        case None:
            worksheet.write_blank(row, column, None, look)
        case str():
            write_text(worksheet, row, column, cell.value, look)
        case number if hasattr(number, "as_tuple"):
            worksheet.write_number(row, column, number, look)
        case day:
            worksheet.write_datetime(row, column, day, look)
