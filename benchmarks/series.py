"""What plans cost that are made to be slow: python benchmarks/series.py [--check] [KIND…].

Prints a table of CPU time, peak memory and output at four sizes for each kind of hostile plan.
With --check it measures two sizes, and fails where one of the bounds does not hold.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

import page
from hostile import KINDS, LARGEST, write
from inside import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KB = 1 << 10
SIZES = {"32 KB": 32 * KB, "64 KB": 64 * KB, "128 KB": 128 * KB, "1 MB": LARGEST}
MOST_GROWTH = 10  # CPU time at 1 MB to that at 128 KB
MOST_MEMORY = 300  # MB
MOST_OUTPUT = 1 << 20  # bytes, of findings
QUICK = (("validate",), ("validate", "--format", "json"), ("fmt", "--check"))
_SHORT = 0.05  # seconds of CPU, below which a ratio tells nothing
_TO_MB = KB * (KB if sys.platform == "darwin" else 1)


FINDINGS: tuple[tuple[str, ...], ...] = (
    ("validate",),
    ("validate", "--plain"),
    *(
        ("validate", "--format", name)
        for name in ("concise", "json", "github", "gitlab", "sarif", "junit", "rdjson")
    ),
)
OTHERS: tuple[tuple[str, ...], ...] = (
    ("validate", "--fix", "--unsafe", "--diff"),
    ("fmt", "--check"),
    ("fmt", "--diff"),
    ("status",),
    ("budget",),
    ("show", "1-1"),
    ("report",),
    ("report", "--format", "html"),
    ("diff", "WHOLE", "PLAN"),
    ("diff", "PLAN", "WHOLE"),
)


class Spent(NamedTuple):
    """What commands took of one plan: the sum of CPU seconds, the peak of memory in MB.

    ``output`` is that of the command with the most, in bytes.
    """

    seconds: float
    peak: float
    output: int


def spend(kind: str, size: int, commands: Iterable[Sequence[str]] = FINDINGS) -> Spent:
    """Ask commands of a plan of one kind, in a process that begins where this one is.

    Raises ChildProcessError where one of them crashes.
    """
    with TemporaryDirectory() as temporary:
        folder = write(kind, Path(temporary) / "plan", size)
        whole = write("nothing", Path(temporary) / "whole", size)
        names = {"PLAN": str(folder), "WHOLE": str(whole)}
        asked = [[names.get(word, word) for word in words] for words in commands]
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            _ask(asked, folder, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            told = pipe.read().split()
        _, status, usage = os.wait4(child, 0)
    if status:
        raise ChildProcessError(f"{kind} at {size}: {' '.join(told)}")
    return Spent(float(told[0]), usage.ru_maxrss / _TO_MB, int(told[1]))


def _ask(commands: Iterable[Sequence[str]], folder: Path, pipe: int) -> None:
    """Ask them in a child process, tell its parent what it took, and end it."""
    gc.disable()  # as every run of plantool does
    start, most, code = process_time(), 0, 0
    told = ""
    try:
        for words in commands:
            plan = () if words[0] == "diff" else ("--plan", str(folder))
            done = run("--no-cache", *plan, *words)
            gc.collect()  # what a process of its own would have taken along
            most = max(most, len(done.out) + len(done.err.encode()))
            if done.code == 4:
                code, told = 1, f"{' '.join(words)}: {done.err[-500:]}"
                break
        told = told or f"{process_time() - start} {most}"
        os.write(pipe, told.encode()[-4000:])
    finally:
        os._exit(code)


def growth(small: Spent, large: Spent) -> float:
    """Return how many times as long the large one took."""
    return large.seconds / max(small.seconds, _SHORT)


def table(kinds: Iterable[str], sizes: Sequence[str] = tuple(SIZES)) -> str:
    """Measure every kind at every size; lay out what the findings and all else took."""
    head = ("kind", *(f"{s} (s)" for s in sizes), "growth", "peak (MB)", "findings (KB)", "other")
    return page.table(head, [_row(kind, sizes) for kind in kinds])


def _row(kind: str, sizes: Sequence[str]) -> tuple[str, ...]:
    found = [spend(kind, SIZES[size]) for size in sizes]
    other = [spend(kind, SIZES[size], OTHERS) for size in sizes]
    times = [f"{a.seconds + b.seconds:.2f}" for a, b in zip(found, other, strict=True)]
    peak = max(spent.peak for spent in (*found, *other))
    ratio = max(growth(*found[-2:]), growth(*other[-2:]))
    outputs = (f"{max(spent.output for spent in of) / KB:,.0f}" for of in (found, other))
    return (f"`{kind}`", *times, f"{ratio:.1f}", f"{peak:.0f}", *outputs)


def beyond(kind: str, *, quick: bool) -> Iterator[str]:
    """Yield which bounds one kind breaks; ``quick`` asks only the commands most in use."""
    thorough = {"findings": FINDINGS, "other commands": OTHERS}
    for name, commands in ({"commands": QUICK} if quick else thorough).items():
        small, large = (spend(kind, size, commands) for size in (128 * KB, LARGEST))
        if growth(small, large) > MOST_GROWTH:
            yield f"{kind}, {name}: {small.seconds:.2f} s became {large.seconds:.2f} s"
        if large.peak > MOST_MEMORY:
            yield f"{kind}, {name}: {large.peak:.0f} MB"
        if commands is not OTHERS and large.output > MOST_OUTPUT:
            yield f"{kind}, {name}: {large.output:,} bytes of output"


def main() -> None:
    """Print the table, or check the bounds."""
    parser = argparse.ArgumentParser(description="Measure plans that are made to be slow.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=list(KINDS))
    parser.add_argument("--check", action="store_true", help="fail where a bound does not hold")
    parser.add_argument("--quick", action="store_true", help="check a few commands only")
    arguments = parser.parse_args()
    run("--version")  # so that no child pays for what all import
    if not arguments.check:
        print(table(arguments.kinds))
        return
    broken = [w for kind in arguments.kinds for w in beyond(kind, quick=arguments.quick)]
    print("\n".join(broken) or f"{len(arguments.kinds)} kinds keep to the bounds")
    sys.exit(int(bool(broken)))


if __name__ == "__main__":
    main()
