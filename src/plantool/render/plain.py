"""Text in lines, for pipes and files: tables keep their natural width."""

from __future__ import annotations

from itertools import chain, repeat
from operator import add
from typing import TYPE_CHECKING

from plantool.render.bars import lay_out_chart
from plantool.render.layout import Line, lay_out, wrap
from plantool.render.values import visible
from plantool.reports.page import (
    Chart,
    Code,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Paragraph,
    Role,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Page


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the page line by line."""
    yield from (line.text + "\n" for line in lines(page, texts, width=None))


def lines(page: Page, texts: Catalogue, width: int | None) -> Iterator[Line]:
    """Yield the lines of a page, at most ``width`` cells wide where that is possible."""
    before: Block | None = None
    for block in page.blocks:
        if before and not (isinstance(block, Note) and isinstance(before, Note)):
            yield Line("")
        yield from _block(block, texts, width)
        before = block


def _block(block: Block, texts: Catalogue, width: int | None) -> Iterator[Line]:
    match block:
        case Cover(title, lines_below):
            yield from _text(title, width, Role.HEADING)
            yield from _texts(lines_below, width)
        case Heading(text, level):
            yield from _text(text if level == 1 else f"■ {text}", width, Role.HEADING)
        case Paragraph(text):
            yield from _text(text, width)
        case Code(file, text):
            yield Line(f"  {visible(file)}:")
            yield from (Line(f"    {visible(line)}") for line in text.splitlines())
        case Note(text):
            yield from _text(text, width, Role.RELISTED)
        case Items(items, numbered):
            starts = map("{} ".format, range(1, len(items) + 1)) if numbered else repeat("  ")
            yield from _texts(map(add, starts, items), width)
        case Table():
            yield from lay_out(block, texts, width)
        case Details(title, table):
            yield from _text(title, width, Role.HEADING)
            yield from lay_out(table, texts, width)
        case Chart():
            yield from lay_out_chart(block, texts, width)


def _texts(texts: Iterable[str], width: int | None) -> Iterator[Line]:
    return chain.from_iterable(_text(text, width) for text in texts)


def _text(text: str, width: int | None, role: Role | None = None) -> Iterator[Line]:
    shown = visible(text)
    for line in shown.split("\n") if width is None else wrap(shown, width):
        yield Line(line, role)
