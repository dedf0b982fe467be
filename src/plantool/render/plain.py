"""Text in lines, for pipes and files: tables keep their natural width."""

from __future__ import annotations

from itertools import chain, repeat
from operator import add
from typing import TYPE_CHECKING

from plantool.render.stacked_rows import is_too_wide, lay_out_stacked
from plantool.render.table_layout import TextLine, lay_out_table, wrap_text
from plantool.render.text_charts import lay_out_chart
from plantool.render.visible_text import make_visible
from plantool.reports.page import (
    Chart,
    CodeBlock,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Paragraph,
    Role,
    Table,
    flatten_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Page


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the page line by line."""
    yield from (line.text + "\n" for line in lay_out_page(page, texts, width=None))


def lay_out_page(page: Page, texts: Catalogue, width: int | None) -> Iterator[TextLine]:
    """Yield the lines of a page, at most ``width`` cells wide where that is possible."""
    before: Block | None = None
    for block in flatten_blocks(page.blocks):
        if before and not (isinstance(block, Note) and isinstance(before, Note)):
            yield TextLine("")
        yield from _lay_out_block(block, texts, width)
        before = block


def _lay_out_block(block: Block, texts: Catalogue, width: int | None) -> Iterator[TextLine]:
    match block:
        case Cover(title, lines_below):
            yield from _lay_out_text(title, width, Role.HEADING)
            yield from _lay_out_texts(lines_below, width)
        case Heading(text, level):
            yield from _lay_out_text(text if level == 1 else f"■ {text}", width, Role.HEADING)
        case Paragraph(text):
            yield from _lay_out_text(text, width)
        case CodeBlock(file, text):
            yield TextLine(f"  {make_visible(file)}:")
            yield from (TextLine(f"    {make_visible(line)}") for line in text.splitlines())
        case Note(text):
            yield from _lay_out_text(text, width, Role.RELISTED)
        case Items(items, numbered):
            starts = map("{} ".format, range(1, len(items) + 1)) if numbered else repeat("  ")
            yield from _lay_out_texts(map(add, starts, items), width)
        case Table():
            yield from _lay_out_table(block, texts, width)
        case Details(title, table):
            yield from _lay_out_text(title, width, Role.HEADING)
            yield from lay_out_table(table, texts, width)
        case Chart():
            yield from lay_out_chart(block, texts, width)


def _lay_out_table(table: Table, texts: Catalogue, width: int | None) -> Iterator[TextLine]:
    if width and table.stacks and is_too_wide(table, texts, width):
        return lay_out_stacked(table, texts, width)
    return lay_out_table(table, texts, width)


def _lay_out_texts(texts: Iterable[str], width: int | None) -> Iterator[TextLine]:
    return chain.from_iterable(_lay_out_text(text, width) for text in texts)


def _lay_out_text(text: str, width: int | None, role: Role | None = None) -> Iterator[TextLine]:
    shown = make_visible(text)
    for line in shown.split("\n") if width is None else wrap_text(shown, width):
        yield TextLine(line, role)
