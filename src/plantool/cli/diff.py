"""plantool diff."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import PlanInvalidError, PlanUnreadableError, UsageError
from plantool.loading.folder import PLAN_FILE
from plantool.render import ChangeFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.notices import Notice
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.model.plan import Plan

_help = help_texts()
_IDENTIFIER = re.compile("[0-9A-Za-z]+(-[0-9A-Za-z]+)*")


def diff(
    context: typer.Context,
    between: Annotated[
        list[str] | None, typer.Argument(help=_help("help.diff-range"), metavar="[REV[..REV]]")
    ] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option(help=_help("help.diff-fail-on"), metavar="NOTICE,...")
    ] = None,
    justify: Annotated[
        list[str] | None, typer.Option(help=_help("help.justify"), metavar="NOTICE[:ID]=TEXT")
    ] = None,
    output: Annotated[
        ChangeFormat, typer.Option("--format", help=_help("help.diff-format"))
    ] = ChangeFormat.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show what changed between two states; exit 1 if a notice of ``fail_on`` has no reason."""
    from plantool.analysis.changes import compare, compare_sums
    from plantool.cli.between import pair, refuse_at
    from plantool.cli.output import write_page
    from plantool.reports.changes import Between, ChangeReport

    session: Session = context.obj
    session.compares = True
    refuse_at(session)
    failing = {_notice(w) for text in fail_on or () for w in text.split(",") if w.strip()}
    given = dict(_justification(text) for text in justify or ())
    two = pair(session, between or [])
    memory = session.memory(session.place())
    after = _side(session, two.after, memory, keep_going=keep_going)
    # nobody can mend the past: what can be read of it is compared
    before = _side(session, two.before, memory, keep_going=True)
    if before is None and after is None:
        raise PlanUnreadableError("error.no-plan-file", folder=session.place())
    nothing = _without_parts(after or before)
    before, after = before or nothing, after or nothing
    reasons = dict(_justified(session, two.commits)) | given
    old_name, new_name = two.names
    report = ChangeReport(
        after,
        session.texts,
        between=Between(old_name, new_name or session.texts("diff.work-tree")),
        parts=compare(before, after),
        sums=compare_sums(before, after),
        justified=reasons,
        unreadable=(*before.left_out, *after.left_out),
        units=(before.unit, after.unit),
    )
    write_page(report.page(), session, output)
    if not failing.isdisjoint(report.open_notices()):
        raise typer.Exit(1)


def _notice(word: str) -> Notice:
    """Read the name of a notice; raises UsageError."""
    from plantool.analysis.notices import Notice
    from plantool.analysis.selection import closest

    known = {notice.value: notice for notice in Notice}
    if word.strip() not in known:
        listed, nearest = ", ".join(known), closest(word, known)
        raise UsageError("error.unknown-notice", value=word, known=listed, nearest=nearest)
    return known[word.strip()]


def _justification(text: str) -> tuple[tuple[Notice, str], str]:
    """Read ``target-lowered:18-3=reason``; raises UsageError."""
    what, _, reason = text.partition("=")
    name, _, identifier = what.partition(":")
    if not reason.strip():
        raise UsageError("error.bad-justification", value=text)
    return (_notice(name), identifier.strip()), reason.strip()


def _justified(session: Session, commits: str | None) -> Iterator[tuple[tuple[Notice, str], str]]:
    """Read the reasons that commits give; one that means nothing is told, and passed over."""
    if commits is None:
        return
    from plantool.loading.justifications import justifications

    for line, is_readable in justifications(session.repository(), commits):
        found = _reason(line) if is_readable else None
        if found is None:
            session.tell("diff.bad-trailer", line=line)
        else:
            yield found


def _reason(line: str) -> tuple[tuple[Notice, str], str] | None:
    """Read ``target-lowered 18-3 reason``, where the id may be missing; None where it is none."""
    name, _, rest = line.partition(" ")
    identifier, _, reason = rest.strip().partition(" ")
    if not _IDENTIFIER.fullmatch(identifier):
        identifier, reason = "", rest
    try:
        notice = _notice(name)
    except UsageError:
        return None
    return ((notice, identifier), reason.strip()) if reason.strip() else None


def _side(session: Session, files: PlanFiles, memory: Memory, *, keep_going: bool) -> Plan | None:
    """Return one side as far as it can be read; None where there is no plan at all.

    What only has errors is compared all the same, so that it hides nothing.
    """
    from plantool.cli.opening import write_diagnostics
    from plantool.loading.parallel import processes
    from plantool.rules.checking import load_for_sums

    try:
        if PLAN_FILE not in files.names():
            return None
    except PlanUnreadableError:  # the folder is gone
        return None
    loaded = load_for_sums(files, memory=memory, jobs=processes())
    if loaded.readable:
        session.speak_like(loaded.head.language)
    if loaded.diagnostics:
        write_diagnostics(session, loaded.diagnostics, sys.stderr)
    if not loaded.readable:
        raise PlanInvalidError("error.invalid-settings")
    if loaded.diagnostics and not keep_going:
        raise PlanInvalidError("error.invalid-plan", errors=len(loaded.diagnostics))
    return loaded.plan


def _without_parts(plan: Plan | None) -> Plan:
    """Return the plan as it is before anything is in it."""
    assert plan  # noqa: S101 - there is one on either side
    return replace(plan, chapters=(), initiatives=(), left_out=(), closed_years=())
