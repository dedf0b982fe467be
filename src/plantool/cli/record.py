"""plantool record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import PlanInvalidError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from plantool.cli.asking import Asking
    from plantool.cli.entry import Entry
    from plantool.loading.folder import Folder
    from plantool.loading.load import Loaded
    from plantool.rules.recording import Recorded

_help = help_texts()


def record(
    context: typer.Context,
    identifier: Annotated[
        str | None, typer.Argument(help=_help("help.record-id"), metavar="[ID]")
    ] = None,
    measure: Annotated[
        str | None, typer.Argument(help=_help("help.measure"), metavar="[MEASURE]")
    ] = None,
    year: Annotated[
        str | None, typer.Option(help=_help("help.record-year"), metavar="YEAR")
    ] = None,
    value: Annotated[str | None, typer.Option(help=_help("help.value"))] = None,
    text: Annotated[str | None, typer.Option(help=_help("help.text"))] = None,
    state: Annotated[str | None, typer.Option(help=_help("help.state"))] = None,
    note: Annotated[str | None, typer.Option(help=_help("help.note"))] = None,
    reason: Annotated[str | None, typer.Option(help=_help("help.reason"))] = None,
    action: Annotated[str | None, typer.Option(help=_help("help.action"))] = None,
    judgement: Annotated[
        str | None, typer.Option(help=_help("help.judgement"), metavar="STATUS")
    ] = None,
    judgement_reason: Annotated[
        str | None, typer.Option(help=_help("help.judgement-reason"), metavar="TEXT")
    ] = None,
    source: Annotated[str | None, typer.Option(help=_help("help.source"))] = None,
    stage: Annotated[str | None, typer.Option(help=_help("help.stage"))] = None,
    reported: Annotated[
        str | None, typer.Option(help=_help("help.reported"), metavar="DATE")
    ] = None,
    initial: Annotated[str | None, typer.Option(help=_help("help.initial"))] = None,
    reserve: Annotated[str | None, typer.Option(help=_help("help.reserve"))] = None,
    carried_in: Annotated[str | None, typer.Option(help=_help("help.carried-in"))] = None,
    current: Annotated[str | None, typer.Option(help=_help("help.current"))] = None,
    settled: Annotated[str | None, typer.Option(help=_help("help.settled"))] = None,
    carried_out: Annotated[str | None, typer.Option(help=_help("help.carried-out"))] = None,
    unused: Annotated[str | None, typer.Option(help=_help("help.unused"))] = None,
    money_reason: Annotated[
        str | None, typer.Option(help=_help("help.money-reason"), metavar="TEXT")
    ] = None,
    correction: Annotated[
        str | None, typer.Option(help=_help("help.correction"), metavar="TEXT")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help=_help("help.replace"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_help("help.yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("help.dry-run"))] = False,
) -> None:
    """Enter a result or money of one year; asks for what is missing where it can."""
    from plantool.cli.entry import Entry
    from plantool.cli.typed import stage_of, state_of

    session: Session = context.obj
    entry = Entry(
        identifier=identifier,
        measure=measure,
        year=year,
        report=_said(
            {
                "value": value,
                "text": text,
                "state": state_of(state) if state else None,
                "note": note,
                "reason": reason,
                "action": action,
                "judgement": judgement,
                "judgement_reason": judgement_reason,
                "source": source,
                "stage": stage_of(stage) if stage else None,
                "reported": reported,
            }
        ),
        money=_said(
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
        replace=replace,
        correction=correction,
        sure=yes,
    )
    _printable(entry)
    recording = _Recording(session, session.folder(), options.day(None), dry_run=dry_run, yes=yes)
    try:
        recording.run(entry)
    except (typer.Abort, KeyboardInterrupt):  # Ctrl-C or Ctrl-D instead of an answer
        sys.stderr.write("\n")
        session.tell("record.nothing")
        raise typer.Exit(130) from None


class _Recording(NamedTuple):
    """Enters into the plan in ``folder``, and asks where there is somebody to ask."""

    session: Session
    folder: Folder
    today: date
    dry_run: bool
    yes: bool

    def run(self, entry: Entry) -> None:
        """Record; doubts are settled in between, while others may write."""
        from plantool.cli.doubts import DoubtError
        from plantool.cli.writing import holding

        asked = not entry.is_complete
        if asked:
            missing = UsageError("error.record-incomplete", missing=", ".join(entry.missing))
            entry = self._asking(missing).complete(entry)
        while True:
            try:
                with holding(self.folder):
                    return self._record(entry, asked=asked)
            except DoubtError as doubt:
                settled = self._asking(doubt).settle(doubt, entry)
                if settled is None:
                    return self.session.tell("record.nothing")
                entry = settled

    def _asking(self, otherwise: UsageError) -> Asking:
        """Return what asks a person; where there is none, raises ``otherwise``."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise otherwise
        from plantool.cli.asking import Asking

        loaded = self._load()  # whose language is spoken from here on
        return Asking(self.session.texts, self.folder, loaded, self.today)

    def _load(self) -> Loaded:
        from plantool.rules.checking import load_and_check

        loaded = load_and_check(self.folder, self.today)
        if not loaded.readable:
            raise PlanInvalidError("error.invalid-settings")
        self.session.speak_like(loaded.plan.language)
        return loaded

    def _record(self, entry: Entry, *, asked: bool) -> None:
        """Read, change, check and write one file while nobody else writes."""
        from plantool.cli.entry import kept_reason
        from plantool.cli.opening import write_diagnostics
        from plantool.cli.writing import difference, replace

        name, result = self._entered(entry)
        shown = self.folder.show(name)
        before, after = {name: result.before}, {name: result.after}
        sys.stdout.writelines(difference(self.folder, before, after))
        sys.stdout.flush()
        write_diagnostics(self.session, result.found, sys.stderr)
        if result.errors:
            raise PlanInvalidError("error.record-refused", file=shown)
        if result.before == result.after:
            self.session.tell("record.same", file=shown)
            return
        if kept := kept_reason(entry, result.loaded.plan, self.today):
            self.session.tell("record.keeps", reason=kept)
        writes = not self.dry_run and (not asked or self.yes or self._agreed())
        if writes:
            replace(self.session, self.folder, before, after)
        self.session.tell("record.written" if writes else "record.not-written", file=shown)

    def _entered(self, entry: Entry) -> tuple[str, Recorded]:
        """Return the name of the file and what it would be, corrections with it."""
        from plantool.cli.correcting import corrections
        from plantool.rules.recording import record as recorded

        loaded = self._load()
        name, steps = entry.steps(loaded.plan, self.today)
        result = recorded(self.folder, name, steps, self.today, loaded)
        if result and not result.errors:
            plans = (loaded.plan, result.loaded.plan)
            identifier = name.removesuffix(".yaml")
            more = list(corrections(*plans, identifier, entry.correction, self.today))
            if more:
                result = recorded(self.folder, name, (*steps, *more), self.today, loaded)
        if result is None:
            raise UsageError("error.record-by-hand", file=self.folder.show(name))
        return name, result

    def _agreed(self) -> bool:
        """Ask once more where everything was asked."""
        from plantool.cli.asking import agreed

        return agreed(self.session.texts, "ask.write")


def _said(typed: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was typed; an empty text says something only where it takes a remark away."""
    from plantool.cli.entry import REMARKS

    return {key: text if text or key in REMARKS else None for key, text in typed.items()}


def _printable(entry: Entry) -> None:
    """Refuse what no plan file may hold; raises UsageError."""
    from plantool.syntax.guards import FORBIDDEN

    said = {**entry.report, **entry.money, "correction": entry.correction}
    for key, text in said.items():
        if text is not None and (found := FORBIDDEN.search(text)):
            character = f"U+{ord(found[0]):04X}"
            option = f"--{key.replace('_', '-')}"
            raise UsageError("error.record-character", option=option, character=character)
