from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.querying.ask import AskedTables, ask_tables
from plantool.querying.guarded_database import Limits
from tests.querying.asking import DAY, ROWS, TABLES, ask, refuse, yield_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.querying.guard import Read
    from plantool.tables.columns import Row, Table


def test_an_answer_has_the_names_and_values_that_were_asked_for() -> None:
    answer = ask(
        "SELECT title, amount AS 金額, relisted FROM initiatives JOIN money USING (initiative_id)"
    )
    assert answer.columns == ("title", "金額", "relisted")
    assert answer.rows == [
        ("保育", 12, 0),
        ("保育", 0.1, 0),
        ("道路", 12345678901234568, 0),
        ("広報", None, 1),
    ]
    assert not answer.is_cut


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("SELECT COUNT(*) FROM money", {"money"}),
        ("SELECT 1", set()),
        ("SELECT 1 WHERE EXISTS (SELECT * FROM initiatives)", {"initiatives"}),
        (
            "WITH a AS (SELECT * FROM money) SELECT COUNT(*) FROM a, initiatives",
            {"money", "initiatives"},
        ),
        ('SELECT "MONEY".amount FROM "Money"', {"money"}),
        ("SELECT COUNT(*) FROM MONEY", {"money"}),
        ("SELECT 'money'", set()),
    ],
)
def test_only_tables_that_are_read_are_filled(statement: str, wanted: set[str]) -> None:
    asked: list[set[str]] = []

    def note(read: Read) -> Iterator[tuple[Table, list[Row]]]:
        asked.append(read.tables)
        return yield_rows(read)

    ask_tables(statement, AskedTables(TABLES, note, DAY))
    assert asked == [wanted]


def test_nothing_is_filled_for_a_statement_that_is_wrong() -> None:
    def fail(read: Read) -> Iterator[tuple[Table, list[Row]]]:
        raise AssertionError(read)

    with pytest.raises(Exception, match=r"query\.no-column"):
        ask_tables("SELECT titel FROM initiatives", AskedTables(TABLES, fail, DAY))


@pytest.mark.parametrize(
    "statement",
    [
        "VALUES (1)",
        "select count(*) from money;",
        "SELECT 1 ;; -- and nothing more",
        "  /* a remark */ SELECT 1",
        "WITH RECURSIVE a(x) AS (SELECT 1 UNION SELECT x + 1 FROM a LIMIT 9) SELECT sum(x) FROM a",
        "WITH Money AS (SELECT 1 AS one) SELECT count(*) FROM money",
        "WITH Abc AS (SELECT 1), d(e) AS NOT MATERIALIZED (SELECT 2) SELECT count(*) FROM aBC, D",
        "SELECT count(*) FROM MONEY AS m, main.Initiatives, (SELECT 1) AS x, (VALUES (1))",
        'SELECT title AS "a""b]c`d" FROM initiatives ORDER BY "a""b]c`d"',
        "SELECT RANK() OVER (ORDER BY amount), LAG(amount) OVER () FROM money",
        "SELECT a.title FROM initiatives a LEFT JOIN money b ON a.initiative_id = b.initiative_id",
        "SELECT group_concat(title, '、') FROM initiatives GROUP BY bureaus HAVING COUNT(*) > 0",
        "SELECT title FROM initiatives WHERE title LIKE '%育' ESCAPE '!' OR title GLOB '*'",
        "SELECT CASE WHEN relisted THEN 'x' END, CAST(amount AS INTEGER) FROM money",
        "SELECT date('2019-04-01', '+1 year'), strftime('%Y', '2019-04-01'), current_date",
        'SELECT title AS "題名 (a)", "title" FROM initiatives ORDER BY "題名 (a)"',
        "SELECT title FROM initiatives WHERE bureaus IS NULL UNION SELECT basis FROM money",
    ],
)
def test_what_may_be_asked(statement: str) -> None:
    assert ask(statement).rows


def test_more_rows_than_wanted_are_cut() -> None:
    statement = "SELECT * FROM money"
    assert [ask(statement, Limits(rows)).is_cut for rows in (3, 4, 5)] == [True, False, False]
    assert ask(statement, Limits(3)).rows == ask(statement).rows[:3]


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    endless = (
        "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT COUNT(*) FROM a"
    )
    assert refuse(endless, Limits(seconds=0.2)) == ("query.too-slow", "")


def test_any_bytes_can_be_read() -> None:
    assert ask("SELECT CAST(x'ff41' AS TEXT), x'00ff', 9e999, 1 / 0").rows == [
        ("�A", b"\x00\xff", float("inf"), None)
    ]


def test_rows_come_in_the_order_of_the_plan() -> None:
    titles = [row[1] for row in ROWS["initiatives"]]
    assert [row[0] for row in ask("SELECT title FROM initiatives").rows] == titles
