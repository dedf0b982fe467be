"""Tables on a sheet of A4: which columns break their lines, what size of letters fits, and widths.

Widths are counted in cells, of which a Japanese character takes two.
"""

from __future__ import annotations

from enum import Enum
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plantool.reports.page import Column

GAP = 2  # cells between columns
WIDE = 12  # cells that a column with lines to break needs
_USUAL = 100  # cells that fit on a sheet of paper in the usual size
_SMALL = 130  # cells that fit on it in a small one
_SHORT = 24  # cells that any column can keep on one line


_LEAST_NAME = 20  # cells of the first column, which tells what a row is about
_LATIN = 1.25  # cells that a digit or a Latin letter takes at the most
_LEAST = 11  # cells that a column with lines to break has, but for its gap
_LONGEST = 80  # cells beyond which a column gets no more room
_STEPS = 24  # in which the scale of the widths is found


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


class ColumnNeed(NamedTuple):
    """The cells that a column has at ``least`` and at ``most``, and its ``weight`` in between.

    This is the root of the average length of its texts: four times the text is twice as wide, and
    takes twice as many lines.
    """

    least: float
    most: float
    weight: float


class ColumnLayout(NamedTuple):
    """The kinds of a table's columns, what they need, and how the table fits on a sheet."""

    kinds: list[str]
    needs: list[ColumnNeed]
    size: PaperSize

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> ColumnLayout:
        """Measure the texts of the rows, without those that go over all columns."""
        cells = [[column.heading for column in columns], *rows]
        widths = measure_texts(cells)
        kinds = list(map(find_column_kind, columns, widths))
        first, *others = map(measure_need, kinds, zip(*cells, strict=True))
        needs = [first._replace(least=max(first.least, min(first.most, _LEAST_NAME))), *others]
        return cls(kinds, needs, find_size(kinds, widths))


def measure_need(kind: str, texts: Sequence[str]) -> ColumnNeed:
    """Return the need of a column of some ``kind``, with its heading among the ``texts``."""
    longest = max(measure_line(line) for text in texts for line in text.split("\n"))
    most = min(longest, _LONGEST)
    is_whole = kind != "wide" and longest <= _SHORT * _LATIN
    least = most if is_whole else min(most, _LEAST)
    lengths = [measure_line(text) for text in texts if text]
    return ColumnNeed(least + GAP, most + GAP, sqrt(fmean(lengths or [1])))


def measure_line(text: str) -> float:
    """Return the cells of a line as it is printed, where signs are as wide as Japanese letters."""
    latin = len(text.encode("ascii", "ignore"))
    return latin * _LATIN + (len(text) - latin) * 2


def share_room(needs: Sequence[ColumnNeed], room: float) -> list[float]:
    """Return the widths of columns that fill ``room``, in proportion to their weights.

    None has less than it needs or, before all have what they need at most, more than that.
    """
    smallest, largest = 0.0, room
    for _ in range(_STEPS):
        scale = (smallest + largest) / 2
        widths = [min(max(need.weight * scale, need.least), need.most) for need in needs]
        if sum(widths) < room:
            smallest = scale
        else:
            largest = scale
    rest = room / sum(widths)
    return [width * rest for width in widths]
