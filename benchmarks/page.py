"""The Markdown page that tells what was measured, how, and which goals it meets."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from processes import Cost

_LIBRARIES = (
    "plantool",
    "typer",
    "ruamel.yaml",
    "ruamel.yaml.clib",
    "jsonschema",
    "jsonschema-rs",
    "PyYAML",
    "check-jsonschema",
)

_PAGE = """\
# Performance

<!-- Written by benchmarks/run.py; do not edit. -->

`make bench` measures this anew. Times depend on the machine; the ratios carry over.

## Goals

{goals}

## Whole commands

Wall time from start to exit, output into a pipe. The base (`benchmarks/peer.py`) is a script that
loads each initiative with PyYAML's C loader and validates it with one `jsonschema` validator: no
positions, no model, no rules, no sums. {real} initiatives are the plan in `plan/`; other plans are
generated (`benchmarks/generate.py`).

check-jsonschema finds the C parser here that plantool depends on; installed alone, it is slower.

{commands}

*Cold* is without the cache (`--no-cache`), *warm* with what the run before remembered. `status`
and `budget` show all of it: at 1,000 initiatives `status` lays out 16,000 rows.

## Where the time goes

Of a cold `validate` of 1,000 initiatives about a third is the YAML parser's, with a position for
every value, a tenth building the model, a third the rules, the rest the JSON schema, the start,
and what is written into the cache. Two processors read at once from 300 files on
(`PLANTOOL_JOBS=1` reads with one): 3.3 s became 2.2 s; for fewer files, starting the processes
took longer than they saved. `python -X importtime -m plantool …` shows the start: of a small
command's 190 ms, Python and Typer are 110, the model's dataclasses 20, the libraries that read
YAML and schemas 25 if anything has to be read. `tests/test_startup.py` says what each command may
import.

## What is remembered

The plain data of every clean file, by its bytes and kind, and what was found in a plan, by all
its names and bytes, the day, and this very installation: its code, schemas, parser and Python. So
one changed file costs one file, and an update costs everything once. It lies in the cache folder
of the system (`~/.cache/plantool`, or `PLANTOOL_CACHE`), never in the plan, as JSON with
checksums, up to 256 MB of it. A pack that is damaged, that others may write, or that cannot be
written is as good as none. `--no-cache` does without.

## Reading alone

One process, both readers in turn over the same bytes. In the first round nothing is remembered of
words read before, as in a command that reads a plan once.

{reading}

## Start-up

{startup}

## Plans that are made to be slow

Each kind (`benchmarks/hostile.py`) repeats one thing until a file has the size that the column
names. CPU seconds are the sum of all formats of `validate` and of `status`, `budget`, `show`,
`report`, `fmt`, `diff` and `validate --fix`; growth is that from 128 KB to 1 MB, of which the bound
is 10. Findings are the most that one format writes of them, other the most of any other command.
`python benchmarks/series.py [KIND…]` measures this alone.

{hostile}

## How it was measured

- Commands: the median of {runs} runs (start-up: {startup_runs}) after one warm-up. They took turns,
  A B C A B C, so that what slowed the machine slowed all of them.
- Reading: the median of {runs} rounds.
- Bytecode was compiled before; settings such as `PYTHONDONTWRITEBYTECODE` and `PYTHONUNBUFFERED`
  were unset.
- Peak memory is the highest `ru_maxrss` that the system reports for the process itself; it
  never reports less than what the measuring process takes, {floor:.0f} MB.
- {machine}
- {libraries}
"""


class Goal(NamedTuple):
    """What is wanted, and what was measured; None where the run did not measure it."""

    what: str
    limit: float
    unit: str
    measured: float | None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Tell whether the measured value keeps to the limit."""
        if self.measured is None:
            return False
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    @property
    def row(self) -> tuple[str, ...]:
        """The goal as a row of its table."""
        limit = f"{'≥' if self.at_least else '≤'} {self.limit}{self.unit}"
        if self.measured is None:
            return self.what, limit, "not measured", "―"
        verdict = "met" if self.met else "**not met**"
        return self.what, limit, f"{self.measured:.2f}{self.unit}", verdict


def goals_table(goals: Iterable[Goal]) -> str:
    """Lay out the goals."""
    return table(("goal", "limit", "measured", "verdict"), [goal.row for goal in goals])


def costs_table(first: str, costs: Mapping[str, Cost], base: str, absent: Iterable[str]) -> str:
    """Lay out what commands took, with ratios to ``base``; ``absent`` ones did not run."""
    rows = [_cost_row(name, cost, costs[base]) for name, cost in costs.items()]
    rows += [(name, *["not run"] * 4) for name in absent]
    return table((first, "median (s)", "fastest–slowest (s)", f"× {base}", "peak (MB)"), rows)


def _cost_row(name: str, cost: Cost, base: Cost) -> tuple[str, ...]:
    span = f"{min(cost.seconds):.3f}–{max(cost.seconds):.3f}"
    ratio = f"{cost.median / base.median:.2f}"
    return name, f"{cost.median:.3f}", span, ratio, f"{cost.peak:.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a Markdown table: the first column to the left, figures to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def page(**parts: str | float) -> str:
    """Compose the page of its tables and figures."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return _PAGE.format(libraries=f"{libraries}.", **parts)


def machine() -> str:
    """Describe the machine, without naming it, and how busy it is now."""
    system = f"{os.cpu_count()} CPUs, {platform.system()} {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{system}, {python}; load {os.getloadavg()[0]:.1f} before the run."
