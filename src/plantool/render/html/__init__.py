"""One HTML document with nothing beside it: for browsers, paper and screen readers.

No script, no font, no picture and no style comes from elsewhere, and the document forbids them.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from plantool.render.html.blocks import render_block
from plantool.render.html.contents import render_contents
from plantool.render.html.escaping import escape_line
from plantool.render.html.headings import outline_page
from plantool.render.html.language_marks import mark_language
from plantool.render.html.patterns import render_patterns
from plantool.render.html.style import POLICY, STYLE
from plantool.reports.page import Chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.headings import PageBlock
    from plantool.reports.page import Page

    BlockWriter = Callable[[PageBlock, Catalogue], Iterator[str]]


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the document block by block."""
    outlined = outline_page(page)
    yield from mark_language(_render_document(outlined, texts), texts.language)


def render_for_paper(
    page: Page, texts: Catalogue, style: str, write_block: BlockWriter
) -> Iterator[str]:
    """Yield the same document for a program that prints it, with more ``style``, its own blocks."""
    outlined = outline_page(page)
    document = _render_document(outlined, texts, style, write_block)
    yield from mark_language(document, texts.language)


def _render_document(
    outlined: Sequence[PageBlock],
    texts: Catalogue,
    style: str = "",
    write_block: BlockWriter = render_block,
) -> Iterator[str]:
    yield from _render_head(outlined[0].under.text, texts, style)
    if not style:
        yield from render_patterns(i.block for i in outlined if isinstance(i.block, Chart))
    yield "<main>\n"
    opening = tuple(takewhile(lambda item: item.under.level == 1, outlined))
    for item in opening:
        yield from write_block(item, texts)
    yield from render_contents(outlined, texts)
    for item in outlined[len(opening) :]:
        yield from write_block(item, texts)
    yield "</main>\n</body>\n</html>\n"


def _render_head(title: str, texts: Catalogue, style: str) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{texts.language}">\n<head>\n<meta charset="utf-8">\n'
    if not style:
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light">\n'
    yield f"<title>{escape_line(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n"
