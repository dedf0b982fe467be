"""Which files of a plan changed since a revision of git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.folder import is_plan_file
from plantool.loading.git import call, commit_of, git, names

if TYPE_CHECKING:
    from pathlib import Path


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Name the plan files in ``folder`` that changed since it parted from ``revision``.

    New files and deleted ones are among them. Raises UsageError where git, the repository or the
    revision is missing, and where git fails.
    """
    base = merge_base(folder, commit_of(folder, revision))
    diff = ("diff", "--no-ext-diff", "--no-renames", "--relative", "--name-only", "-z")
    changed = names(git(folder, *diff, base, "--", "."))
    new = names(git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))
    return frozenset(filter(is_plan_file, changed + new))


def merge_base(folder: Path, commit: str) -> str:
    """Return where HEAD parted from a commit; the commit itself where nobody knows."""
    return call(folder, "merge-base", commit, "HEAD").stdout.decode().strip() or commit
