"""A document for Word: real headings, contents and tables, which any office program can edit.

Its body is written as text; the library brings the package around it, its styles and its charts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.docx.document import WordDocument
from plantool.render.docx.sections import lay_out_body
from plantool.render.html.headings import outline_page
from plantool.reports.page import Cover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page


def render(page: Page, texts: Catalogue) -> Iterator[bytes]:
    """Yield the bytes of the file (.docx), the same for the same page."""
    outlined = outline_page(page)
    has_cover = any(isinstance(item.block, Cover) for item in outlined)
    document = WordDocument(outlined[0].under.text, texts.language, has_cover=has_cover)
    body = "".join(lay_out_body(outlined, document, texts))
    yield document.pack(body)
