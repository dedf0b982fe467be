"""Where the figures of a plan stand: file, line, and the commit in which both are found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import NodePath
    from plantool.loading.git.plan_commit import PlanCommit
    from plantool.loading.read_plan import Loaded
    from plantool.syntax.document import Document
    from plantool.tables.columns import Value

Place = tuple["Value", ...]
"""A file's path, a line, and a commit."""


class FilePlaces(NamedTuple):
    """Finds the places of figures; ``names`` are the files' names in the plan by those shown.

    Without ``read_tree`` there are no lines: files have to be read again for them.
    """

    names: dict[str, str]
    commit: PlanCommit
    read_tree: Callable[[str], Document] | None

    @classmethod
    def of_plan(cls, loaded: Loaded, commit: PlanCommit) -> FilePlaces:
        """Return what finds the places in a plan that was loaded."""
        names = {shown: name for name, shown in loaded.contents.shown_by_name.items()}
        return cls(names, commit, loaded.reading.build_tree_reader())

    def name_file(self, shown: str) -> str:
        """Return a file's path from the top of the repository; its name in the plan without."""
        path = self.commit.build_repo_path(self.names.get(shown, shown))
        return os.fsencode(path).decode("utf-8", "backslashreplace")

    def locate(self, shown: str, path: NodePath | None) -> Place:
        """Return the place of what stands at ``path``; without a line where nothing does."""
        commit = self.commit.find_commit_of(self.names.get(shown, shown))
        return self.name_file(shown), self._find_line(shown, path), commit

    def _find_line(self, shown: str, path: NodePath | None) -> int | None:
        if path is None or self.read_tree is None:
            return None
        root = self.read_tree(shown).root
        if root is None:
            return None
        return find_node(root, path, on_key=True).span.line
