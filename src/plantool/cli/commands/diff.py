"""plantool diff."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import PlanInvalidError, PlanUnreadableError
from plantool.loading.folder import PLAN_FILE
from plantool.render import ChangeFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.cli.diff_reasons import NoticeSubject
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.reports.change_report import ChangeReport, StateNames


def diff(
    context: typer.Context,
    between: Annotated[
        list[str] | None, typer.Argument(help="help.diff-range", metavar="[REV[..REV]]")
    ] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option(help="help.diff-fail-on", metavar="NOTICE,...")
    ] = None,
    justify: Annotated[
        list[str] | None, typer.Option(help="help.justify", metavar="NOTICE[:ID]=TEXT")
    ] = None,
    output: Annotated[
        ChangeFormat, typer.Option("--format", help="help.diff-format")
    ] = ChangeFormat.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show what changed between two states; exit 1 if a notice of ``fail_on`` has no reason."""
    from plantool.cli.compare_targets import refuse_at_option, resolve_states
    from plantool.cli.diff_reasons import parse_justification, parse_notice, yield_commit_reasons
    from plantool.cli.option_values import yield_words
    from plantool.cli.page_output import write_page
    from plantool.reports.change_report import StateNames, build_unreadable_page

    session: Session = context.obj
    session.compares = True
    refuse_at_option(session)
    failing = {parse_notice(word) for word in yield_words(fail_on) if word}
    given_reasons = dict(map(parse_justification, justify or ()))
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
    reasons = dict(yield_commit_reasons(session, states.commits)) | given_reasons
    error_count = len(after.diagnostics) if after else 0
    report = _build_report(session.texts, names, old, new, reasons, error_count)
    write_page(report.build_page(), session, output)
    if not failing.isdisjoint(report.list_open_notices()):
        raise typer.Exit(1)


def _build_report(
    texts: Catalogue,
    names: StateNames,
    old: Plan,
    new: Plan,
    reasons: Mapping[NoticeSubject, str],
    error_count: int,
) -> ChangeReport:
    from plantool.analysis.plan_changes import compare_plans, compare_sums
    from plantool.reports.change_report import ChangeReport

    return ChangeReport(
        new,
        texts,
        states=names,
        parts=compare_plans(old, new),
        sums=compare_sums(old, new),
        justified=reasons,
        unreadable=(*old.left_out, *new.left_out),
        errors=error_count,
        units=(old.unit, new.unit),
    )


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
