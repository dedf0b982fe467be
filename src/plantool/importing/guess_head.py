"""Finds the rows of a table that hold its headings, as people lay tables out."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from plantool.importing.heading_words import read_meaning

if TYPE_CHECKING:
    from plantool.importing.open_table import TableBook, TableSheet
    from plantool.sheets.open_workbook import CellValue

_FIRST_ROWS = 30  # among which headings are looked for
_FEWEST = 2  # headings that a table has
_LONGEST = 100  # characters of a heading


def choose_fullest_sheet(book: TableBook) -> TableSheet:
    """Return the sheet with most cells in its rows, the first of several."""
    return max(book.sheets.values(), key=_count_cells)


def _count_cells(sheet: TableSheet) -> int:
    return sum(sum(cell is not None for cell in row) for row in sheet.rows)


def guess_head(sheet: TableSheet) -> tuple[int, int]:
    """Return the first and the last row of the headings, from 1."""
    scores = [_score_row(row) for row in islice(sheet.rows, _FIRST_ROWS)]
    if not any(scores):
        return 1, 1
    best = max(scores)
    first = next(at for at, score in enumerate(scores) if score * 2 > best)
    last = first
    if first + 1 < len(sheet.rows) and _continues(sheet.rows[first], sheet.rows[first + 1]):
        last = first + 1
    return first + 1, last + 1


def _score_row(row: list[CellValue]) -> int:
    """Return how much a row looks like headings: texts, and words known to be such count more."""
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONGEST]
    if len(texts) < _FEWEST:
        return 0
    numbers = sum(isinstance(cell, Decimal) for cell in row)
    known = sum(read_meaning(text).key is not None for text in texts)
    return max(len(texts) + 4 * known - 4 * numbers, 0)


def _continues(row: list[CellValue], below: list[CellValue]) -> bool:
    """Tell whether a row goes on with the headings above it: under gaps, or years under words."""
    filled = [at for at, cell in enumerate(below) if cell is not None]
    is_under_gap = any(at >= len(row) or row[at] is None for at in filled)
    are_heads = all(_is_head_cell(below[at]) for at in filled)
    return bool(filled) and is_under_gap and are_heads


def _is_head_cell(cell: CellValue) -> bool:
    if isinstance(cell, Decimal):
        cell = f"{cell:f}"
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    meaning = read_meaning(cell)
    return meaning.year is not None or meaning.key is not None
