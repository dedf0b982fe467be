"""Tables on a sheet of A4: which columns break their lines, and what size of letters fits.

Widths are counted in cells, of which a Japanese character takes two.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.reports.page import Column

GAP = 2  # cells between columns
WIDE = 12  # cells that a column with lines to break needs
_USUAL = 100  # cells that fit on a sheet of paper in the usual size
_SMALL = 130  # cells that fit on it in a small one
_SHORT = 24  # cells that any column can keep on one line


class PaperSize(Enum):
    """How a table fits on an upright sheet: as it is, in small letters, or not at all."""

    USUAL = "usual"
    SMALL = "small"
    WIDE = "wide"


def measure_texts(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the cells of the longest line in each column."""
    return [_measure_longest_line(texts) for texts in zip(*rows, strict=True)]


def _measure_longest_line(texts: Sequence[str]) -> int:
    return max(cell_len(line) for text in texts for line in text.split("\n"))


def find_column_kind(column: Column, width: int) -> str:
    """Return the kind of a column; of numbers and of short texts (no kind) no line is broken."""
    if column.numeric:
        return "number"
    return "wide" if column.wide or width > _SHORT else ""


def find_size(kinds: Sequence[str], widths: Sequence[int]) -> PaperSize:
    """Return how a table with such columns fits on a sheet."""
    sizes = (WIDE if kind == "wide" else width for kind, width in zip(kinds, widths, strict=True))
    needed = sum(size + GAP for size in sizes)
    if needed <= _USUAL:
        return PaperSize.USUAL
    return PaperSize.SMALL if needed <= _SMALL else PaperSize.WIDE
