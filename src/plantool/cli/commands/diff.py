"""plantool diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import PlanInvalidError, PlanUnreadableError
from plantool.light_dataclasses import replace
from plantool.loading.folder import PLAN_FILE
from plantool.render import ChangeFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.cli.diff_reasons import NoticeSubject
    from plantool.loading.folder import PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.reports.change_report import ChangeReport
    from plantool.reports.scope import StateNames


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
        ChangeFormat | None, typer.Option("--format", help="help.document-format")
    ] = None,
    file: options.OutputFile = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show what changed between two states; exit 1 if a notice of ``fail_on`` has no reason."""
    from plantool.cli.compared_states import resolve_states
    from plantool.cli.diff_reasons import parse_justification, parse_notice, yield_commit_reasons
    from plantool.cli.document_files import choose_target
    from plantool.cli.open_plan import refuse_errors
    from plantool.cli.option_values import yield_words
    from plantool.cli.page_output import write_document
    from plantool.reports.change_report import build_unreadable_page
    from plantool.reports.scope import StateNames

    session: Session = context.obj
    target, chosen = choose_target(file, output, ChangeFormat.TABLE)
    failing = {parse_notice(word) for word in yield_words(fail_on) if word}
    given_reasons = dict(map(parse_justification, justify or ()))
    states = resolve_states(session.source, between or [])
    after = _load_side(session, states.after)
    if after and not keep_going:  # errors of the past are passed over: nothing mends them
        refuse_errors(after)
    before = _load_side(session, states.before)
    names = StateNames(states.names[0], states.names[1] or session.texts("diff.work-tree"))
    if unreadable := [
        files.format_name(PLAN_FILE)
        for files, side in ((states.before, before), (states.after, after))
        if side and not side.is_readable
    ]:
        if not keep_going:
            raise PlanInvalidError("error.invalid-settings")
        page = build_unreadable_page(session.texts, names, unreadable)
        write_document(page, session, chosen, target)
        raise typer.Exit(1)
    old, new = _pair_plans(before, after, session)
    reasons = dict(yield_commit_reasons(session, states.commits)) | given_reasons
    error_count = len(after.diagnostics) if after else 0
    report = _build_report(session.texts, names, old, new, reasons, error_count)
    write_document(report.build_page(), session, chosen, target)
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
    from plantool.analysis.plan_changes import compare_plans
    from plantool.analysis.sum_changes import compare_sums
    from plantool.reports.change_report import ChangeReport
    from plantool.reports.scope import Scope

    return ChangeReport(
        Scope(new, texts),
        states=names,
        parts=compare_plans(old, new),
        sums=compare_sums(old, new),
        justified=reasons,
        unreadable=(*old.left_out, *new.left_out),
        errors=error_count,
        units=(old.unit, new.unit),
    )


def _load_side(session: Session, plan_files: PlanFiles) -> Loaded | None:
    """Return one side as far as it can be read; None where there is no plan at all.

    A side with errors is compared all the same, so that the errors hide nothing.
    """
    from plantool.cli.open_plan import load_state

    try:
        has_plan = PLAN_FILE in plan_files.list_names()
    except PlanUnreadableError:  # the folder is gone
        has_plan = False
    return load_state(session, plan_files) if has_plan else None


def _pair_plans(before: Loaded | None, after: Loaded | None, session: Session) -> tuple[Plan, Plan]:
    """Return both sides; one that is not there is the other without anything in it."""
    known = after or before
    if known is None:
        raise PlanUnreadableError("error.no-plan-file", folder=session.source.plan_dir)
    empty = replace(known.plan, chapters=(), initiatives=(), left_out=(), closed_years=())
    return before.plan if before else empty, after.plan if after else empty
