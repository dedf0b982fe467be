"""Every shipped question, unchanged, on DuckDB and on a local Spark over the same lakes.

    make spark-check                            the lake of make lake-bench, and a small odd one
    python benchmarks/spark_check.py LAKE …     any others

Spark gets what ``plantool fleet sql --dialect spark`` prints. Fails where an answer differs.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from plantool.fleet.dialects import Dialect, write_question
from plantool.fleet.open_lake import load_duckdb
from plantool.fleet.shipped_questions import FLEET_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Run: TypeAlias = "Callable[[str], list[tuple[Any, ...]]]"
"""What runs one statement on an engine."""


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    "spark.sql.session.timeZone": "UTC",
}


def hash_rows(rows: Iterable[Iterable[Any]]) -> str:
    """Return a digest of rows in their order; numbers of one value are the same."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr([_normalise(value) for value in row]).encode())
    return digest.hexdigest()[:16]


def _normalise(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format(Decimal(value).normalize(), "f")
    return value


def split_statements(text: str) -> list[str]:
    """Return the statements of what ``fleet sql`` prints."""
    return [each for each in text.split(";\n") if each.strip()]


def start_spark() -> Run:
    """Start a local Spark."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - of an extra that this check alone needs

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[*]").appName("plantool")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return lambda statement: [tuple(row) for row in session.sql(statement).collect()]


def start_duckdb() -> Run:
    """Start DuckDB."""
    connection = load_duckdb().connect()
    return lambda statement: connection.execute(statement).fetchall()


class Answered(NamedTuple):
    """An answer of an engine: its digest, its rows, and the seconds that it took."""

    digest: str
    rows: int
    seconds: float


def ask(run: Run, dialect: Dialect, sql: str, lake: str) -> Answered:
    """Ask an engine what is printed for it."""
    start = time.perf_counter()
    rows: list[tuple[Any, ...]] = []
    for statement in split_statements(write_question(sql, dialect, lake)):
        rows = run(statement)
    return Answered(hash_rows(rows), len(rows), time.perf_counter() - start)


def compare(engines: dict[Dialect, Run], lake: str) -> int:
    """Compare all answers over one lake; return how many differ."""
    print(f"\n{lake}\n{'question':24} {'rows':>8} {'DuckDB':>9} {'Spark':>9}  digest", flush=True)
    differing = 0
    for question in FLEET_QUESTIONS.list_questions():
        answers = [ask(run, dialect, question.sql, lake) for dialect, run in engines.items()]
        digests = {answer.digest for answer in answers}
        differing += len(digests) > 1
        times = " ".join(f"{answer.seconds:7.2f} s" for answer in answers)
        shown = " differs from ".join(digests)
        print(f"@{question.name:23} {answers[0].rows:>8} {times}  {shown}", flush=True)
    return differing


def main(lakes: list[str]) -> int:
    """Compare all answers; return how many differ."""
    engines = {Dialect.DUCKDB: start_duckdb(), Dialect.SPARK: start_spark()}
    print(f"DuckDB {version('duckdb')}, PySpark {version('pyspark')}, {os.cpu_count()} processors")
    return sum(compare(engines, lake) for lake in lakes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
