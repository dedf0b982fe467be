"""The files of initiatives that a plan does not have yet, of those rows that bring no error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Severity
from plantool.editing.new_document import compose_document
from plantool.importing.gathered import Remark, RemarkKind
from plantool.importing.headings import CellPlace
from plantool.importing.initiative_data import (
    InitiativeData,
    blame_rows,
    find_entry,
    list_reasons,
)
from plantool.loading.folder import EditedFolder
from plantool.loading.key_order import build_key_order
from plantool.loading.parallel import count_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.diagnostics import Diagnostic, Plain
    from plantool.importing.gathered import GatheredInitiative
    from plantool.importing.initiative_data import TableOrigin
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory

_MOST_CHECKS = 8  # of the whole plan, each without the rows that the one before found at fault


class NewFile:
    """A file to be made of an initiative, whose id is known by now."""

    def __init__(
        self,
        identifier: str,
        initiative: GatheredInitiative,
        source: TableOrigin,
        say: Callable[[str], str],
    ) -> None:
        self.identifier = identifier
        self.initiative = initiative
        self.source = source
        self.say = say
        self.name = f"{identifier}.yaml"
        self.refresh()

    def refresh(self) -> None:
        """Build the data of the rows that there are now."""
        self.built = InitiativeData(self.initiative)
        data = {"id": self.identifier, **self.built.data}
        pairs = self.initiative.entries.items()
        entries = [(self.built.resolve(path), entry) for path, entry in pairs]
        reasons = list_reasons(data, entries, self.source, self.say)
        if not self.initiative.is_numbered:
            reasons["id"] = self.say("import.derived-id")
        unverified: list[Plain] = [{"at": at, "reason": reason} for at, reason in reasons.items()]
        source: dict[str, Plain] = {
            "document": self.source.document,
            "sheet": self.source.sheet,
            "row": min(self.initiative.rows, default=0) + 1,
        }
        data["source"] = source | ({"unverified": unverified} if unverified else {})
        self.data = data

    @property
    def place(self) -> CellPlace:
        """The cell of the title, or the row where it should be."""
        title = self.initiative.entries.get(("title",))
        row = min(self.initiative.rows, default=0)
        return title.place if title else CellPlace(self.source.sheet, row, 0)

    def locate(self, diagnostic: Diagnostic) -> CellPlace:
        """Return the cell that a finding is about."""
        entry = (
            find_entry(self.initiative, self.built, diagnostic.path) if diagnostic.path else None
        )
        return entry.place if entry else self.place

    def compose(self) -> bytes:
        """Return the text of the file in the canonical layout."""
        return compose_document(self.data, build_key_order("initiative")).encode()


class NewFiles:
    """Files that are to be made in a plan; rows that bring errors are dropped from them."""

    def __init__(self, files: Iterable[NewFile], plan_files: PlanFiles, memory: Memory) -> None:
        self.files = {file.name: file for file in files}
        self.plan_files = plan_files
        self.memory = memory
        self.remarks: list[Remark] = []

    def settle(self) -> dict[str, bytes]:
        """Return the texts of the files that may be written, by their names."""
        texts = {name: file.compose() for name, file in self.files.items()}
        for _ in range(_MOST_CHECKS):
            if not texts:
                return texts
            found = self.check(texts)
            errors = {name: [e for e in each if e.is_error] for name, each in found.items()}
            errors = {name: each for name, each in errors.items() if each}
            if not errors:
                self.remarks += self.yield_remarks(found)
                return texts
            for name, each in errors.items():
                self.refuse_rows(self.files[name], each)
                texts.pop(name)
                if self.files[name].initiative.rows:
                    texts[name] = self.files[name].compose()
        for name in errors:
            self.refuse_all(self.files[name], errors[name])
            texts.pop(name, None)
        return texts

    def check(self, texts: dict[str, bytes]) -> dict[str, list[Diagnostic]]:
        """Return the findings in the new files, as the plan would be with them."""
        edited = EditedFolder(self.plan_files, texts)
        names = {edited.format_name(name): name for name in texts}
        loaded = load_and_check(
            edited, memory=self.memory, jobs=count_processes(), level=Severity.WARNING
        )
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in loaded.diagnostics:
            name = names.get(diagnostic.file)
            if name is None and diagnostic.related and diagnostic.is_error:
                name = names.get(diagnostic.related.file)
            if name is not None:
                found.setdefault(name, []).append(diagnostic)
        return found

    def refuse_rows(self, file: NewFile, errors: Iterable[Diagnostic]) -> None:
        """Drop the rows that bring errors, and say so once for each error."""
        rows: set[int] = set()
        for error in errors:
            rows |= blame_rows(file.initiative, file.built, error.path)
            self.remarks.append(build_finding_remark(RemarkKind.REFUSED, file, error))
        file.initiative.drop_rows(rows)
        if file.initiative.rows:
            file.refresh()

    def refuse_all(self, file: NewFile, errors: Iterable[Diagnostic]) -> None:
        self.remarks += (build_finding_remark(RemarkKind.REFUSED, file, e) for e in errors)
        file.initiative.drop_rows(set(file.initiative.rows))

    def yield_remarks(self, found: dict[str, list[Diagnostic]]) -> Iterator[Remark]:
        """Yield what people have to look at in the files that are made."""
        for name, diagnostics in found.items():
            for diagnostic in diagnostics:
                if diagnostic.code.severity is Severity.WARNING:
                    yield build_finding_remark(RemarkKind.WARNING, self.files[name], diagnostic)
        for file in self.files.values():
            for entry in file.initiative.entries.values():
                if entry.derived:
                    yield Remark(
                        RemarkKind.UNVERIFIED, entry.place, entry.derived, (), file.identifier
                    )


def build_finding_remark(kind: RemarkKind, file: NewFile, found: Diagnostic) -> Remark:
    """Return the remark that a finding is, by its cell."""
    return Remark(kind, file.locate(found), "import.finding", (), file.identifier, found)
