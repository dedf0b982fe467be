"""The columns of a table that nobody knows: what their headings and some of their cells say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.importing.cell_values import CellError, read_line, read_quantity, read_year
from plantool.importing.heading_words import read_meaning
from plantool.importing.headings import HeadingColumns
from plantool.importing.mapping import NONE_TEXTS
from plantool.sheets.column_letters import write_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.importing.heading_words import HeadingMeaning
    from plantool.importing.open_table import TableSheet
    from plantool.sheets.open_workbook import CellValue

_MOST_ROWS = 200  # of the cells below a heading that are looked at
_MOST_COLUMNS = 500
_LONGEST_NAME = 200
_FEW_NUMBERS = 0.5
_DOWN_WORDS = ("減", "縮", "reduc")


class GuessColumn(NamedTuple):
    """A column: how a mapping names it, its heading, what that means, and some of its cells."""

    at: int
    name: str
    heading: str
    meaning: HeadingMeaning
    cells: Sequence[CellValue]

    @property
    def letters(self) -> int:
        """How many characters stand in its cells: most in those of titles and texts."""
        return sum(len(cell) for cell in self.cells if isinstance(cell, str))

    @property
    def is_distinct(self) -> bool:
        """Tell whether no two of its cells are alike."""
        return bool(self.cells) and len(set(map(str, self.cells))) == len(self.cells)

    @property
    def is_of_years(self) -> bool:
        """Tell whether all of its cells are years."""
        return bool(self.cells) and all(map(_is_year, self.cells))


def yield_columns(
    sheet: TableSheet, headings: Sequence[str], first_row: int
) -> Iterator[GuessColumn]:
    """Yield the columns that have a heading or a cell; rows begin at ``first_row`` from 0."""
    known = HeadingColumns(headings)
    rows = sheet.rows[first_row : first_row + _MOST_ROWS]
    for at, heading in enumerate(headings[:_MOST_COLUMNS]):
        cells = [row[at] for row in rows if at < len(row) and row[at] is not None]
        if heading or cells:
            is_name = 0 < len(heading) <= _LONGEST_NAME and heading.isprintable()
            name = heading if is_name and known.find(heading) == at else f"[{write_letters(at)}]"
            yield GuessColumn(at, name, heading, read_meaning(heading), cells)


def are_words(columns: Sequence[GuessColumn]) -> bool:
    """Tell whether few cells of figures are numbers."""
    cells = [cell for column in columns for cell in column.cells]
    return bool(cells) and sum(map(_is_number, cells)) < len(cells) * _FEW_NUMBERS


def guess_direction(names: Sequence[GuessColumn], figures: Sequence[GuessColumn]) -> str:
    """Return which way is better, by the words of headings and of the first name below."""
    words = [column.heading for column in figures]
    words += [_read_text(cell) for column in names for cell in column.cells[:1]]
    return "down" if any(word in text for word in _DOWN_WORDS for text in words) else "up"


def _is_year(cell: CellValue) -> bool:
    try:
        return read_year(cell, NONE_TEXTS, None) is not None
    except CellError:
        return False


def _is_number(cell: CellValue) -> bool:
    try:
        return read_quantity(cell, NONE_TEXTS) is not None
    except CellError:
        return False


def _read_text(cell: CellValue) -> str:
    try:
        return read_line(cell, NONE_TEXTS) or ""
    except CellError:
        return ""
