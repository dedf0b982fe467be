"""Which files of which plans a command was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.loading.folder import Folder
    from plantool.loading.load import Loaded
    from plantool.loading.revision import Revision


class Target(NamedTuple):
    """A plan at a place, and the names of the files in it that are asked for; none asks for all."""

    folder: Folder | Revision
    place: Path
    names: frozenset[str] = frozenset()

    def files(self, loaded: Loaded) -> set[str]:
        """Return the files asked for, as users see them.

        What they could not be checked against because it is broken is always among them.
        """
        from plantool.loading.folder import PLAN_FILE

        if not self.names:
            return {*loaded.texts, *loaded.head.left_out}
        chapters = {f"{name.partition('-')[0]}.yaml" for name in self.names}
        held_against = {self.folder.show(name) for name in (PLAN_FILE, *chapters)}
        files = {self.folder.show(name) for name in self.names}
        return files | held_against.intersection(loaded.head.left_out)

    def writable(self) -> Folder:
        """Return the folder, to write into it; raises UsageError for a plan of the past."""
        from plantool.loading.folder import Folder

        if not isinstance(self.folder, Folder):
            raise UsageError("error.at-work-tree")
        return self.folder

    def changed(self, revision: str) -> set[str]:
        """Return the files that changed since a revision of git; UsageError without it."""
        from plantool.loading.changes import changed_since

        return {self.folder.show(name) for name in changed_since(self.place, revision)}


def targets(session: Session, paths: list[Path]) -> list[Target]:
    """Sort ``paths`` by plan; raises UsageError for what is in none."""
    from plantool.loading.folder import PLAN_FILE, Folder, is_plan_file

    if session.revision is not None:
        if paths:
            raise UsageError("error.at-paths")
        return [Target(session.files(), session.place())]
    if not paths:
        own = session.folder()
        return [Target(own, own.path)]
    found: dict[Path, tuple[Path, set[str]]] = {}
    whole = {path for path in paths if path.is_dir()}
    for path in paths:
        folder, name = (path, PLAN_FILE) if path in whole else (path.parent, path.name)
        if not path.exists() or not (folder / PLAN_FILE).is_file() or not is_plan_file(name):
            raise UsageError("error.not-in-plan", path=path)
        wanted = found.setdefault(folder.resolve(), (folder, set()))[1]
        wanted.add("" if path in whole else path.name)
        session.speak_like_plan_in(folder)
    return [
        Target(Folder.at(folder), folder, frozenset() if "" in names else frozenset(names))
        for folder, names in found.values()
    ]
