"""plantool diff."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, load_help_texts
from plantool.errors import PlanInvalidError, PlanUnreadableError, UsageError
from plantool.loading.folder import PLAN_FILE
from plantool.render import ChangeFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.change_notices import Notice
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.loading.read_plan import Loaded
    from plantool.model.plan import Plan

_help = load_help_texts()
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
    from plantool.analysis.plan_changes import compare_plans
    from plantool.analysis.sum_changes import compare_sums
    from plantool.cli.compare_targets import refuse_at_option, resolve_states
    from plantool.cli.page_output import write_page
    from plantool.reports.change_report import ChangeReport, build_unreadable_page
    from plantool.reports.scope import Scope, StateNames

    session: Session = context.obj
    session.compares = True
    refuse_at_option(session)
    failing = {_parse_notice(w) for text in fail_on or () for w in text.split(",") if w.strip()}
    given_reasons = dict(_parse_justification(text) for text in justify or ())
    states = resolve_states(session, between or [])
    memory = session.open_memory(session.find_plan_dir())
    after = _load_side(session, states.after, memory)
    if after and not keep_going:
        _refuse_errors(after)
    before = _load_side(session, states.before, memory)
    names = StateNames(states.names[0], states.names[1] or session.texts("diff.work-tree"))
    if unreadable := [
        files.format_name(PLAN_FILE)
        for files, side in ((states.before, before), (states.after, after))
        if side and not side.is_readable
    ]:
        if not keep_going:
            raise PlanInvalidError("error.invalid-settings")
        write_page(build_unreadable_page(session.texts, names, unreadable), session, output)
        raise typer.Exit(1)
    old, new = _pair_plans(before, after, session)
    reasons = dict(_yield_commit_reasons(session, states.commits)) | given_reasons
    report = ChangeReport(
        Scope(new, session.texts),
        states=names,
        parts=compare_plans(old, new),
        sums=compare_sums(old, new),
        justified=reasons,
        unreadable=(*old.left_out, *new.left_out),
        errors=len(after.diagnostics) if after else 0,
        units=(old.unit, new.unit),
    )
    write_page(report.build_page(), session, output)
    if not failing.isdisjoint(report.list_open_notices()):
        raise typer.Exit(1)


def _parse_notice(word: str) -> Notice:
    """Read the name of a notice; raises UsageError."""
    from plantool.analysis.change_notices import Notice
    from plantool.analysis.selection import find_closest

    known = {notice.value: notice for notice in Notice}
    if word.strip() not in known:
        listed, nearest = ", ".join(known), find_closest(word, known)
        raise UsageError("error.unknown-notice", value=word, known=listed, nearest=nearest)
    return known[word.strip()]


def _parse_justification(text: str) -> tuple[tuple[Notice, str], str]:
    """Read ``target-lowered:18-3=reason``; raises UsageError."""
    notice_and_id, _, reason = text.partition("=")
    name, _, identifier = notice_and_id.partition(":")
    if not reason.strip():
        raise UsageError("error.bad-justification", value=text)
    return (_parse_notice(name), identifier.strip()), reason.strip()


def _yield_commit_reasons(
    session: Session, commits: str | None
) -> Iterator[tuple[tuple[Notice, str], str]]:
    """Read the reasons that commits give; one that means nothing is told, and passed over."""
    if commits is None:
        return
    from plantool.loading.justifications import yield_justifications

    for line, is_readable in yield_justifications(session.find_repository(), commits):
        found = _parse_trailer(line) if is_readable else None
        if found is None:
            session.write_message("diff.bad-trailer", line=line)
        else:
            yield found


def _parse_trailer(line: str) -> tuple[tuple[Notice, str], str] | None:
    """Read ``target-lowered 18-3 reason``, where the id may be missing; None where it is none."""
    name, _, rest = line.partition(" ")
    identifier, _, reason = rest.strip().partition(" ")
    if not _IDENTIFIER.fullmatch(identifier):
        identifier, reason = "", rest
    try:
        notice = _parse_notice(name)
    except UsageError:
        return None
    return ((notice, identifier), reason.strip()) if reason.strip() else None


def _load_side(session: Session, files: PlanFiles, memory: Memory) -> Loaded | None:
    """Return one side as far as it can be read; None where there is no plan at all.

    What only has errors is compared all the same, so that it hides nothing.
    """
    from plantool.checking.check_plan import load_for_sums
    from plantool.cli.open_plan import write_diagnostics
    from plantool.loading.parallel import count_processes

    try:
        if PLAN_FILE not in files.list_names():
            return None
    except PlanUnreadableError:  # the folder is gone
        return None
    loaded = load_for_sums(files, memory=memory, jobs=count_processes())
    if loaded.is_readable:
        session.use_language(loaded.head.language)
    if loaded.diagnostics:
        write_diagnostics(session, loaded.diagnostics, sys.stderr)
    return loaded


def _refuse_errors(loaded: Loaded) -> None:
    """Refuse what is new and has errors; nobody can mend the past, whose errors are passed over."""
    if not loaded.is_readable:
        raise PlanInvalidError("error.invalid-settings")
    if loaded.diagnostics:
        raise PlanInvalidError("error.invalid-plan", errors=len(loaded.diagnostics))


def _pair_plans(before: Loaded | None, after: Loaded | None, session: Session) -> tuple[Plan, Plan]:
    """Return both sides; one that is not there is the other without anything in it."""
    known = after or before
    if known is None:
        raise PlanUnreadableError("error.no-plan-file", folder=session.find_plan_dir())
    empty = replace(known.plan, chapters=(), initiatives=(), left_out=(), closed_years=())
    return before.plan if before else empty, after.plan if after else empty
