"""GitHub-flavoured Markdown, for pull requests, wikis and reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.render.charts import caption, figures
from plantool.render.values import shown, visible
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
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Page, Row

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+](?=\s)|[0-9]+[.)](?=\s)|[-=]+$)")
_INDENT = "&emsp;"


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the page block by block."""
    for at, block in enumerate(page.blocks):
        yield "\n" if at else ""
        yield from (line + "\n" for line in _lines(block, texts))


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    plain = visible(text).replace("&", "&amp;")
    escaped = _SPECIAL.sub(r"\\\1", plain).replace("@", "&#64;")
    return _LINE_START.sub(r"\1\\\2", escaped)


def _line(text: str) -> str:
    """Return a text for a place that has one line."""
    return escape(" ".join(text.split("\n")))


def _lines(block: Block, texts: Catalogue) -> Iterator[str]:
    match block:
        case Cover(title, lines):
            yield f"# {_line(title)}"
            yield from (f"\n{escape(line)}" for line in lines)
        case Heading(text, level):
            yield f"{'#' * level} {_line(text)}"
        case Paragraph(text, marked_up=True):
            yield text
        case Code(file, text):
            yield from (f"```yaml title={file}", *map(visible, text.splitlines()), "```")
        case Paragraph(text):
            yield "\n\n".join(escape(line) for line in text.split("\n"))
        case Note(text):
            yield "\n".join(f"> {escape(line)}" for line in text.split("\n"))
        case Items(items, numbered):
            yield from (f"{'1.' if numbered else '-'} {_line(text)}" for text in items)
        case Table() | Details() | Chart():
            yield from _figures(block, texts)


def _figures(block: Table | Details | Chart, texts: Catalogue) -> Iterator[str]:
    match block:
        case Table():
            yield _row([escape(c.heading).replace("\n", "<br>") for c in block.columns])
            yield _row(["---:" if c.numeric else "---" for c in block.columns])
            yield from (_row(_cells(row, texts)) for row in block.rows)
        case Details(title, table):
            yield f"<details>\n<summary>{_line(title)}</summary>\n"
            yield from _figures(table, texts)
            yield "\n</details>"
        case Chart():
            yield f"**{escape(caption(block, texts))}**\n"
            yield from _figures(figures(block, texts), texts)


def _cells(row: Row, texts: Catalogue) -> list[str]:
    cells = [escape(cell).replace("\n", "<br>") for cell in shown(row, texts)]
    if row.role in {Role.HEADING, Role.SUBTOTAL, Role.TOTAL}:
        cells = [f"**{cell}**" if cell else "" for cell in cells]
    return [_INDENT * row.indent + cells[0], *cells[1:]]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
