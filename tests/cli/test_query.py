from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from plantool.querying.shipped_questions import SHIPPED
from plantool.tables.definitions import TABLES
from tests.history import Repository
from tests.running import POSIX_ONLY, ROOT, run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WARD = ("--plan", "examples/ward/plan", "--lang", "en")
TOTAL = "SELECT SUM(amount_yen) FROM money WHERE basis = 'planned' AND in_plan AND NOT relisted"
ENDLESS = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(x) FROM a"
SCREENS = {
    "query-statement": (
        "SELECT i.title, m.year, m.amount_yen, m.amount / 3.0 AS third, m.reason\n"
        "FROM initiatives AS i JOIN money AS m USING (initiative_id)\n"
        "WHERE m.basis = 'settled' AND m.year IN ('R1', 'R2') AND i.initiative_id IN ('2-5', '2-6')"
    ),
    "query-question": "@unspent-and-missed",
    "query-wide": "SELECT * FROM verdicts WHERE measure_id = 'waiting' AND result > 0",
    "query-questions": "@",
    "query-no-column": "SELECT initiative_id,\n  '金額', amuont\nFROM money",
}


def document(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def told(*arguments: str, code: int = 2) -> str:
    done = run("--lang", "en", *arguments)
    assert (done.code, done.out) == (code, "")
    return done.err


# Answers


def test_the_sum_of_the_plan_is_that_of_budget() -> None:
    for plan in ("plan", "examples/ward/plan"):
        budget = document("--plan", plan, "budget", "--by", "chapter")
        total = sum(row["amount"] for row in budget["rows"] if row["row"] == "total")
        (row,) = document("--plan", plan, "query", TOTAL)["rows"]
        assert row == {"SUM(amount_yen)": total * 10**6}


def test_json_says_what_was_asked_of_what() -> None:
    found = document(*WARD, "query", "@late-reporters", "--as-of", "2020-07-31")
    rows = found.pop("rows")
    assert found.pop("plan")["title"].startswith("みなも")
    assert found == {
        "report": "query",
        "version": 1,
        "as_of": "2020-07-31",
        "question": "late-reporters",
        "cut": False,
    }
    assert rows[0] == {
        "department": "環境危機管理部 防災課",
        "unreported": 3,
        "initiatives": 2,
        "first_year": "R1",
    }


STATEMENT = (
    "SELECT initiative_id, title, 1 AS x, 2 AS x, 0.1 + 0.2, NULL AS none, x'0aff' AS bytes, "
    "9e999 AS much, 12345.0 AS float, 1.0 / 3 FROM initiatives WHERE initiative_id = '18-3'"
)


def test_csv_has_a_cell_for_each_value() -> None:
    text = run("query", STATEMENT, "--format", "csv").out
    assert (text[0], text.count("\r\n")) == ("\ufeff", 2)
    head, row = csv.reader(io.StringIO(text[1:]))
    assert head == [
        "initiative_id", "title", "x", "x_2", "0.1 + 0.2", "none", "bytes", "much", "float",
        "1.0 / 3",
    ]  # fmt: skip
    assert row == [
        "18-3", "相談情報ひろばの充実", "1", "2", "0.3", "", "x'0aff'", "inf", "12345",
        "0.333333333333333",
    ]  # fmt: skip


def test_tables_are_for_people() -> None:
    lines = run("query", "SELECT 2019 AS year, 1234567 AS yen, NULL AS none, 'a' AS text").out
    assert lines.split("\n")[:3] == [
        "year        yen  none  text",
        "────  ─────────  ────  ────",
        "2019  1,234,567        a",
    ]
    assert run("query", "SELECT '|' AS \"a|b\"", "--format", "markdown").out == (
        "| a\\|b |\n| --- |\n| \\| |\n"
    )


def test_a_statement_comes_from_where_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_bytes(b"\xef\xbb\xbf" + "-- 合計\r\nSELECT 1 AS 合計;\r\n".encode())
    program = [sys.executable, "-m", "plantool", "query"]
    piped = subprocess.run([*program, "-"], cwd=ROOT, input=file.read_bytes(), capture_output=True)
    expected = run("query", "SELECT 1 AS 合計").out
    assert run("query", "--file", str(file)).out == piped.stdout.decode() == expected
    assert run("query", "SELECT", "1", "AS", "合計").out == expected


def test_rows_that_are_not_shown_are_told() -> None:
    done = run("--lang", "en", "query", "SELECT title FROM initiatives", "--limit", "2")
    assert (done.code, done.out.count("\n")) == (0, 4)
    assert done.err == "only the first 2 rows are shown; there are more (--limit shows more)\n"
    assert document("query", "SELECT title FROM initiatives", "--limit", "2")["cut"] is True


MANY = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a)"


