"""Statements that try to write, to read other files, or to lift limits: none has an effect."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from plantool.fleet.run_question import ask_lake
from plantool.querying.guarded_database import USUAL_LIMITS, Limits
from plantool.querying.statement_error import StatementError
from tests.fleet.lake_making import build_facts, write_lake

if TYPE_CHECKING:
    from pathlib import Path

ONLY_READS, REFUSED_FILE, COMPLAINT = "fleet.only-reads", "fleet.refused-file", "fleet.complaint"
NO_TABLE, SECOND, LARGE, SLOW = (
    "fleet.no-table",
    "query.second",
    "query.too-large",
    "query.too-slow",
)
COPY_ASIDE = "WITH a AS (COPY plans TO ''{part}'' (USE_TMP_FILE false)) FROM a"
HOSTILE = [
    ("COPY plans TO '{out}'", ONLY_READS),
    ("COPY (SELECT 1) TO '{part}' (FORMAT csv, USE_TMP_FILE false)", ONLY_READS),
    ("WITH a AS (COPY plans TO '{part}' (USE_TMP_FILE false)) SELECT * FROM a", ONLY_READS),
    ("WITH a AS (COPY plans TO '{out}') SELECT * FROM a", REFUSED_FILE),
    ("SELECT * FROM query('WITH a AS (COPY plans TO ''{part}'') FROM a')", COMPLAINT),
    ("FROM json_execute_serialized_sql(json_serialize_sql('" + COPY_ASIDE + "'))", ONLY_READS),
    ("SELECT * FROM query('COPY plans TO ''{out}''')", COMPLAINT),
    ("WITH a AS (DELETE FROM plans RETURNING *) SELECT * FROM a", COMPLAINT),
    ("EXPORT DATABASE '{out}'", ONLY_READS),
    ("IMPORT DATABASE '{lake}'", ONLY_READS),
    ("ATTACH '{out}' AS other", ONLY_READS),
    ("DETACH memory", ONLY_READS),
    ("INSTALL httpfs", ONLY_READS),
    ("LOAD httpfs", ONLY_READS),
    ("CREATE TABLE t AS SELECT 1", ONLY_READS),
    ("CREATE OR REPLACE VIEW plans AS SELECT 1", ONLY_READS),
    ("DROP VIEW plans", ONLY_READS),
    ("INSERT INTO plans VALUES (1)", ONLY_READS),
    ("UPDATE plans SET title = ''", ONLY_READS),
    ("PRAGMA database_list", ONLY_READS),
    ("SET enable_external_access = true", ONLY_READS),
    ("RESET lock_configuration", ONLY_READS),
    ("SET VARIABLE a = 1", ONLY_READS),
    ("USE memory", ONLY_READS),
    ("CALL pragma_version()", ONLY_READS),
    ("CHECKPOINT", ONLY_READS),
    ("PREPARE p AS SELECT 1", ONLY_READS),
    ("EXPLAIN ANALYZE SELECT 1", ONLY_READS),
    ("BEGIN", ONLY_READS),
    ("SELECT 1; DROP VIEW plans", SECOND),
    ("SELECT * FROM read_csv('/etc/passwd')", REFUSED_FILE),
    ("SELECT * FROM read_text('/etc/passwd')", REFUSED_FILE),
    ("SELECT * FROM read_blob('/proc/self/environ')", REFUSED_FILE),
    ("SELECT * FROM read_json('https://example.com/a.json')", REFUSED_FILE),
    ("SELECT * FROM read_parquet('{lake}/../other.parquet')", REFUSED_FILE),
    ("SELECT * FROM sniff_csv('/etc/passwd')", REFUSED_FILE),
    ("SELECT * FROM glob('/etc/*')", REFUSED_FILE),
    ("SELECT * FROM duckdb_secrets()", REFUSED_FILE),
    ("SELECT * FROM '/etc/passwd'", NO_TABLE),
    ("SELECT * FROM facts", NO_TABLE),  # a variable of this very module of Python
    ("SELECT getenv('HOME')", "fleet.no-function"),
    ("SELECT * FROM enable_logging()", COMPLAINT),
    ("SELECT * FROM sqlite_scan('{out}', 't')", COMPLAINT),
]


def digest_files(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refuse(lake: Path, statement: str) -> str | None:
    """Return why a statement is refused; None where it is answered."""
    try:
        ask_lake(lake, statement, USUAL_LIMITS)
    except StatementError as error:
        return error.key
    return None


def test_hostile_statements_have_no_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lake = write_lake(tmp_path / "lake", build_facts())
    (tmp_path / "other.parquet").write_bytes(b"PAR1")
    before = digest_files(tmp_path)
    part = lake / "plans" / "prefecture=13" / "part-0.parquet"
    for statement, key in HOSTILE:
        told = statement.format(lake=lake, out=tmp_path / "out", part=part)
        assert refuse(lake, told) == key, statement
        assert digest_files(tmp_path) == before, statement
    assert ask_lake(lake, "SELECT COUNT(*) FROM plans", USUAL_LIMITS).answer.rows == [(4,)]


ENDLESS = "WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x FROM a) SELECT SUM(x) FROM a"


@pytest.mark.parametrize("statement", ["SELECT COUNT(*) FROM range(1000000000000)", ENDLESS])
def test_what_takes_too_long_is_given_up(statement: str, lake: Path) -> None:
    with pytest.raises(StatementError) as failure:
        ask_lake(lake, statement, Limits(seconds=1))
    assert failure.value.key == SLOW


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT array_agg(a.range) FROM range(100000) a, range(100000) b",
        "SELECT * FROM range(1000000000) ORDER BY random()",
        "SELECT repeat('x', 1000000) FROM range(1000)",
    ],
)
def test_what_takes_too_much_room_is_given_up(statement: str, lake: Path) -> None:
    with pytest.raises(StatementError) as failure:
        ask_lake(lake, statement, Limits(seconds=300))
    assert failure.value.key == LARGE


def test_more_rows_than_wanted_are_not_read(lake: Path) -> None:
    answer = ask_lake(lake, "SELECT * FROM range(100000000000)", Limits(rows=2)).answer
    assert (answer.rows, answer.is_cut) == ([(0,), (1,)], True)
