"""What was typed into workbooks: cells that say something else than they did when handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Missing
from plantool.sheets.cell_words import (
    CellProblem,
    CellWords,
    describe_value,
    list_state_names,
    settle_typed,
)
from plantool.sheets.layout import LONGEST_TEXT, SheetKind
from plantool.sheets.subjects import Subject, find_subject, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.sheets.read_book import (
        FilledBook,
        FilledCell,
        FilledRow,
        Place,
        Remembered,
    )
    from plantool.syntax.nodes import Plain


class CellSource(NamedTuple):
    """The cell of a workbook: what was ``typed``, and what stood there when it was handed out."""

    book: Path
    place: Place
    column: str
    typed: str
    was: str


class TypedCell(NamedTuple):
    """A cell with something to take in: ``new`` instead of ``base``; MISSING takes it away."""

    source: CellSource
    subject: Subject
    remembered: Remembered
    base: Plain | Missing
    new: Plain | Missing


class UnreadCell(NamedTuple):
    """A cell that is not taken in, and why; without a subject where its row is of nothing."""

    source: CellSource
    subject: Subject | None
    problem: CellProblem


class TypedCells:
    """Finds what was typed into a workbook of a plan."""

    def __init__(self, book: FilledBook, plan: Plan, texts: Catalogue) -> None:
        self.book = book
        self.plan = plan
        self.words = CellWords(texts, book.labels, plan.unit)

    def yield_cells(self) -> Iterator[TypedCell | UnreadCell]:
        """Yield the cells that say something else than before, in the order of the sheets."""
        for row in self.book.rows:
            remembered = self.book.memory.get((row.kind, row.key))
            if remembered is None:
                problem = "sheet.problem.foreign-row" if row.key else "sheet.problem.new-row"
                yield from self._refuse_row(row, problem)
            else:
                yield from self._yield_row(row, remembered)

    def _refuse_row(
        self, row: FilledRow, problem: str, subject: Subject | None = None
    ) -> Iterator[UnreadCell]:
        """Refuse all that is typed in a row."""
        for column, cell in row.cells.items():
            if cell.value is not None:
                source = self._name_source(cell, column, describe_value(cell.value), "")
                yield UnreadCell(source, subject, CellProblem(problem))

    def _yield_row(
        self, row: FilledRow, remembered: Remembered
    ) -> Iterator[TypedCell | UnreadCell]:
        _, _, part = row.key.rpartition("|")
        known = MISSING if remembered.adds and row.kind is SheetKind.RESULTS else remembered.whole
        bases = read_fields(row.kind, known, part)
        typed = dict(self._yield_typed(row, bases))
        if not typed:
            return
        subject = find_subject(self.plan, row.kind, row.key)
        if subject is None:
            yield from self._refuse_row(row, "sheet.problem.gone")
            return
        for column, text in typed.items():
            base = bases[column]
            source = self._name_source(row.cells[column], column, text, self._show(column, base))
            try:
                new = self._read(row.cells[column], column, text, subject)
            except CellProblem as problem:
                yield UnreadCell(source, subject, problem)
            else:
                yield TypedCell(source, subject, remembered, base, new)

    def _yield_typed(
        self, row: FilledRow, bases: Mapping[str, Plain | Missing]
    ) -> Iterator[tuple[str, str]]:
        """Yield the columns in which another text stands than was handed out."""
        for column, cell in row.cells.items():
            shown = self._show(column, bases[column])
            if cell.value is None and not shown:
                continue
            try:
                text = settle_typed(column, cell.value)
            except CellProblem:  # which is told when the cell is read
                yield column, describe_value(cell.value)
            else:
                if text.strip() != shown.strip() and len(shown) <= LONGEST_TEXT:
                    yield column, text

    def _show(self, column: str, base: Plain | Missing) -> str:
        return self.words.show(column, base).replace("\r\n", "\n").replace("\r", "\n")

    def _read(self, cell: FilledCell, column: str, text: str, subject: Subject) -> Plain | Missing:
        settle_typed(column, cell.value)
        if not text.strip():
            raise CellProblem("sheet.problem.blank")
        measure = subject.measure if column == "state" else None
        return self.words.read(column, text, list_state_names(measure) if measure else ())

    def _name_source(self, cell: FilledCell, column: str, typed: str, was: str) -> CellSource:
        return CellSource(self.book.path, cell.place, column, typed, was)
