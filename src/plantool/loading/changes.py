"""Which files of a plan changed since a revision of git."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from plantool.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60
# variables that would make git look at another repository, or run what they name
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PREFIX")


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Name the files in ``folder`` that differ from where they left ``revision``, new ones too.

    Raises UsageError where git, the repository or the revision is missing.
    """
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit:
        raise UsageError("error.unknown-revision", revision=revision)
    base = _git(folder, "merge-base", commit, "HEAD") or commit
    changed = _git(
        folder, "diff", "--no-ext-diff", "--relative", "--name-only", "-z", base, "--", "."
    )
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(None, f"{changed}\0{new}".split("\0")))


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints, nothing where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        done = subprocess.run(  # noqa: S603 - its words never become options
            ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("error.no-git") from error
    return os.fsdecode(done.stdout).strip("\n") if done.returncode == 0 else ""
