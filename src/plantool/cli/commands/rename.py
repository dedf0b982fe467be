"""plantool rename."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli.session import Session
from plantool.errors import NotWrittenError, PlanInvalidError, UsageError
from plantool.model.normal import fold_identifier

if TYPE_CHECKING:
    from datetime import date

    from plantool.loading.folder import Folder
    from plantool.recording.change_run import Attempt
    from plantool.recording.renaming import Renaming


def rename(
    context: typer.Context,
    old: Annotated[
        str, typer.Argument(help="help.rename-old", metavar="OLD", parser=fold_identifier)
    ],
    new: Annotated[
        str, typer.Argument(help="help.rename-new", metavar="NEW", parser=fold_identifier)
    ],
    section: Annotated[str | None, typer.Option(help="help.rename-section", metavar="ID")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry-run")] = False,
) -> None:
    """Give an initiative another id, in its file's name and wherever the plan names it."""
    from plantool.cli.file_writes import yield_diff_lines
    from plantool.cli.open_plan import write_diagnostics
    from plantool.loading.plan_writes import hold_plan_lock
    from plantool.loading.today import read_today
    from plantool.recording.renaming import attempt_renaming, find_mentions, write_renaming

    session: Session = context.obj
    folder = session.source.open_folder()
    today = read_today(folder)
    with hold_plan_lock(folder):
        renaming = _plan_renaming(session, folder, old, new, today)
        attempt = attempt_renaming(folder, renaming, section, today)
        _refuse_changes(session, folder, attempt)
        former = {renaming.new: renaming.old}
        lines = yield_diff_lines(folder, attempt.before, attempt.outcome.texts, former)
        sys.stdout.writelines(lines)
        sys.stdout.flush()
        write_diagnostics(session, attempt.new_diagnostics, sys.stderr)
        if attempt.errors:
            raise PlanInvalidError("error.rename-refused", id=old)
        mentions = find_mentions(folder, renaming, attempt)
        if not dry_run:
            write_renaming(folder, renaming, attempt)
    words = {"file": folder.format_name(renaming.old), "path": folder.format_name(renaming.new)}
    session.write_message("rename.not-written" if dry_run else "rename.written", **words)
    if mentions:
        session.write_message("rename.mentions", id=old, places="\n  ".join(mentions))


def _plan_renaming(session: Session, folder: Folder, old: str, new: str, today: date) -> Renaming:
    """Return what moves, in a plan that can be read; raises UsageError, PlanInvalidError."""
    from plantool.cli.open_plan import open_to_change
    from plantool.cli.record_targets import find_initiative
    from plantool.recording.renaming import plan_renaming

    loaded = open_to_change(session, folder, today)
    file = find_initiative(loaded.plan, old).file
    if file != folder.format_name(f"{old}.yaml"):
        raise UsageError("error.rename-file", id=old, file=file)
    return plan_renaming(loaded.plan, folder, old, new)


def _refuse_changes(session: Session, folder: Folder, attempt: Attempt) -> None:
    """Refuse where a file cannot be changed as it has to be; raises NotWrittenError, UsageError."""
    outcome = attempt.outcome
    if outcome.conflicts:
        name = folder.format_name(outcome.conflicts[0].change.file)
        raise NotWrittenError("error.changed-meanwhile", file=name)
    if outcome.refused:
        refused = outcome.refused[0]
        reason, name = session.texts(refused.reason.key), folder.format_name(refused.change.file)
        raise UsageError("error.record-by-hand", file=name, reason=reason)
