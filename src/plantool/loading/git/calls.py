"""Calls of the user's own git: no word given to it becomes an option, or leads elsewhere.

Nothing that a repository brings along is run, even where its own config says so: no monitor of
files, no hook, no filter, no signature program, no transport.
"""

from __future__ import annotations

import os
import re
import subprocess
from itertools import chain
from textwrap import indent
from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = "git"
_SECONDS = 60
_SETTINGS = (
    "core.fsmonitor=",  # the name of a program; to every version of git, an empty one is none
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",  # would run gpg.program
    "core.quotepath=off",
    "i18n.logOutputEncoding=UTF-8",
)
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",  # for versions that do not know GIT_NO_LAZY_FETCH
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its own words are looked through, and shown where we know no better ones
}
_KEPT_VARIABLES = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_COMMIT = compile_late("[0-9a-f]{40,64}")
_NOT_ONE_COMMIT = compile_late(r"[-^]|.*\.\.|.*\^[-!@][0-9]*$|$", re.DOTALL)
_REMEDY = compile_late("git config --global --add safe[.]directory .+")
_UNFETCHED = compile_late("promisor remote|lazy fetching disabled|transport '.*' not allowed")
_MOST_WORDS = 2000


class GitError(UsageError):
    """Git said no (exit 2)."""


def run_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Return the output of git in ``folder``; raises GitError where git fails or is not there."""
    done = call_git(folder, *arguments, stdin=stdin)
    # older versions of git go on without what they could not fetch
    if done.returncode or _UNFETCHED.search(_decode_words(done.stderr)):
        raise build_git_error(folder, done.stderr)
    return done.stdout


def ask_git(folder: Path, *arguments: str) -> str:
    """Return the line that git prints; nothing where it says no without a word.

    Raises GitError where it has words for it, or is not there.
    """
    done = call_git(folder, *arguments)
    if done.returncode and done.stderr.strip():
        raise build_git_error(folder, done.stderr)
    line = b"" if done.returncode else done.stdout
    return os.fsdecode(line.removesuffix(b"\n"))


def call_git(
    folder: Path, *arguments: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder`` and return how it ended; raises GitError where it cannot run."""
    settings = chain.from_iterable(("-c", setting) for setting in _SETTINGS)
    try:
        return subprocess.run(  # noqa: S603 - its words never become options
            [_PROGRAM, "--no-pager", *settings, *arguments],
            cwd=folder,
            env=_build_environment(),
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError("error.git-slow", seconds=_SECONDS) from error
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and error.filename == _PROGRAM:
            raise GitError("error.no-git") from error
        raise GitError("error.git-failed", reason=indent(str(error), "  ")) from error


def _build_environment() -> dict[str, str]:
    """Leave out variables that make git look at another repository, or run what they name."""
    kept = dict(_VARIABLES)
    for name, text in os.environ.items():
        if name not in kept and (not name.startswith("GIT_") or name.startswith(_KEPT_VARIABLES)):
            kept[name] = text
    return kept


def build_git_error(folder: Path, stderr: bytes) -> GitError:
    """Return our own words for a failure of git, or else git's."""
    words = _decode_words(stderr)
    if remedy := _REMEDY.search(words):
        return GitError("error.foreign-repository", folder=folder.resolve(), remedy=remedy[0])
    if "not a git repository" in words:
        return GitError("error.no-repository", folder=folder.resolve())
    if _UNFETCHED.search(words):
        return GitError("error.not-fetched")
    return GitError("error.git-failed", reason=indent(words[-_MOST_WORDS:], "  "))


def _decode_words(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip()


def split_names(output: bytes) -> list[str]:
    """Split what git ends with zero bytes; names of files may hold anything else."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def find_existing_dir(path: Path) -> Path:
    """Return the folder at ``path``, or the nearest one above that exists: git is asked in it."""
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.is_dir())


def resolve_commit(folder: Path, revision: str) -> str:
    """Return the one commit that ``revision`` names; raises GitError where there is none."""
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = ask_git(folder, *verify, f"{revision}^{{commit}}")
    if _COMMIT.fullmatch(commit):
        return commit
    if revision == "HEAD":
        raise GitError("error.no-commit", folder=folder)
    key = "error.not-one-commit" if _NOT_ONE_COMMIT.match(revision) else "error.unknown-revision"
    raise GitError(key, revision=revision)


def find_merge_base(folder: Path, one: str, other: str) -> str:
    """Return the commit at which two parted; nothing where git knows none."""
    return ask_git(folder, "merge-base", one, other)


def is_shallow(folder: Path) -> bool:
    """Tell whether the repository lacks the commits before some of those it has."""
    return ask_git(folder, "rev-parse", "--is-shallow-repository") == "true"
