"""What looks like a slip in a cell, as it does in an entry of ``plantool record``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING
from plantool.errors import UsageError
from plantool.recording.doubts import DoubtError, doubt_money, doubt_report
from plantool.recording.record_entry import REPORT_KEYS, RecordEntry
from plantool.sheets.cell_words import CellProblem
from plantool.sheets.layout import SheetKind
from plantool.sheets.subjects import MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantool.model.plan import Plan
    from plantool.sheets.typed_cells import TypedCell

_OUTCOMES = {"settled", "carried_out", "unused"}  # which are held against the budget together
_TOO_EARLY = "error.record-early"  # which no one can be sure of


class CellDoubts(NamedTuple):
    """Doubts cells of a plan; ``correction`` says why closed years change."""

    plan: Plan
    today: date
    correction: str | None

    def find_problem(
        self, cell: TypedCell, row: Sequence[TypedCell], *, is_sure: bool
    ) -> CellProblem | None:
        """Return why a cell of a row is not taken in as it is; None where it is no slip."""
        year = cell.subject.year
        is_final = year in self.plan.closed_years and cell.source.column != "reasons"
        if is_final and not self.correction:
            return CellProblem("sheet.problem.closed", year=year.key)
        try:
            self._doubt(cell, self._build_entry(cell, row, is_sure=is_sure))
        except UsageError as error:
            problem = CellProblem(error.key, **error.arguments)
            problem.is_doubt = isinstance(error, DoubtError) and error.key != _TOO_EARLY
            return problem
        return None

    @staticmethod
    def _build_entry(cell: TypedCell, row: Sequence[TypedCell], *, is_sure: bool) -> RecordEntry:
        """Return the entry that a cell is, with amounts that are held against the same one."""
        column, subject = cell.source.column, cell.subject
        together = _OUTCOMES if column in _OUTCOMES else {column}
        said = {c.source.column: c.source.typed for c in row if c.new is not MISSING}
        return RecordEntry(
            identifier=subject.initiative.id,
            measure=subject.measure.id if subject.measure else None,
            year=subject.year.key,
            report={key: said.get(key) if key == column else None for key in REPORT_KEYS},
            money={key: said.get(key) if key in together else None for key in MONEY_COLUMNS},
            replaces=not cell.remembered.adds,
            sure=is_sure,
        )

    def _doubt(self, cell: TypedCell, entry: RecordEntry) -> None:
        subject = cell.subject
        if subject.measure:
            doubt_report(entry, subject.measure, subject.year, self.today, self.plan)
        elif subject.kind is SheetKind.MONEY:
            doubt_money(entry, subject.initiative.budget, subject.year, self.today, self.plan)