def test_no_more_rows_are_shown_than_can_be() -> None:
    asked = (f"{MANY} SELECT x FROM a", "--limit", "100000", "--format=csv")
    done = run("--lang", "en", "query", *asked)
    assert (done.code, done.out.count("\n")) == (0, 100_001)
    assert done.err.startswith("only the first 100000 rows are shown, and no more can be;")


def test_numbers_and_nothing_take_room_in_an_answer() -> None:
    cells = ", ".join(["x", "NULL"] * 50)
    done = run("--lang", "en", "query", f"{MANY} SELECT {cells} FROM a", "--limit", "100000")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the answer is larger than memory may hold\n")


def test_no_rows_are_told() -> None:
    done = run("--lang", "en", "query", "SELECT title FROM initiatives WHERE 0")
    assert (done.code, done.out, done.err) == (0, "title\n─────\n", "the answer has no rows\n")


@pytest.mark.parametrize("name", SHIPPED.names)
def test_a_question_shows_its_sql(name: str) -> None:
    shown = run("query", f"@{name}", "--show-sql")
    assert (shown.code, shown.out) == (0, SHIPPED.find(name).sql)
    piped = run(*WARD, "query", shown.out, "--format", "csv")
    assert piped == run(*WARD, "query", f"＠{name}", "--format", "csv")


# Other times, and plans with errors


@pytest.fixture
def repository(plan_copy: Path) -> Repository:
    repository = Repository(plan_copy.parent)
    repository.git("init", "--quiet")
    repository.commit("the plan", "2019-04-01T12:00:00+09:00")
    repository.replace("plan/18-3.yaml", ("H31: 25}", "H31: 26}"), ("total: 51", "total: 52"))
    repository.commit("another amount", "2019-05-01T12:00:00+09:00")
    return repository


def test_another_time_has_its_own_figures(repository: Repository) -> None:
    def total(*options: str) -> int:
        found = document("--plan", str(repository.plan), *options, "query", TOTAL)
        amount: int = found["rows"][0]["SUM(amount_yen)"]
        return amount // 10**6

    assert [total(), total("--at", "HEAD~1"), total("--at", "2019-04-15")] == [244, 243, 243]


def test_verdicts_are_those_of_the_day() -> None:
    statement = "SELECT COUNT(*) AS n FROM verdicts WHERE unreported AND NOT relisted"

    def count(day: str) -> int:
        (row,) = document("query", statement, "--as-of", day)["rows"]
        number: int = row["n"]
        return number

    assert [count(day) for day in ("2018-04-01", "2019-06-30", "2020-06-30")] == [0, 9, 17]


def test_a_plan_with_errors_is_asked_only_without_them(plan_copy: Path) -> None:
    (plan_copy / "18-3.yaml").write_text("id: 18-3\n", "utf-8")
    plan = ("--plan", str(plan_copy), "--lang", "en")
    done = run(*plan, "query", TOTAL)
    assert (done.code, done.out) == (1, "")
    assert "--keep-going" in done.err
    kept = run(*plan, "query", "SELECT complete, left_out FROM plans", "--keep-going")
    assert (kept.code, kept.out.split("\n")[2]) == (0, "       0         1")
    assert "files with errors are left out" in kept.err


