"""Now is the day of the plan in every question, whatever the machine's clock and zone say."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plantool.fleet.run_question import ask_lake
from plantool.querying.guarded_database import USUAL_LIMITS
from tests.fleet.lake_making import build_facts, write_lake
from tests.querying.asking import ask
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

ZONES = ("Pacific/Kiritimati", "Etc/GMT+12")
"""Two zones in which it is never the same day."""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("current_date", "2019-05-01"),
        ("CURRENT_TIMESTAMP", "2019-05-01 00:00:00"),
        ("date()", "2019-05-01"),
        ("date('now')", "2019-05-01"),
        ("date('NOW', '-1 month')", "2019-04-01"),
        ("date('now', 'localtime')", "2019-05-01"),
        ("datetime('now', 'utc')", "2019-05-01 00:00:00"),
        ("strftime('%Y-%m')", "2019-05"),
        ("strftime('%H:%M', 'now', 'localtime')", "00:00"),
        ("julianday('now') - julianday('2019-04-01')", 30.0),
        ("date(lower('NOW'))", "2019-05-01"),
        ("date('2020-02-28', '+1 day', 'localtime')", "2020-02-29"),
        ("date(NULL)", None),
        ("date('nowhere')", None),
        ("date(0)", "-4713-11-24"),
    ],
)
def test_now_is_the_beginning_of_the_day(expression: str, expected: object) -> None:
    assert ask(f"SELECT {expression}").rows == [(expected,)]


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_of_judgement_is_now(zone: str) -> None:
    asked = "SELECT as_of, current_date, date('now', 'localtime') FROM plans"
    options = ("--format=json", "--as-of=2019-05-01")
    done = run("--plan", "plan", "query", asked, *options, TZ=zone, PYTHONHASHSEED="0")
    assert done.code == 0, done.err
    (row,) = json.loads(done.out)["rows"]
    assert set(row.values()) == {"2019-05-01"}


def test_today_is_that_of_the_plan() -> None:
    """Without a day of judgement, it is today in the time zone of the plan."""
    asked = "SELECT as_of = current_date AS same FROM plans"
    for zone in ZONES:
        done = run("--plan", "plan", "query", asked, "--format=json", TZ=zone, PYTHONHASHSEED="0")
        assert json.loads(done.out)["rows"] == [{"same": 1}], done.err


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("current_date", "2019-05-01"),
        ("current_date()", "2019-05-01"),
        ("today()", "2019-05-01"),
        ("now()", "2019-05-01 00:00:00"),
        ("current_timestamp", "2019-05-01 00:00:00"),
        ("get_current_timestamp()", "2019-05-01 00:00:00"),
        ("transaction_timestamp()", "2019-05-01 00:00:00"),
        ("localtimestamp", "2019-05-01 00:00:00"),
        ("current_localtimestamp()", "2019-05-01 00:00:00"),
        ("current_time", "00:00:00"),
        ("get_current_time()", "00:00:00"),
        ("localtime", "00:00:00"),
        ("current_localtime()", "00:00:00"),
        ("date_diff('day', DATE '2019-04-01', current_date)", 30),
        ("age(TIMESTAMP '2019-04-01')", "30 days, 0:00:00"),
        ("age(TIMESTAMP '2019-04-02', TIMESTAMP '2019-04-01')", "1 day, 0:00:00"),
        ("now() - INTERVAL 1 YEAR", "2018-05-01 00:00:00"),
    ],
)
def test_now_is_the_day_of_a_lake(expression: str, expected: object, tmp_path: Path) -> None:
    assert ask_day(tmp_path, build_dated_facts(), expression) == expected


def test_now_is_the_day_in_lake_json(tmp_path: Path) -> None:
    (tmp_path / "lake.json").write_text('{"as_of": "2020-07-31"}', encoding="utf-8")
    assert ask_day(tmp_path, {}, "current_date") == "2020-07-31"


def build_dated_facts() -> Any:  # noqa: ANN401 - facts of any lake
    facts = build_facts()
    for row in facts["plans"]:
        row["as_of"] = date(2019, 5, 1)
    return facts


def ask_day(folder: Path, facts: Any, expression: str) -> object:  # noqa: ANN401 - as above
    lake = write_lake(folder, facts)
    ((value,),) = ask_lake(lake, f"SELECT {expression}", USUAL_LIMITS).answer.rows
    return value
