"""The Markdown page that tells what was measured, how, and which goals it meets."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LIBRARIES = (
    "plantool",
    "typer",
    "ruamel.yaml",
    "ruamel.yaml.clib",
    "jsonschema",
    "jsonschema-rs",
    "PyYAML",
    "check-jsonschema",
    "yamllint",
    "ryaml",
)

_PAGE = """\
# Performance

<!-- Written by benchmarks/run.py; do not edit. -->

`make bench` measures this anew. Times depend on the machine; the ratios carry over.

## Goals

{goals}

The number behind a comma is that of the initiatives. Seconds are those of the processors, ratios
of seconds too; only the waits for a hover while a large file is checked are those of the clock.
`python benchmarks/run.py --only WORD… --counts N… --runs N` measures the rows whose name holds a
word, in any size.

## Whole commands

From start to exit, output into a pipe. The base (`benchmarks/peer.py`) is a script that
loads each initiative with PyYAML's C loader and validates it with one `jsonschema` validator: no
positions, no model, no rules, no sums. The other peers do the same with faster libraries; reading
and hashing the bytes is the limit for all that looks at every file. The plans are generated
(`benchmarks/generate.py`).

check-jsonschema finds the C parser here that plantool depends on; installed alone, it is slower.

{commands}

*Cold* is without the cache (`--no-cache`), *warm* with what the run before remembered. *One file
changed*: before each run a result in one file gets a value that it never had. *From another
folder*: each run is the first from its folder. `status` and `budget` show all of it: at 1,000
initiatives `status` lays out 16,000 rows.

## Growth

The exponent of the growth from one size to the next: 1.00 means ten times the time for ten times
the plan. Below that, a part of the time (the start) does not grow.

{growth}

## The editor

`plantool lsp` over its pipes (`benchmarks/editor.py`): CPU seconds of the server from an event to
its answer, of the least disturbed turn, and those of the clock, median and longest. The server
waits 0.15 s for more to be typed before it checks; then come the findings of the whole plan.

{editor}

## Documents and the site

One run each, with nothing remembered (`benchmarks/documents.py`), of the plan in `plan/` and of a
generated one. A PDF of 1,000 initiatives has 1,200 pages and is written chapter by chapter; the
size of a site is that of its pages and of its data. `python benchmarks/documents.py [COUNT…]`
measures this alone; `python benchmarks/site_peer.py COUNT…` sets the site beside a site generator.

{documents}

## Where the time goes

Of a cold `validate` of 1,000 initiatives about a quarter is reading the YAML, a sixth building the
model, a third the laws, a tenth looking in the texts for what some laws suspect, the rest the JSON
schema, the start, and what is written into the cache. The tree with a position for every value is
built only of files in which there is something to say. Two processors read at once from 300 files
on (`PLANTOOL_JOBS=1` reads with one): 3.3 s became 2.2 s; for fewer files, starting the processes
took longer than they saved. `python -X importtime -m plantool …` shows the start: of the
processor time of a small command that reads nothing anew, Python and Typer are 65 %, plantool's
own modules 27 %, its work 8 %. The libraries that read YAML and schemas, if anything has to be
read, take a quarter as much again. `tests/test_startup.py` says what each command may import.

## What is remembered

One mechanism (`loading/memory.py`) keeps five sorts of facts, each under all that it follows from
and nothing else, and each in a file of its own that a run reads when it asks for it:

| fact | follows from |
| --- | --- |
| the plain data of a clean file | its bytes and kind |
| whether its layout is canonical | its bytes and kind |
| what the laws find in it and gather of it | its name and bytes, plan.yaml, its chapters, the day |
| verdicts, money, lines, HTML of an initiative | the same, language, options, widths, headings |
| the findings in a plan | names and bytes of all files, the day |

All follow from this very installation as well: its code, schemas, parser and Python. So one changed
file costs one file, a changed chapter its initiatives, and an update everything once. A law says in
`checking/rule_lists.py` what it reads, and is asked again only where that changed. Initiatives that
are known are built when more than their heads is asked for. A run that reads a plan in two states,
and the language server, keep what they read and checked in the process besides.

