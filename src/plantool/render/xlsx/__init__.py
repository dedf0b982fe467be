"""A workbook: a sheet for each table, one for the initiatives of each chapter, and one for words.

Figures are numbers that look as they do elsewhere; no text is a formula.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from plantool.render.html.headings import outline_page
from plantool.render.workbooks import begin_workbook
from plantool.render.xlsx.book_writer import BookWriter
from plantool.render.xlsx.partition import divide_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page


def render(page: Page, texts: Catalogue) -> Iterator[bytes]:
    """Yield the bytes of the file (.xlsx), the same for the same page."""
    outlined = outline_page(page)
    title = " ".join(outlined[0].under.text.split("\n"))
    data = BytesIO()
    workbook = begin_workbook(data, title)
    front, sheets = divide_page(outlined, texts)
    BookWriter(workbook, title, texts).write(front, sheets)
    workbook.close()
    yield data.getvalue()
