from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


def document(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_without_results_everything_due_is_unreported_and_nothing_missed() -> None:
    found = document("status", "--as-of", "2019-06-30")
    assert found["counts"] == {
        "H30": {"unreported": 10},
        "H31": {"not-due": 8, "not-planned": 2},
    }
    assert {flag for row in found["rows"] for flag in row["flags"]} == {"unreported", "unverified"}


def test_relisted_measures_are_shown_and_not_counted() -> None:
    found = document("status", "--year", "30", "--as-of", "2019-06-30")
    relisted = [row for row in found["rows"] if row["relisted"]]
    assert {row["id"] for row in relisted} == {"2-4"}
    assert len(relisted) == 6
    assert len(found["rows"]) - len(relisted) == found["counts"]["H30"]["unreported"]


def test_a_year_is_due_the_day_after_it_ended() -> None:
    last = document("status", "--year", "30", "--as-of", "2019-03-31")
    after = document("status", "--year", "30", "--as-of", "2019-04-01")
    assert last["counts"] == {"H30": {"not-due": 10}}
    assert after["counts"] == {"H30": {"unreported": 10}}


def test_quantities_and_words_stand_apart() -> None:
    rows = document("status", "18-3", "18-6", "--year", "31")["rows"]
    hiroba, wifi = rows
    assert (hiroba["planned"], hiroba["planned_text"], hiroba["unit"]) == (2, "２か所開設", "か所")
    assert (hiroba["target"], hiroba["target_text"]) == (16, "計16か所")
    assert (wifi["planned"], wifi["planned_text"]) == (None, "拡大")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("18-2", "2-4"), {"18-2", "2-4"}),
        (("--section", "1"), {"18-1"}),
        (("--mark", "☆"), {"18-4", "18-5", "18-7"}),
        (("--department", "こども家庭部 保育課"), {"2-4"}),
        (("--flag", "unverified"), {"2-4", "18-8"}),
    ],
)
def test_filters(arguments: tuple[str, ...], ids: set[str]) -> None:
    assert {row["id"] for row in document("status", *arguments)["rows"]} == ids


def test_fail_on_is_for_ci() -> None:
    assert run("status", "--as-of", "2018-05-01", "--fail-on", "unreported").code == 0
    assert run("status", "--as-of", "2019-06-30", "--fail-on", "missed").code == 0
    failed = run("status", "--as-of", "2019-06-30", "--fail-on", "unreported")
    assert failed.code == 1
    assert "18-3" in failed.out


def test_the_screen_says_that_nothing_was_reported() -> None:
    assert "実績の報告はまだありません。" in run("status").out
    assert "No result has been reported yet" in run("--lang", "en", "status").out


RESULTS = """\
    results:
      H30: {value: 新規２事業, note: 応募21件から2件を採択}
"""


def with_result(plan: Path) -> str:
    path = plan / "18-2.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("    target: 計９事業\n", f"    target: 計９事業\n{RESULTS}"), "utf-8"
    )
    return str(plan)


def test_a_result_is_judged_against_its_plan(plan_copy: Path) -> None:
    plan = with_result(plan_copy)
    found = document("--plan", plan, "status", "18-2", "--as-of", "2019-06-30")
    first, second = found["rows"]
    assert (first["result"], first["status"], first["flags"]) == (2, "missed", ["missed"])
    assert round(first["attainment"], 4) == 0.6667
    assert second["status"] == "not-due"
    shown = run("--plan", plan, "status", "18-2", "--as-of", "2019-06-30").out
    assert "66.7%" in shown
    assert "未達成" in shown
    assert "実績の報告はまだありません" not in shown


def test_a_year_that_has_not_ended_is_not_missed(plan_copy: Path) -> None:
    plan = with_result(plan_copy)
    found = document("--plan", plan, "status", "18-2", "--year", "30", "--as-of", "2018-12-01")
    assert [row["status"] for row in found["rows"]] == ["not-due"]


def test_an_unreadable_day_is_a_usage_error() -> None:
    done = run("status", "--as-of", "2019-02-31")
    assert (done.code, done.out) == (2, "")
    assert "2019-06-30" in done.err


def test_an_unknown_id_names_the_nearest() -> None:
    done = run("status", "18-33")
    assert done.code == 2
    assert "18-3" in done.err
