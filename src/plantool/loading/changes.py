"""Which files of a plan changed since a revision of git."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.loading.folder import is_plan_file

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60
# variables that would make git look at another repository, or run what they name
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PREFIX")


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Name the plan files in ``folder`` that changed since it parted from ``revision``.

    New files and deleted ones are among them. Raises UsageError where git, the repository or the
    revision is missing, and where git fails.
    """
    if _git(folder, "rev-parse", "--git-dir").returncode:
        raise UsageError("error.no-repository", folder=folder)
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = _git(folder, *verify, f"{revision}^{{commit}}").stdout.strip()
    if not commit:
        raise UsageError("error.unknown-revision", revision=revision)
    base = _git(folder, "merge-base", commit, "HEAD").stdout.strip() or commit
    diff = ("diff", "--no-ext-diff", "--no-renames", "--relative", "--name-only", "-z")
    changed = _names(folder, *diff, base, "--", ".")
    new = _names(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(is_plan_file, changed + new))


def _names(folder: Path, *arguments: str) -> list[str]:
    done = _git(folder, *arguments)
    if done.returncode:
        raise UsageError("error.git-failed", reason=done.stderr.strip())
    return [name for name in done.stdout.split("\0") if name]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        return subprocess.run(  # noqa: S603 - its words never become options
            ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("error.no-git") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError("error.git-failed", reason=error) from error
