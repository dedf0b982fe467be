"""Opens the plan for a command that needs it whole."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from plantool.errors import PlanInvalidError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from plantool.cli.session import Session
    from plantool.diagnostics import Diagnostic
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


def open_plan(
    session: Session,
    *,
    keep_going: bool = False,
    files: PlanFiles | None = None,
    memory: Memory | None = None,
) -> Plan:
    """Return the plan; with errors in it only if ``keep_going``, without the files they are in.

    ``files`` and ``memory`` are those of the session without them.

    A sum over a plan with errors is never shown as if it were whole: PlanInvalidError ends the
    command, with the errors on standard error.
    """
    from plantool.checking.check_plan import load_for_sums
    from plantool.loading.parallel import count_processes

    plan_files = files or session.find_files()
    plan_memory = memory or session.open_memory(session.find_plan_dir())
    loaded = load_for_sums(plan_files, memory=plan_memory, jobs=count_processes())
    if loaded.is_readable:
        session.use_language(loaded.head.language)
    errors = loaded.diagnostics
    if errors:
        write_diagnostics(session, errors, sys.stderr)
    if not loaded.is_readable:
        raise PlanInvalidError("error.invalid-settings")
    if errors and not keep_going:
        raise PlanInvalidError("error.invalid-plan", errors=len(errors))
    if not errors:
        return loaded.plan
    plan = loaded.plan.leave_out({diagnostic.file for diagnostic in errors})
    if plan.left_out:
        session.write_message("left-out", files=session.texts("list.and").join(plan.left_out))
    return plan


def write_diagnostics(session: Session, diagnostics: Iterable[Diagnostic], stream: TextIO) -> None:
    """Write diagnostics to ``stream``, so many of each kind, a blank line after each."""
    from plantool.render.findings.text import render_finding
    from plantool.syntax.finding_limit import limit_findings

    for diagnostic in limit_findings(diagnostics):
        written = render_finding(diagnostic, session.texts, color=session.has_color(stream))
        stream.write("\n".join(written) + "\n\n")


def parse_years(plan: Plan, texts: Sequence[str] | None) -> tuple[FiscalYear, ...]:
    """Read --year, once or several times; every year of the plan without it."""
    if not texts:
        return plan.planned_years
    return tuple(dict.fromkeys(_parse_year(plan, text) for text in texts))


def _parse_year(plan: Plan, text: str) -> FiscalYear:
    with suppress(ValueError):
        year = plan.year(text)
        if year in plan.planned_years:
            return year
    known = ", ".join(year.key for year in plan.planned_years)
    example = plan.planned_years[-1].key
    raise UsageError("error.unknown-year", year=text, known=known, example=example)
