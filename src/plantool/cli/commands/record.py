"""plantool record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli.option_values import parse_date
from plantool.cli.session import Session
from plantool.errors import PlanInvalidError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from plantool.cli.record_entry import RecordEntry
    from plantool.cli.record_prompts import RecordPrompts
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.recording.recorded_file import RecordedFile


def record(
    context: typer.Context,
    identifier: Annotated[str | None, typer.Argument(help="help.record-id", metavar="[ID]")] = None,
    measure: Annotated[str | None, typer.Argument(help="help.measure", metavar="[MEASURE]")] = None,
    year: Annotated[str | None, typer.Option(help="help.record-year", metavar="YEAR")] = None,
    value: Annotated[str | None, typer.Option(help="help.value")] = None,
    text: Annotated[str | None, typer.Option(help="help.text")] = None,
    state: Annotated[str | None, typer.Option(help="help.state")] = None,
    note: Annotated[str | None, typer.Option(help="help.note")] = None,
    reason: Annotated[str | None, typer.Option(help="help.reason")] = None,
    action: Annotated[str | None, typer.Option(help="help.action")] = None,
    judgement: Annotated[str | None, typer.Option(help="help.judgement", metavar="STATUS")] = None,
    judgement_reason: Annotated[
        str | None, typer.Option(help="help.judgement-reason", metavar="TEXT")
    ] = None,
    source: Annotated[str | None, typer.Option(help="help.source")] = None,
    stage: Annotated[str | None, typer.Option(help="help.stage")] = None,
    reported: Annotated[str | None, typer.Option(help="help.reported", metavar="DATE")] = None,
    initial: Annotated[str | None, typer.Option(help="help.initial")] = None,
    reserve: Annotated[str | None, typer.Option(help="help.reserve")] = None,
    carried_in: Annotated[str | None, typer.Option(help="help.carried-in")] = None,
    current: Annotated[str | None, typer.Option(help="help.current")] = None,
    settled: Annotated[str | None, typer.Option(help="help.settled")] = None,
    carried_out: Annotated[str | None, typer.Option(help="help.carried-out")] = None,
    unused: Annotated[str | None, typer.Option(help="help.unused")] = None,
    money_reason: Annotated[
        str | None, typer.Option(help="help.money-reason", metavar="TEXT")
    ] = None,
    correction: Annotated[str | None, typer.Option(help="help.correction", metavar="TEXT")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="help.replace")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="help.yes")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry-run")] = False,
) -> None:
    """Enter a result or money of one year; asks for what is missing where it can."""
    from plantool.cli.record_entry import RecordEntry
    from plantool.cli.typed_text import parse_stage, parse_state

    session: Session = context.obj
    entry = RecordEntry(
        identifier=identifier,
        measure=measure,
        year=year,
        report=_drop_empty_texts(
            {
                "value": value,
                "text": text,
                "state": parse_state(state) if state else None,
                "note": note,
                "reason": reason,
                "action": action,
                "judgement": judgement,
                "judgement_reason": judgement_reason,
                "source": source,
                "stage": parse_stage(stage) if stage else None,
                "reported": reported,
            }
        ),
        money=_drop_empty_texts(
            {
                "initial": initial,
                "reserve": reserve,
                "carried_in": carried_in,
                "current": current,
                "settled": settled,
                "carried_out": carried_out,
                "unused": unused,
                "reasons": money_reason,
            }
        ),
        replaces=replace,
        correction=correction,
        sure=yes,
    )
    _refuse_characters(entry)
    recording = _RecordRun(
        session, session.source.open_folder(), parse_date(None), dry_run=dry_run, yes=yes
    )
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
        from plantool.cli.doubts import DoubtError
        from plantool.cli.file_writes import hold_plan_lock

        asked = not entry.is_complete
        if asked:
            incomplete = UsageError("error.record-incomplete", missing=", ".join(entry.missing))
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
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise otherwise
        from plantool.cli.record_prompts import RecordPrompts

        loaded = self._load_plan()  # whose language is spoken from here on
        return RecordPrompts(self.session.texts, self.folder, loaded, self.today)

    def _load_plan(self) -> Loaded:
        from plantool.checking.check_plan import load_and_check

        loaded = load_and_check(self.folder, self.today)
        if not loaded.is_readable:
            raise PlanInvalidError("error.invalid-settings")
        self.session.use_language(loaded.plan.language)
        return loaded

    def _apply_entry(self, entry: RecordEntry, *, asked: bool) -> None:
        """Read, change, check and write one file while nobody else writes."""
        from plantool.cli.file_writes import replace_files, yield_diff_lines
        from plantool.cli.open_plan import write_diagnostics
        from plantool.cli.record_entry import find_kept_reason

        name, result = self._build_recorded(entry)
        shown = self.folder.format_name(name)
        before, after = {name: result.before}, {name: result.after}
        sys.stdout.writelines(yield_diff_lines(self.folder, before, after))
        sys.stdout.flush()
        write_diagnostics(self.session, result.new_diagnostics, sys.stderr)
        if result.errors:
            raise PlanInvalidError("error.record-refused", file=shown)
        if result.before == result.after:
            self.session.write_message("record.same", file=shown)
            return
        if kept := find_kept_reason(entry, result.loaded.plan, self.today):
            self.session.write_message("record.keeps", reason=kept)
        writes = not self.dry_run and (not asked or self.yes or self._ask_to_write())
        if writes:
            replace_files(self.session, self.folder, before, after)
        self.session.write_message("record.written" if writes else "record.not-written", file=shown)

    def _build_recorded(self, entry: RecordEntry) -> tuple[str, RecordedFile]:
        """Return the name of the file and what it would be, corrections with it."""
        from plantool.cli.corrections import yield_corrections
        from plantool.recording.recorded_file import record_values as recorded

        loaded = self._load_plan()
        name, steps = entry.build_steps(loaded.plan, self.today)
        result = recorded(self.folder, name, steps, self.today, loaded)
        if result and not result.errors:
            plans = (loaded.plan, result.loaded.plan)
            identifier = name.removesuffix(".yaml")
            correction_steps = list(
                yield_corrections(*plans, identifier, entry.correction, self.today)
            )
            if correction_steps:
                result = recorded(
                    self.folder, name, (*steps, *correction_steps), self.today, loaded
                )
        if result is None:
            raise UsageError("error.record-by-hand", file=self.folder.format_name(name))
        return name, result

    def _ask_to_write(self) -> bool:
        """Ask once more where everything was asked."""
        from plantool.cli.record_prompts import ask_yes_no

        return ask_yes_no(self.session.texts, "ask.write")


def _drop_empty_texts(texts: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was typed; an empty text says something only where it takes a remark away."""
    from plantool.cli.record_entry import REMARK_KEYS

    return {key: text if text or key in REMARK_KEYS else None for key, text in texts.items()}


def _refuse_characters(entry: RecordEntry) -> None:
    """Refuse what no plan file may hold; raises UsageError."""
    from plantool.syntax.refused_text import FORBIDDEN

    texts = {**entry.report, **entry.money, "correction": entry.correction}
    for key, text in texts.items():
        if text is not None and (found := FORBIDDEN.search(text)):
            character = f"U+{ord(found[0]):04X}"
            option = f"--{key.replace('_', '-')}"
            raise UsageError("error.record-character", option=option, character=character)
