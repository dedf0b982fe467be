"""Takes a table in as files of a plan, in memory: what is new, what is so already, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.importing.declarations import Declarations, find_lacking
from plantool.importing.file_changes import KnownFile
from plantool.importing.gather_rows import gather_rows
from plantool.importing.gathered import key_title
from plantool.importing.headings import read_headings, resolve_columns
from plantool.importing.initiative_data import TableOrigin
from plantool.importing.known_files import bring_changes
from plantool.importing.new_initiatives import NewFile, NewFiles
from plantool.importing.plan_places import PlanPlaces
from plantool.importing.row_entries import find_shift
from plantool.loading.folder import EditedFolder
from plantool.messages import catalogue
from plantool.recording.apply_changes import apply_changes
from plantool.sheets.column_letters import write_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.importing.gathered import Gathered, GatheredInitiative, Remark
    from plantool.importing.open_table import TableBook
    from plantool.importing.read_mapping import ReadMapping
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.model.plan import Plan


class ImportRequest(NamedTuple):
    """A table and its mapping. ``chapter`` is that of all rows.

    ``older`` is the table as it was taken in before. ``accepted`` cells overwrite what files say.
    Where it ``declares``, departments and parts of money that plan.yaml lacks are added there.
    """

    book: TableBook
    read: ReadMapping
    chapter: str | None = None
    older: TableBook | None = None
    accepted: frozenset[str] = frozenset()
    declares: bool = False


class ImportOutcome(NamedTuple):
    """What came of a table: the ``texts`` to write and what they replace, None for new files.

    ``applied`` values come to files that the plan has, which have ``same`` values already.
    ``unused`` are the headings of columns that the mapping does not name.
    """

    texts: Mapping[str, bytes]
    before: Mapping[str, bytes | None]
    gathered: Gathered
    remarks: tuple[Remark, ...]
    new_files: int
    applied: int
    same: int
    lacking: Declarations
    unused: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether all that the table says is in the plan."""
        return not any(remark.kind.is_left for remark in self.remarks)


def import_table(
    request: ImportRequest, plan_files: PlanFiles, plan: Plan, memory: Memory
) -> ImportOutcome:
    """Return what comes of a table in a plan that is loaded; nothing is written.

    Raises UsageError where the table and its mapping do not fit each other or the plan.
    """
    return _ImportRun(request, plan_files, plan, memory).run()


class _ImportRun:
    def __init__(
        self, request: ImportRequest, plan_files: PlanFiles, plan: Plan, memory: Memory
    ) -> None:
        mapping = request.read.mapping
        assert mapping is not None  # noqa: S101 - the caller's condition
        self.request = request
        self.plan_files = plan_files
        self.plan = plan
        self.memory = memory
        self.mapping = mapping
        self.places = PlanPlaces(plan, request.chapter)
        self.say = catalogue(plan.language)
        self.sheet = request.book.choose_sheet(mapping.sheet)
        self.source = self.build_origin()

    def run(self) -> ImportOutcome:
        headings = read_headings(self.sheet, self.mapping.head)
        columns = resolve_columns(self.request.read, self.mapping.yield_columns(), headings)
        gathered = gather_rows(self.sheet, self.mapping, columns, self.places)
        lacking = find_lacking(gathered.initiatives, self.plan)
        declared = self.declare(lacking)
        new, known = self.split_files(gathered)
        made = NewFiles(new, EditedFolder(self.plan_files, declared), self.memory)
        new_texts = made.settle()
        edited = EditedFolder(self.plan_files, {**declared, **new_texts})
        changed = bring_changes(known, edited, self.request.accepted, self.source, self.say)
        self.refuse_idle_accepts(changed.cells)
        before = {name: self.plan_files.read_bytes(name) for name in {*declared, *changed.texts}}
        return ImportOutcome(
            texts={**declared, **new_texts, **changed.texts},
            before=dict.fromkeys(new_texts) | before,
            gathered=gathered,
            remarks=_sort_remarks(*gathered.remarks, *made.remarks, *changed.remarks),
            new_files=len(new_texts),
            applied=changed.applied,
            same=changed.same,
            lacking=lacking,
            unused=tuple(_list_unused(headings, set(columns.values()))),
        )

    def declare(self, lacking: Declarations) -> Mapping[str, bytes]:
        """Return the text of plan.yaml with what it lacks, where that is asked for."""
        if not (self.request.declares and lacking):
            return {}
        return apply_changes(self.plan_files, lacking.list_changes(self.plan)).outcome.texts

    def split_files(self, gathered: Gathered) -> tuple[list[NewFile], list[KnownFile]]:
        """Tell the initiatives that the plan has from those that it does not."""
        names = {*self.plan_files.list_names()}
        older = self.gather_older()
        new: list[NewFile] = []
        known: list[KnownFile] = []
        numbering = _Numbering(self.plan, names)
        for initiative in gathered.initiatives:
            identifier = numbering.find_id(initiative)
            if f"{identifier}.yaml" in names:
                known.append(KnownFile(identifier, initiative, older.get(initiative.key)))
            else:
                new.append(NewFile(identifier, initiative, self.source, self.say))
        return new, known

    def gather_older(self) -> dict[str, GatheredInitiative]:
        """Return the initiatives of the older table by their keys."""
        if self.request.older is None:
            return {}
        sheet = self.request.older.choose_sheet(self.mapping.sheet)
        headings = read_headings(sheet, self.mapping.head)
        columns = resolve_columns(self.request.read, self.mapping.yield_columns(), headings)
        gathered = gather_rows(sheet, self.mapping, columns, self.places)
        return {initiative.key: initiative for initiative in gathered.initiatives}

    def build_origin(self) -> TableOrigin:
        unit = self.mapping.money.unit if self.mapping.money else self.plan.unit
        is_converted = self.mapping.money is not None and find_shift(unit, self.plan.unit) != 0
        reason = self.say("import.derived-unit", unit=unit, plan_unit=self.plan.unit)
        return TableOrigin(
            self.mapping.document or self.request.book.path.name,
            self.sheet.name,
            self.mapping.unverified,
            reason if is_converted else "",
        )

    def refuse_idle_accepts(self, cells: frozenset[str]) -> None:
        """Refuse to accept cells that would change nothing: a slip of typing."""
        addresses = {place.rpartition("!")[2] for place in cells} | cells
        if idle := sorted(self.request.accepted - addresses):
            raise UsageError("error.import-accept", cells=", ".join(idle))


class _Numbering:
    """Finds the ids of initiatives: those of the table, or by title; new ones are numbered."""

    def __init__(self, plan: Plan, names: set[str]) -> None:
        self.names = names
        self.ids = {key_title(each.chapter, each.title): each.id for each in plan.initiatives}
        self.taken = {each.id for each in plan.initiatives}
        self.last: dict[str, int] = {}

    def find_id(self, initiative: GatheredInitiative) -> str:
        if initiative.is_numbered:
            return initiative.key
        if initiative.key not in self.ids:
            self.ids[initiative.key] = self._choose_next(initiative.chapter)
        return self.ids[initiative.key]

    def _choose_next(self, chapter: str) -> str:
        number = self.last.get(chapter, 0) + 1
        while (found := f"{chapter}-{number}") in self.taken or f"{found}.yaml" in self.names:
            number += 1
        self.last[chapter] = number
        return found


def _sort_remarks(*remarks: Remark) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: (remark.place.row, remark.place.column)))


def _list_unused(headings: list[str], used: set[int]) -> list[str]:
    named = ((at, heading) for at, heading in enumerate(headings) if heading)
    return [f"{heading} [{write_letters(at)}]" for at, heading in named if at not in used]
