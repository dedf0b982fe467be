"""Which files of which plans a command was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.loading.plan_source import PlanSource
    from plantool.loading.read_plan import Loaded


class PlanArgument(NamedTuple):
    """A plan, and the names of the files in it that are asked for; no name asks for all files."""

    source: PlanSource
    names: frozenset[str] = frozenset()

    def list_files(self, loaded: Loaded) -> set[str]:
        """Return the files asked for, as users see them.

        A broken file that they could not be checked against is always among them.
        """
        from plantool.loading.folder import PLAN_FILE

        if not self.names:
            return {*loaded.contents, *loaded.head.left_out}
        chapters = {f"{name.partition('-')[0]}.yaml" for name in self.names}
        parents = self._format_names({PLAN_FILE, *chapters})
        return self._format_names(self.names) | parents.intersection(loaded.head.left_out)

    def list_changed_files(self, revision: str) -> set[str]:
        """Return the files that changed since a revision of git; UsageError without it."""
        from plantool.loading.git.changed_files import find_changed_files

        return self._format_names(find_changed_files(self.source.plan_dir, revision))

    def _format_names(self, names: Iterable[str]) -> set[str]:
        return set(map(self.source.files.format_name, names))


def resolve_plan_arguments(session: Session, paths: list[Path]) -> list[PlanArgument]:
    """Sort ``paths`` by plan; raises UsageError for a path in no plan."""
    if not paths:
        return [PlanArgument(session.source)]
    if session.revision is not None:
        raise UsageError("error.at-paths")
    from plantool.loading.plan_source import PlanSource

    names_by_dir = _group_by_plan(session, paths)
    return [
        PlanArgument(
            PlanSource(plan_dir, uses_cache=session.uses_cache),
            frozenset() if "" in names else frozenset(names),  # the folder means all its files
        )
        for plan_dir, names in names_by_dir.items()
    ]


def _group_by_plan(session: Session, paths: list[Path]) -> dict[Path, set[str]]:
    """Return the names of files by the folder of their plan, "" for the folder itself.

    Paths that lead into one folder in different ways are one plan, named as the first of them.
    """
    from plantool.loading.folder import PLAN_FILE, is_plan_file

    names_by_plan: dict[Path, tuple[Path, set[str]]] = {}
    for path in paths:
        is_whole = path.is_dir()
        plan_dir, name = (path, PLAN_FILE) if is_whole else (path.parent, path.name)
        if not path.exists() or not (plan_dir / PLAN_FILE).is_file() or not is_plan_file(name):
            raise UsageError("error.not-in-plan", path=path)
        _, names = names_by_plan.setdefault(plan_dir.resolve(), (plan_dir, set()))
        names.add("" if is_whole else name)
        session.use_plan_language(plan_dir)
    return dict(names_by_plan.values())
