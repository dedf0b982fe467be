"""Measures plantool against its peers: python benchmarks/run.py [--counts N…] [--write FILE].

Needs the ``bench`` extra and a system with wait4 (Linux, macOS). Nothing here fails on a time:
the goals are printed beside what was measured.
"""

from __future__ import annotations

import argparse
import compileall
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import page
from page import Goal
from processes import ROOT, Command, environment, floor, measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from processes import Cost

BASE = "base"
TYPER = "import typer"
CHECK_JSONSCHEMA = "check-jsonschema"
VALIDATE, STATUS, BUDGET = "plantool validate", "plantool status", "plantool budget --year 31"
VERSION = "plantool --version"
REFERENCE, LARGE = 1_000, 10_000
_HERE = Path(__file__).parent
_REAL = ROOT / "plan"
_PLANTOOL = (sys.executable, "-m", "plantool")
_STARTUP_RUNS = 3  # times as many, as each is short


class Reading(NamedTuple):
    """The rounds of reading so many files, in seconds."""

    files: int
    plantool: list[float]
    pyyaml: list[float]

    @property
    def ratio(self) -> float:
        """How long plantool takes where PyYAML takes 1."""
        return median(self.plantool) / median(self.pyyaml)


def main() -> None:
    """Measure everything in one run, print it and write it where asked."""
    arguments = _arguments()
    machine = page.machine()
    compileall.compile_dir(ROOT / "src", quiet=1)
    costs, reading = _measure_plans(arguments)
    _say("start-up …")
    startup = measure(_startup(), arguments.runs * _STARTUP_RUNS)
    text = page.page(
        goals=page.goals_table(_goals(costs.get(REFERENCE), reading, startup)),
        commands="\n\n".join(_costs(count, cost) for count, cost in costs.items()),
        reading=_reading(reading),
        startup=page.costs_table("process", startup, TYPER, ()),
        real=_size(_REAL),
        runs=arguments.runs,
        startup_runs=arguments.runs * _STARTUP_RUNS,
        floor=floor(),
        machine=machine,
    )
    print(text, end="")
    if arguments.write:
        arguments.write.write_text(text, encoding="utf-8", newline="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure plantool against its peers.")
    counts = [_size(_REAL), REFERENCE, LARGE]
    parser.add_argument("--counts", type=int, nargs="+", default=counts, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--slow", action="store_true", help="check-jsonschema at any size")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    arguments = parser.parse_args()
    if min(*arguments.counts, arguments.runs) < 1:
        parser.error("sizes and runs must be 1 or more")
    if arguments.write and not arguments.write.parent.is_dir():
        parser.error(f"there is no folder {arguments.write.parent}")
    return arguments


def _measure_plans(arguments: argparse.Namespace) -> tuple[dict[int, dict[str, Cost]], Reading]:
    costs = {}
    with TemporaryDirectory() as temporary:
        plans = {count: _plan(Path(temporary), count) for count in arguments.counts}
        for count, folder in plans.items():
            _say(f"{count:,} initiatives …")
            costs[count] = measure(_commands(folder, count, slow=arguments.slow), arguments.runs)
        return costs, _read(plans, arguments.runs)


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _size(folder: Path) -> int:
    return sum(1 for _ in folder.glob("*-*.yaml"))


def _plan(temporary: Path, count: int) -> Path:
    """Return the real plan for its own size, else generate one in a process that is gone after."""
    if count == _size(_REAL):
        return _REAL
    folder = temporary / str(count) / "plan"
    program = str(_HERE / "generate.py")
    subprocess.run((sys.executable, program, str(count), str(folder)), check=True)
    return folder


def _commands(folder: Path, count: int, *, slow: bool) -> list[Command]:
    plan = (*_PLANTOOL, "--plan", str(folder))
    commands = [
        Command(VALIDATE, (*plan, "validate")),
        Command(STATUS, (*plan, "status")),
        Command(BUDGET, (*plan, "budget", "--year", "31")),
        Command(BASE, (sys.executable, str(_HERE / "peer.py"), str(folder))),
    ]
    return [*commands, _check_jsonschema(folder)] if slow or count < LARGE else commands


def _check_jsonschema(folder: Path) -> Command:
    """Name the files from within their folder, which keeps 10,000 names short enough."""
    schema = str(ROOT / "schema" / "initiative.schema.json")
    names = sorted(file.name for file in folder.glob("*-*.yaml"))
    program = (sys.executable, "-m", "check_jsonschema", "--schemafile", schema)
    return Command(CHECK_JSONSCHEMA, (*program, *names), folder)


def _startup() -> list[Command]:
    python, plan = (sys.executable, "-c"), (*_PLANTOOL, "--plan", str(_REAL))
    return [
        Command("python -c pass", (*python, "pass")),
        Command(TYPER, (*python, TYPER)),
        Command(VERSION, (*_PLANTOOL, "--version")),
        Command(BUDGET, (*plan, "budget", "--year", "31")),
    ]


def _read(plans: Mapping[int, Path], runs: int) -> Reading:
    """Read the reference plan, or the largest there is, in a process of its own."""
    count = REFERENCE if REFERENCE in plans else max(plans)
    _say(f"reading {count:,} files …")
    program = (sys.executable, str(_HERE / "reading.py"), str(plans[count]), str(runs))
    done = subprocess.run(program, env=environment(), check=True, capture_output=True)
    return Reading(count, **json.loads(done.stdout))


def _costs(count: int, costs: Mapping[str, Cost]) -> str:
    absent = [] if CHECK_JSONSCHEMA in costs else [f"{CHECK_JSONSCHEMA} (only with `--slow`)"]
    return page.costs_table(f"{count:,} initiatives", costs, BASE, absent)


def _reading(reading: Reading) -> str:
    """Lay out the median of the rounds, and the first one, in which nothing is remembered yet."""
    pairs = {
        f"{reading.files:,} files": (median(reading.plantool), median(reading.pyyaml)),
        "first round": (reading.plantool[0], reading.pyyaml[0]),
    }
    head = ("", "plantool, with positions (s)", "PyYAML C load (s)", "ratio")
    rows = [
        (name, f"{ours:.3f}", f"{peer:.3f}", f"{ours / peer:.2f}")
        for name, (ours, peer) in pairs.items()
    ]
    return page.table(head, rows)


def _goals(
    costs: Mapping[str, Cost] | None, reading: Reading, startup: Mapping[str, Cost]
) -> tuple[Goal, ...]:
    read = reading.ratio if reading.files == REFERENCE else None
    ratio = _ratio(costs, VALIDATE, BASE) if costs else None
    peak = max(costs[name].peak for name in (VALIDATE, STATUS, BUDGET)) if costs else None
    version, budget = (_ratio(startup, name, TYPER) for name in (VERSION, BUDGET))
    return (
        Goal("read 1,000 files", 1.0, " × PyYAML C load", read, below=False),
        Goal("`validate` 1,000 initiatives", 0.5, " × base", ratio),
        Goal("peak memory of any command at 1,000", 80, " MB", peak),
        Goal("`--version`", 1.3, " × import typer", version),
        Goal("`budget --year 31` of `plan/`", 2, " × import typer", budget),
    )


def _ratio(costs: Mapping[str, Cost], name: str, base: str) -> float:
    return costs[name].median / costs[base].median


if __name__ == "__main__":
    main()
