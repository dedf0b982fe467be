"""Where a plan is read from: its folder, its files and its memory, each found once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.errors import PlanUnreadableError, UsageError
from plantool.loading.folder import PLAN_FILE, Folder

if TYPE_CHECKING:
    from plantool.loading.git.revision import Revision
    from plantool.loading.memory import Memory


class PlanSource:
    """One plan: in a folder of the work tree, or as a ``revision`` of its repository has it.

    ``named_path`` is the folder, or its plan.yaml, that the user named; without it the plan is the
    nearest one at or above the current folder. Everything is opened when it is first asked for,
    since no command needs all of it, and kept, so that a run has one folder and one memory.
    """

    def __init__(
        self, named_path: Path | None, revision: str | None = None, *, uses_cache: bool = True
    ) -> None:
        self.named_path = named_path
        self.revision = revision
        self.uses_cache = uses_cache

    @cached_property
    def plan_dir(self) -> Path:
        """The folder of the plan, or the one it was in before it was moved or deleted."""
        if named := self.named_path:
            return named.parent if named.name == PLAN_FILE else named
        try:
            return self._folder.path
        except PlanUnreadableError:
            return Path.cwd() / "plan"

    @cached_property
    def repository(self) -> Path:
        """The folder to ask git in: that of the plan, or the part of its path that is there."""
        from plantool.loading.git.calls import find_existing_dir  # noqa: PLC0415 - most runs ask no git

        return find_existing_dir(self.plan_dir)

    @cached_property
    def files(self) -> Folder | Revision:
        """The files of the plan; raises PlanUnreadableError without one, GitError from git."""
        if self.revision is None:
            return self._folder
        return self.open_revision(self.revision, needs_plan=True)

    @cached_property
    def memory(self) -> Memory:
        """The memory of the plan, which all its states share."""
        from plantool.loading.memory import Memory, build_memory  # noqa: PLC0415 - not all remember
        from plantool.loading.user_folders import find_cache_dir  # noqa: PLC0415 - ditto

        cache_dir = find_cache_dir() if self.uses_cache else None
        return build_memory(self.plan_dir, cache_dir) if cache_dir else Memory()

    @cached_property
    def _folder(self) -> Folder:
        if self.named_path:
            return Folder.open_at(self.named_path)
        return Folder.open_nearest(Path.cwd())

    def open_folder(self) -> Folder:
        """Return the plan's folder, to look at the work tree or to write into it.

        Raises UsageError for a plan of the past, and PlanUnreadableError where there is no plan.
        """
        self.refuse_revision()
        return self._folder

    def refuse_revision(self) -> None:
        """Refuse a plan of the past (--at); raises UsageError."""
        if self.revision is not None:
            raise UsageError("error.at-work-tree")

    def open_revision(self, revision: str, *, needs_plan: bool = False) -> Revision:
        """Return the plan's files at any revision, which may have had none unless ``needs_plan``.

        A plan that is nowhere in the work tree any more is looked for in the commit, upward from
        the current folder. Raises GitError, and PlanUnreadableError for a missing plan.
        """
        from plantool.loading.git.revision import Revision  # noqa: PLC0415 - most runs ask no git

        near = None if self.named_path or self._is_in_work_tree() else Path.cwd()
        return Revision.open_commit(self.plan_dir, revision, near=near, needs_plan=needs_plan)

    def _is_in_work_tree(self) -> bool:
        return (self.plan_dir / PLAN_FILE).is_file()
