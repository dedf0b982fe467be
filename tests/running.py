"""Runs plantool as users do: as a process, through a pipe or in a terminal of a given width.

The process is a fork of one that has imported plantool (tests/warm.py), except where a test sets
what only a true start looks at.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.warm import IS_POSSIBLE, Request, run_warm, start_warm

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

POSIX_ONLY = pytest.mark.skipif(
    sys.platform == "win32", reason="pipes, signals, links and modes as POSIX has them"
)

ROOT = Path(__file__).parents[1]
_AT_START = re.compile("LANG|LC_|PYTHON")  # variables that Python reads when it starts
_QUIET = (
    "PLANTOOL_PLAN",
    "PLANTOOL_LAKE",
    "PLANTOOL_LANG",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "LC_ALL",
    "LC_CTYPE",
)


class Run(NamedTuple):
    """What a process left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str, cwd: Path = ROOT, **variables: str) -> Run:
    """Run plantool through pipes."""
    if not IS_POSSIBLE or any(map(_AT_START.match, variables)):
        done = subprocess.run(
            _command(arguments), cwd=cwd, env=_env(variables), capture_output=True
        )
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    code, out, err = run_warm(Request(list(arguments), str(cwd), _env(variables)))
    return Run(code, out.decode("utf-8"), err.decode("utf-8"))


def run_in_terminal(
    width: int, *arguments: str, cwd: Path = ROOT, typed: str = "", **variables: str
) -> Run:
    """Run plantool in a terminal ``width`` columns wide; ``out`` is all that it shows.

    ``typed`` is what a person would type.
    """
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    env = _env({"TERM": "xterm-256color", **variables})
    ended = _started(arguments, cwd, env, theirs, is_warm=not any(map(_AT_START.match, variables)))
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return Run(ended(), shown.decode("utf-8").replace("\r\n", "\n"), "")


def _started(
    arguments: tuple[str, ...], cwd: Path, env: dict[str, str], terminal: int, *, is_warm: bool
) -> Callable[[], int]:
    """Start plantool in a terminal; return what waits for its end and says its exit code."""
    if IS_POSSIBLE and is_warm:
        return start_warm(Request(list(arguments), str(cwd), env), [terminal] * 3)
    return subprocess.Popen(
        _command(arguments), cwd=cwd, env=env, stdin=terminal, stdout=terminal, stderr=terminal
    ).wait


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux tells the end of a terminal this way
        return b""


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "plantool", *arguments]


def _env(variables: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _QUIET}
    return {**kept, "LANG": "C.UTF-8", **variables}
