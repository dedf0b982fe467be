"""Tables as HTML: every heading says what it is the heading of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from plantool.render.html.escaping import line, prose
from plantool.render.values import shown
from plantool.reports.page import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.outline import Title
    from plantool.reports.page import Column, Row, Table

_USUAL = 100  # cells that fit on a sheet of paper in the usual size
_SMALL = 130  # cells that fit on it in a small one
_WIDE = 12  # cells that a column with lines to break needs
_GAP = 2  # cells between columns
_SHORT = 24  # cells that any column can keep on one line
_DEEPEST = 4  # indentations that look different


class _Cells(NamedTuple):
    """A row and its texts; a row that ``spans`` is one text over all columns."""

    row: Row
    texts: list[str]
    spans: bool

    @classmethod
    def of(cls, row: Row, texts: Catalogue) -> _Cells:
        cells = shown(row, texts)
        return cls(row, cells, row.role is Role.HEADING and not any(cells[1:]))


def table(block: Table, under: Title, texts: Catalogue) -> Iterator[str]:
    """Yield a table that scrolls by itself where it is too wide, labelled by its heading."""
    rows = [_Cells.of(row, texts) for row in block.rows]
    widths = _widths(block.columns, [cells.texts for cells in rows if not cells.spans])
    kinds = list(map(_kind, block.columns, widths))
    classes = _class("lined" if block.lined else "", _size(kinds, widths))
    yield f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{line(under.id)}">\n'
    yield f"<table{classes}>\n<thead>\n<tr>"
    yield from map(_head_cell, block.columns, kinds)
    yield "</tr>\n</thead>\n"
    for group in _groups(rows):
        yield "<tbody>\n"
        yield from (_row(cells, kinds) for cells in group)
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the cells of the longest line in each column."""
    heads = [column.heading for column in columns]
    by_column = zip(heads, *rows, strict=True)
    return [max(cell_len(part) for text in c for part in text.split("\n")) for c in by_column]


def _kind(column: Column, width: int) -> str:
    """Return the class of a column; numbers and short texts are not wrapped."""
    if column.numeric:
        return "number"
    return "wide" if column.wide or width > _SHORT else ""


def _size(kinds: Sequence[str], widths: Sequence[int]) -> str:
    """Return the class of a table that would not fit on a sheet in the usual size."""
    sizes = (_WIDE if kind == "wide" else width for kind, width in zip(kinds, widths, strict=True))
    needed = sum(size + _GAP for size in sizes)
    if needed <= _USUAL:
        return ""
    return "small" if needed <= _SMALL else "tiny"


def _head_cell(column: Column, kind: str) -> str:
    if not column.heading:
        return "<td></td>"
    return f'<th scope="col"{_class(kind)}>{prose(column.heading)}</th>'


def _groups(rows: Sequence[_Cells]) -> Iterator[list[_Cells]]:
    """Yield the rows in groups: each outermost heading opens one, and so do totals after it."""
    headings = (cells.row.indent for cells in rows if cells.row.role is Role.HEADING)
    outermost = min(headings, default=0)
    group: list[_Cells] = []
    for cells in rows:
        opens = cells.row.role is Role.HEADING and cells.row.indent == outermost
        closes = cells.row.role is Role.TOTAL and group and group[-1].row.role is not Role.TOTAL
        if group and (opens or closes):
            yield group
            group = []
        group.append(cells)
    if group:
        yield group


def _row(cells: _Cells, kinds: Sequence[str]) -> str:
    row, (first, *others) = cells.row, map(prose, cells.texts)
    indent = f"in{min(row.indent, _DEEPEST)}" if row.indent else ""
    if cells.spans:
        classes = _class(indent)
        rest = f'<th scope="rowgroup" colspan="{len(kinds)}"{classes}>{first}</th>'
    else:
        scope = "rowgroup" if row.role is Role.HEADING else "row"
        head = (
            f'<th scope="{scope}"{_class(kinds[0], indent)}>{first}</th>' if first else "<td></td>"
        )
        rest = head + "".join(map(_cell, others, kinds[1:]))
    return f"<tr{_class(row.role.value)}>{rest}</tr>\n"


def _cell(text: str, kind: str) -> str:
    return f"<td{_class(kind)}>{text}</td>"


def _class(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""
