"""A PDF of the HTML document: tagged for screen readers (PDF/UA-1), on A4, with bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.html import render_for_paper
from plantool.render.pdf.blocks import render_block
from plantool.render.pdf.press import print_document
from plantool.render.pdf.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page


def render(page: Page, texts: Catalogue) -> Iterator[bytes]:
    """Yield the bytes of the file (.pdf), the same for the same page, fonts and libraries.

    Raises UsageError where no font has a character of the page.
    """
    yield print_document("".join(render_for_paper(page, texts, STYLE, render_block)))
