"""The commit in which others find the files of a plan, and the lines that are quoted of them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import Folder
from plantool.loading.git.calls import GitError, ask_git, find_existing_dir
from plantool.loading.git.changed_files import list_changed_files
from plantool.loading.git.past_plan_dir import find_top_and_path
from plantool.loading.git.revision import Revision

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.loading.folder import PlanFiles


class PlanCommit(NamedTuple):
    """The last ``commit`` that changed the plan at ``inside``, from the top of the repository.

    ``commit`` is None where there is none yet; ``changed`` are the files that are not as it has
    them.
    """

    inside: str = ""
    commit: str | None = None
    changed: frozenset[str] = frozenset()

    def build_repo_path(self, name: str) -> str:
        """Return the path of a file of the plan from the top of the repository."""
        return posixpath.join(self.inside, name)

    def find_commit_of(self, name: str) -> str | None:
        """Return the commit that has the file as it was read; None where none has."""
        return None if name in self.changed else self.commit


def find_plan_commit(files: PlanFiles) -> PlanCommit:
    """Return the last commit of a plan; without git one that knows nothing."""
    try:
        if isinstance(files, Revision):
            return PlanCommit(files.inside, _find_last(files.top, files.inside, files.commit))
        if isinstance(files, Folder):
            return _find_commit_of_folder(files)
    except GitError:
        pass
    return PlanCommit()


def _find_commit_of_folder(folder: Folder) -> PlanCommit:
    repo_dir = find_existing_dir(folder.path)
    top, inside = find_top_and_path(folder.path, repo_dir)
    commit = _find_last(top, inside, "HEAD")
    changed = list_changed_files(folder, commit) if commit else ()
    return PlanCommit(inside, commit, frozenset(changed))


def _find_last(top: Path, inside: str, commit: str) -> str | None:
    """Return the last commit up to ``commit`` that changed the plan."""
    within = ("--", inside) if inside else ()
    return ask_git(top, "log", "-1", "--format=%H", commit, *within) or None
