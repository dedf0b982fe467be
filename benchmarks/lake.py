"""A lake of 7 million facts, and what a shipped question to it costs beside bare DuckDB.

The lake is made as such, straight into Parquet with the layout and the columns of ``fleet build``:
1,788 plans in 47 prefectures with 100 initiatives each, over five years. One plan in 33 is left
out, one is in pounds, one in a hundred has a successor that counts its last year.

    make lake-bench                     fails where a question costs more than it may
    python benchmarks/lake.py LAKE      the same over a lake that is kept at LAKE
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from plantool.fleet.dialects import Dialect, write_question
from plantool.fleet.lake_files import MANIFEST_FILE
from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions
from plantool.fleet.open_lake import SQL_TYPES
from plantool.fleet.shipped_questions import FLEET_QUESTIONS
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plantool.tables.columns import Table

MOST_TIMES = 1.5
MOST_MEGABYTES = 250
ASKED = ("by-prefecture", "by-theme", "by-year", "missed-by-scheme", "late-reporters")
RUNS = 7
PLANS, INITIATIVES, MEASURES, YEARS = 1788, 100, 3, 5
PREFECTURES = 47


def _name_code(plan: str) -> str:
    """Return the code of the publisher of a plan, which begins with its prefecture."""
    return f"printf('%02d%04d', 1 + {plan} % 47, {plan})"


_PLAN = {
    "publisher_code": _name_code("p"),
    "plan_id": "'plan'",
    "prefecture": "printf('%02d', 1 + p % 47)",
    "title": "'計画' || p",
    "publisher": "'市' || p",
    "language": "'ja'",
    "first_year": "2018",
    "last_year": "2022",
    "unit": "if(p = 7, '£', '千円')",
    "currency": "if(p = 7, 'GBP', 'JPY')",
    "scheme": "if(p % 20 = 3, 'own', ['standard', 'abcd', 'symbols'][1 + p % 3])",
    "left_out": "0",
    "complete": "true",
    "successor_publisher_code": f"if(p % 100 = 5, {_name_code('(p + 1)')}, NULL)",
    "successor_plan_id": "if(p % 100 = 5, 'plan', NULL)",
    "origin": "'plans/' || p",
    "included": "p % 33 <> 32",
    "errors": "if(p % 33 = 32, 3, 0)",
    "warnings": "p % 5",
    "initiatives": str(INITIATIVES),
    "facts": "4400",
}
_INITIATIVE = {
    **_PLAN,
    "initiative_id": "'18-' || i",
    "chapter_id": "'18'",
    "title": "'事業' || i",
    "theme": "['福祉', '防災', '教育', '産業', NULL][1 + i % 5]",
    "relisted": "i % 50 = 49",
    "file": "'plan/18-' || i || '.yaml'",
    "line": "12",
}
_MEASURE = {
    **_INITIATIVE,
    "measure_id": "'m' || m",
    "position": "m",
    "name": "'取組' || m",
    "kind": "'cumulative'",
    "direction": "'up'",
    "unit": "'件'",
}
_HASH = "hash(p * 1000000 + i * 1000 + m * 10 + y)"
_UNREPORTED = f"{_HASH} % 20 = 0"
_MISSED = f"({_HASH} % 20 <> 0 AND {_HASH} % 7 = 0)"
_YEAR = {"fiscal_year": "y", "year": "if(y < 2019, 'H' || (y - 1988), 'R' || (y - 2018))"}
_VERDICT = {
    **_MEASURE,
    **_YEAR,
    "planned": "100",
    "planned_text": "'100'",
    "result": f"if({_UNREPORTED}, NULL, if({_MISSED}, 40, 100) + {_HASH} % 40)",
    "status": f"if({_UNREPORTED}, 'unreported', if({_MISSED}, 'missed', 'achieved'))",
    "status_label": f"if({_UNREPORTED}, '未報告', if({_MISSED}, '未達成', '達成'))",
    "missed": _MISSED,
    "unreported": _UNREPORTED,
    "under_spent": f"{_HASH} % 11 = 0",
    "superseded": "p % 100 = 5 AND y = 2022",
}
_AMOUNT = f"if(m = 4 AND {_HASH} % 30 <> 0, 0, {_HASH} % 90000)"  # little is left unused
_MONEY = {
    **_INITIATIVE,
    **_YEAR,
    "basis": "['planned', 'initial', 'current', 'settled', 'unused'][1 + m]",
    "amount": _AMOUNT,
    "amount_yen": f"if(p = 7, NULL, {_AMOUNT} * 1000)",
    "amount_minor": f"{_AMOUNT} * if(p = 7, 100, 1000)",
    "presence": "'known'",
    "unit": _PLAN["unit"],
    "stated": "true",
    "in_plan": "true",
    "superseded": "p % 100 = 5 AND y = 2022",
}
_YEAR_RANGE = f"range(2018, {2018 + YEARS})"


class _Source(NamedTuple):
    """What the rows of a table are made of: expressions, and the counters they use."""

    values: Mapping[str, str]
    counters: Mapping[str, str]


_COUNTERS = {"p": f"range({PLANS})", "i": f"range({INITIATIVES})"}
_SOURCES = {
    "plans": _Source(_PLAN, {"p": _COUNTERS["p"]}),
    "quality": _Source(_PLAN, {"p": _COUNTERS["p"]}),
    "initiatives": _Source(_INITIATIVE, _COUNTERS),
    "measures": _Source(_MEASURE, {**_COUNTERS, "m": f"range({MEASURES})"}),
    "verdicts": _Source(_VERDICT, {**_COUNTERS, "m": f"range({MEASURES})", "y": _YEAR_RANGE}),
    "money": _Source(_MONEY, {**_COUNTERS, "y": _YEAR_RANGE, "m": "range(5)"}),
}


def make_lake(folder: Path) -> None:
    """Write the lake into ``folder``, and tell how many facts are in it."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET threads = 1")  # one file for each partition
    connection.execute("SET partitioned_write_max_open_files = 1000")
    facts = 0
    for table in LAKE_TABLES:
        if source := _SOURCES.get(table.name):
            target = folder / table.name
            target.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f"COPY ({_build_select(table, source)}) TO '{target}' (FORMAT parquet, "
                f"COMPRESSION zstd, FILENAME_PATTERN 'part-{{i}}', OVERWRITE_OR_IGNORE, "
                f"PARTITION_BY ({', '.join(list_partitions(table))}))"
            )
            glob = f"{target}/**/*.parquet"
            counted = connection.execute("SELECT COUNT(*) FROM read_parquet(?)", [glob]).fetchone()
            facts += counted[0] if counted else 0
    _write_manifest(folder)
    print(f"{facts:,} facts", flush=True)


