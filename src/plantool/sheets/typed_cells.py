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
from plantool.sheets.layout import LONGEST_TEXT, PRINTED_START, SheetKind, cut_text
from plantool.sheets.subjects import Subject, find_subject, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.sheets.book_memory import Remembered
    from plantool.sheets.read_book import (
        FilledBook,
        FilledCell,
        FilledRow,
        Place,
    )
    from plantool.syntax.nodes import Plain

_IDENTITY = ("id", "title", "measure", "year")  # the printed columns that tell a row from others


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
        self.words = CellWords(texts, book.memory.labels, plan.unit)

    def yield_cells(self) -> Iterator[TypedCell | UnreadCell]:
        """Yield the cells that say something else than before, in the order of the sheets."""
        for row in self.book.rows:
            remembered = self.book.memory.rows.get((row.kind, row.key))
            if remembered is None:
                problem = "sheet.problem.foreign-row" if row.key else "sheet.problem.new-row"
                yield from self._refuse_cells(row, self._list_filled(row), CellProblem(problem))
            else:
                yield from self._yield_row(row, remembered)

    @staticmethod
    def _list_filled(row: FilledRow) -> list[str]:
        """Return the columns that say something in a row; where none is an input, another one."""
        inputs = [column for column, cell in row.cells.items() if cell.value is not None]
        beside = [column for column, cell in row.beside.items() if cell.value is not None]
        return inputs or ([] if row.key else beside[:1])

    def _refuse_cells(
        self,
        row: FilledRow,
        columns: Iterable[str],
        problem: CellProblem,
        subject: Subject | None = None,
    ) -> Iterator[UnreadCell]:
        for column in columns:
            is_input = column in row.cells
            cell = row.cells[column] if is_input else row.beside[column]
            name = column if is_input else "beside"
            source = self._name_source(cell, name, describe_value(cell.value), "")
            yield UnreadCell(source, subject, problem)

    def _yield_row(
        self, row: FilledRow, remembered: Remembered
    ) -> Iterator[TypedCell | UnreadCell]:
        _, _, part = row.key.rpartition("|")
        known = MISSING if remembered.adds and row.kind is SheetKind.RESULTS else remembered.whole
        bases = read_fields(row.kind, known, part)
        typed = dict(self._yield_typed(row, bases))
        subject = find_subject(self.plan, row.kind, row.key)
        strays = self._list_strays(row, remembered)
        for column in strays:
            problem = _name_stray(column, remembered)
            yield from self._refuse_cells(row, [column], problem, subject)
        if not typed:
            return
        if shifted := [column for column in strays if column in _IDENTITY]:
            place = row.beside[shifted[0]].place
            problem = CellProblem("sheet.problem.shifted", place=place)
            yield from self._refuse_cells(row, typed, problem)
            return
        if subject is None:
            yield from self._refuse_cells(row, typed, CellProblem("sheet.problem.gone"))
            return
        for column, text in typed.items():
            base = bases[column]
            shown = self._show(column, base)
            source = self._name_source(row.cells[column], column, text, shown)
            try:
                new = self._read(row.cells[column], column, text, shown, subject)
            except CellProblem as problem:
                yield UnreadCell(source, subject, problem)
            else:
                yield TypedCell(source, subject, remembered, base, new)

    @staticmethod
    def _list_strays(row: FilledRow, remembered: Remembered) -> list[str]:
        """Return the columns that say something that is nothing to take in.

        Of the printed cells that name a row the first: with one, all are those of another row.
        """
        strays = [
            column
            for column, cell in row.beside.items()
            if cell.value is not None and not _is_printed(cell, remembered.printed.get(column))
        ]
        identity = [column for column in strays if column in _IDENTITY]
        return identity[:1] or strays

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
                if text.strip() != cut_text(shown).strip():
                    yield column, text

    def _show(self, column: str, base: Plain | Missing) -> str:
        return self.words.show(column, base).replace("\r\n", "\n").replace("\r", "\n")

    def _read(
        self, cell: FilledCell, column: str, text: str, shown: str, subject: Subject
    ) -> Plain | Missing:
        settle_typed(column, cell.value)
        if len(shown) > LONGEST_TEXT:
            raise CellProblem("sheet.problem.too-long")
        if not text.strip():
            raise CellProblem("sheet.problem.blank")
        measure = subject.measure if column == "state" else None
        return self.words.read(column, text, list_state_names(measure) if measure else ())

    def _name_source(self, cell: FilledCell, column: str, typed: str, was: str) -> CellSource:
        return CellSource(self.book.path, cell.place, column, typed, was)


def _is_printed(cell: FilledCell, start: str | None) -> bool:
    """Tell whether a cell begins as it was printed; Excel may have made a number of it."""
    if start is None:
        return False
    found = describe_value(cell.value).replace("\r\n", "\n")[:PRINTED_START]
    return found == start or _settle_spelling(found) == _settle_spelling(start)


def _settle_spelling(text: str) -> str:
    return "".join(text.replace(",", "").split())


def _name_stray(column: str, remembered: Remembered) -> CellProblem:
    if column in remembered.printed:
        return CellProblem("sheet.problem.printed", was=remembered.printed[column])
    return CellProblem("sheet.problem.added-column")
