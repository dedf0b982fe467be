"""Cases of years: when they begin and end, whose today it is, and what lies before the plan."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from plantool.loading.today import find_today
from tests.cases import Source, case, copy_plan
from tests.cases.small import found, written
from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["Etc/GMT+12", "UTC", "Asia/Tokyo", "Etc/GMT-14"])
def _machine_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def in_japan() -> str:
    return (datetime.now(UTC) + timedelta(hours=9)).date().isoformat()


@case(Source.TOOL, "`timezone: Asia/Tokyo` decides what today is, whatever TZ the machine has")
@pytest.mark.usefixtures("_machine_zone")
def test_today_is_the_machines(tmp_path: Path) -> None:
    plan = str(copy_plan("today-is-the-machines", tmp_path))
    before = in_japan()
    days = [
        run("--plan", plan, "--lang", "en", "status").out.partition("as of ")[2][:10],
        run("--plan", plan, "pending", "--format", "json").out.partition('"as_of": "')[2][:10],
        find_today(b"title: x\ntimezone: 'Asia/Tokyo'\n").isoformat(),
        find_today(b"#" * 200_000 + b'\n"timezone": Asia/Tokyo\n').isoformat(),
    ]
    assert set(days) <= {before, in_japan()}  # midnight may pass
    shown = run("--plan", plan, "--lang", "en", "status", "--as-of", "2020-05-31").out
    assert "as of 2020-05-31" in shown


@case(Source.PLAN, "with `starts: R4` the years before are none: 40 of 50, then 180 of 200")
def test_money_started_later(tmp_path: Path) -> None:
    plan = copy_plan("money-started-later", tmp_path)
    assert found(plan) == []
    compared = run("--plan", str(plan), "budget", "--compare").out
    rows = [line.split() for line in compared.splitlines() if line.startswith("合計")]
    assert [row[2:6] for row in rows] == [
        ["50", "50", "40", "80.0%"],
        ["200", "200", "180", "90.0%"],
    ]
    shown = run("--plan", str(plan), "show", "1-1").out
    assert "事業期間: 令和4年度から" in shown
    assert "│ 当初予算（千円） │ ―         │ 100       │ 100 │" in shown
    assert "1項目（計画なし 1）" in run("--plan", str(plan), "status", "1-1", "--year", "R3").out


@case(Source.PLAN, "a settlement of the baseline year is accepted, shown, and in no total")
def test_plan_baseline_money(tmp_path: Path) -> None:
    plan = copy_plan("plan-baseline-money", tmp_path)
    assert found(plan) == []
    shown = run("--plan", str(plan), "show", "1-1").out
    assert "│ 決算（千円）   │ 9              │        │        │        │    │" in shown
    assert "│ 事業費（千円） │                │ 10     │ 10     │ 10     │ 30 │" in shown
    assert run("--plan", str(plan), "budget", "--year", "H26").code == 2


@case(Source.PLAN, "a plan that is issued every year keeps the results and money before it")
def test_plan_rolling(tmp_path: Path) -> None:
    plan = copy_plan("plan-rolling", tmp_path)
    assert found(plan) == []
    shown = run("--plan", str(plan), "show", "1-1").out
    assert "│ 整備           │ 計1か所        │ 2か所  │ 3か所  │ 3か所  │ 8か所 │" in shown
    assert "│   実績         │ 1か所          │        │        │        │       │" in shown
    assert "│ 決算（千円）   │ 9              │        │        │        │       │" in shown
    status = run("--plan", str(plan), "--lang", "en", "status", "--as-of", "2016-04-01").out
    assert "not due 1" in status  # what came before the plan is not judged
    assert "at risk" not in status
    lines = run("--plan", str(plan), "show", "1-1", "--format", "csv").out.splitlines()
    assert [line for line in lines if ",result,H27,2015," in line]


@case(Source.PLAN, "with `start: 07-01` 2015-16 is not over on 2016-04-15; spans are years")
def test_plan_july_june(tmp_path: Path) -> None:
    plan = copy_plan("plan-july-june", tmp_path)
    assert found(plan) == []
    english = ("--plan", str(plan), "--lang", "en", "status")
    for year in ("2015-16", "2015/16", "H27", "27", "FY2015"):
        assert "not due 1" in run(*english, "--year", year, "--as-of", "2016-04-15").out
        assert "not due 1" in run(*english, "--year", year, "--as-of", "2016-06-30").out
        assert "not reported 1" in run(*english, "--year", year, "--as-of", "2016-07-01").out
    assert run(*english, "--year", "2015-17").code == 2


def test_a_western_target_year_reads_the_same_in_show_and_status(tmp_path: Path) -> None:
    plan = str(written(tmp_path, 'baseline: 5, target: "9円", target_year: 2030'))
    for command in ("show", "status"):
        assert "9円（2030年度）" in run("--plan", plan, command, "1-1").out
        assert "9円 (FY2030)" in run("--plan", plan, "--lang", "en", command, "1-1").out


@pytest.mark.parametrize("year", ["R9999", "3000"])
def test_the_bounds_of_years_are_said_where_one_is_outside(tmp_path: Path, year: str) -> None:
    plan = written(tmp_path, f'baseline: 5, target: "9円", target_year: {year}')
    assert found(plan) == [("PLT109", "1-1.yaml", 6, 99)]
    help_ja = "元号の年は2桁まで、西暦は1868から2999までです"
    assert help_ja in run("--plan", str(plan), "validate").out
    help_en = "at most two digits, a western one is from 1868 to 2999"
    assert help_en in run("--plan", str(plan), "--lang", "en", "validate").out
