"""plantool validate."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.diagnostics import Severity
from plantool.errors import UsageError
from plantool.render.findings import FindingsFormat

if TYPE_CHECKING:
    from plantool.checking.diagnostic_filter import DiagnosticFilter
    from plantool.checking.findings import Findings
    from plantool.cli.checking_run import CheckedPlan


def validate(
    context: typer.Context,
    paths: options.Paths = None,
    select: Annotated[list[str] | None, typer.Option(help="help.select")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="help.ignore")] = None,
    level: Annotated[Severity, typer.Option(help="help.level")] = Severity.WARNING,
    fail_level: Annotated[Severity, typer.Option(help="help.fail-level")] = Severity.ERROR,
    changed_since: Annotated[
        str | None, typer.Option(help="help.changed-since", metavar="REV")
    ] = None,
    as_of: options.AsOf = None,
    output: Annotated[
        FindingsFormat, typer.Option("--format", help="help.findings-format")
    ] = FindingsFormat.TEXT,
    plain: Annotated[bool, typer.Option("--plain", help="help.plain")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="help.fix")] = False,
    fix_only: Annotated[bool, typer.Option("--fix-only", help="help.fix-only")] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="help.unsafe")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="help.fix-diff")] = False,
) -> None:
    """Check plans; exit 1 on errors."""
    from plantool.cli.checking_run import CheckingRun
    from plantool.cli.option_values import parse_date
    from plantool.cli.plan_arguments import resolve_plan_arguments

    session: Session = context.obj
    fix = fix or fix_only
    if unsafe and not (fix or diff):
        raise UsageError("error.unsafe-alone")
    if fix or diff or changed_since:
        session.source.refuse_revision()
    if (plain or diff) and output is not FindingsFormat.TEXT:
        raise UsageError("error.format-alone", format=output.value)
    lowest = max(level, fail_level, key=lambda severity: severity.rank)  # what fails is shown
    choice = _parse_choice(select or [], ignore or [], lowest)
    run = CheckingRun(choice, None if as_of is None else parse_date(as_of), changed_since)
    arguments = resolve_plan_arguments(session, paths or [])
    if fix or diff:
        checked = [run.fix_plan(argument, unsafe=unsafe) for argument in arguments]
    else:
        checked = [run.check_plan(argument) for argument in arguments]
    _use_plan_language(session, checked)
    if diff:
        raise typer.Exit(int(_write_differences(session, checked)))
    if fix:
        _write_fixes(session, checked)
    if fix_only:
        return
    findings = _build_findings(checked, choice, output)
    _write_findings(findings, session, FindingsFormat.PLAIN if plain else output)
    if any(d.code.severity.rank <= fail_level.rank for each in checked for d in each.diagnostics):
        raise typer.Exit(1)


def _use_plan_language(session: Session, checked: list[CheckedPlan]) -> None:
    for each in checked:
        if each.loaded.is_readable:
            session.use_language(each.loaded.head.language)


def _build_findings(
    checked: list[CheckedPlan], choice: DiagnosticFilter, output: FindingsFormat
) -> Findings:
    from plantool.cli.checking_run import join_findings

    found = join_findings(checked, choice)
    if not output.is_for_services:
        return found
    from plantool.cli.annotation_paths import name_annotated_files

    return found.rename_files(name_annotated_files(checked))


def _parse_choice(select: list[str], ignore: list[str], level: Severity) -> DiagnosticFilter:
    """Read the codes, families and names of --select and --ignore; raises UsageError."""
    from plantool.checking.diagnostic_filter import DiagnosticFilter
    from plantool.checking.selectors import find_codes, find_nearest_name
    from plantool.cli.option_values import yield_words

    chosen, left_out = (tuple(filter(None, yield_words(texts))) for texts in (select, ignore))
    if select and not chosen:
        raise UsageError("error.unknown-selector", value="", nearest="")
    for selector in (*chosen, *left_out):
        if not find_codes(selector):
            raise UsageError(
                "error.unknown-selector", value=selector, nearest=find_nearest_name(selector)
            )
    return DiagnosticFilter(chosen, left_out, level)


def _write_differences(session: Session, checked: list[CheckedPlan]) -> bool:
    """Write the changes of the fixes as a unified diff; tell whether there are any."""
    from plantool.cli.file_writes import yield_diff_lines

    mended = [(each.argument.source.open_folder(), each.mended) for each in checked if each.mended]
    for folder, plan in mended:
        sys.stdout.writelines(yield_diff_lines(folder, plan.before, plan.after))
    fixes = sum(plan.fix_count for _, plan in mended)
    session.write_message(
        "validate.would-fix", files=sum(len(p.after) for _, p in mended), fixes=fixes
    )
    return fixes > 0


def _write_fixes(session: Session, checked: list[CheckedPlan]) -> None:
    from plantool.cli.file_writes import write_files

    for each in checked:
        if each.mended:
            write_files(
                session, each.argument.source.open_folder(), each.mended.before, each.mended.after
            )
            files, fixes = len(each.mended.after), each.mended.fix_count
            session.write_message("validate.fixed", files=files, fixes=fixes)


def _write_findings(findings: Findings, session: Session, output: FindingsFormat) -> None:
    """Write findings; in a run of GitHub Actions their table for its summary page as well."""
    from plantool.render.findings import load_findings_renderer

    if output is FindingsFormat.TEXT:
        from plantool.render.findings import text

        color = session.has_color(sys.stdout)
        sys.stdout.writelines(text.render(findings, session.texts, color=color))
        return
    sys.stdout.writelines(load_findings_renderer(output).render(findings, session.texts))
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if output is FindingsFormat.GITHUB and summary_file:
        _append_step_summary(findings, session, Path(summary_file))


def _append_step_summary(findings: Findings, session: Session, file: Path) -> None:
    from plantool.render.findings.github import render_step_summary

    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.writelines(render_step_summary(findings, session.texts))
    except OSError as error:  # the findings themselves are written: the run goes on
        session.write_message("validate.no-summary", reason=error)
