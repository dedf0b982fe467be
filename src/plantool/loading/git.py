"""Calls of the user's own git: what it is told never becomes an option, nor leads elsewhere."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from plantool.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60


class GitError(UsageError):
    """Git said no (exit 2)."""


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Return what git prints in ``folder``; raises GitError where it fails or is not there."""
    done = call(folder, *arguments, stdin=stdin)
    if done.returncode:
        raise GitError("error.git-failed", reason=done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def call(
    folder: Path, *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder`` and return how it ended; raises GitError where it cannot run.

    Variables that would make git look at another repository, or run what they name, are left out.
    """
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - its words never become options
            ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"},
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("error.no-git") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise GitError("error.git-failed", reason=error) from error


def names(output: bytes) -> list[str]:
    """Split what git ends with zero bytes; names of files may hold anything else."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that ``revision`` names; raises GitError where there is none."""
    if call(folder, "rev-parse", "--git-dir").returncode:
        raise GitError("error.no-repository", folder=folder)
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = call(folder, *verify, f"{revision}^{{commit}}").stdout.decode().strip()
    if not commit and revision == "HEAD":
        raise GitError("error.no-commit", folder=folder)
    if not commit:
        raise GitError("error.unknown-revision", revision=revision)
    return commit
