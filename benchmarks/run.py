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
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import page
from page import Goal
from processes import ROOT, Command, environment, floor, measure, remembering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from processes import Cost

BASE = "base"
TYPER = "import typer"
CHECK_JSONSCHEMA, YAMLLINT = "check-jsonschema", "yamllint"
VALIDATE, STATUS, BUDGET = "plantool validate", "plantool status", "plantool budget --year 31"
COLD, WARM, TABLE = ", cold", ", warm", ", cold, through rich"
VERSION, HELP = "plantool --version", "plantool --help"
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
    compileall.compile_dir(ROOT / "src", quiet=1)
    machine = page.machine()
    costs, reading = _measure_plans(arguments)
    _say("start-up …")
    with TemporaryDirectory() as cache:
        startup = measure(_startup(Path(cache)), arguments.runs * _STARTUP_RUNS)
    text = page.page(
        goals=page.goals_table(_goals(costs, reading, startup)),
        commands="\n\n".join(_costs(count, cost) for count, cost in costs.items()),
        reading=_reading(reading),
        hostile=_hostile(),
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
    counts = [_size(_REAL), 100, REFERENCE, LARGE]
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
            commands = _commands(folder, count, Path(temporary) / "cache", slow=arguments.slow)
            costs[count] = measure(
                commands, min(arguments.runs, 3) if count >= LARGE else arguments.runs
            )
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


def _commands(folder: Path, count: int, cache: Path, *, slow: bool) -> list[Command]:
    """Name what is measured; the warm-up of a warm command fills its cache."""
    plan = (*_PLANTOOL, "--plan", str(folder))
    ours = {VALIDATE: ("validate",), STATUS: ("status",), BUDGET: ("budget", "--year", "31")}
    cold = [Command(n + COLD, (*plan, "--no-cache", *words)) for n, words in ours.items()]
    warm = [
        Command(n + WARM, (*plan, *words), variables=remembering(cache))
        for n, words in ours.items()
    ]
    base = Command(BASE, (sys.executable, str(_HERE / "peer.py"), str(folder)))
    commands = [*cold, *warm, base]
    if not slow and count >= LARGE:
        return commands
    lint = [_yamllint(folder)] if find_spec("yamllint") else []
    return [*commands, _check_jsonschema(folder), *lint]


def _yamllint(folder: Path) -> Command:
    """Its own finding of long lines is no failure here."""
    rules = "{extends: relaxed, rules: {line-length: disable}}"
    return Command(YAMLLINT, (sys.executable, "-m", "yamllint", "-d", rules, str(folder)))


def _check_jsonschema(folder: Path) -> Command:
    """Name the files from within their folder, which keeps 10,000 names short enough."""
    schema = str(ROOT / "schema" / "initiative.schema.json")
    names = sorted(file.name for file in folder.glob("*-*.yaml"))
    program = (sys.executable, "-m", "check_jsonschema", "--schemafile", schema)
    return Command(CHECK_JSONSCHEMA, (*program, *names), folder)


def _startup(cache: Path) -> list[Command]:
    python, plan = (sys.executable, "-c"), (*_PLANTOOL, "--plan", str(_REAL))
    budget = ("budget", "--year", "31")
    return [
        Command("python -c pass", (*python, "pass")),
        Command(TYPER, (*python, TYPER)),
        Command(VERSION, (*_PLANTOOL, "--version")),
        Command(HELP, (*_PLANTOOL, "--help")),
        Command(BUDGET + COLD, (*plan, "--no-cache", *budget)),
        Command(BUDGET + WARM, (*plan, *budget), variables=remembering(cache)),
        Command(BUDGET + TABLE, (*plan, "--no-cache", "--color", "always", *budget)),
    ]


def _read(plans: Mapping[int, Path], runs: int) -> Reading:
    """Read the reference plan, or the largest there is, in a process of its own."""
    count = REFERENCE if REFERENCE in plans else max(plans)
    _say(f"reading {count:,} files …")
    program = (sys.executable, str(_HERE / "reading.py"), str(plans[count]), str(runs))
    done = subprocess.run(program, env=environment(), check=True, capture_output=True)
    return Reading(count, **json.loads(done.stdout))


def _hostile() -> str:
    """Measure plans that are made to be slow, in a process that is gone after."""
    _say("plans made to be slow …")
    program = (sys.executable, str(_HERE / "series.py"))
    done = subprocess.run(program, env=environment(), check=True, capture_output=True, text=True)
    return done.stdout.rstrip("\n")


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
    plans: Mapping[int, Mapping[str, Cost]], reading: Reading, startup: Mapping[str, Cost]
) -> Iterator[Goal]:
    """Yield the goals; what was not measured has no figure."""
    costs, large = plans.get(REFERENCE), plans.get(LARGE)

    def times(name: str, base: str, of: Mapping[str, Cost] | None) -> float | None:
        return of[name].median / of[base].median if of and base in of else None

    def to_reference(name: str, base: str) -> float | None:
        return large[name].median / costs[base].median if large and costs else None

    read = reading.ratio if reading.files == REFERENCE else None
    peers = times(CHECK_JSONSCHEMA, VALIDATE + COLD, costs)
    yield Goal("read 1,000 files", 1.0, " × PyYAML C load", read)
    yield Goal("`validate` 1,000, cold", 0.35, " × base", times(VALIDATE + COLD, BASE, costs))
    yield Goal("check-jsonschema 1,000", 12, " × `validate`, cold", peers, at_least=True)
    yield Goal("`validate` 1,000, warm", 0.10, " × base", times(VALIDATE + WARM, BASE, costs))
    cold = to_reference(VALIDATE + COLD, VALIDATE + COLD)
    yield Goal("`validate` 10,000, cold", 11, " × 1,000, cold", cold)
    yield Goal("`validate` 10,000, warm", 1.2, " × base", to_reference(VALIDATE + WARM, BASE))
    yield Goal("`budget` 1,000, warm", 0.15, " × base", times(BUDGET + WARM, BASE, costs))
    yield Goal("`status` 1,000, warm", 0.15, " × base", times(STATUS + WARM, BASE, costs))
    for name, limit in (
        (VERSION, 1.2),
        (HELP, 1.2),
        (BUDGET + COLD, 1.6),
        (BUDGET + TABLE, 2.2),
    ):
        yield Goal(f"`{name}` of `plan/`", limit, " × import typer", times(name, TYPER, startup))
    for count, limit in ((REFERENCE, 70), (LARGE, 250)):
        of = plans.get(count)
        peak = (
            max(cost.peak for name, cost in of.items() if name.startswith("plantool"))
            if of
            else None
        )
        yield Goal(f"peak memory of any command at {count:,}", limit, " MB", peak)


if __name__ == "__main__":
    main()
