"""One run of ``plantool record --undo``: takes back the last entry of this user."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import NotWrittenError, UsageError

if TYPE_CHECKING:
    from plantool.cli.record_run import RecordRun
    from plantool.loading.read_plan import Loaded
    from plantool.recording.change_run import Attempt
    from plantool.recording.remembered_entries import EntryMemory, RememberedEntry
    from plantool.syntax.document import Document


class UndoRun(NamedTuple):
    """Takes back what ``run`` would have entered: in the same plan, with the same options."""

    run: RecordRun

    def undo_entry(self) -> None:
        """Take back the last entry that is remembered; raises UsageError without one."""
        from plantool.loading.plan_writes import hold_plan_lock
        from plantool.recording.remembered_entries import EntryMemory

        folder = self.run.folder
        with hold_plan_lock(folder):
            memory = EntryMemory(folder.path)
            loaded = self.run.load_plan()  # whose language is spoken from here on
            entries = memory.list_entries()
            if not entries:
                raise UsageError("error.undo-nothing")
            self._take_back(entries[-1], memory, loaded)

    def _take_back(self, entry: RememberedEntry, memory: EntryMemory, loaded: Loaded) -> None:
        session, shown = self.run.session, self.run.folder.format_name(entry.file)
        result = self._attempt_reversal(entry, shown, loaded)
        self.run.show_attempt(shown, result)
        changed = bool(result.outcome.texts)
        if self.run.dry_run:
            session.write_message("record.not-written", file=shown)
            return
        if changed:
            self.run.write_files(result)
        try:
            memory.forget_last()
        except OSError:
            session.write_message("undo.not-forgotten")
        key = "record.undone" if changed else "record.undo-same"
        session.write_message(key, file=shown, date=entry.day)

    def _attempt_reversal(self, entry: RememberedEntry, shown: str, loaded: Loaded) -> Attempt:
        """Return what comes of it; raises UsageError and NotWrittenError where it cannot be."""
        from plantool.recording.apply_changes import attempt_changes
        from plantool.syntax.parse import parse_document

        if shown not in loaded.contents:
            raise UsageError("error.undo-no-file", file=shown)
        document = parse_document(loaded.contents[shown].encode(), shown)
        changes = entry.build_reversal(document)
        result = attempt_changes(self.run.folder, changes, self.run.today, loaded)
        if result.outcome.conflicts:
            places = self._describe_conflicts(result, document)
            raise NotWrittenError("error.undo-changed", file=shown, date=entry.day, places=places)
        if refused := result.outcome.refused:
            reason = self.run.session.texts(refused[0].reason.key)
            raise UsageError("error.undo-by-hand", file=shown, date=entry.day, reason=reason)
        if not (result.errors or entry.corrects):
            self._refuse_closed_years(entry, loaded, result)
        return result

    def _describe_conflicts(self, result: Attempt, document: Document) -> str:
        """Return a line for each place where something else stands by now."""
        from plantool.reports.conflict_text import describe_change_conflict

        texts = self.run.session.texts
        lines = [
            texts("undo.now", **describe_change_conflict(conflict, document, texts))
            for conflict in result.outcome.conflicts
        ]
        return "\n".join(lines)

    def _refuse_closed_years(self, entry: RememberedEntry, loaded: Loaded, result: Attempt) -> None:
        """Refuse to change a year that was closed since the entry; raises UsageError."""
        from plantool.recording.doubts import DoubtError

        identifier = entry.file.removesuffix(".yaml")  # as a file is named
        try:
            self.run.list_corrections((loaded.plan, result.loaded.plan), identifier, None)
        except DoubtError as doubt:
            raise UsageError("error.undo-closed", **doubt.arguments) from None
