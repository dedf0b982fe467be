"""Opens the plan for a command that needs it whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from plantool.errors import PlanInvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import TextIO

    from plantool.cli.session import Session
    from plantool.diagnostics import Diagnostic
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.loading.folder import Folder, PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.model.plan import Plan


def open_plan(session: Session, *, keep_going: bool = False, revision: str | None = None) -> Plan:
    """Return the plan; with errors in it only if ``keep_going``, without the files they are in.

    ``revision`` asks for the plan at another commit than the options do.

    A sum over a plan with errors is never shown as if it were whole: PlanInvalidError ends the
    command, with the errors on standard error.
    """
    source = session.source
    files = source.files if revision is None else source.open_revision(revision)
    return take_plan(session, load_state(session, files), keep_going=keep_going)


def open_plan_with_texts(
    session: Session, page: str, *, keep_going: bool
) -> tuple[Plan, DerivedTexts]:
    """Return the plan, and what was made of its initiatives before to show a page."""
    from plantool.loading.derived_texts import DerivedTexts

    loaded = load_state(session, session.source.files)
    plan = take_plan(session, loaded, keep_going=keep_going)
    return plan, DerivedTexts(page, session.source.memory, loaded.contents, plan.file)


def take_plan(session: Session, loaded: Loaded, *, keep_going: bool) -> Plan:
    """Return the plan that was loaded, as ``open_plan`` does."""
    if not (keep_going and loaded.is_readable):
        refuse_errors(loaded)
    if not loaded.diagnostics:
        return loaded.plan
    plan = loaded.plan.leave_out({diagnostic.file for diagnostic in loaded.diagnostics})
    if plan.left_out:
        session.write_message("left-out", files=session.texts("list.and").join(plan.left_out))
    return plan


def load_state(session: Session, plan_files: PlanFiles) -> Loaded:
    """Load one state of the plan, with its errors alone, which are written to standard error.

    From here on the language of the plan is spoken.
    """
    from plantool.checking.check_plan import load_for_sums
    from plantool.loading.parallel import count_processes

    loaded = load_for_sums(plan_files, memory=session.source.memory, jobs=count_processes())
    if loaded.is_readable:
        session.use_language(loaded.head.language)
    if loaded.diagnostics:
        write_diagnostics(session, loaded.diagnostics, sys.stderr)
    return loaded


def open_to_change(session: Session, folder: Folder, today: date | None = None) -> Loaded:
    """Load the plan with all that rules find, for a command that changes files of it.

    Errors elsewhere forbid no change. From here on the language of the plan is spoken. Raises
    PlanInvalidError where plan.yaml cannot be read, with the errors on standard error.
    """
    from plantool.checking.check_plan import load_and_check

    loaded = load_and_check(folder, today, memory=session.source.memory)
    if not loaded.is_readable:
        write_diagnostics(session, (d for d in loaded.diagnostics if d.is_error), sys.stderr)
        refuse_errors(loaded)
    session.use_language(loaded.plan.language)
    return loaded


def refuse_errors(loaded: Loaded) -> None:
    """Refuse a plan with errors; raises PlanInvalidError."""
    if not loaded.is_readable:
        raise PlanInvalidError("error.invalid-settings")
    if loaded.diagnostics:
        raise PlanInvalidError("error.invalid-plan", errors=len(loaded.diagnostics))


def write_diagnostics(session: Session, diagnostics: Iterable[Diagnostic], stream: TextIO) -> None:
    """Write diagnostics to ``stream``, so many of each kind, a blank line after each."""
    from plantool.finding_limit import limit_diagnostics
    from plantool.render.findings.text import render_finding

    for diagnostic in limit_diagnostics(diagnostics):
        written = render_finding(diagnostic, session.texts, color=session.has_color(stream))
        stream.write("\n".join(written) + "\n\n")
