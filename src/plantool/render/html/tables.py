"""Tables as HTML: every heading says what it is the heading of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.html.escaping import escape_line, escape_prose
from plantool.render.html.language_marks import MarkedHtml, mark_language
from plantool.render.paper_tables import PaperSize, find_column_kind, find_size, measure_texts
from plantool.render.value_text import format_row
from plantool.reports.page import Link, Role, group_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.headings import OutlineTitle
    from plantool.reports.page import Column, Row, RowGroup, Table, Value

_SIZE_CLASSES = {PaperSize.USUAL: "", PaperSize.SMALL: "small", PaperSize.WIDE: "tiny"}
_DEEPEST = 4  # indentations that look different
_SHORT_CLASSES = {"wide": "", "": "short"}  # where most cells break their lines


class _HtmlRow(NamedTuple):
    """A row and its texts; a row that ``spans`` is one text over all columns."""

    row: Row
    texts: list[str]
    spans: bool

    @classmethod
    def from_row(cls, row: Row, texts: Catalogue) -> _HtmlRow:
        cells = format_row(row, texts)
        return cls(row, cells, row.role is Role.HEADING and not any(cells[1:]))


class _Layout(NamedTuple):
    """The classes of the columns, and the attributes of the cells in them.

    What ``is_short`` has no class where cells and rows are as most are.
    """

    kinds: tuple[str, ...]
    attributes: tuple[str, ...]
    is_short: bool = False


def render_table(
    block: Table, under: OutlineTitle, texts: Catalogue, *, stacks: bool = False
) -> Iterator[str]:
    """Yield a table that scrolls by itself where it is too wide, labelled by its heading.

    One that ``stacks`` says beside each cell what it is, for screens that have no room for columns:
    it need not be scrolled, so no key has to reach it.
    """
    groups = [_HtmlGroup(group, texts) for group in group_rows(block.rows)]
    widths = measure_texts([[column.heading for column in block.columns]])
    for group in groups:
        widths = list(map(max, widths, group.measure(len(block.columns))))
    kinds = list(map(find_column_kind, block.columns, widths))
    classes = _format_class("lined" if block.lined else "", _SIZE_CLASSES[find_size(kinds, widths)])
    labels = [column.heading if stacks else "" for column in block.columns]
    if stacks:  # of the many pages of a site, each as short as it can be
        classes = _format_class("stacks", "lined" if block.lined else "")
        kinds = [_SHORT_CLASSES.get(kind, kind) for kind in kinds]
    layout = _Layout(tuple(kinds), tuple(map(_format_attributes, kinds, labels)), stacks)
    region = f' role="group" tabindex="0" aria-labelledby="{escape_line(under.id)}"'
    yield f'<div class="scroll"{"" if stacks else region}>\n'
    yield f"<table{classes}>\n<thead>\n<tr>"
    yield from map(_render_head_cell, block.columns, kinds)
    yield "</tr>\n</thead>\n"
    yield from _render_bodies(groups, layout)
    yield "</table>\n</div>\n"


class _HtmlGroup:
    """A group of rows as HTML, which may be known from an earlier run."""

    def __init__(self, group: RowGroup, texts: Catalogue) -> None:
        self.group = group
        self.texts = texts

    @cached_property
    def rows(self) -> list[_HtmlRow]:
        """The rows, made once for their widths and their HTML."""
        return [_HtmlRow.from_row(row, self.texts) for row in self.group.make_rows()]

    def measure(self, columns: int) -> list[int]:
        """Return the cells of the longest line in each column."""
        widths: list[int] = self.group.recall(("html-widths", str(columns)), self._measure_rows)
        return widths or [0] * columns

    def _measure_rows(self) -> list[int]:
        return measure_texts([cells.texts for cells in self.rows if not cells.spans])

    def render(self, layout: _Layout) -> MarkedHtml:
        """Return rows of a table that has no headings among them."""

        def make() -> str:
            rows = (_render_row(cells, layout) for cells in self.rows)
            return "".join(mark_language(rows, self.texts.language))

        form = "short html" if layout.is_short else "html"
        return MarkedHtml(self.group.recall((form, *layout.attributes), make))


def _render_bodies(groups: Sequence[_HtmlGroup], layout: _Layout) -> Iterator[str]:
    if len(groups) > 1:  # of entries, which stand in one body
        yield "<tbody>\n"
        yield from (group.render(layout) for group in groups)
        yield "</tbody>\n"
        return
    for rows in _yield_row_groups([cells for group in groups for cells in group.rows]):
        yield "<tbody>\n"
        yield from (_render_row(cells, layout) for cells in rows)
        yield "</tbody>\n"


def _render_head_cell(column: Column, kind: str) -> str:
    if not column.heading:
        return "<td></td>"
    return f'<th scope="col"{_format_class(kind)}>{escape_prose(column.heading)}</th>'


def _yield_row_groups(rows: Sequence[_HtmlRow]) -> Iterator[list[_HtmlRow]]:
    """Yield the rows in groups: each outermost heading opens one, and so do totals after it."""
    headings = (cells.row.indent for cells in rows if cells.row.role is Role.HEADING)
    outermost = min(headings, default=0)
    group: list[_HtmlRow] = []
    for cells in rows:
        # a body of HTML is what stays together on paper: a heading begins one, and a total that
        # follows other rows stands apart from them
        opens = cells.row.role is Role.HEADING and cells.row.indent == outermost
        closes = cells.row.role is Role.TOTAL and group and group[-1].row.role is not Role.TOTAL
        if group and (opens or closes):
            yield group
            group = []
        group.append(cells)
    if group:
        yield group


def _render_row(cells: _HtmlRow, layout: _Layout) -> str:
    row, (first, *others) = cells.row, map(_render_value, cells.row.values, cells.texts)
    indent = f"in{min(row.indent, _DEEPEST)}" if row.indent else ""
    if cells.spans:
        classes = _format_class(indent)
        rest = f'<th scope="rowgroup" colspan="{len(layout.kinds)}"{classes}>{first}</th>'
    else:
        scope = "rowgroup" if row.role is Role.HEADING else "row"
        head = (
            f'<th scope="{scope}"{_format_class(layout.kinds[0], indent)}>{first}</th>'
            if first
            else "<td></td>"
        )
        render = _render_short_cell if layout.is_short else _render_cell
        rest = head + "".join(map(render, others, layout.attributes[1:]))
    role = "" if layout.is_short and row.role is Role.ITEM else row.role.value
    return f"<tr{_format_class(role)}>{rest}</tr>\n"


def _render_value(value: Value, text: str) -> str:
    """Return a value with its ``text`` as people read it, a link as one."""
    escaped = escape_prose(text)
    if isinstance(value, Link):
        return f'<a href="{escape_line(value.address)}">{escaped}</a>'
    return escaped


def _render_cell(text: str, attributes: str) -> str:
    return f"<td{attributes}>{text}</td>"


def _render_short_cell(text: str, attributes: str) -> str:
    return f"<td{attributes}>{text}</td>" if text else "<td></td>"


def _format_attributes(kind: str, label: str) -> str:
    """Return the class of a cell, and the heading that is said beside it."""
    said = f' data-label="{escape_line(label)}"' if label else ""
    return _format_class(kind) + said


def _format_class(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""
