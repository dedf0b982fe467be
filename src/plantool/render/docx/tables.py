"""Tables of Word: heads on every page, whole rows, columns as wide as their texts need."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.docx.document import LANDSCAPE_WIDTH, UPRIGHT_WIDTH
from plantool.render.docx.markup import (
    BOLD,
    GREY,
    KEEP_NEXT,
    write_line,
    write_paragraph,
    write_run,
)
from plantool.render.paper_tables import (
    ColumnLayout,
    PaperSize,
    share_room,
)
from plantool.render.value_text import format_row
from plantool.reports.page import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Row, Table

_CELL = {PaperSize.USUAL: 100, PaperSize.SMALL: 82, PaperSize.WIDE: 82}  # a cell, in 1/20 point
_SMALL = ("TableSmall", "TableSmallNumber")
_STYLES = {
    PaperSize.USUAL: ("TableText", "TableNumber"),
    PaperSize.SMALL: _SMALL,
    PaperSize.WIDE: _SMALL,
}
_INDENT, _DEEPEST = 180, 4  # twentieths of a point; steps that look different
_SHADES = {Role.HEADING: "EEF2F5", Role.SUBTOTAL: "F7F7F7"}
_HEAD_SHADE = "D9E2E8"
_ENDS = {Role.SUBTOTAL, Role.TOTAL}
_LETTERS = {Role.HEADING: BOLD, Role.TOTAL: BOLD, Role.RELISTED: GREY}
_TOTAL_BORDER = '<w:top w:val="single" w:sz="12" w:space="0" w:color="1B1B1B"/>'
_HEAD_BORDER = '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="1B1B1B"/>'


class _WordRow(NamedTuple):
    row: Row
    texts: list[str]

    @property
    def spans(self) -> bool:
        """Tell whether the row is one text over all columns."""
        return self.row.role is Role.HEADING and not any(self.texts[1:])


class _CellLook(NamedTuple):
    """The properties of a cell's letters, its border and its shade; one that keeps to the next."""

    letters: str = ""
    border: str = ""
    shade: str = ""
    keeps: bool = False

    @classmethod
    def of_role(cls, role: Role, *, keeps: bool) -> _CellLook:
        border = _TOTAL_BORDER if role is Role.TOTAL else ""
        return cls(_LETTERS.get(role, ""), border, _SHADES.get(role, ""), keeps)


class LaidOutTable(NamedTuple):
    """A table with the texts of its cells, and the ``caption`` that tells what it is of."""

    table: Table
    caption: str
    rows: list[_WordRow]
    layout: ColumnLayout

    @classmethod
    def of(cls, table: Table, caption: str, texts: Catalogue) -> LaidOutTable:
        """Format the cells of a table and find out how much room they take."""
        rows = [_WordRow(row, format_row(row, texts)) for row in table.rows]
        layout = ColumnLayout.of(table.columns, (row.texts for row in rows if not row.spans))
        return cls(table, caption, rows, layout)

    @property
    def size(self) -> PaperSize:
        """How the table fits on a sheet."""
        return self.layout.size

    def write(self, *, keeps_next: bool = False) -> Iterator[str]:
        """Yield the table row by row; the last of them may stay with what follows."""
        yield from _TableWriter(self).write(keeps_next=keeps_next)


class _TableWriter:
    def __init__(self, laid_out: LaidOutTable) -> None:
        self.laid_out = laid_out

    @cached_property
    def columns(self) -> list[int]:
        """The widths of the columns, which fill the paper, in twentieths of a point."""
        size = self.laid_out.size
        room = LANDSCAPE_WIDTH if size is PaperSize.WIDE else UPRIGHT_WIDTH
        widths = share_room(self.laid_out.layout.needs, room / _CELL[size])
        return [round(width * _CELL[size]) for width in widths]

    def write(self, *, keeps_next: bool) -> Iterator[str]:
        yield self._write_start()
        yield self._write_head()
        rows = self.laid_out.rows
        for at, row in enumerate(rows):
            # a heading stays with what follows, and a sum with what goes before
            is_last = at + 1 == len(rows)
            stays = keeps_next if is_last else rows[at + 1].row.role in _ENDS
            keeps = row.row.role is Role.HEADING or stays
            yield self._write_row(row, keeps=keeps)
        yield "</w:tbl>\n" + write_paragraph("AfterTable", "", KEEP_NEXT if keeps_next else "")

    def _write_start(self) -> str:
        inside = "single" if self.laid_out.table.lined else "none"
        color = "8C8C8C" if self.laid_out.table.lined else "C8C8C8"
        line = f'w:sz="4" w:space="0" w:color="{color}"'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.columns)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.columns)}" w:type="dxa"/><w:tblBorders>'
            f'<w:top w:val="single" {line}/><w:left w:val="{inside}" {line}/>'
            f'<w:bottom w:val="single" {line}/><w:right w:val="{inside}" {line}/>'
            f'<w:insideH w:val="single" {line}/><w:insideV w:val="{inside}" {line}/>'
            '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
            'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"<w:tblCaption w:val={write_line(self.laid_out.caption)}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>\n"
        )

    def _write_head(self) -> str:
        look = _CellLook(BOLD, _HEAD_BORDER, _HEAD_SHADE, keeps=True)
        heads = [column.heading for column in self.laid_out.table.columns]
        cells = "".join(self._write_cell(at, text, look) for at, text in enumerate(heads))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>\n"

    def _write_row(self, laid_out: _WordRow, *, keeps: bool) -> str:
        row, texts = laid_out.row, laid_out.texts
        look = _CellLook.of_role(row.role, keeps=keeps)
        indent = min(row.indent, _DEEPEST) * _INDENT
        cells = self._write_cell(0, texts[0], look, indent=indent, spans=laid_out.spans)
        if not laid_out.spans:
            cells += "".join(self._write_cell(at, texts[at], look) for at in range(1, len(texts)))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>\n"

    def _write_cell(
        self, at: int, text: str, look: _CellLook, *, indent: int = 0, spans: bool = False
    ) -> str:
        width = sum(self.columns) if spans else self.columns[at]
        span = f'<w:gridSpan w:val="{len(self.columns)}"/>' if spans else ""
        borders = f"<w:tcBorders>{look.border}</w:tcBorders>" if look.border else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade}"/>' if look.shade else ""
        is_number = self.laid_out.layout.kinds[at] == "number" and not spans
        style = _STYLES[self.laid_out.size][is_number]
        keep = KEEP_NEXT if look.keeps else ""
        begin = f'<w:ind w:left="{indent}"/>' if indent else ""
        runs = write_run(text, look.letters) if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{borders}{fill}</w:tcPr>'
            f"{write_paragraph(style, runs, keep + begin)}</w:tc>"
        )
