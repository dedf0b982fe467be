"""Reads the rows of a table: which initiative each is about, and what it says there.

A row is taken as a whole or not at all: half a row would be what nobody wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.importing.cell_values import CellError, read_line
from plantool.importing.gathered import (
    Entry,
    Gathered,
    GatheredInitiative,
    Remark,
    RemarkKind,
    key_title,
)
from plantool.importing.row_cells import RowCells
from plantool.importing.row_entries import RowEntries
from plantool.model.normal import fold_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plantool.diagnostics import NodePath
    from plantool.importing.mapping import TableMapping
    from plantool.importing.open_table import TableSheet
    from plantool.importing.plan_places import PlanPlaces

_MOST_SHOWN = 60  # characters of a value that a sentence repeats


def gather_rows(
    sheet: TableSheet, mapping: TableMapping, columns: Mapping[str, int], places: PlanPlaces
) -> Gathered:
    """Read all rows below the headings; ``columns`` are those that the mapping names.

    Raises UsageError for what no row can mend.
    """
    return _Gathering(mapping, RowCells(sheet, columns, mapping.none), places).run()


class _Gathering:
    def __init__(self, mapping: TableMapping, cells: RowCells, places: PlanPlaces) -> None:
        if mapping.has_year_rows and mapping.year is None:
            raise UsageError("error.import-year")
        self.mapping = mapping
        self.cells = cells
        self.places = places
        self.entries = RowEntries(mapping, cells, places)
        self.initiatives: dict[str, GatheredInitiative] = {}
        self.remarks: list[Remark] = []
        self.rows = self.passed_over = 0
        heads = cells.sheet.rows[: mapping.head[1]]
        # rows of a workbook are all as wide as its headings and notes: none is wider
        self.width = max(map(len, heads), default=0)

    def run(self) -> Gathered:
        for row in range(self.mapping.head[1], len(self.cells.sheet.rows)):
            if self.cells.start_row(row):
                self.rows += 1
                self.cells.refuse_surplus(self.width)
                self.take_row()
                for place, error in self.cells.failures.items():
                    words = tuple(error.words.items())
                    self.remarks.append(Remark(RemarkKind.REFUSED, place, error.key, words))
        found = list(self.initiatives.values())
        return Gathered(found, self.remarks, self.rows, self.passed_over)

    def take_row(self) -> None:
        """Take in the row to which the cells have turned, unless there are failures."""
        is_whole = self.cells.is_meant(self.mapping.only)
        parts = self.mapping.money.breakdown if self.mapping.money else {}
        groups = [
            name
            for name, part in parts.items()
            if (self.cells.is_meant(part.only) if part.only else is_whole)
        ]
        if not (is_whole or groups):
            self.passed_over += not self.cells.failures
            return
        initiative = self.find_initiative()
        self.entries.start_row()
        pairs = list(self.entries.yield_whole()) if is_whole else []
        for group in groups:
            pairs += self.entries.yield_part(group)
        if initiative is not None:
            added = self.join_entries(initiative, pairs)
            if not self.cells.failures:
                initiative.add_row(self.cells.row, added)
                self.initiatives[initiative.key] = initiative

    def find_initiative(self) -> GatheredInitiative | None:
        """Return the initiative that a row is about, which may be new; None for a failure."""
        values = self.mapping.values
        column = values.get("id") or values["title"]
        key = self.cells.read(column, read_line)
        if key is None:
            self.cells.fail(self.cells.locate(column), CellError(f"import.no-{column.path[0]}"))
            return None
        has_ids = "id" in values
        identifier = fold_identifier(key).removesuffix(".0") if has_ids else ""
        named = values.get("chapter")
        text = self.cells.read(named, read_line) if named else None
        try:
            chapter = self.places.find_chapter(text, identifier)
            whole = self.places.build_id(chapter, identifier) if has_ids else ""
        except CellError as error:
            is_of_chapter = named is not None and error.key != "import.bad-id"
            self.cells.fail(self.cells.locate(named if is_of_chapter and named else column), error)
            return None
        key = whole or key_title(chapter, key)
        known = self.initiatives.get(key)
        return known or GatheredInitiative(key, chapter, is_numbered=has_ids)

    def join_entries(
        self, initiative: GatheredInitiative, pairs: Iterable[tuple[NodePath, Entry]]
    ) -> dict[NodePath, Entry]:
        """Return the entries of a row by their paths; what an earlier row denies is a failure."""
        added: dict[NodePath, Entry] = {}
        for path, entry in pairs:
            known = initiative.entries.get(path) or added.get(path)
            if known is not None and known.value != entry.value:
                was, value = (str(each.value)[:_MOST_SHOWN] for each in (known, entry))
                words = {"was": was, "value": value, "other": str(known.place)}
                self.cells.fail(entry.place, CellError("import.twice", **words))
            added[path] = entry
        return added
