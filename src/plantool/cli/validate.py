"""plantool validate."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.diagnostics import Severity
from plantool.errors import UsageError
from plantool.render.findings import FindingsFormat

if TYPE_CHECKING:
    from plantool.cli.inspection import Checked
    from plantool.reports.findings import Findings
    from plantool.rules.choice import Choice

_help = help_texts()


def validate(
    context: typer.Context,
    paths: options.Paths = None,
    select: Annotated[list[str] | None, typer.Option(help=_help("help.select"))] = None,
    ignore: Annotated[list[str] | None, typer.Option(help=_help("help.ignore"))] = None,
    level: Annotated[Severity, typer.Option(help=_help("help.level"))] = Severity.WARNING,
    fail_level: Annotated[Severity, typer.Option(help=_help("help.fail-level"))] = Severity.ERROR,
    changed_since: Annotated[
        str | None, typer.Option(help=_help("help.changed-since"), metavar="REV")
    ] = None,
    as_of: options.AsOf = None,
    output: Annotated[
        FindingsFormat, typer.Option("--format", help=_help("help.findings-format"))
    ] = FindingsFormat.TEXT,
    plain: Annotated[bool, typer.Option("--plain", help=_help("help.plain"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=_help("help.fix"))] = False,
    fix_only: Annotated[bool, typer.Option("--fix-only", help=_help("help.fix-only"))] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help=_help("help.unsafe"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_help("help.fix-diff"))] = False,
) -> None:
    """Check plans; exit 1 on errors."""
    from plantool.cli.inspection import Inspection
    from plantool.cli.targets import targets

    session: Session = context.obj
    fix = fix or fix_only
    if unsafe and not (fix or diff):
        raise UsageError("error.unsafe-alone")
    if (fix or diff or changed_since) and session.revision is not None:
        raise UsageError("error.at-work-tree")
    if (plain or diff) and output is not FindingsFormat.TEXT:
        raise UsageError("error.format-alone", format=output.value)
    lowest = max(level, fail_level, key=lambda severity: severity.rank)  # what fails is shown
    choice = _choice(select or [], ignore or [], lowest)
    inspection = Inspection(choice, options.day(as_of), session.memory, changed_since)
    plans = targets(session, paths or [])
    if fix or diff:
        checked = [inspection.mend(target, unsafe=unsafe) for target in plans]
    else:
        checked = [inspection.check(target) for target in plans]
    for each in checked:
        if each.loaded.readable:
            session.speak_like(each.loaded.head.language)
    if diff:
        raise typer.Exit(int(_show_differences(session, checked)))
    _write_fixes(session, checked)
    if fix_only:
        return
    _write(_findings(checked, choice, output), session, FindingsFormat.PLAIN if plain else output)
    if any(d.code.severity.rank <= fail_level.rank for each in checked for d in each.found):
        raise typer.Exit(1)


def _findings(checked: list[Checked], choice: Choice, output: FindingsFormat) -> Findings:
    from plantool.cli.inspection import gather

    found = gather(checked, choice)
    if not output.is_for_services:
        return found
    from plantool.cli.annotations import places

    return found.renamed(places(checked))


def _choice(select: list[str], ignore: list[str], level: Severity) -> Choice:
    from plantool.rules.choice import Choice
    from plantool.rules.selectors import nearest, selected

    chosen, left_out = (
        tuple(part.strip() for text in texts for part in text.split(",") if part.strip())
        for texts in (select, ignore)
    )
    if select and not chosen:
        raise UsageError("error.unknown-selector", value="", nearest="")
    for selector in (*chosen, *left_out):
        if not selected(selector):
            raise UsageError("error.unknown-selector", value=selector, nearest=nearest(selector))
    return Choice(chosen, left_out, level)


def _show_differences(session: Session, checked: list[Checked]) -> bool:
    """Write a unified diff of what fixes would change; tell whether there is anything."""
    from plantool.cli.writing import difference

    mended = [(each.target.writable(), each.mended) for each in checked if each.mended]
    for folder, plan in mended:
        sys.stdout.writelines(difference(folder, plan.before, plan.after))
    fixes = sum(plan.fixes for _, plan in mended)
    session.tell("validate.would-fix", files=sum(len(p.after) for _, p in mended), fixes=fixes)
    return fixes > 0


def _write_fixes(session: Session, checked: list[Checked]) -> None:
    from plantool.cli.writing import write

    for each in checked:
        if each.mended:
            write(session, each.target.writable(), each.mended.before, each.mended.after)
            files, fixes = len(each.mended.after), each.mended.fixes
            session.tell("validate.fixed", files=files, fixes=fixes)


def _write(findings: Findings, session: Session, output: FindingsFormat) -> None:
    """Write findings; in GitHub's own runs, their table as well."""
    from plantool.render.findings import renderer

    if output is FindingsFormat.TEXT:
        from plantool.render.findings import text

        color = session.colors(sys.stdout)
        sys.stdout.writelines(text.render(findings, session.texts, color=color))
        return
    sys.stdout.writelines(renderer(output).render(findings, session.texts))
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if output is FindingsFormat.GITHUB and path:
        from plantool.render.findings.github import summary

        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.writelines(summary(findings, session.texts))
        except OSError as error:
            session.tell("validate.no-summary", reason=error.strerror or error)
