"""Which files of which plans a command was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.loading.folder import Folder
    from plantool.loading.git.revision import Revision
    from plantool.loading.read_plan import Loaded


class PlanArgument(NamedTuple):
    """A plan at a place, and the names of the files in it that are asked for; none asks for all."""

    folder: Folder | Revision
    plan_dir: Path
    names: frozenset[str] = frozenset()

    def list_files(self, loaded: Loaded) -> set[str]:
        """Return the files asked for, as users see them.

        What they could not be checked against because it is broken is always among them.
        """
        from plantool.loading.folder import PLAN_FILE

        if not self.names:
            return {*loaded.contents, *loaded.head.left_out}
        chapters = {f"{name.partition('-')[0]}.yaml" for name in self.names}
        parents = {self.folder.format_name(name) for name in (PLAN_FILE, *chapters)}
        files = {self.folder.format_name(name) for name in self.names}
        return files | parents.intersection(loaded.head.left_out)

    def find_writable_folder(self) -> Folder:
        """Return the folder, to write into it; raises UsageError for a plan of the past."""
        from plantool.loading.folder import Folder

        if not isinstance(self.folder, Folder):
            raise UsageError("error.at-work-tree")
        return self.folder

    def list_changed_files(self, revision: str) -> set[str]:
        """Return the files that changed since a revision of git; UsageError without it."""
        from plantool.loading.git.changed_files import find_changed_files

        return {
            self.folder.format_name(name) for name in find_changed_files(self.plan_dir, revision)
        }


def resolve_plan_arguments(session: Session, paths: list[Path]) -> list[PlanArgument]:
    """Sort ``paths`` by plan; raises UsageError for what is in none."""
    from plantool.loading.folder import PLAN_FILE, Folder, is_plan_file

    if session.revision is not None:
        if paths:
            raise UsageError("error.at-paths")
        return [PlanArgument(session.find_files(), session.find_plan_dir())]
    if not paths:
        own = session.find_folder()
        return [PlanArgument(own, own.path)]
    names_by_plan: dict[Path, tuple[Path, set[str]]] = {}
    whole_plans = {path for path in paths if path.is_dir()}
    for path in paths:
        folder, name = (path, PLAN_FILE) if path in whole_plans else (path.parent, path.name)
        if not path.exists() or not (folder / PLAN_FILE).is_file() or not is_plan_file(name):
            raise UsageError("error.not-in-plan", path=path)
        wanted = names_by_plan.setdefault(folder.resolve(), (folder, set()))[1]
        wanted.add("" if path in whole_plans else path.name)
        session.use_plan_language(folder)
    return [
        PlanArgument(
            Folder.open_at(folder), folder, frozenset() if "" in names else frozenset(names)
        )
        for folder, names in names_by_plan.values()
    ]
