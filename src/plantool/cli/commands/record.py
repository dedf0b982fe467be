"""plantool record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli.session import Session
from plantool.errors import NotWrittenError, PlanInvalidError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from plantool.cli.record_prompts import RecordPrompts
    from plantool.diagnostics import Change
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.model.result import Result
    from plantool.recording.change_run import Attempt
    from plantool.recording.record_entry import RecordEntry
    from plantool.syntax.nodes import Plain


def record(
    context: typer.Context,
    identifier: Annotated[str | None, typer.Argument(help="help.record-id", metavar="[ID]")] = None,
    measure: Annotated[str | None, typer.Argument(help="help.measure", metavar="[MEASURE]")] = None,
    year: Annotated[str | None, typer.Option(help="help.record-year", metavar="YEAR")] = None,
    value: Annotated[str | None, typer.Option(help="help.value")] = None,
    text: Annotated[str | None, typer.Option(help="help.text")] = None,
    planned: Annotated[str | None, typer.Option(help="help.planned-by-then")] = None,
    running: Annotated[str | None, typer.Option(help="help.running")] = None,
    attainment: Annotated[str | None, typer.Option(help="help.attainment")] = None,
    state: Annotated[str | None, typer.Option(help="help.state")] = None,
    note: Annotated[str | None, typer.Option(help="help.note")] = None,
    reason: Annotated[str | None, typer.Option(help="help.reason")] = None,
    action: Annotated[str | None, typer.Option(help="help.action")] = None,
    judgement: Annotated[str | None, typer.Option(help="help.judgement", metavar="STATUS")] = None,
    judgement_reason: Annotated[
        str | None, typer.Option(help="help.judgement-reason", metavar="TEXT")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="help.whole")] = False,
    source: Annotated[str | None, typer.Option(help="help.source")] = None,
    period: Annotated[str | None, typer.Option(help="help.period")] = None,
    stage: Annotated[str | None, typer.Option(help="help.stage")] = None,
    reported: Annotated[str | None, typer.Option(help="help.reported", metavar="DATE")] = None,
    initial: Annotated[str | None, typer.Option(help="help.initial")] = None,
    reserve: Annotated[str | None, typer.Option(help="help.reserve")] = None,
    transfers: Annotated[str | None, typer.Option(help="help.transfers")] = None,
    carried_in: Annotated[str | None, typer.Option(help="help.carried-in")] = None,
    current: Annotated[str | None, typer.Option(help="help.current")] = None,
    settled: Annotated[str | None, typer.Option(help="help.settled")] = None,
    carried_out: Annotated[str | None, typer.Option(help="help.carried-out")] = None,
    unused: Annotated[str | None, typer.Option(help="help.unused")] = None,
    requested: Annotated[str | None, typer.Option(help="help.requested")] = None,
    money_reason: Annotated[
        str | None, typer.Option(help="help.money-reason", metavar="TEXT")
    ] = None,
    correction: Annotated[str | None, typer.Option(help="help.correction", metavar="TEXT")] = None,
    revise: Annotated[
        list[str] | None, typer.Option(help="help.revise", metavar="FIELD=VALUE")
    ] = None,
    by: Annotated[str | None, typer.Option(help="help.revise-by", metavar="TEXT")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="help.replace")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="help.yes")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry-run")] = False,
) -> None:
    """Enter a result or money of one year; asks for what is missing where it can."""
    from plantool.cli.typed_text import parse_period, parse_stage, parse_state
    from plantool.loading.today import read_today
    from plantool.recording.record_entry import RecordEntry
    from plantool.recording.revisions import parse_revised

    session: Session = context.obj
    entry = RecordEntry(
        identifier=identifier,
        measure=measure,
        year=year,
        report=_drop_empty_texts(
            {
                "value": value,
                "text": text,
                "planned": planned,
                "running": running,
                "attainment": attainment,
                "state": parse_state(state) if state else None,
                "note": note,
                "reason": reason,
                "action": action,
                "judgement": judgement,
                "judgement_reason": judgement_reason,
                "source": source,
                "period": parse_period(period) if period else None,
                "stage": parse_stage(stage) if stage else None,
                "reported": reported,
            }
        ),
        money=_drop_empty_texts(
            {
                "initial": initial,
                "reserve": reserve,
                "transfers": transfers,
                "carried_in": carried_in,
                "current": current,
                "settled": settled,
                "carried_out": carried_out,
                "unused": unused,
                "requested": requested,
                "reasons": money_reason,
            }
        ),
        replaces=replace,
        correction=correction,
        revised=tuple(map(parse_revised, revise or ())),
        by=by,
        sure=yes,
        whole=whole,
    )
    if entry.is_mixed:
        raise UsageError("error.record-whole")
    _refuse_characters(entry)
    folder = session.source.open_folder()
    recording = _RecordRun(session, folder, read_today(folder), dry_run=dry_run, yes=yes)
    try:
        recording.record_entry(entry)
    except (typer.Abort, KeyboardInterrupt):  # Ctrl-C or Ctrl-D instead of an answer
        sys.stderr.write("\n")
        session.write_message("record.nothing")
        raise typer.Exit(130) from None


class _RecordRun(NamedTuple):
    """Enters into the plan in ``folder``, and asks where there is somebody to ask."""

    session: Session
    folder: Folder
    today: date
    dry_run: bool
    yes: bool

    def record_entry(self, entry: RecordEntry) -> None:
        """Record; doubts are settled in between, while others may write."""
        from plantool.loading.plan_writes import hold_plan_lock
        from plantool.recording.doubts import DoubtError

        asked = not entry.is_complete
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

    def _open_prompts(self, otherwise: UsageError) -> RecordPrompts:
        """Return what asks a person; where there is none, raises ``otherwise``."""
        from plantool.cli.prompts import is_answered

        if not is_answered():
            raise otherwise
        from plantool.cli.record_prompts import RecordPrompts

        loaded = self._load_plan()  # whose language is spoken from here on
        return RecordPrompts(self.session.texts, self.folder, loaded, self.today)

    def _load_plan(self) -> Loaded:
        from plantool.checking.check_plan import load_and_check

        loaded = load_and_check(self.folder, self.today, memory=self.session.source.memory)
        if not loaded.is_readable:
            raise PlanInvalidError("error.invalid-settings")
        self.session.use_language(loaded.plan.language)
        return loaded

    def _apply_entry(self, entry: RecordEntry, *, asked: bool) -> None:
        """Read, change, check and write one file while no other plantool writes."""
        from plantool.cli.file_writes import replace_files, yield_diff_lines
        from plantool.cli.open_plan import write_diagnostics

        shown, result = self._attempt_entry(entry)
        after = result.outcome.texts
        sys.stdout.writelines(yield_diff_lines(self.folder, result.before, after))
        sys.stdout.flush()
        write_diagnostics(self.session, result.new_diagnostics, sys.stderr)
        if result.errors:
            raise PlanInvalidError("error.record-refused", file=shown)
        if not after:
            self.session.write_message("record.same", file=shown)
            return
        if not entry.revised:
            self._tell_kept_reason(entry, result.loaded.plan)
        writes = not self.dry_run and (not asked or self.yes or self._ask_to_write())
        if writes:
            replace_files(self.session, self.folder, result.before, after)
        self.session.write_message("record.written" if writes else "record.not-written", file=shown)

    def _attempt_entry(self, entry: RecordEntry) -> tuple[str, Attempt]:
        """Return the name of the file, and what came of the entry, corrections with it."""
        from plantool.recording.apply_changes import attempt_changes
        from plantool.recording.entry_changes import read_file
        from plantool.recording.item_changes import append_items

        loaded = self._load_plan()
        initiative, changes = self._build_changes(entry, loaded)
        file = initiative.file
        result = attempt_changes(self.folder, changes, self.today, loaded)
        if result.outcome.is_whole and not result.errors:
            plans = (loaded.plan, result.loaded.plan)
            if corrections := self._list_corrections(plans, initiative.id, entry.correction):
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

    def _list_corrections(
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


def _drop_empty_texts(texts: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was typed; an empty text says something only where it takes a remark away."""
    from plantool.recording.record_entry import REMARK_KEYS

    return {key: text if text or key in REMARK_KEYS else None for key, text in texts.items()}


def _refuse_characters(entry: RecordEntry) -> None:
    """Refuse what no plan file may hold; raises UsageError."""
    from plantool.syntax.text_limits import FORBIDDEN

    texts = {**entry.report, **entry.money, "correction": entry.correction, "by": entry.by}
    for key, text in texts.items():
        if text is not None and (found := FORBIDDEN.search(text)):
            character = f"U+{ord(found[0]):04X}"
            option = f"--{key.replace('_', '-')}"
            raise UsageError("error.record-character", option=option, character=character)
