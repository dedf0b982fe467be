"""The page that tells what came of workbooks: file by file, what was taken in and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Record,
    Records,
    Row,
    Table,
)
from plantool.reports.phrases import describe_plan, name_row_fully
from plantool.sheets.take_in import CellResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.sheets.read_book import FilledBook
    from plantool.sheets.subjects import Subject
    from plantool.sheets.take_in import CellOutcome

_RECORD_COLUMNS = (
    *("book", "sheet", "cell", "result", "id", "measure", "year", "column"),
    *("typed", "handed_out", "now", "problem", "remedy", "file"),
)
_LEFT = (CellResult.CONFLICT, CellResult.REFUSED)


class IntakePage(NamedTuple):
    """Lays out what came of ``books``; ``is_written`` tells that the plan has what was applied."""

    plan: Plan
    texts: Catalogue
    books: Sequence[FilledBook]
    outcomes: Sequence[CellOutcome]
    is_written: bool

    def build_page(self) -> Page:
        counts = {r.value: sum(o.result is r for o in self.outcomes) for r in CellResult}
        return Page(
            name="sheet-import",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, map(self._describe, self.outcomes)),
            metadata={"plan": describe_plan(self.plan), "written": self.is_written, **counts},
        )

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for book in self.books:
            own = [outcome for outcome in self.outcomes if outcome.source.book == book.path]
            yield Heading(book.path.name, 2)
            counts = "sheet.counts" if own else "sheet.nothing-typed"
            yield Note(self.texts(counts, **self._count(own)))
            if book.unread:
                sheets = self.texts("list.and").join(book.unread)
                yield Note(self.texts("sheet.unread", sheets=sheets))
            left = [outcome for outcome in own if outcome.result in _LEFT]
            applied = [outcome for outcome in own if outcome.result is CellResult.APPLIED]
            if left:
                yield self._build_left_table(left)
            if applied:
                yield self._build_applied_table(applied)
        if not self.is_written:
            yield Note(self.texts("sheet.not-written"))

    @staticmethod
    def _count(outcomes: Sequence[CellOutcome]) -> dict[str, int]:
        names = {result: result.value.replace("-", "_") for result in CellResult}
        return {name: sum(o.result is result for o in outcomes) for result, name in names.items()}

    def _build_left_table(self, outcomes: Sequence[CellOutcome]) -> Table:
        columns = (
            Column(self.texts("sheet.cell")),
            Column(self.texts("sheet.item"), wide=True),
            Column(self.texts("sheet.typed"), wide=True),
            Column(self.texts("sheet.why"), wide=True),
        )
        rows = (
            (str(o.source.place), self._name_item(o), o.source.typed, "\n".join(self._explain(o)))
            for o in outcomes
        )
        return Table(columns, tuple(map(Row, rows)), lined=True)

    def _build_applied_table(self, outcomes: Sequence[CellOutcome]) -> Table:
        columns = (
            Column(self.texts("sheet.cell")),
            Column(self.texts("sheet.item"), wide=True),
            Column(self.texts("sheet.before"), wide=True),
            Column(self.texts("sheet.after"), wide=True),
        )
        rows = (
            (str(o.source.place), self._name_item(o), o.source.was, o.source.typed)
            for o in outcomes
        )
        return Table(columns, tuple(map(Row, rows)))

    def _name_item(self, outcome: CellOutcome) -> str:
        heading = self.texts(f"sheet.field.{outcome.source.column}")
        if outcome.subject is None:
            return heading
        return f"{self._name_subject(outcome.subject)} {heading}"

    @staticmethod
    def _name_subject(subject: Subject) -> str:
        row = f" {name_row_fully(subject.initiative, subject.measure)}" if subject.measure else ""
        return f"{subject.initiative.id}{row} {subject.year.key}"

    def _explain(self, outcome: CellOutcome) -> tuple[str, ...]:
        """Return why a cell was not taken in, and what to do."""
        texts, source = self.texts, outcome.source
        accept = texts("sheet.accept", place=source.place)
        if outcome.result is CellResult.CONFLICT:
            nothing = texts("sheet.nothing-there")
            now, was = outcome.now or nothing, source.was or nothing
            return texts("sheet.conflict", now=now, was=was), accept
        if outcome.diagnostics:
            first = outcome.diagnostics[0]
            return f"{texts.message(first)}（{first.code.code}）", texts.help(first)
        if outcome.problem is None:
            return ("",)
        lines = texts(outcome.problem.key, **outcome.problem.arguments).split("\n")
        return (lines[0], accept) if outcome.problem.is_doubt else tuple(lines)

    def _describe(self, outcome: CellOutcome) -> Record:
        source, subject = outcome.source, outcome.subject
        problem, *remedy = self._explain(outcome) if outcome.result in _LEFT else (None,)
        return {
            "book": source.book.name,
            "sheet": source.place.sheet,
            "cell": source.place.address,
            "result": outcome.result.value,
            "id": subject.initiative.id if subject else None,
            "measure": subject.measure.id if subject and subject.measure else None,
            "year": subject.year.key if subject else None,
            "column": source.column,
            "typed": source.typed,
            "handed_out": source.was or None,
            "now": outcome.now or None,
            "problem": problem,
            "remedy": "\n".join(remedy) or None,
            "file": subject.initiative.file if subject else None,
        }