It lies in the cache folder of the system (`~/.cache/plantool`, or `PLANTOOL_CACHE`), never in the
plan, as JSON with checksums, up to 256 MB of it. A pack that is damaged, that others may write, or
that cannot be written is as good as none. `--no-cache` does without.

## What is not reached, and why

- *Cold reading*: of a cold `validate` about 0.22 s of 0.80 s is reading, of which 0.17 s are the
  events of the C parser, each an object of Python: that is the limit with this parser. A Rust
  parser for plain data (ryaml 0.5.1) would take 0.11 s, but it accepts in silence what plantool
  refuses (anchors, tags, tabs after a colon, two spellings of one year), makes a float of every
  fraction and keeps no spelling: the gates in front of it would be a second grammar of YAML to
  keep right. yaml_rs 0.1.6 reads other data (equal on 237 of 1,021 files). Neither is used.
- *`report`, one file changed*: tens of thousands of small recalls, one or two for each table and
  initiative, and the lines of money, which are laid out anew. Without any money it would be close
  to the goal. Its document of 70 MB at 10,000 initiatives goes through memory.
- *Memory of cold runs at 10,000*: the model of the whole plan takes 140 MB, the verdicts of 160,000
  measures and years 80 MB, and columns are laid out only when the widest row is known.
- *Memory of `export --format parquet` at 10,000*: 263 MB warm and 306 MB cold, where the goal is
  250. PyArrow takes 44 MB as soon as it is imported and 10 MB for rows that wait; cold, the checked
  model takes 238 MB before the first row.
- *Start*: of a small command's time above Typer's own, most is the import of 145 small modules.

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

- Commands: {runs} runs (start-up: {startup_runs}; from 10,000 initiatives on no more than 3) after
  one warm-up, which commands without a memory do not need at 10,000. They took turns, A B C A B C,
  so that what slowed the machine slowed all of them.
- CPU is the processor time of the process and all that it started, of the least disturbed run;
  wall time is the median.
- Reading: the median of {runs} rounds.
- Bytecode was compiled before; settings such as `PYTHONDONTWRITEBYTECODE` and `PYTHONUNBUFFERED`
  were unset.
- Peak memory is the highest `ru_maxrss` that the system reports for the process itself; it
  never reports less than what the measuring process takes, {floor:.0f} MB.
- {machine}
- {libraries}
"""


class Goal(NamedTuple):
    """What is wanted, if anything, and what was measured; None where the run did not."""

    what: str
    limit: float | None
    unit: str
    measured: float | None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Tell whether the measured value keeps to the limit."""
        if self.measured is None or self.limit is None:
            return False
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    @property
    def row(self) -> tuple[str, ...]:
        """The goal as a row of its table."""
        sign = "≥" if self.at_least else "≤"
        limit = "―" if self.limit is None else f"{sign} {self.limit:g}{self.unit}"
        if self.measured is None:
            return self.what, limit, "not measured", "―"
        digits = 3 if self.measured < 0.1 else 2
        verdict = "―" if self.limit is None else "met" if self.met else "**not met**"
        return self.what, limit, f"{self.measured:.{digits}f}{self.unit}", verdict


def goals_table(goals: Iterable[Goal]) -> str:
    """Lay out the goals."""
    return table(("work", "goal", "measured", "verdict"), [goal.row for goal in goals])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a Markdown table: the first column to the left, figures to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def page(**parts: str | float) -> str:
    """Compose the page of its tables and figures."""
    libraries = ", ".join(map(_name_version, _LIBRARIES))
    return _PAGE.format(libraries=f"{libraries}.", **parts)


def _name_version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:  # a peer that need not be here
        return f"{library} not installed"


def machine() -> str:
    """Describe the machine, without naming it."""
    system = f"{os.cpu_count()} CPUs, {platform.system()} {platform.machine()}"
    return f"{system}, {platform.python_implementation()} {platform.python_version()}"


def load() -> str:
    """Tell how busy the machine is now: how many processes want to run."""
    return f"{os.getloadavg()[0]:.1f}"
