"""plantool record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import PlanInvalidError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from plantool.cli.entry import Entry
    from plantool.loading.folder import Folder
    from plantool.loading.load import Loaded

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
    replace: Annotated[bool, typer.Option("--replace", help=_help("help.replace"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("help.dry-run"))] = False,
) -> None:
    """Enter a result or money of one year; asks for what is missing where it can."""
    from plantool.cli.entry import Entry, state_of
    from plantool.cli.writing import holding
    from plantool.rules.checking import load_and_check

    session: Session = context.obj
    entry = Entry(
        identifier=identifier,
        measure=measure,
        year=year,
        report={
            "value": value,
            "state": None if state is None else state_of(state),
            "note": note,
            "reason": reason,
            "action": action,
            "judgement": judgement,
            "judgement_reason": judgement_reason,
            "source": source,
            "stage": stage,
            "reported": reported,
        },
        money={
            "initial": initial,
            "reserve": reserve,
            "carried_in": carried_in,
            "current": current,
            "settled": settled,
            "carried_out": carried_out,
            "unused": unused,
            "reasons": money_reason,
        },
        replace=replace,
    )
    _printable(entry)
    folder, today = session.folder(), options.day(None)
    asked = not entry.is_complete
    try:
        if asked:  # nobody waits for a person to answer
            entry = _ask(entry, session, load_and_check(folder, today))
        with holding(folder):
            _record(entry, session, folder, today, asked=asked, dry_run=dry_run)
    except typer.Abort:  # Ctrl-C or Ctrl-D instead of an answer
        sys.stderr.write("\n")
        session.tell("record.nothing")
        raise typer.Exit(130) from None


def _printable(entry: Entry) -> None:
    """Refuse what no plan file may hold; raises UsageError."""
    from plantool.syntax.guards import FORBIDDEN

    for key, text in {**entry.report, **entry.money}.items():
        if text is not None and (found := FORBIDDEN.search(text)):
            character = f"U+{ord(found[0]):04X}"
            option = f"--{key.replace('_', '-')}"
            raise UsageError("error.record-character", option=option, character=character)


def _ask(entry: Entry, session: Session, loaded: Loaded) -> Entry:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("error.record-incomplete", missing=", ".join(entry.missing))
    from plantool.cli.asking import Asking

    _readable(loaded, session)
    return Asking(session.texts, loaded.plan).complete(entry)


def _readable(loaded: Loaded, session: Session) -> None:
    if not loaded.readable:
        raise PlanInvalidError("error.invalid-settings")
    session.speak_like(loaded.plan.language)


def _record(
    entry: Entry, session: Session, folder: Folder, today: date, *, asked: bool, dry_run: bool
) -> None:
    """Read, change, check and write one file while nobody else writes."""
    from plantool.cli.opening import write_diagnostics
    from plantool.cli.writing import difference, replace
    from plantool.rules.checking import load_and_check
    from plantool.rules.recording import record as recorded

    loaded = load_and_check(folder, today)
    _readable(loaded, session)
    name, steps = entry.steps(loaded.plan, today)
    result = recorded(folder, name, steps, today, loaded)
    if result is None:
        raise UsageError("error.record-by-hand", file=folder.show(name))
    before, after = {name: result.before}, {name: result.after}
    sys.stdout.writelines(difference(folder, before, after))
    sys.stdout.flush()
    write_diagnostics(session, result.found, sys.stderr)
    if result.errors:
        raise PlanInvalidError("error.record-refused", file=folder.show(name))
    if result.before == result.after:
        session.tell("record.same", file=folder.show(name))
        return
    writes = not dry_run and _agreed(session, asked=asked)
    if writes:
        replace(session, folder, before, after)
    session.tell("record.written" if writes else "record.not-written", file=folder.show(name))


def _agreed(session: Session, *, asked: bool) -> bool:
    """Ask once more where everything was asked."""
    if not asked:
        return True
    return typer.confirm(session.texts("ask.write"), default=True, err=True)