def test_without_a_plan_the_tables_can_be_listed(tmp_path: Path) -> None:
    assert run("query", "SELECT 1", cwd=tmp_path).code == 3
    assert run("query", "--schema", cwd=tmp_path).code == 0
    assert run("query", "@", cwd=tmp_path).code == 0
    assert run("query", "@by-chapter", "--show-sql", cwd=tmp_path).code == 0


# Lists


def test_the_schema_names_every_column() -> None:
    rows = document("query", "--schema")["rows"]
    assert [(row["table"], row["column"]) for row in rows] == [
        (table.name, name) for table in TABLES for name in table.column_names
    ]
    (row,) = [r for r in rows if (r["table"], r["column"]) == ("results", "measure_id")]
    meaning = row.pop("meaning"), row.pop("table_meaning")
    assert all(meaning)
    assert row == {
        "table": "results",
        "column": "measure_id",
        "type": "text",
        "required": True,
        "key": True,
        "references": ["measures.measure_id"],
        "source": "measures[].id",
    }


def test_the_schema_of_some_tables() -> None:
    rows = document("query", "--schema", "money", "plans")["rows"]
    assert list(dict.fromkeys(row["table"] for row in rows)) == ["money", "plans"]
    shown = run("--lang", "en", "query", "--schema", "sections").out
    assert "■ sections\n\nSections of chapters, one a row\nKey: chapter_id, section_id\n" in shown
    assert "'mony'" in told("query", "--schema", "mony")
    assert "did you mean 'money'" in told("query", "--schema", "mony")


def test_the_list_of_questions_is_whole() -> None:
    for asked in (("@",), ("＠",), ("--questions",)):
        rows = document("query", *asked)["rows"]
        assert [row["question"] for row in rows] == SHIPPED.names
        assert all(row["title"] and row["note"] and row["sql"] for row in rows)


