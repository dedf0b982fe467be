"""Cases of rates, verdicts, and of the words that say what they are about."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.model.evaluation import Unrated
from tests.analysis.building import H30, H31, entry, measure, result
from tests.cases import Source, case, copy_plan
from tests.cases.small import found, written
from tests.history import Repository
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.model.result import Result


@case(Source.TOOL, "99.996% and 100.03%, in `budget --compare` and `report` alike")
def test_execution_rate_rounds_to_100(tmp_path: Path) -> None:
    plan = copy_plan("execution-rate-rounds-to-100", tmp_path)
    compared = run("--plan", str(plan), "budget", "--compare").out
    assert [line.split()[-2] for line in compared.splitlines() if "99,996" in line] == [
        "99.996%",
        "99.996%",
        "99.996%",
    ]
    assert compared.count("100.03%") == 6  # the rate, and the change on the year before
    assert "100.0%" not in compared
    reported = run("--plan", str(plan), "report", "--year", "30").out
    assert "| 合計 | 100,000 | 100,000 | 99,996 | 99.996% |" in reported
    assert "| **合計** | **100,000** | **100,000** | **100,000** | **99,996** | **99.996%** |" in (
        reported
    )


@case(Source.PLAN, "未満, 超 and under are strict: at equality 100.0% and the band below")
def test_plan_strict(tmp_path: Path) -> None:
    plan = copy_plan("plan-strict", tmp_path)
    shown = run("--plan", str(plan), "status", "--why", "--year", "H27").out.splitlines()
    rows = [line.split()[-3:] for line in shown if line.startswith("  ") and "→" not in line]
    assert rows == [
        ["100.0%", "○", "概ね達成"],
        ["100.0%", "○", "概ね達成"],
        ["100.0%", "◎", "達成"],
        ["94.4%", "○", "概ね達成"],  # by its word: 90 is over 85
        ["100.0%", "○", "概ね達成"],
    ]
    assert "    5 ÷ 5 = 100.0%、「5未満」ではない → ○ 概ね達成" in shown
    assert found(plan) == [("PLT308", "1-1.yaml", 9, column) for column in (81, 93, 105)]


def _judge_case(plan: Path, day: str) -> dict[str, tuple[object, ...]]:
    """Return what counts of each measure: status, what people said, whether it may change."""
    shown = json.loads(
        run("--plan", str(plan), "status", "--year=H27", f"--as-of={day}", "--format=json").out
    )
    return {
        row["measure"]: (row["status"], row["result_state"], row["provisional"], row["flags"])
        for row in shown["rows"]
    }


@case(Source.PLAN, "what people said in the year counts provisionally, and needs attention")
def test_plan_in_year(tmp_path: Path) -> None:
    plan = copy_plan("plan-in-year", tmp_path)
    late = ("missed", "postponed")
    assert _judge_case(plan, "2016-01-15") == {
        "a": (*late, True, ["at-risk"]),
        "b": ("missed", None, True, ["missed"]),
        "c": (*late, True, ["at-risk"]),
        "d": (*late, True, ["at-risk"]),
    }
    over = {
        "a": (*late, True, ["unreported", "at-risk"]),
        "b": ("missed", None, True, ["missed", "unreported"]),
        "c": (*late, True, ["unreported", "at-risk"]),
        "d": (*late, False, ["missed"]),  # the year is over: postponed for good
    }
    assert [_judge_case(plan, day) for day in ("2016-04-15", "2020-01-01")] == [over, over]


@pytest.mark.parametrize(
    ("flag", "measure", "code"),
    [("missed", "b", 1), ("missed", "a", 0), ("at-risk", "a", 1), ("at-risk", "b", 0)],
)
def test_plan_in_year_fails_on_what_it_flags(
    tmp_path: Path, flag: str, measure: str, code: int
) -> None:
    plan = copy_plan("plan-in-year", tmp_path)
    text = (plan / "1-1.yaml").read_text()
    lines = [
        line for line in text.splitlines() if "{id: " not in line or f"{{id: {measure}," in line
    ]
    (plan / "1-1.yaml").write_text("\n".join(lines) + "\n")
    ran = run("--plan", str(plan), "status", "--as-of=2016-01-15", f"--fail-on={flag}")
    assert ran.code == code


def test_plan_in_year_is_listed_where_attention_is_asked_for(tmp_path: Path) -> None:
    plan = copy_plan("plan-in-year", tmp_path)
    at = ("--year=H27", "--as-of=2016-01-15")
    lines = run("--plan", str(plan), "report", *at).out.splitlines()
    start = lines.index("### 目標に届かなかったもの（1）")
    assert lines[start + 4].endswith(
        "途中の評価（人） | 課 | 公表 | 準備中（中間） |  | × 未達成<br>（暫定） | 理由: 遅れ |"
    )
    start = lines.index("### 達成困難のおそれがあるもの（3）")
    assert [line.rpartition(" | ")[2] for line in lines[start + 4 : start + 7]] == [
        "報告された状態「延期」→ × 未達成（暫定）<br>理由: 体制の変更 |",
        (
            "報告された状態「延期」→ × 未達成（暫定）<br>見込みが計画に届かない → "
            "達成困難のおそれ<br>理由: 体制の変更 |"
        ),
        "報告された状態「延期」→ × 未達成（暫定）<br>理由: 体制の変更 |",
    ]
    owed = run("--plan", str(plan), "pending", "--as-of=2016-04-15", "--format=json").out
    assert [(row["measure"], row["days_late"]) for row in json.loads(owed)["rows"]] == [
        (measure, 15) for measure in "abc"
    ]


@case(Source.PLAN, "words of comparison, 程度, 減 and 倍 are no units")
def test_plan_plt305_words(tmp_path: Path) -> None:
    assert found(copy_plan("plan-plt305-words", tmp_path)) == []


@case(Source.PLAN, "`to` is no unit, and a number that is not the value counts nothing")
def test_plan_plt305_to(tmp_path: Path) -> None:
    assert found(copy_plan("plan-plt305-to", tmp_path)) == []


@case(Source.PLAN, "40.7 times the plan is a finding, and so is a tenth")
def test_money_huge_result(tmp_path: Path) -> None:
    assert found(copy_plan("money-huge-result", tmp_path)) == [("PLT713", "1-1.yaml", 6, 105)]


@pytest.mark.parametrize(
    ("planned", "said", "is_found"),
    [
        ("475", "4750", True),
        ("475", "4749", False),
        ("4750", "475", True),
        ("4750", "476", False),
        ("4750", "0", False),
        ("0", "5", False),
        ("-2", "-40", False),
        ("0.5", "{value: 5, text: ５円}", True),
    ],
)
def test_another_order_begins_at_ten_times(
    tmp_path: Path, planned: str, said: str, *, is_found: bool
) -> None:
    cells = f"planned: {{H30: {planned}, H31: ―}}, results: {{H30: {{value: {said}, reason: x}}}}"
    codes = {code for code, *_ in found(written(tmp_path, cells))}
    assert ("PLT713" in codes) is is_found


@case(Source.PLAN, "a finding: the target is worse than its baseline; `--why` says so as well")
def test_money_target_behind(tmp_path: Path) -> None:
    plan = copy_plan("money-target-behind", tmp_path)
    places = [(code, line, column) for code, _, line, column in found(plan) if code != "PLT019"]
    assert places == [("PLT309", 6, 110), ("PLT309", 7, 150)]
    why = run("--plan", str(plan), "status", "--why").out
    assert "    60 ≥ 55（計画は現況 68.55より後退） → ◎ 達成\n" in why


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        ("baseline: {H29: 5}, planned: {H30: 4, H31: 6}", False),  # it only dips
        ("baseline: {H29: 5}, planned: {H30: 6, H31: 4}", True),
        ("baseline: {H29: 5}, planned: {H30: 5, H31: 5}", False),
        ("baseline: {H29: 5}, planned: {H30: 4, H31: 4}, target: 6", False),
        ("baseline: {H29: ―}, planned: {H30: 4, H31: 4}", False),
    ],
)
def test_a_level_is_to_get_better(tmp_path: Path, cells: str, *, is_found: bool) -> None:
    codes = {code for code, *_ in found(written(tmp_path, cells))}
    assert ("PLT309" in codes) is is_found


@pytest.mark.parametrize(("total", "codes"), [("2円以上", []), ("2円以下", ["PLT301"])])
def test_a_total_with_a_word_is_checked_by_the_word(
    tmp_path: Path, total: str, codes: list[str]
) -> None:
    plan = written(tmp_path, f"planned: {{H30: 2, H31: 1}}, total: {total}", kind="cumulative")
    assert [code for code, *_ in found(plan)] == codes


def test_a_result_that_says_under_itself_is_under(tmp_path: Path) -> None:
    cells = "planned: {H30: 5円未満, H31: 5円未満}, results: {H30: {value: 5円未満}}"
    plan = written(tmp_path, cells, direction="down")
    assert "◎ 達成" in run("--plan", str(plan), "status", "--year", "30").out


@pytest.mark.parametrize("said", [result("9"), result(state="done"), result("0"), result("3")])
def test_a_year_that_has_not_begun_has_no_verdict(said: Result) -> None:
    one = measure({H30: "3", H31: "3"}, {H30: "3", H31: said}, target="6")
    before = entry(one, H31, date(2019, 3, 31))
    assert (before.status, before.attainment, before.running_verdict) == (
        Unrated.NOT_DUE,
        None,
        None,
    )
    assert entry(one, H31, date(2019, 4, 1)).verdict.status is not Unrated.UNREPORTED
    assert entry(one, H30, date(2019, 3, 31)).status.id == "achieved"


def test_a_year_that_has_not_begun_may_be_cancelled() -> None:
    one = measure({H30: "3", H31: "3"}, {H31: result(state="cancelled")})
    assert entry(one, H31, date(2018, 5, 1)).status is Unrated.CANCELLED


@case(Source.PLAN, "a judgement without a value prints the judgement, not ―")
def test_plan_judged_only(tmp_path: Path) -> None:
    plan = copy_plan("plan-judged-only", tmp_path)
    status = run("--plan", str(plan), "status", "--year", "27").out
    assert "  目標          検討  △ 一部実施                △ 一部実施" in status
    shown = run("--plan", str(plan), "show", "1-1").out
    assert "│   実績     │                │ △ 一部実施 │ 実施済み │        │" in shown
    report = run("--plan", str(plan), "report", "--year", "27").out
    assert "**△ 一部実施** |" in report  # once, though it is the verdict as well


@case(Source.PLAN, "every earlier report of the year is shown with its value")
def test_plan_earlier_reports(tmp_path: Path) -> None:
    plan = copy_plan("plan-earlier-reports", tmp_path)
    notes = [
        "27年度（中間、2015-06-30報告） 率: 実績: 67.23%",
        "27年度（中間、2015-06-30報告） 率: 第1四半期",
        "27年度（中間、2015-09-30報告） 率: 実績: 59.64%",
        "27年度（中間、2015-09-30報告） 率: 第2四半期",
        "27年度（中間、2015-12-31報告） 率: 実績: 63.2%",
        "27年度（中間、2015-12-31報告） 率: 第3四半期",
        "27年度（2016-04-20報告） 率: 年度",
    ]
    assert run("--plan", str(plan), "show", "1-1").out.splitlines()[-7:] == notes
    page = run("--plan", str(plan), "report", "--year", "27", "--format", "html").out
    assert all(note in page for note in notes)


@case(Source.PLAN, "a row of a group that is named alone has its group's name before it")
def test_plan_group_names(tmp_path: Path) -> None:
    plan = copy_plan("plan-group-names", tmp_path)
    report = run("--plan", str(plan), "report", "--year", "27").out
    assert "| 1-1 公園<br>公園の更新 / 上半期 | 課 | 10箇所 | 3箇所 |" in report  # attention
    assert "| 1-1 公園<br>広場の更新 / 上半期 | 課 | 10箇所 | 4箇所 |" in report
    assert "| 1-1 公園の更新 / 上半期 | 未達成 |" in report  # the reckoning
    assert "> 27年度 広場の更新 / 上半期: 理由: r" in report
    owed = run("--plan", str(plan), "pending").out
    assert "  1-1 公園 / 広場の更新 / 下半期  27年度" in owed
    rows = json.loads(run("--plan", str(plan), "pending", "--format", "json").out)["rows"]
    assert {row["group"] for row in rows} == {"公園の更新", "広場の更新"}
    letters = run("--plan", str(plan), "pending", "--mail").out
    assert "公園 / 広場の更新 / 下半期" in letters


def test_facts_of_a_row_name_its_group(tmp_path: Path) -> None:
    plan = copy_plan("plan-group-names", tmp_path)
    repository = Repository(tmp_path)
    repository.git("init", "--quiet")
    repository.commit("計画")
    path = plan / "1-1.yaml"
    path.write_text(path.read_text().replace("value: 4箇所", "value: 5箇所"))
    repository.commit("訂正")
    for command in (["log", "1-1"], ["blame", "1-1"], ["diff", "HEAD~1"]):
        out = run("--plan", str(plan), *command).out
        assert "広場の更新 / 上半期 実績 27年度" in out.replace("\n", " ")


@pytest.mark.parametrize(
    ("planned", "said", "status"),
    [
        ("5円未満", "5円", "○ 概ね達成"),
        ("5円未満", "4.9円", "◎ 達成"),
        ("5円未満", "5円未満", "◎ 達成"),
        ("5円以下", "5円", "◎ 達成"),
        ("5円以下", "1円", "◎ 達成"),
        ("5円以上", "9円", "◎ 達成"),
        ("5円以上", "4円", "○ 概ね達成"),
    ],
)
def test_a_word_makes_what_is_to_be_kept_one_sided(
    tmp_path: Path, planned: str, said: str, status: str
) -> None:
    cells = f"planned: {{H30: {planned}, H31: {planned}}}, results: {{H30: {{value: {said}}}}}"
    plan = written(tmp_path, f"tolerance: 2, {cells}", direction="maintain")
    assert f" {status}\n" in run("--plan", str(plan), "status", "--year", "30").out
    assert found(plan) == []


@case(Source.PLAN, "years on the way to a target are held to the straight line, and flagged")
def test_plan_target_only(tmp_path: Path) -> None:
    plan = copy_plan("plan-target-only", tmp_path)
    words = ("--plan", str(plan), "status", "--as-of=2017-04-01")
    shown = json.loads(run(*words, "--format=json").out)
    judged = [
        (row["measure"], row["year"], row["status"], row["progress"], row["flags"])
        for row in shown["rows"]
        if row["result"] is not None
    ]
    assert judged == [
        ("konin", "H27", "deteriorated", -0.25, ["at-risk"]),
        ("konin", "H28", "deteriorated", -1.25, ["at-risk"]),
        ("slow", "H27", "behind-course", 0.25, ["at-risk"]),
        ("good", "H27", "on-course", 0.5, []),
    ]
    table = run(*words, "--year=H27", "--why").out
    for said in (
        "-25.0%  現況より悪化  ↘ ~",
        "5.4 < 5.63、進み具合 (5.4 - 5.5) ÷ (5.9 - 5.5) = -25.0%、現況 5.5（26年度）より悪い",
        "27年度: 3項目（目標へ順調 1、目標へ遅れ 1、現況より悪化 1）",
    ):
        assert said in table
    assert run(*words, "--fail-on=at-risk").code == 1
    reported = run("--plan", str(plan), "report", "--year=H27", "--as-of=2017-04-01").out
    assert "伸びの遅い率" in reported.partition("達成困難のおそれ")[2]
    assert found(plan) == []
