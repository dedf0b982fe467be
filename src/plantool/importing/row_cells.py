"""The cells of one row, as the columns of a mapping name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from plantool.importing.cell_values import CellError, read_line
from plantool.importing.headings import CellPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from plantool.importing.mapping import Column, Only
    from plantool.importing.open_table import TableSheet
    from plantool.sheets.open_workbook import CellValue

_Read = TypeVar("_Read")


class RowCells:
    """The cells of a row of ``sheet``, which ``columns`` tells by their headings.

    ``none`` are the texts that mean the same as an empty cell. ``failures`` are the reasons for
    which the row is not taken, one for each cell.
    """

    def __init__(
        self, sheet: TableSheet, columns: Mapping[str, int], none: Collection[str]
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.none = none
        self.row = 0
        self.cells: list[CellValue] = []
        self.failures: dict[CellPlace, CellError] = {}

    def start_row(self, row: int) -> bool:
        """Turn to a row, counted from 0; tell whether there is anything in it."""
        self.row, self.cells, self.failures = row, self.sheet.rows[row], {}
        return any(cell is not None for cell in self.cells)

    def locate(self, column: Column) -> CellPlace:
        """Return the place of a cell, of a text that all rows have that of the first cell."""
        at = 0 if column.heading is None else self.columns[column.heading]
        return CellPlace(self.sheet.name, self.row, at)

    def read(
        self, column: Column, read_value: Callable[[CellValue, Collection[str]], _Read]
    ) -> _Read | None:
        """Return what ``read_value`` makes of a cell, None where that is a failure."""
        try:
            return read_value(self._get_value(column), self.none)
        except CellError as error:
            self.fail(self.locate(column), error)
            return None

    def _get_value(self, column: Column) -> CellValue:
        if column.heading is None:
            return column.text
        at = self.columns[column.heading]
        return self.cells[at] if at < len(self.cells) else None

    def refuse_surplus(self, width: int) -> None:
        """Refuse a row that goes on behind the last heading: a comma may have moved its cells."""
        for column in range(width, len(self.cells)):
            if self.cells[column] is not None:
                place = CellPlace(self.sheet.name, self.row, column)
                self.fail(place, CellError("import.surplus"))
                return

    def fail(self, place: CellPlace, error: CellError) -> None:
        """Remember why the row is not taken; the first reason of a cell counts."""
        self.failures.setdefault(place, error)

    def is_meant(self, only: Only) -> bool:
        """Tell whether the row has what ``only`` asks for."""
        for column, wanted in only:
            text = self.read(column, read_line)
            is_filled = text is not None
            if (
                text not in wanted
                if isinstance(wanted, frozenset)
                else is_filled is (wanted == "blank")
            ):
                return False
        return True
