"""Takes workbooks in: what was typed becomes a change set, and each cell learns what came of it."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.plain_data import is_same_data
from plantool.errors import UsageError
from plantool.recording.apply_changes import settle_changes_of
from plantool.recording.corrections import build_corrections
from plantool.recording.item_changes import append_items
from plantool.reports.phrases import format_staged_result
from plantool.sheets.cell_doubts import CellDoubts
from plantool.sheets.cell_words import CellProblem, CellWords
from plantool.sheets.department_books import identify_plan
from plantool.sheets.layout import SheetKind
from plantool.sheets.subjects import read_fields
from plantool.sheets.typed_cells import CellSource, TypedCell, TypedCells, UnreadCell
from plantool.sheets.typed_changes import CellChange, RowChanges, StaleCell, UnfitCell, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plantool.diagnostics import Change, Diagnostic, Missing
    from plantool.editing.change_set import Outcome
    from plantool.loading.folder import PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.result import Result
    from plantool.recording.change_run import Attempt
    from plantool.sheets.read_book import FilledBook
    from plantool.sheets.subjects import Subject
    from plantool.syntax.nodes import Plain

_Key = tuple[SheetKind, str, str]


class CellResult(Enum):
    """What came of a cell."""

    APPLIED = "applied"
    ALREADY_SO = "already-so"
    CONFLICT = "conflict"
    REFUSED = "refused"


class CellOutcome(NamedTuple):
    """A cell and what came of it: the file says ``now`` in a conflict; why it is refused."""

    source: CellSource
    subject: Subject | None
    result: CellResult
    now: str = ""
    problem: CellProblem | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Intake(NamedTuple):
    """What came of all cells, and the files to write: ``attempt`` has them."""

    outcomes: tuple[CellOutcome, ...]
    attempt: Attempt

    @property
    def is_whole(self) -> bool:
        """Tell whether all that was typed is in the plan."""
        done = {CellResult.APPLIED, CellResult.ALREADY_SO}
        return all(outcome.result in done for outcome in self.outcomes)


class IntakeRequest(NamedTuple):
    """The workbooks to take in; ``accepted`` cells replace what stands there, and are sure.

    ``correction`` says why closed years change.
    """

    books: tuple[FilledBook, ...]
    accepted: frozenset[str] = frozenset()
    correction: str | None = None

    def accepts(self, source: CellSource) -> bool:
        """Tell whether a cell is accepted: by its place, or by its workbook and place."""
        place = str(source.place)
        return not self.accepted.isdisjoint({place, f"[{source.book.name}]{place}"})


def take_in(
    request: IntakeRequest, plan_files: PlanFiles, loaded: Loaded, today: date, texts: Catalogue
) -> Intake:
    """Return what comes of workbooks in a plan that is loaded; nothing is written.

    Raises UsageError for a workbook of another plan, and an accepted cell that says nothing new.
    """
    return _IntakeRun(request, plan_files, loaded, today, texts).run()


class _Asked(NamedTuple):
    """A change, the row that it is of, and the cells that ask for it."""

    change: Change
    row: RowChanges
    cells: Sequence[TypedCell]


class _IntakeRun:
    def __init__(
        self,
        request: IntakeRequest,
        plan_files: PlanFiles,
        loaded: Loaded,
        today: date,
        texts: Catalogue,
    ) -> None:
        self.request = request
        self.plan_files = plan_files
        self.loaded = loaded
        self.plan = loaded.plan
        self.today = today
        self.texts = texts
        self.outcomes: dict[CellSource, CellOutcome] = {}
        self.twins: defaultdict[CellSource, list[TypedCell]] = defaultdict(list)
        self.asked: dict[int, _Asked] = {}  # by the identity of its change
        self.doubts = CellDoubts(self.plan, today, request.correction)
        self.read_file = loaded.reading.build_tree_reader()
        self.words = CellWords(texts, request.books[0].memory.labels, self.plan.unit)

    def run(self) -> Intake:
        found = [cell for book in self.request.books for cell in self._yield_cells(book)]
        self._refuse_unknown_places(cell.source for cell in found)
        for unread in found:
            if isinstance(unread, UnreadCell):
                self._refuse(unread, unread.problem)
        for row in self._group_rows(cell for cell in found if isinstance(cell, TypedCell)):
            self._ask_for(row)
        attempt = self._settle()
        self._tell_outcome(attempt.outcome)
        ordered = (self.outcomes[cell.source] for cell in found)
        return Intake(tuple(ordered), attempt)

    def _yield_cells(self, book: FilledBook) -> Iterator[TypedCell | UnreadCell]:
        of_plan = identify_plan(self.plan)
        if book.memory.origin.get("plan") != of_plan:
            words = {"plan": book.memory.origin.get("plan", ""), "own": of_plan}
            raise UsageError("error.sheet-other-plan", file=str(book.path), **words)
        return TypedCells(book, self.plan, self.texts).yield_cells()

    def _refuse_unknown_places(self, sources: Iterable[CellSource]) -> None:
        known = {name for s in sources for name in (str(s.place), f"[{s.book.name}]{s.place}")}
        if unknown := sorted(self.request.accepted - known):
            raise UsageError("error.sheet-accept", cells=self.texts("list.and").join(unknown))

    def _refuse(
        self, cell: TypedCell | UnreadCell, problem: CellProblem, found: tuple[Diagnostic, ...] = ()
    ) -> None:
        """Refuse a cell, and those that say the same."""
        for each in (cell, *self.twins[cell.source]):
            result = CellResult.REFUSED
            outcome = CellOutcome(each.source, each.subject, result, "", problem, found)
            self.outcomes[each.source] = outcome

    def _group_rows(self, cells: Iterable[TypedCell]) -> Iterator[list[TypedCell]]:
        """Yield the cells row by row; of those that say the same one, of others none.

        Several sheets may have the row of an initiative that several departments share.
        """
        by_place: defaultdict[_Key, list[TypedCell]] = defaultdict(list)
        for cell in cells:
            subject = cell.subject
            by_place[subject.kind, subject.key, cell.source.column].append(cell)
        rows: defaultdict[tuple[SheetKind, str], list[TypedCell]] = defaultdict(list)
        for (kind, key, _), same in by_place.items():
            if chosen := self._choose_cell(same):
                rows[kind, key].append(chosen)
        yield from rows.values()

    def _choose_cell(self, cells: Sequence[TypedCell]) -> TypedCell | None:
        """Return one of the cells about the same value, unless they disagree."""
        accepted = [cell for cell in cells if self.request.accepts(cell.source)]
        chosen = (accepted or cells)[0]
        rivals = [cell for cell in accepted or cells if not is_same_data(cell.new, chosen.new)]
        if not rivals:
            self.twins[chosen.source] = [cell for cell in cells if cell is not chosen]
            return chosen
        for cell in cells:
            other = next(o for o in cells if not is_same_data(o.new, cell.new)).source
            key = "twice" if other.book == cell.source.book else "rival"
            said = {"book": other.book.name, "place": other.place, "typed": other.typed}
            problem = CellProblem(f"sheet.problem.{key}", **said)
            self._refuse(cell, problem)
        return None

    def _ask_for(self, cells: list[TypedCell]) -> None:
        """Make the changes that the cells of a row ask for, unless they look like slips."""
        sure = []
        for cell in cells:
            problem = self.doubts.find_problem(cell, cells, is_sure=self._accepts(cell))
            if problem:
                self._refuse(cell, problem)
            else:
                sure.append(cell)
        if sure:
            document = self.read_file(cells[0].subject.initiative.file)
            accepted = frozenset(cell.source.column for cell in sure if self._accepts(cell))
            row = RowChanges(sure, document, self.today, accepted)
            self._take_wishes(row, row.yield_changes())

    def _take_wishes(self, row: RowChanges, wishes: Iterable[Wish]) -> None:
        cells = dict(row.cells)
        for wish in wishes:
            match wish:
                case StaleCell(column, now):
                    self._tell_stale(cells[column], now)
                case UnfitCell(column, problem):
                    self._refuse(cells[column], problem)
                case CellChange(change, columns):
                    asked = [cells[column] for column in columns]
                    self.asked[id(change)] = _Asked(change, row, asked)

    def _accepts(self, cell: TypedCell) -> bool:
        return self.request.accepts(cell.source)

    def _tell_stale(self, cell: TypedCell, now: Plain | Missing) -> None:
        result = CellResult.ALREADY_SO if is_same_data(now, cell.new) else CellResult.CONFLICT
        self._tell(cell, result, now=self.words.show(cell.source.column, now))

    def _tell(self, cell: TypedCell, result: CellResult, now: str = "") -> None:
        """Tell what came of a cell, and of those that say the same."""
        for each in (cell, *self.twins[cell.source]):
            self.outcomes[each.source] = CellOutcome(each.source, each.subject, result, now)

    def _settle(self) -> Attempt:
        """Make the changes; of a new report that is refused, those of its values that are not."""
        attempt = self._attempt()
        refused = [self.asked[id(refusal.change)] for refusal in attempt.outcome.refused]
        if whole := [asked for asked in refused if len(asked.cells) > 1]:
            for asked in whole:
                del self.asked[id(asked.change)]
                self._take_wishes(asked.row, asked.row.yield_changes(by_fields=True))
            attempt = self._attempt()
        corrections = [*self._yield_corrections(attempt)]
        return self._attempt(corrections) if corrections else attempt

    def _attempt(self, more: Sequence[Change] = ()) -> Attempt:
        changes = [*(asked.change for asked in self.asked.values()), *more]
        return settle_changes_of(self.plan_files, changes, self.today, self.loaded)

    def _yield_corrections(self, attempt: Attempt) -> Iterator[Change]:
        """Yield the corrections that changes of closed years need."""
        applied = (self.asked[id(change)] for change in attempt.outcome.applied)
        subjects = [asked.row.subject for asked in applied]
        closed = {s.initiative.id: s for s in subjects if s.year in self.plan.closed_years}
        plans = (self.plan, attempt.loaded.plan)
        for identifier, subject in closed.items():
            reason = self.request.correction
            found = build_corrections(plans, identifier, reason, self.today, self._format_result)
            if found:
                file = subject.initiative.file
                yield append_items(self.read_file(file), ("corrections",), found, file)

    def _format_result(self, result: Result, unit: str | None) -> str:
        return format_staged_result(result, unit, self.plan.scheme, self.texts)

    def _tell_outcome(self, outcome: Outcome) -> None:
        for changes, result in (
            (outcome.applied, CellResult.APPLIED),
            (outcome.already_so, CellResult.ALREADY_SO),
        ):
            for change in changes:
                for cell in self._find_cells(change):
                    self._tell(cell, result)
        for conflict in outcome.conflicts:
            for cell in self._find_cells(conflict.change):
                now = _find_now(cell, conflict.now)
                self._tell(cell, CellResult.CONFLICT, now=self.words.show(cell.source.column, now))
        for refusal in outcome.refused:
            for cell in self._find_cells(refusal.change):
                self._refuse(cell, CellProblem(refusal.reason.key), refusal.diagnostics)

    def _find_cells(self, change: Change) -> Sequence[TypedCell]:
        """Return the cells that ask for a change; none for a correction."""
        asked = self.asked.get(id(change))
        return asked.cells if asked else ()


def _find_now(cell: TypedCell, now: Plain | Missing) -> Plain | Missing:
    """Return what a file says where a cell is about, of the whole that its change is about."""
    if not cell.remembered.adds:
        return now
    last = str(len(now) - 1 if isinstance(now, list) else 0)
    return read_fields(cell.subject.kind, now, last)[cell.source.column]
