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


def test_the_real_plan_in_june_2019() -> None:
    """READING.md: 2 of 3 for the year, 5 of 6 running; nothing else is known, so not missed."""
    found = document("status", "--as-of", "2019-06-30")
    assert found["counts"] == {
        "H30": {"missed": 1, "unreported": 9},
        "H31": {"not-due": 8, "not-planned": 2},
    }
    first, second = (row for row in found["rows"] if row["id"] == "18-2")
    assert (first["result"], first["planned"], first["attainment"]) == (2, 3, 0.666666666666667)
    assert (first["running_attainment"], first["running_status"]) == (0.833333333333333, "nearly")
    assert (first["status"], first["flags"]) == ("missed", ["missed", "at-risk"])
    assert first["why"] == [
        "2 ÷ 3 = 66.7% < 80% → × 未達成",
        "累計: 5 ÷ 6 = 83.3% ≥ 80%, < 100% → ○ 概ね達成",
        "残りの年度に必要 4 > 計画 3 → 達成困難のおそれ",
    ]
    assert (second["status"], second["flags"]) == ("not-due", ["at-risk"])
    others = [row for row in found["rows"] if row["id"] != "18-2" and row["year"] == "H30"]
    assert {row["status"] for row in others} == {"unreported"}


@pytest.mark.parametrize("command", ["status", "pending", "show", "log", "blame"])
def test_an_id_may_be_typed_in_full_width(command: str) -> None:
    assert document(command, "１８－２") == document(command, "18-2")


def test_relisted_measures_are_shown_and_not_counted() -> None:
    found = document("status", "--year", "30", "--as-of", "2019-06-30")
    relisted = [row for row in found["rows"] if row["relisted"]]
    assert {row["id"] for row in relisted} == {"2-4"}
    assert len(relisted) == 6
    assert len(found["rows"]) - len(relisted) == sum(found["counts"]["H30"].values())


def test_a_year_is_due_the_day_after_it_ended() -> None:
    last = document("status", "--year", "30", "--as-of", "2019-03-31")
    after = document("status", "--year", "30", "--as-of", "2019-04-01")
    assert last["counts"] == {"H30": {"missed": 1, "not-due": 9}}
    assert after["counts"] == {"H30": {"missed": 1, "unreported": 9}}
    assert [found["provisional"] for found in (last, after)] == [{"H30": 1}, {"H30": 0}]


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


@pytest.mark.parametrize(
    ("day", "flags", "code"),
    [
        ("2018-05-01", "unreported", 0),
        ("2018-05-01", "missed", 0),
        ("2019-06-30", "missed", 1),
        ("2019-06-30", "unreported", 1),
        ("2019-06-30", "over-budget,disagreement", 0),
        ("2019-06-30", "over-budget,missed", 1),
    ],
)
def test_fail_on_is_for_ci(day: str, flags: str, code: int) -> None:
    done = run("status", "--as-of", day, "--fail-on", flags)
    assert (done.code, "18-3" in done.out) == (code, True)


def test_a_filter_counts_what_it_shows() -> None:
    found = document("status", "--year", "30", "--as-of", "2019-06-30", "--flag", "missed")
    assert ([row["id"] for row in found["rows"]], found["counts"]) == (
        ["18-2"],
        {"H30": {"missed": 1}},
    )
    done = run("status", "--year", "30", "--as-of", "2019-06-30", "--flag", "missed, unverified")
    assert "未達成、推定で読んだ箇所のみ" in done.out


def test_a_per_cent_shows_on_which_side_of_a_threshold_it_is(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8").replace("２か所開設, H31: ２か所開設", "10000か所, H31: 2か所")
    text = text.replace("４か所開設", "10002か所").replace("計16か所", "計10014か所")
    results = "    results: {H30: {value: 7999.9, reason: 未完}}\n"
    path.write_text(text.replace("budget:", results + "budget:"), "utf-8")
    done = run("--plan", str(plan_copy), "status", "18-3", "--year", "30", "--as-of", "2019-06-30")
    assert "79.999%  × 未達成" in done.out


def test_a_missed_target_shows_beside_a_year_that_was_achieved(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    results = "    results: {H30: {value: 0, reason: 未完}, H31: {value: 2}}\n"
    path.write_text(path.read_text("utf-8").replace("budget:", results + "budget:"), "utf-8")
    arguments = (
        "--plan",
        str(plan_copy),
        "status",
        "18-3",
        "--year",
        "31",
        "--as-of",
        "2020-05-01",
    )
    done = run(*arguments, "--fail-on", "missed")
    assert (done.code, "◎ 達成" in done.out, "目標: ○ 概ね達成" in done.out) == (0, True, False)
    path.write_text(path.read_text("utf-8").replace("計12か所", "計0か所").replace("計16", "計4"))
    done = run(*arguments, "--fail-on", "missed")
    assert (done.code, "◎ 達成" in done.out, "目標: × 未達成" in done.out) == (1, True, True)


def test_a_misspelt_flag_is_a_usage_error() -> None:
    done = run("status", "--fail-on", "missed,lost")
    assert (done.code, done.out) == (2, "")
    assert "lost" in done.err


def test_the_screen_says_that_nothing_was_reported() -> None:
    assert "実績の報告はまだありません。" in run("status", "--section", "3").out
    assert "No result has been reported yet" in run("--lang", "en", "status", "18-3").out
    assert "実績の報告はまだありません。" not in run("status").out


def test_an_unreadable_day_is_a_usage_error() -> None:
    done = run("status", "--as-of", "2019-02-31")
    assert (done.code, done.out) == (2, "")
    assert "2019-06-30" in done.err


def test_an_unknown_id_names_the_nearest() -> None:
    done = run("status", "18-33")
    assert done.code == 2
    assert "18-3" in done.err


def test_a_year_of_which_something_was_reported_is_under_way() -> None:
    ward = ("--plan", "examples/ward/plan", "status", "1-1", "--year", "R2")
    rows = run(*ward, "--as-of", "2020-11-15").out.splitlines()
    assert [row.split()[-2] for row in rows if row.lstrip().startswith(("①", "②", "③"))] == [
        "年度途中",
        "期限前",
        "期限前",
    ]
