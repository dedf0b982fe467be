"""Each block of a page as paper has it: with charts of its own, and columns of set widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.html.blocks import render_block as render_html_block
from plantool.render.html.headings import OutlinedBlock
from plantool.render.paper_tables import (
    ColumnLayout,
    PaperSize,
    share_room,
)
from plantool.render.pdf.bar_charts import render_chart
from plantool.render.value_text import format_row
from plantool.reports.page import BlockGroup, Chart, Details, Role, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.render.html.headings import PageBlock

_ROOM = {PaperSize.USUAL: 110, PaperSize.SMALL: 132, PaperSize.WIDE: 152}  # cells between margins


def render_block(outlined: PageBlock, texts: Catalogue) -> Iterator[str]:
    """Yield one block, or those of a group, as HTML for paper."""
    match outlined.block:
        case BlockGroup() as group:
            for block in group.make_blocks():
                yield from render_block(OutlinedBlock(block, outlined.under), texts)
        case Chart() as chart:
            yield from render_chart(chart, texts)
        case Table() as table:
            yield _set_widths(outlined, table, texts)
        case Details(_, table):
            yield _set_widths(outlined, table, texts)
        case _:
            yield from render_html_block(outlined, texts)


def _set_widths(outlined: PageBlock, table: Table, texts: Catalogue) -> str:
    """Return a block that says how wide its table's columns are, which takes long to find out."""
    html = "".join(render_html_block(outlined, texts))
    columns = "".join(f'<col style="width:{share:.2%}">' for share in _find_shares(table, texts))
    return html.replace("<thead>", f"<colgroup>{columns}</colgroup><thead>", 1)


def _find_shares(table: Table, texts: Catalogue) -> list[float]:
    rows = ((row, format_row(row, texts)) for row in table.rows)
    apart = (shown for row, shown in rows if row.role is not Role.HEADING or any(shown[1:]))
    layout = ColumnLayout.of(table.columns, apart)
    room = _ROOM[layout.size]
    return [width / room for width in share_room(layout.needs, room)]
