"""Holds the work tree to the code it came from: python benchmarks/guard.py [--base REV].

Both run the same commands on the same generated plan, in turn, each in one process; what counts
is the time of the processors, which a busy machine disturbs least, and the peak of the memory.
Exit code 1 where one of them is more than ``--limit`` times that of the base.

The base is the merge base with the main branch; on that branch itself the commit before, or the
last one where the work tree has changes.
"""

from __future__ import annotations

import argparse
import compileall
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import page
from commands import REAL
from edits import DEEP, changing, moving
from generate import generate
from processes import ROOT, Command, remembering, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from processes import Run

LIMIT = 1.15  # times the base
_COUNT = 1_000  # initiatives
_MAIN = ("origin/main", "main")
_CODE = ("src", "schema")
_FEWEST, _MOST = 3, 9  # rounds: more than the fewest only while there is doubt
_DOUBTFUL = (1.06, 1.30)  # times the base: between them a disturbed run may decide
_CHANGED = 20  # initiatives that differ for diff
_HERE = Path(__file__).parent
_CHANGES = "4"  # in the editor, so that its start does not outweigh them


class Side(NamedTuple):
    """One of the two versions: where its code is, and where it remembers what it read."""

    code: Path
    cache: Path

    def place(self, command: Command) -> Command:
        """Return a command that runs this version, in one process."""
        variables = [("PYTHONPATH", str(self.code / "src")), ("PLANTOOL_JOBS", "1")]
        return command._replace(variables=(*variables, *remembering(self.cache)), highest=1)


class Comparison(NamedTuple):
    """The rounds of one command, the base's run and the work tree's side by side."""

    name: str
    base: list[Run]
    ours: list[Run]

    @property
    def time(self) -> float:
        """How many times the base's processor time ours is: of the least disturbed runs."""
        return min(run.cpu for run in self.ours) / min(run.cpu for run in self.base)

    @property
    def memory(self) -> float:
        """How many times the base's memory ours is."""
        return median(run.peak for run in self.ours) / median(run.peak for run in self.base)

    def is_clear(self) -> bool:
        """Tell whether more rounds could not change what is to be said."""
        if len(self.base) < _FEWEST:
            return False
        least, most = _DOUBTFUL
        return len(self.base) >= _MOST or not least < self.time < most


def main() -> None:
    """Compare, print the figures, and end with 1 where something got worse."""
    arguments = _arguments()
    base = arguments.base or _base()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        before = Side(_checked_out(base, folder / "base"), folder / "base-cache")
        now = Side(ROOT, folder / "cache")
        for side in (before, now):
            compileall.compile_dir(side.code / "src", quiet=1)
        commands = _yield_commands(folder, arguments.count)
        found = [_compare(command, before, now) for command in commands]
    # times of the processors, then peaks of memory
    head = ("against " + base[:12], "base", "now", "ratio", "base", "now", "ratio", "rounds")
    print(page.table(head, map(_row, found)))
    worse = [c.name for c in found if max(c.time, c.memory) > arguments.limit]
    if worse:
        sys.exit(f"\nmore than {arguments.limit} × the base: {', '.join(worse)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hold the work tree to the code it came from.")
    parser.add_argument("--base", metavar="REV", help="the commit to compare with")
    parser.add_argument("--count", type=int, default=_COUNT, metavar="N", help="initiatives")
    parser.add_argument("--limit", type=float, default=LIMIT, metavar="X", help="times the base")
    return parser.parse_args()


def _base() -> str:
    """Return the commit that the work tree came from."""
    head = _git("rev-parse", "HEAD")
    main = next((name for name in _MAIN if _git("rev-parse", "--verify", "-q", name)), head)
    base = _git("merge-base", "HEAD", main)
    if base != head:
        return base
    return head if _git("status", "--porcelain", "--", *_CODE) else _git("rev-parse", "HEAD^")


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _checked_out(revision: str, folder: Path) -> Path:
    """Write the code of a commit into ``folder``."""
    archive = subprocess.run(
        ("git", "archive", revision, *_CODE), cwd=ROOT, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def _yield_commands(folder: Path, count: int) -> Iterator[Command]:
    """Yield what is compared; the first run of a command, which is not counted, warms it."""
    plan, changed = folder / DEEP / "plan", folder / "changed"
    generate(plan, count)
    generate(changed, count)
    _change_titles(changed)
    yield from _yield_starts()
    yield from _yield_unchanged(plan)
    yield from _yield_changed(changed)
    above = moving(plan, folder)
    yield _plantool("validate, from another folder", "--plan", plan, "validate", before=above)
    yield _plantool("diff, cold", "--no-cache", "diff", plan, changed)
    editor = (sys.executable, str(_HERE / "editor.py"), "changes", str(plan))
    yield Command("editor: change → findings", (*editor, "--rounds", _CHANGES))


def _change_titles(folder: Path) -> None:
    for path in sorted(folder.glob("*-*.yaml"))[:_CHANGED]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("title: ", "title: 新", 1), "utf-8")


def _yield_starts() -> Iterator[Command]:
    """Yield what is mostly a start: commands on the plan of this repository."""
    plan = ("--plan", REAL)
    entry = ("18-2", "--year", "31", "--value", "2", "--dry-run")
    yield _plantool("--help", "--help")
    yield _plantool("budget of plan/, cold", *plan, "--no-cache", "budget", "--year", "31")
    yield _plantool("budget of plan/, warm", *plan, "budget", "--year", "31")
    yield _plantool("validate of plan/, warm", *plan, "validate")
    yield _plantool("record --dry-run on plan/", *plan, "record", *entry)


def _yield_unchanged(folder: Path) -> Iterator[Command]:
    plan = ("--plan", folder)
    for words in (("validate",), ("status",), ("fmt", "--check")):
        yield _plantool(f"{' '.join(words)}, cold", *plan, "--no-cache", *words)
        yield _plantool(f"{' '.join(words)}, warm", *plan, *words)
    yield _plantool("budget, warm", *plan, "budget", "--year", "31")
    yield _plantool("show, warm", *plan, "show", "1-1")


def _yield_changed(folder: Path) -> Iterator[Command]:
    """Yield what is run after a result in one file got a value that it never had."""
    plan, change = ("--plan", folder), changing(folder)
    for words in (("status",), ("report", "--format", "html")):
        yield _plantool(f"{words[0]}, one file changed", *plan, *words, before=change)


def _plantool(
    name: str, *words: str | Path, before: Callable[[], Path | None] | None = None
) -> Command:
    command = Command(name, (sys.executable, "-m", "plantool", *map(str, words)))
    return command._replace(before=before) if before else command


def _compare(command: Command, before: Side, now: Side) -> Comparison:
    """Run both in turn, each first as often as the other, until the ratio is clear."""
    base, ours = before.place(command), now.place(command)
    run(base)
    run(ours)
    found = Comparison(command.name, [], [])
    while not found.is_clear():
        pairs = [(base, found.base), (ours, found.ours)]
        for side, runs in pairs if len(found.base) % 2 else reversed(pairs):
            runs.append(run(side))
    return found


def _row(found: Comparison) -> tuple[str, ...]:
    times = (min(run.cpu for run in runs) for runs in (found.base, found.ours))
    peaks = (median(run.peak for run in runs) for runs in (found.base, found.ours))
    return (
        found.name,
        *(f"{seconds:.2f} s" for seconds in times),
        f"{found.time:.3f}",
        *(f"{megabytes:.0f} MB" for megabytes in peaks),
        f"{found.memory:.3f}",
        str(len(found.base)),
    )


if __name__ == "__main__":
    main()
