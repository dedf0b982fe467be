"""Workbooks of Excel as the library writes them: the same contents give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.errors import UsageError
from plantool.render.reproducible import MADE
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from io import BytesIO

    import xlsxwriter
    import xlsxwriter.format
    import xlsxwriter.worksheet

Workbook: TypeAlias = "xlsxwriter.Workbook"
Worksheet: TypeAlias = "xlsxwriter.worksheet.Worksheet"
CellFormat: TypeAlias = "xlsxwriter.format.Format"

_A4 = 9
_LONGEST_TITLE = 255  # characters
_MOST_IN_MARGIN = 80  # characters of a text above or below the paper's


def begin_workbook(data: BytesIO, title: str) -> Workbook:
    """Return a new workbook that goes to ``data``; raises UsageError without the library."""
    try:
        import xlsxwriter  # noqa: PLC0415 - which may be missing
    except ModuleNotFoundError as error:
        raise UsageError("error.no-sheet") from error
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    # not when it is written
    workbook.set_properties({"title": make_visible(title)[:_LONGEST_TITLE], "created": MADE})
    return workbook


def set_paper(worksheet: Worksheet, left: str, right: str) -> None:
    """Print a sheet on A4 on its side, as wide as it is, with two texts above."""
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    left, right = (text[:_MOST_IN_MARGIN].replace("&", "&&") for text in (left, right))
    worksheet.set_header(f"&L{left}&R{right}")
    worksheet.set_footer("&C&P / &N")
