"""One HTML document with nothing beside it: for browsers, paper and screen readers.

No script, no font, no picture and no style comes from elsewhere, and the document forbids them.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from plantool.render.html.blocks import block
from plantool.render.html.contents import contents
from plantool.render.html.escaping import line
from plantool.render.html.languages import marked
from plantool.render.html.outline import outline
from plantool.render.html.patterns import patterns
from plantool.render.html.style import POLICY, STYLE
from plantool.reports.page import Chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the document block by block."""
    yield from marked(_document(page, texts), texts.language)


def _document(page: Page, texts: Catalogue) -> Iterator[str]:
    placed = outline(page)
    yield from _head(placed[0].under.text, texts)
    if any(isinstance(item.block, Chart) for item in placed):
        yield from patterns()
    yield "<main>\n"
    opening = tuple(takewhile(lambda item: item.under.level == 1, placed))
    for item in opening:
        yield from block(item, texts)
    yield from contents(placed, texts)
    for item in placed[len(opening) :]:
        yield from block(item, texts)
    yield "</main>\n</body>\n</html>\n"


def _head(title: str, texts: Catalogue) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{texts.language}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light">\n'
    yield f"<title>{line(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