# What is not answered


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is no question"),
        (("--file", "q.sql", "SELECT 1"), "there are two questions"),
        (("--file", "nowhere.sql"), "nowhere.sql cannot be read"),
        (("--file", "."), ". cannot be read"),
        (("by-chapter",), "write @by-chapter"),
        (("@by-chaptr",), "did you mean '@by-chapter'"),
        (("@", "--limit", "0"), "--limit"),
        (("SELECT 1", "--timeout", "0"), "--timeout"),
        (("",), "there is no question"),
        (("SELECT titel FROM initiatives",), "did you mean 'title'"),
        (("DROP TABLE money",), "query only reads"),
        (("SELECT * FROM sqlite_master",), "none of the tables"),
        (("SELECT 1 UNION SELECT 1, 2",), "SQLite cannot answer this"),
        ((ENDLESS, "--timeout", "1"), "no answer within 1 s"),
        (("SELECT printf('%.*c', 2000000, 'a') || printf('%.*c', 2000000, 'a')",), "memory"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_answered_is_said(arguments: tuple[str, ...], said: str) -> None:
    assert said in told("query", *arguments)


def test_a_file_in_another_encoding_is_shown_its_place(tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_bytes("SELECT 1 AS 合計".encode("cp932"))
    assert "\n  1 | SELECT 1 AS " in told("query", "--file", str(tmp_path / "q.sql"))


def test_one_call_of_sqlite_that_looks_at_no_clock_is_ended() -> None:
    hours = "SELECT trim(printf('%.*c', 2000000, 'a'), printf('%.*c', 150000, 'b') || 'a')"
    assert "no answer within 1 s" in told("query", hours, "--timeout", "1")


@POSIX_ONLY
@pytest.mark.usefixtures("signals_by_default")
def test_ctrl_c_ends_a_question() -> None:
    command = [sys.executable, "-m", "plantool", "query", ENDLESS, "--timeout", "20"]
    program = (
        "import os, signal, threading\n"
        "from plantool.querying import guarded_database as asked\n"
        "plain = asked._bound_memory\n"
        "def interrupted(*rest):\n"
        "    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "    return plain(*rest)\n"
        "asked._bound_memory = interrupted\n"
        "from plantool.cli.main import main; main()"
    )
    command[1:3] = ["-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@POSIX_ONLY
def test_memory_stays_bounded() -> None:
    resource = pytest.importorskip("resource")
    most = 700 << 20
    statement = (
        "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) "
        "SELECT printf('%.*c', 1000000, 'a') || x FROM a ORDER BY 1"
    )
    done = subprocess.run(
        [sys.executable, "-m", "plantool", "--lang", "en", "query", statement],
        cwd=ROOT,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )
    assert (done.returncode, b"larger than memory" in done.stderr) == (2, True)


# Words that others wrote


HOSTILE = "=1+1'; DROP TABLE money; --\"|<b>`"


@pytest.fixture
def hostile(plan_copy: Path) -> tuple[str, str]:
    file = plan_copy / "18-3.yaml"
    lines = file.read_text("utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = "title: " + json.dumps(HOSTILE)
    file.write_text("\n".join(lines), "utf-8")
    return "--plan", str(plan_copy)


def test_a_hostile_title_survives_every_format(hostile: tuple[str, str]) -> None:
    asked = ("query", "SELECT title FROM initiatives WHERE initiative_id = '18-3'")
    assert document(*hostile, *asked)["rows"] == [{"title": HOSTILE}]
    assert run(*hostile, *asked).out.split("\n")[2] == HOSTILE
    (_, (cell,)) = csv.reader(io.StringIO(run(*hostile, *asked, "--format", "csv").out))
    assert cell == f"'{HOSTILE}"  # no spreadsheet runs it
    shown = run(*hostile, *asked, "--format", "markdown").out.split("\n")[2]
    assert shown == r"| =1+1'; DROP TABLE money; --\"\|\<b\>\` |".replace('\\"', '"')
    quoted = HOSTILE.replace("'", "''")
    count = f"SELECT COUNT(*) AS n FROM initiatives WHERE title = '{quoted}'"
    assert document(*hostile, "query", count)["rows"] == [{"n": 1}]


def test_signs_of_a_terminal_are_shown_as_what_they_are() -> None:
    shown = run("query", "SELECT char(27) || '[31m' AS \"a\x1b[32m\"").out
    assert shown.split("\n")[0] == r"a\u001b[32m"
    assert shown.split("\n")[2] == r"\u001b[31m"
    assert r"\u001b" in told("query", "SELECT \x1b[31m")


# Screens


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_terminal(name: str, width: int, language: str, screen: Callable[[str, str], None]) -> None:
    arguments = ("--plan", "examples/ward/plan", "--lang", language, "query", SCREENS[name])
    shown = run_in_terminal(width, *arguments, "--as-of", "2020-07-31", NO_COLOR="1")
    assert shown.code == (2 if name == "query-no-column" else 0)
    screen(f"{name}-{width}-{language}", shown.out)
    if shown.code == 0:
        assert max(map(cell_len, shown.out.split("\n"))) <= width


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_schema_on_a_screen(language: str, screen: Callable[[str, str], None]) -> None:
    shown = run_in_terminal(80, "--lang", language, "query", "--schema", "money", NO_COLOR="1")
    screen(f"query-schema-80-{language}", shown.out)


def test_a_pipe_is_utf8_in_any_locale() -> None:
    for asked in ("@by-chapter", "SELECT '保育' AS 題名", "SELECT 題名"):
        arguments = ("--lang", "ja", "query", asked)
        ascii_only = run(*arguments, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert ascii_only == run(*arguments)