def _write_manifest(folder: Path) -> None:
    """Write lake.json as large as ``fleet build`` would, since every question reads it."""
    plans = [{"origin": f"plans/{p}", "mark": ["0" * 64] * 3, "settings": ""} for p in range(PLANS)]
    members = [[p, 100] for p in range(PLANS // PREFECTURES)]
    files = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, *members]
        for path in folder.rglob("*.parquet")
    }
    (folder / MANIFEST_FILE).write_text(json.dumps({"plans": plans, "files": files}), "utf-8")


def _build_select(table: Table, source: _Source) -> str:
    columns = ", ".join(
        f"CAST({source.values.get(name, 'false' if kind is ColumnType.BOOLEAN else 'NULL')} "
        f'AS {SQL_TYPES[kind]}) AS "{name}"'
        for name, kind, *_ in table.columns
    )
    counters = ", ".join(f"{each} AS _{name}({name})" for name, each in source.counters.items())
    order = ", ".join(("p % 47", *source.counters))
    left_out = "" if table.name == "quality" else "WHERE p % 33 <> 32 "
    return f"SELECT {columns} FROM {counters} {left_out}ORDER BY {order}"  # noqa: S608


class Cost(NamedTuple):
    """What a process took: seconds of the clock, and megabytes at its peak."""

    seconds: float
    megabytes: float


_BARE = """
import sys, duckdb
for row in duckdb.connect().execute(open(sys.argv[1]).read()).fetchall():
    print(*row, sep=",")
"""


def run_process(arguments: Sequence[str], lake: Path) -> Cost:
    """Run a process to its end; raises RuntimeError where it fails."""
    environment = {**os.environ, "PLANTOOL_LAKE": str(lake)}
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(arguments)
    return Cost(seconds, usage.ru_maxrss / 1024)


def compare(name: str, lake: Path) -> bool:
    """Ask one question by plantool and by bare DuckDB, in turn; tell whether it costs too much.

    Both write the answer as CSV. Of each the best time counts: others may use the processors, too.
    """
    printed = lake.parent / f"{name}.sql"
    printed.write_text(
        write_question(FLEET_QUESTIONS.find(name).sql, Dialect.DUCKDB, lake.as_posix()), "utf-8"
    )
    bare = [sys.executable, "-c", _BARE, str(printed)]
    ours = [sys.executable, "-m", "plantool", "fleet", "query", f"@{name}", "--format", "csv"]
    costs = [(run_process(bare, lake), run_process(ours, lake)) for _ in range(RUNS)]
    sides = [*zip(*costs, strict=True)]
    seconds = [min(each.seconds for each in side) for side in sides]
    peaks = [max(each.megabytes for each in side) for side in sides]
    times: float = seconds[1] / seconds[0]
    print(
        f"@{name:17} {seconds[0]:6.2f} s {peaks[0]:5.0f} MB {seconds[1]:8.2f} s {peaks[1]:5.0f} MB"
        f" {times:6.2f}"
    )
    return times > MOST_TIMES or peaks[1] > MOST_MEGABYTES


def main(lake: Path) -> int:
    """Make the lake unless it is there, and compare; return how many questions cost too much.

    The lake is made by a process of its own: the peak of a parent counts for its children.
    """
    if not (lake / "quality").exists():
        making = multiprocessing.get_context("spawn").Process(target=make_lake, args=(lake,))
        making.start()
        making.join()
    print(f"{'':18} {'bare DuckDB':>17} {'plantool':>19} {'times':>6}", flush=True)
    return sum(compare(name, lake) for name in ASKED)


if __name__ == "__main__":
    if sys.argv[2:] == ["--only-make"]:
        make_lake(Path(sys.argv[1]))
    else:
        sys.exit(main(Path(sys.argv[1]).resolve()) > 0)
