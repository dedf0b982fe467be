"""Opens the fact tables of the plan for a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.cli.open_plan import load_state, take_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantool.cli.session import Session
    from plantool.diagnostics import Diagnostic
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.loading.read_plan import Loaded
    from plantool.model.plan import Plan
    from plantool.tables.table_source import TableSource


def open_tables(session: Session, *, as_of: str | None, keep_going: bool) -> TableSource:
    """Return the plan as a source of tables, as it was known on ``as_of``.

    With errors in it only if ``keep_going``, without the files they are in; raises
    PlanInvalidError.
    """
    day = session.resolve_day(as_of)
    loaded = load_state(session, session.source.files)
    plan = take_plan(session, loaded, keep_going=keep_going)
    return build_table_source(session, loaded, plan, day)


def build_table_source(
    session: Session, loaded: Loaded, plan: Plan, day: date, derived: DerivedTexts | None = None
) -> TableSource:
    """Return a plan that was loaded as a source of tables, whose rows ``derived`` keeps."""
    from plantool.checking.check_plan import check_loaded
    from plantool.loading.git.plan_commit import find_plan_commit
    from plantool.tables.file_places import FilePlaces
    from plantool.tables.table_source import TableSource

    def find_diagnostics() -> Sequence[Diagnostic]:
        found = check_loaded(loaded, day)
        session.source.memory.end_readings()
        return found

    places = FilePlaces.of_plan(loaded, find_plan_commit(session.source.files))
    source = TableSource(plan, day, session.texts, places, find_diagnostics)
    if derived:
        source.derived = derived
    source.note_faults(diagnostic.file for diagnostic in loaded.diagnostics)
    return source
