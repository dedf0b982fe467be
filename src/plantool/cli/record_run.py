"""One run of ``plantool record``: asks, shows, writes and remembers an entry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import NotWrittenError, PlanInvalidError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from plantool.cli.record_prompts import RecordPrompts
    from plantool.cli.session import Session
    from plantool.diagnostics import Change
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.model.result import Result
    from plantool.recording.change_run import Attempt
    from plantool.recording.record_entry import RecordEntry
    from plantool.syntax.nodes import Plain


class RecordRun(NamedTuple):
    """Enters into the plan in ``folder``, and asks where there is somebody to ask."""

    session: Session
    folder: Folder
    today: date
    dry_run: bool
    yes: bool

    def record_entry(self, entry: RecordEntry) -> None:
        """Record; where words stand for the id, a person is asked which initiative they mean."""
        from plantool.cli.option_values import UnclearIdError
        from plantool.light_dataclasses import replace

        try:
            self._record_settled(entry)
        except UnclearIdError as unclear:
            chosen = self._open_prompts(unclear).choose_initiative(unclear.hits)
            if chosen is None:
                return self.session.write_message("record.nothing")
            self._record_settled(replace(entry, identifier=chosen))

    def _record_settled(self, entry: RecordEntry) -> None:
        """Record; doubts are settled in between, while others may write."""
        from plantool.loading.plan_writes import hold_plan_lock
        from plantool.recording.doubts import DoubtError

        asked = not entry.is_complete
        if asked and entry.identifier is not None:
            self._require_initiative(entry.identifier)
        if asked:
            incomplete = UsageError("error.record-incomplete", missing=", ".join(entry.missing))
            if entry.revised:
                raise incomplete
            entry = self._open_prompts(incomplete).complete_entry(entry)
        while True:
            try:
                with hold_plan_lock(self.folder):
                    return self._apply_entry(entry, asked=asked)
            except DoubtError as doubt:
                settled = self._open_prompts(doubt).settle_doubt(doubt, entry)
                if settled is None:
                    return self.session.write_message("record.nothing")
                entry = settled

    def _require_initiative(self, identifier: str) -> None:
        """Tell first what is wrong with an id, or which initiatives its words may mean."""
        from plantool.cli.record_targets import find_initiative

        find_initiative(self.load_plan().plan, identifier)

    def _open_prompts(self, otherwise: UsageError) -> RecordPrompts:
        """Return what asks a person; where there is none, raises ``otherwise``."""
        from plantool.cli.prompts import is_answered

        if not is_answered():
            raise otherwise
        from plantool.cli.record_prompts import RecordPrompts

        loaded = self.load_plan()  # whose language is spoken from here on
        return RecordPrompts(self.session.texts, self.folder, loaded, self.today)

    def load_plan(self) -> Loaded:
        from plantool.cli.open_plan import open_to_change

        return open_to_change(self.session, self.folder, self.today)

    def _apply_entry(self, entry: RecordEntry, *, asked: bool) -> None:
        """Read, change, check and write one file while no other plantool writes."""
        shown, result = self._attempt_entry(entry)
        self.show_attempt(shown, result)
        if not result.outcome.texts:
            self.session.write_message("record.same", file=shown)
            return
        if not entry.revised:
            self._tell_kept_reason(entry, result.loaded.plan)
        writes = not self.dry_run and (not asked or self.yes or self._ask_to_write())
        if writes:
            self.write_files(result)
            self._remember_entry(result)
        self.session.write_message("record.written" if writes else "record.not-written", file=shown)

    def show_attempt(self, shown: str, result: Attempt) -> None:
        """Show what changes, and what is wrong with it; raises PlanInvalidError."""
        from plantool.cli.file_writes import yield_diff_lines
        from plantool.cli.open_plan import write_diagnostics

        sys.stdout.writelines(yield_diff_lines(self.folder, result.before, result.outcome.texts))
        sys.stdout.flush()
        write_diagnostics(self.session, result.new_diagnostics, sys.stderr)
        if result.errors:
            raise PlanInvalidError("error.record-refused", file=shown)

    def write_files(self, result: Attempt) -> None:
        """Write what was shown; raises NotWrittenError."""
        from plantool.cli.file_writes import replace_files

        replace_files(self.session, self.folder, result.before, result.outcome.texts)

    def _remember_entry(self, result: Attempt) -> None:
        """Keep an entry, to be taken back."""
        from plantool.recording.remembered_entries import EntryMemory, describe_entry

        try:
            EntryMemory(self.folder.path).add(describe_entry(result, self.today))
        except OSError:  # a full disk, a home that is read-only
            self.session.write_message("record.not-remembered")

    def _attempt_entry(self, entry: RecordEntry) -> tuple[str, Attempt]:
        """Return the name of the file, and what came of the entry, corrections with it."""
        from plantool.recording.apply_changes import attempt_changes
        from plantool.recording.entry_changes import read_file
        from plantool.recording.item_changes import append_items

        loaded = self.load_plan()
        initiative, changes = self._build_changes(entry, loaded)
        file = initiative.file
        result = attempt_changes(self.folder, changes, self.today, loaded)
        if result.outcome.is_whole and not result.errors:
            plans = (loaded.plan, result.loaded.plan)
            if corrections := self.list_corrections(plans, initiative.id, entry.correction):
                document = read_file(initiative, loaded)
                changes.append(append_items(document, ("corrections",), corrections, file))
                result = attempt_changes(self.folder, changes, self.today, loaded)
        if result.outcome.conflicts:
            raise NotWrittenError("error.changed-meanwhile", file=file)
        if refused := result.outcome.refused:
            reason = self.session.texts(refused[0].reason.key)
            raise UsageError("error.record-by-hand", file=file, reason=reason)
        return file, result

    def _build_changes(self, entry: RecordEntry, loaded: Loaded) -> tuple[Initiative, list[Change]]:
        """Return what an entry is about, and the changes that it asks for."""
        from plantool.cli.record_targets import find_initiative, find_target
        from plantool.recording.entry_changes import build_changes
        from plantool.recording.revisions import build_revision

        if entry.revised:
            initiative = find_initiative(loaded.plan, entry.identifier or "")
            return initiative, build_revision(entry, initiative, loaded, self.today)
        target = find_target(entry, loaded.plan)
        return target.initiative, build_changes(entry, target, loaded, self.today)

    def _tell_kept_reason(self, entry: RecordEntry, plan: Plan) -> None:
        from plantool.cli.record_targets import find_target
        from plantool.recording.entry_changes import find_kept_reason

        if kept := find_kept_reason(entry, find_target(entry, plan), plan, self.today):
            self.session.write_message("record.keeps", reason=kept)

    def list_corrections(
        self, plans: tuple[Plan, Plan], identifier: str, reason: str | None
    ) -> list[Plain]:
        from plantool.recording.corrections import build_corrections

        def format_result(result: Result, unit: str | None) -> str:
            from plantool.messages import catalogue
            from plantool.reports.phrases import format_staged_result

            texts = catalogue(plans[0].language)
            return format_staged_result(result, unit, plans[0].scheme, texts)

        return build_corrections(plans, identifier, reason, self.today, format_result)

    def _ask_to_write(self) -> bool:
        """Ask once more where everything was asked."""
        from plantool.cli.prompts import Prompts

        return Prompts(self.session.texts).ask_yes_no("ask.write")
