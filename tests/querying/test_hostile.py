"""Statements that want more than to read have no effect, and no statement eats the machine."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from plantool.querying.guard import FUNCTIONS, Read
from plantool.querying.guarded_database import GuardedDatabase, Limits, open_database
from tests.querying.asking import DAY, TABLES, ask, refuse, yield_rows

if TYPE_CHECKING:
    from pathlib import Path

NO_QUESTION = (
    "INSERT INTO money VALUES (1, 2, 3, 4, 5)",
    "UPDATE money SET amount = 0",
    "DELETE FROM money",
    "REPLACE INTO money VALUES (1, 2, 3, 4, 5)",
    "DROP TABLE money",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE VIEW x AS SELECT 1",
    "CREATE TRIGGER x AFTER INSERT ON money BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "ALTER TABLE money RENAME TO x",
    "ATTACH 'evil.sqlite' AS evil",
    "DETACH main",
    "PRAGMA temp_store_directory = '.'",
    "PRAGMA writable_schema = ON",
    "VACUUM INTO 'evil.sqlite'",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT x",
    "EXPLAIN SELECT 1",
    ".shell touch evil",
    ".output evil",
    ".import evil money",
)
REFUSED = {
    "WITH a AS (SELECT 1) INSERT INTO money SELECT 1, 2, 3, 4, 5": ("only-reads", "INSERT"),
    "WITH a AS (SELECT 1) UPDATE money SET amount = 0": ("only-reads", "UPDATE"),
    "WITH a AS (SELECT 1) DELETE FROM money": ("only-reads", "DELETE"),
    "WITH a AS (SELECT 1) REPLACE INTO money SELECT 1, 2, 3, 4, 5": ("only-reads", "REPLACE"),
    "WITH a AS (SELECT 1) DELETE FROM money RETURNING *": ("only-reads", "DELETE"),
    "WITH a AS (SELECT replace('a', 'b', 'c')) DELETE FROM money": ("only-reads", "DELETE"),
    "SELECT replace(name, 'a', 'b') FROM sqlite_master": ("refused-table", "sqlite_master"),
    "SELECT * FROM sqlite_master": ("refused-table", "sqlite_master"),
    "SELECT count(*) FROM sqlite_schema": ("refused-table", "sqlite_schema"),
    "SELECT * FROM sqlite_temp_master": ("refused-table", "sqlite_temp_master"),
    "SELECT * FROM pragma_database_list": ("refused-table", "pragma_database_list"),
    "SELECT * FROM pragma_table_info('money')": ("refused-table", "pragma_table_info"),
    "SELECT load_extension('evil')": ("refused-function", "load_extension"),
    "SELECT 1 FROM money WHERE load_extension('evil.so', 'x')": (
        "refused-function",
        "load_extension",
    ),
    "SELECT randomblob(1000000000)": ("refused-function", "randomblob"),
    "SELECT zeroblob(1000000000)": ("refused-function", "zeroblob"),
    "SELECT 1; ATTACH 'evil.sqlite' AS evil": ("second", "ATTACH"),
    "SELECT 1;\n\nDROP TABLE money;": ("second", "DROP"),
    "SELECT '\\'; DROP TABLE money; --'": ("second", "DROP"),
}
NOT_THERE = (  # in a usual build of SQLite; in others they are refused
    "SELECT readfile('/etc/passwd')",
    "SELECT writefile('evil', 'x')",
    "SELECT edit('x', 'touch evil')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT * FROM json_each('[1]')",
    "SELECT * FROM json_tree('[1]')",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_stmt",
    "SELECT * FROM generate_series(1, 1000000000)",
    "SELECT * FROM fsdir('.')",
    "SELECT * FROM evil.money",
    "SELECT * FROM money INDEXED BY evil",
    "SELECT raise(ABORT, 'x')",
)


@pytest.fixture(autouse=True)
def _nothing_appears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Fail where a file appears in the working folder or among temporary ones."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("statement", NO_QUESTION)
def test_what_is_no_question_is_refused(statement: str) -> None:
    assert refuse(statement)[0] == "query.no-question"


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_hidden_in_a_question_is_refused(statement: str) -> None:
    key, marked = REFUSED[statement]
    assert refuse(statement) == (f"query.{key}", marked)


@pytest.mark.parametrize("statement", NOT_THERE)
def test_what_other_builds_of_sqlite_may_have_is_refused(statement: str) -> None:
    key, _ = refuse(statement)
    assert key in {
        "query.no-function",
        "query.no-table",
        "query.refused-function",
        "query.refused-table",
        "query.other",
    }


@pytest.mark.parametrize(
    "statement",
    [*(each for each in NO_QUESTION if not each.startswith(".")), *REFUSED, "SELECT 1"],
)
def test_the_guard_alone_keeps_the_tables_as_they_were(statement: str) -> None:
    """Were the first look at a statement wrong, SQLite would still do nothing of it."""
    with open_database(TABLES, DAY) as database:
        database.fill(yield_rows(Read({"initiatives", "money"}, set())))
        before = list(database.connection.iterdump())
        for run in (f"{statement}", f"{statement.partition(';')[0]}"):
            try:
                database.answer(run, Limits())
            except sqlite3.Error:
                assert run != "SELECT 1"
        assert list(database.connection.iterdump()) == before
        assert [row[1] for row in database.connection.execute("PRAGMA database_list")] == ["main"]


NUMBERS = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) "
LONG = "printf('%.*c', 1000000, 'a')"
TOO_LARGE = {
    "one text": f"SELECT {LONG} || {LONG} || {LONG}",
    "a replacement": f"SELECT replace({LONG}, 'a', {LONG})",
    "texts put together": f"SELECT {' || '.join([LONG] * 9)}",
    "a list": f"{NUMBERS}SELECT group_concat({LONG}) FROM (SELECT x FROM a LIMIT 9)",
    "digits": "SELECT hex(hex(hex(printf('%.*c', 900000, 'a'))))",
    "many rows": f"{NUMBERS}SELECT {LONG} FROM a",
    "sorted rows": f"{NUMBERS}SELECT {LONG} || x FROM a ORDER BY 1",
    "different rows": f"{NUMBERS}SELECT DISTINCT {LONG} || x FROM a",
    "many columns": f"{NUMBERS}SELECT {', '.join([LONG] * 150)} FROM a",
    "grouped rows": f"{NUMBERS}SELECT COUNT(*) FROM a GROUP BY {LONG} || x",
    "a window": f"{NUMBERS}SELECT COUNT(*) OVER (ORDER BY {LONG} || x) FROM a",
}
TOO_SLOW = {
    "numbers without end": f"{NUMBERS}SELECT COUNT(*) FROM a",
    "a search without end": f"{NUMBERS}SELECT x FROM a WHERE x < 0",
    "everything with everything": (
        "SELECT COUNT(*) FROM " + ", ".join(f"money m{at}" for at in range(30))
    ),
    "no row ever": f"{NUMBERS}SELECT x FROM a LIMIT -1 OFFSET 9223372036854775807",
    "a list without end": f"{NUMBERS}SELECT group_concat({LONG}) FROM a",
    "patterns": f"{NUMBERS}SELECT COUNT(*) FROM a WHERE {LONG} || x LIKE '%a%a%b'",
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_no_answer_fills_the_memory(kind: str) -> None:
    assert refuse(TOO_LARGE[kind], Limits(seconds=60))[0] == "query.too-large"


@pytest.mark.parametrize("kind", TOO_SLOW)
def test_no_answer_takes_for_ever(kind: str) -> None:
    assert refuse(TOO_SLOW[kind], Limits(seconds=0.3)) == ("query.too-slow", "")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT 1" + " + 1" * 5000,
        "SELECT 1" + " UNION ALL SELECT 1" * 500,
        "SELECT " + ", ".join(["1"] * 3000),
        "SELECT 1 WHERE 'a' LIKE '" + "%a" * 5000 + "'",
        "SELECT * FROM " + ", ".join(f"money m{at}" for at in range(99)),
        "SELECT " + "abs(" * 3000 + "1" + ")" * 3000,
    ],
    ids=lambda statement: statement[:40],
)
def test_a_statement_is_no_larger_than_sqlite_bears(statement: str) -> None:
    assert refuse(statement) == ("query.other", "")


def test_views_within_views_do_not_explode() -> None:
    parts = ", ".join(f"a{at + 1} AS (SELECT * FROM a{at}, a{at})" for at in range(9))
    key, _ = refuse(f"WITH a0 AS (SELECT 1), {parts} SELECT * FROM a9", Limits(seconds=5))
    assert key in {"query.other", "query.too-large"}


def test_every_allowed_function_reads_and_writes_nothing() -> None:
    """A new function of SQLite is refused until it is looked at."""
    assert not {
        name
        for name in FUNCTIONS
        if any(part in name for part in ("file", "load", "blob", "json", "fts", "sqlite", "token"))
    }


@pytest.mark.parametrize(
    "title", ["'; DROP TABLE money; --", "\x1b[31m", "=1+1", "\u202egnp", "a\0b"]
)
def test_a_hostile_title_is_a_text(title: str) -> None:
    quoted = title.replace("'", "''").replace("\0", "' || char(0) || '")
    assert ask(f"SELECT '{quoted}', COUNT(*) FROM money").rows == [(title, 4)]


def test_a_database_is_closed_behind_a_question() -> None:
    with open_database(TABLES, DAY) as database:
        assert isinstance(database, GuardedDatabase)
    with pytest.raises(sqlite3.ProgrammingError):
        database.connection.execute("SELECT 1")
