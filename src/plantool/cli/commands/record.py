"""plantool record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.recording.record_entry import RecordEntry


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
    undo: Annotated[bool, typer.Option("--undo", help="help.undo")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry-run")] = False,
) -> None:
    """Enter a result or money of one year; asks for what is missing where it can."""
    from plantool.cli.abort import end_when_aborted
    from plantool.cli.record_run import RecordRun
    from plantool.cli.typed_text import parse_period, parse_stage, parse_state
    from plantool.cli.undo_run import UndoRun
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
    if undo and not entry.is_blank:
        raise UsageError("error.undo-alone")
    if entry.is_mixed:
        raise UsageError("error.record-whole")
    _refuse_characters(entry)
    folder = session.source.open_folder()
    run = RecordRun(session, folder, read_today(folder), dry_run=dry_run, yes=yes)
    with end_when_aborted(session):
        if undo:
            UndoRun(run).undo_entry()
        else:
            run.record_entry(entry)


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
