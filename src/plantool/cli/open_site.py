"""Opens the plan for its site: as its pages show it, as tables, and as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.cli.open_plan import load_state, take_plan

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.loading.folder import PlanFiles
    from plantool.loading.git.plan_history import PlanHistory
    from plantool.tables.table_source import TableSource


class OpenedPlan(NamedTuple):
    """One state of a plan for all that is shown of it; without git there is no ``history``."""

    tables: TableSource
    derived: DerivedTexts
    history: PlanHistory | None


def open_for_site(session: Session, *, as_of: str | None, keep_going: bool) -> OpenedPlan:
    """Return the plan as it was known on ``as_of``; raises PlanInvalidError as ``open_plan``."""
    from plantool.cli.open_tables import build_table_source
    from plantool.loading.derived_texts import DerivedTexts

    day, files = session.resolve_day(as_of), session.source.files
    loaded = load_state(session, files)
    plan = take_plan(session, loaded, keep_going=keep_going)
    derived = DerivedTexts("site", session.source.memory, loaded.contents, plan.file)
    tables = build_table_source(session, loaded, plan, day, derived)
    return OpenedPlan(tables, derived, _read_history(session, files))


def _read_history(session: Session, files: PlanFiles) -> PlanHistory | None:
    from plantool.loading.git.calls import GitError
    from plantool.loading.git.plan_history import PlanHistory
    from plantool.loading.git.revision import Revision

    try:
        revision = files if isinstance(files, Revision) else session.source.open_revision("HEAD")
        return PlanHistory.read(revision)
    except GitError:
        return None
