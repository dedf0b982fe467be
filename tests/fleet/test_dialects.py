"""What ``fleet sql`` prints: it runs on DuckDB, and other engines' grammars take it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from sqlfluff.core import Linter

from plantool.errors import UsageError
from plantool.fleet.dialects import Dialect, write_question
from plantool.fleet.open_lake import load_duckdb
from plantool.fleet.run_question import ask_lake
from plantool.fleet.shipped_questions import FLEET_QUESTIONS
from plantool.querying.guarded_database import USUAL_LIMITS
from tests.fleet.lake_making import build_facts, write_lake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRAMMARS = {  # DuckDB answers what is printed for it: test_duckdb_answers_what_is_printed_for_it
    Dialect.SPARK: "sparksql",
    Dialect.TRINO: "trino",
    Dialect.BIGQUERY: "bigquery",
}
CALL = re.compile(r"CALL system\.sync_partition_metadata\('plantool', '\w+', 'FULL'\);\n\n")


@cache
def linter(dialect: Dialect) -> Linter:
    return Linter(dialect=GRAMMARS[dialect])


def find_faults(text: str, dialect: Dialect) -> list[str]:
    """Return what the grammar of an engine does not take; sqlfluff's of Trino knows no CALL."""
    plain = CALL.sub("", text) if dialect is Dialect.TRINO else text
    return [fault.desc() for fault in linter(dialect).parse_string(plain).violations]


@pytest.mark.parametrize("dialect", GRAMMARS)
def test_a_grammar_takes_every_question(dialect: Dialect) -> None:
    for question in FLEET_QUESTIONS.list_questions():
        printed = write_question(question.sql, dialect, "gs://bucket/it's/lake/")
        assert find_faults(printed, dialect) == [], question.name


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        (Dialect.SPARK, "SELECT a FROM plans QUALIFY"),
        (Dialect.TRINO, "CREATE TABLE a (b bigint) WITH partitioned_by"),
        (Dialect.BIGQUERY, "CREATE EXTERNAL TABLE a WITH PARTITION COLUMNS b INT64"),
    ],
)
def test_a_grammar_does_not_take_everything(dialect: Dialect, sql: str) -> None:
    assert find_faults(sql, dialect)


@pytest.mark.parametrize("dialect", Dialect)
def test_how_an_engine_is_told(dialect: Dialect, screen: Callable[[str, str], None]) -> None:
    printed = write_question(FLEET_QUESTIONS.find("late-reporters").sql, dialect, "gs://b/lake")
    screen(f"fleet-sql-{dialect.value}", printed)


def test_duckdb_answers_what_is_printed_for_it(tmp_path: Path) -> None:
    lake = write_lake(tmp_path / "it's", build_facts())
    for question in FLEET_QUESTIONS.list_questions():
        printed = write_question(question.sql, Dialect.DUCKDB, str(lake))
        with load_duckdb().connect() as connection:
            rows = connection.execute(printed).fetchall()
        told = ask_lake(lake, question.sql, USUAL_LIMITS, is_shipped=True)
        assert rows == told.answer.rows, question.name


@pytest.mark.parametrize("dialect", [Dialect.TRINO, Dialect.BIGQUERY])
def test_an_engine_elsewhere_reads_no_folder_of_this_machine(dialect: Dialect) -> None:
    with pytest.raises(UsageError) as failure:
        write_question("SELECT 1", dialect, "/srv/lake")
    assert failure.value.key == "fleet.lake-address"


NOT_SHARED = re.compile(
    r"\b(QUALIFY|FILTER|EXCLUDE|PIVOT|USING|ILIKE|LIST|STRUCT|UNNEST|DATE_TRUNC|AVG)\b"
    r"|GROUP BY ALL|ORDER BY ALL|::|//|\battainment\b"
)


def test_questions_keep_to_what_engines_share() -> None:
    for question in FLEET_QUESTIONS.list_questions():
        assert not NOT_SHARED.search(question.sql), question.name
