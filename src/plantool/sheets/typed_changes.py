"""What the typed cells of a row mean for the file of its initiative: changes of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import MISSING, Change, Missing, Written
from plantool.editing.plain_data import is_same_data
from plantool.sheets.cell_words import CellProblem
from plantool.sheets.layout import SheetKind
from plantool.sheets.subjects import (
    NEW_ITEM,
    RESULT_FIELDS,
    find_last_report,
    read_field,
    read_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.sheets.subjects import Subject
    from plantool.sheets.typed_cells import TypedCell
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

_JUDGEMENT = ("judgement", "judgement_reason")


class CellChange(NamedTuple):
    """A change, and the columns whose cells ask for it; none where it goes with another."""

    change: Change
    columns: tuple[str, ...]


class StaleCell(NamedTuple):
    """A cell whose report or supplement is another by now: the file says ``now`` there."""

    column: str
    now: Plain | Missing


class UnfitCell(NamedTuple):
    """A cell that does not go with the others of its row."""

    column: str
    problem: CellProblem


Wish: TypeAlias = CellChange | StaleCell | UnfitCell


class RowChanges:
    """Makes the changes that the typed cells of one row ask for, held against its file.

    ``accepted`` columns replace what stands there, whatever it is by now.
    """

    def __init__(
        self, cells: Sequence[TypedCell], document: Document, today: date, accepted: frozenset[str]
    ) -> None:
        self.subject: Subject = cells[0].subject
        self.whole = cells[0].remembered.whole
        self.adds = cells[0].remembered.adds
        self.cells: dict[str, TypedCell] = {cell.source.column: cell for cell in cells}
        self.now = self.subject.read_whole(document)
        self.today = today
        self.accepted = accepted

    def yield_changes(self, *, by_fields: bool = False) -> Iterator[Wish]:
        """Yield the changes; ``by_fields`` makes a new report one value after the other."""
        match self.subject.kind:
            case SheetKind.RESULTS:
                yield from self._yield_unfit()
                yield from self._change_results(by_fields=by_fields)
            case SheetKind.MONEY:
                for column in self.cells:
                    yield self._change(self.subject.find_amount_path(column), column)
            case SheetKind.SUPPLEMENTS if self.subject.item == NEW_ITEM:
                yield from self._yield_half_supplement()
                yield from self._add_item(self._build_fields())
            case SheetKind.SUPPLEMENTS:
                yield from self._change_supplement()

    def _yield_unfit(self) -> Iterator[UnfitCell]:
        """Leave out a judgement without its reason, and a reason without its judgement."""
        known = MISSING if self.adds else find_last_report(self.whole)
        typed = [column for column in _JUDGEMENT if column in self.cells]
        is_new = read_field(known, ("judgement",)) is MISSING
        if is_new and len(typed) == 1 and self.cells[typed[0]].new is not MISSING:
            yield UnfitCell(typed[0], CellProblem("sheet.problem.half-judgement"))
            del self.cells[typed[0]]

    def _yield_half_supplement(self) -> Iterator[UnfitCell]:
        """Leave out a new supplement that does not say which it is, or how much."""
        said = self._build_fields().keys()
        if said and not ("amount" in said and said - {"amount"}):
            for column in said:
                yield UnfitCell(column, CellProblem("sheet.problem.half-supplement"))
                del self.cells[column]

    def _change_results(self, *, by_fields: bool) -> Iterator[Wish]:
        report = self._build_report()
        if self.adds:
            yield from self._add_item(report)
        elif report and self.now is MISSING and self.whole is MISSING and not by_fields:
            change = Change(self._file, self.subject.path, MISSING, report)
            yield CellChange(change, tuple(self.cells))
        else:
            yield from self._change_report()

    def _change(self, path: NodePath, column: str) -> CellChange:
        cell = self.cells[column]
        base = Written.AS_READ if column in self.accepted else cell.base
        return CellChange(Change(self._file, path, base, cell.new), (column,))

    @property
    def _file(self) -> str:
        return self.subject.initiative.file

    def _build_fields(self) -> dict[str, Plain]:
        """Return what was typed; a new item has nothing to take away."""
        said = ((column, cell.new) for column, cell in self.cells.items())
        return {column: new for column, new in said if not isinstance(new, Missing)}

    def _build_report(self) -> dict[str, Plain]:
        """Return a whole report, dated today; nothing where nothing is said."""
        said = self._build_fields()
        report = {key: value for key, value in said.items() if key not in _JUDGEMENT}
        if judgement := self._build_judgement():
            report["judgement"] = judgement
        return {**report, "reported": self.today.isoformat()} if report else {}

    def _build_judgement(self) -> dict[str, Plain]:
        """Return a judgement with its reason."""
        said = self._build_fields()
        pairs = zip(("status", "reason"), _JUDGEMENT, strict=True)
        return {key: said[column] for key, column in pairs if column in said}

    def _add_item(self, item: dict[str, Plain]) -> Iterator[Wish]:
        """Add a report or supplement to those that were there; one that is there already is so."""
        for column, cell in self.cells.items():
            if cell.new is MISSING or not item:  # of what is new there is nothing to take away
                yield StaleCell(column, MISSING)
        if not item:
            return
        said = tuple(column for column, cell in self.cells.items() if cell.new is not MISSING)
        if self._can_append(item):
            path = (*self.subject.path, len(_list_items(self.now)))
            yield CellChange(Change(self._file, path, MISSING, item), said)
            return
        before = self.now if self.accepted.intersection(self.cells) else self.whole
        if self._find_added(item):
            before, item = self.now, {}
        items = [*_list_items(before), item] if item else before
        base = Written.AS_READ if before is self.now else self.whole
        yield CellChange(Change(self._file, self.subject.path, base, items), said)

    def _can_append(self, item: Mapping[str, Plain]) -> bool:
        """Tell whether an item is one more of a list, whatever is mended in its others."""
        is_list = isinstance(self.now, list) and isinstance(self.whole, list)
        return is_list and not self._has_other_count() and not self._find_added(item)

    def _find_added(self, item: Mapping[str, Plain]) -> bool:
        """Tell whether an item says this by now, on whichever day it was reported."""
        said = {key: value for key, value in item.items() if key != "reported"}
        added = _list_items(self.now)[len(_list_items(self.whole)) :]
        return any(
            all(is_same_data(read_field(known, (key,)), value) for key, value in said.items())
            for known in added
        )

    def _change_report(self) -> Iterator[Wish]:
        path, columns = self.subject.path, [*self.cells]
        if self.now is not MISSING and self.whole is not MISSING and self._has_other_count():
            yield from self._yield_stale()
            columns = [column for column in columns if column in self.accepted]
        if isinstance(self.now, list):
            path = (*path, len(self.now) - 1)
        if read_field(find_last_report(self.whole), ("judgement",)) is MISSING:
            judgement = self._build_judgement()
            if judgement and set(_JUDGEMENT) <= {*columns}:
                change = Change(self._file, (*path, "judgement"), MISSING, judgement)
                yield CellChange(change, _JUDGEMENT)
                columns = [column for column in columns if column not in _JUDGEMENT]
        for column in columns:
            yield self._change((*path, *RESULT_FIELDS[column]), column)
        if self.now is MISSING and self._build_fields():
            day = self.today.isoformat()
            yield CellChange(Change(self._file, (*path, "reported"), MISSING, day), ())

    def _change_supplement(self) -> Iterator[Wish]:
        path, item = self.subject.path, self.subject.item
        if item == "":
            yield from (self._change(path, column) for column in self.cells)
        elif self._has_other_count():
            yield from self._yield_stale()
        elif self._takes_all_away():
            known = _list_items(self.whole)[int(item)]
            change = Change(self._file, (*path, int(item)), known, MISSING)
            yield CellChange(change, tuple(self.cells))
        else:
            for column in self.cells:
                yield self._change((*path, int(item), column), column)

    def _takes_all_away(self) -> bool:
        """Tell whether all that a supplement says is to go: the supplement itself."""
        said = read_fields(self.subject.kind, self.whole, self.subject.item)
        known = {column for column, value in said.items() if value is not MISSING}
        gone = {column for column, cell in self.cells.items() if cell.new is MISSING}
        return bool(known) and known <= gone and len(gone) == len(self.cells)

    def _has_other_count(self) -> bool:
        """Tell whether reports or supplements came or went since: an index is no identity then."""
        return len(_list_items(self.now)) != len(_list_items(self.whole))

    def _yield_stale(self) -> Iterator[StaleCell]:
        now = read_fields(self.subject.kind, self.now, self.subject.item)
        for column in self.cells:
            if column not in self.accepted:
                yield StaleCell(column, now[column])


def _list_items(whole: Plain | Missing) -> list[Plain]:
    """Return the reports or supplements of a year as a list."""
    match whole:
        case Missing() | None:
            return []
        case list():
            return [*whole]
        case _:
            return [whole]
