"""Measures plantool against its goals and peers: python benchmarks/run.py [--only WORD…].

Needs the ``bench`` extra and a system with wait4 (Linux, macOS). Nothing here fails on a time:
the goals are printed beside what was measured. A single row, at a small size:

    python benchmarks/run.py --only fmt --counts 100 --runs 2
"""

from __future__ import annotations

import argparse
import compileall
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import page
import tables
from commands import (
    BUSY,
    EDITOR,
    EVENTS,
    LARGE,
    PARSER,
    PYYAML,
    Place,
    busy_command,
    editor_command,
    yield_commands,
    yield_startups,
)
from goals import START, choose_rows, yield_goals
from processes import ROOT, Cost, Run, environment, floor, measure, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goals import Row
    from processes import Command

_HERE = Path(__file__).parent
_COUNTS = [100, 1_000, LARGE]
_STARTUP_RUNS = 3  # times as many, as each is short
_MOST_LARGE_RUNS = 3


def main() -> None:
    """Measure what was asked for in one run; print the goals, and print or write the page."""
    arguments = _arguments()
    compileall.compile_dir(ROOT / "src", quiet=1)
    before = page.load()
    with TemporaryDirectory() as temporary:
        figures = Measuring(arguments, Path(temporary)).measure_all()
    counts = arguments.counts if arguments.only else {*arguments.counts, *_COUNTS}
    goals = page.goals_table(yield_goals(arguments.rows, figures, counts))
    machine = f"{page.machine()}; load {before} before the run, {page.load()} after it."
    print(f"{goals}\n\n{machine}", flush=True)
    if arguments.only:
        return
    text = page.page(
        goals=goals,
        **tables.lay_out(figures),
        hostile=_print_table("series.py", "plans made to be slow"),
        documents=_print_table("documents.py", "documents and the site"),
        runs=arguments.runs,
        startup_runs=arguments.runs * _STARTUP_RUNS,
        floor=floor(),
        machine=machine,
    )
    if arguments.write:
        arguments.write.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(f"\n{text}", end="")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure plantool against its goals and peers.")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="rows with a word")
    parser.add_argument("--counts", type=int, nargs="+", metavar="N", help="initiatives")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--slow", action="store_true", help="all peers at any size")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    arguments = parser.parse_args()
    arguments.rows = choose_rows(arguments.only)
    arguments.counts = arguments.counts or _sizes(arguments.rows, whole=not arguments.only)
    if min(*arguments.counts, arguments.runs) < 1:
        parser.error("sizes and runs must be 1 or more")
    if not arguments.rows:
        parser.error("no row has such a name")
    if arguments.write and (arguments.only or not arguments.write.parent.is_dir()):
        parser.error("the page is written whole, into a folder that is there")
    return arguments


def _sizes(rows: Iterable[Row], *, whole: bool) -> list[int]:
    """Return the sizes at which the rows have goals."""
    sizes = {size for row in rows for size in (*row.limits, row.smaller) if size}
    return _COUNTS if whole else sorted(sizes) or _COUNTS[:1]


class Measuring:
    """One run: what was measured for its rows, by size and by name of the command."""

    def __init__(self, arguments: argparse.Namespace, folder: Path) -> None:
        self.arguments = arguments
        self.folder = folder
        self.figures: dict[int, dict[str, Cost]] = {}

    def measure_all(self) -> dict[int, dict[str, Cost]]:
        """Measure the start, then one size after the other; return what there is to tell."""
        _say("start-up …")
        startups = self._choose(yield_startups(self.folder / "cache"), START)
        self.figures[START] = measure(startups, self.arguments.runs * _STARTUP_RUNS)
        if self._wants(BUSY, START):
            self._measure_editor(START, busy_command(self._told))
        for count in self.arguments.counts:
            _say(f"{count:,} initiatives …")
            self._measure_plan(Place(self.folder / str(count), count))
        return {size: costs for size, costs in self.figures.items() if costs}

    @property
    def _told(self) -> Path:
        return self.folder / "told.json"

    def _choose(self, commands: Iterable[Command], size: int) -> list[Command]:
        return [command for command in commands if self._wants(command.name, size)]

    def _wants(self, name: str, size: int) -> bool:
        """Tell whether a row needs a command; without ``--only`` all are measured."""
        needed = any(row.needs(name, size) for row in self.arguments.rows)
        return needed or not self.arguments.only

    def _measure_plan(self, place: Place) -> None:
        count = place.size
        place.prepare()
        is_large = count >= LARGE
        runs = min(self.arguments.runs, _MOST_LARGE_RUNS) if is_large else self.arguments.runs
        commands = self._choose(yield_commands(place, slow=self.arguments.slow), count)
        self.figures[count] = measure(commands, runs, settled=is_large)
        if any(self._wants(name, count) for name in (*EVENTS, EDITOR)):
            self._measure_editor(count, editor_command(place, runs, self._told))
        if count < LARGE and self._wants(PARSER, count):
            self.figures[count] |= _read(place.plan, runs)

    def _measure_editor(self, size: int, command: Command) -> None:
        """Let an editor tell its waits; its memory is that of the server, which is larger."""
        cost = run(command)
        waits = json.loads(self._told.read_text("utf-8"))
        costs = {n: Cost(tuple(Run(w[0], w[1], cost.peak) for w in of)) for n, of in waits.items()}
        self.figures[size] |= {**costs, EDITOR: Cost((cost,))}


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _read(folder: Path, rounds: int) -> dict[str, Cost]:
    """Read a plan with both parsers in turn, in a process of its own."""
    program = (sys.executable, str(_HERE / "reading.py"), str(folder), str(rounds))
    done = subprocess.run(program, env=environment(), check=True, capture_output=True)
    seconds = json.loads(done.stdout)
    names = {PARSER: "plantool", PYYAML: "pyyaml"}
    return {n: Cost(tuple(Run(s, s, 0) for s in seconds[key])) for n, key in names.items()}


def _print_table(script: str, what: str) -> str:
    """Return what a script of its own prints, in a process that is gone after."""
    _say(f"{what} …")
    program = (sys.executable, str(_HERE / script))
    done = subprocess.run(program, env=environment(), check=True, capture_output=True, text=True)
    return done.stdout.rstrip("\n")


if __name__ == "__main__":
    main()
