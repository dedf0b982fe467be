"""Whole processes and what they cost: wall time, processor time and peak memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[1]
_TO_MB = 1024 * (1024 if sys.platform == "darwin" else 1)  # Linux counts in kilobytes
_NEEDED = ("PYTHONHOME", "PYTHONPATH")
_CHUNK = 1 << 16
_CACHE = "PLANTOOL_CACHE"


def _leave_all_as_it_is() -> None:
    """Do nothing before a run."""


class Command(NamedTuple):
    """A program with its arguments, the folder it runs in, and variables of its own.

    It ends with 0 or, where it says by 1 what it found, with ``highest`` at most. ``before`` is
    called before each run, outside of its time, and may name another folder to run in.
    """

    name: str
    argv: tuple[str, ...]
    folder: Path = ROOT
    variables: tuple[tuple[str, str], ...] = ()
    highest: int = 0
    before: Callable[[], Path | None] = _leave_all_as_it_is

    @property
    def remembers(self) -> bool:
        """Tell whether a run leaves behind what makes the next one faster."""
        return _CACHE in dict(self.variables)


class Run(NamedTuple):
    """What one run took: seconds of the clock, of the processors, and megabytes at the peak.

    The processor's seconds are those of the process and all that it started and waited for.
    """

    wall: float
    cpu: float
    peak: float


class Cost(NamedTuple):
    """What the runs of one command took."""

    runs: tuple[Run, ...]

    @property
    def cpu(self) -> float:
        """The processor seconds of the least disturbed run."""
        return min(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        """The median wall time in seconds."""
        return median(run.wall for run in self.runs)

    @property
    def peak(self) -> float:
        """The highest resident memory in megabytes."""
        return max(run.peak for run in self.runs)


def measure(commands: Iterable[Command], runs: int, *, settled: bool = False) -> dict[str, Cost]:
    """Run the commands in turn, A B C A B C, so that what slows the machine hits all alike.

    Every command runs once before, for the caches of the disk and its own; where those of the
    disk are ``settled``, only a command that remembers does.
    """
    commands = tuple(commands)
    samples: dict[str, list[Run]] = {command.name: [] for command in commands}
    for command in commands:
        if command.remembers or not settled:
            run(command)
    for _ in range(runs):
        for command in commands:
            samples[command.name].append(run(command))
    return {name: Cost(tuple(taken)) for name, taken in samples.items()}


def run(command: Command) -> Run:
    """Run one command into a pipe and say what it took.

    The memory is that of this very child. Where it is less than what this process takes itself,
    the system reports the latter, so this one is kept small and drops the output as it comes.
    """
    folder = command.before() or command.folder
    start = perf_counter()
    with subprocess.Popen(
        command.argv,
        cwd=folder,
        env={**environment(), **dict(command.variables)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        tail = _drain(process.stdout)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= command.highest:
        words = tail.decode(errors="replace")
        sys.exit(f"{command.name} ended with exit code {process.returncode}:\n{words}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _TO_MB)


def floor() -> float:
    """Return the megabytes that this process takes, less than which no child is reported."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _TO_MB


def _drain(pipe: IO[bytes] | None) -> bytes:
    """Read to the end and keep the last of it."""
    tail = b""
    while pipe and (chunk := pipe.read(_CHUNK)):
        tail = (tail + chunk)[-2000:]
    return tail


def environment() -> dict[str, str]:
    """Return the environment without what would change how Python runs or redirect plantool.

    PYTHONDONTWRITEBYTECODE alone makes starts two to three times as long.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if name in _NEEDED or not name.startswith(("PYTHON", "PLANTOOL_"))
    }


def remembering(cache: Path) -> tuple[tuple[str, str], ...]:
    """Return the variables of a run that remembers what it read in ``cache``."""
    return ((_CACHE, str(cache)),)
