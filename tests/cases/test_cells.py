"""Cases of cells and rates as plans print them: no unit, ranges, numerals, printed rates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cases import Source, case, copy_plan
from tests.cases.small import found, written
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


def rows(plan: Path, *more: str) -> list[str]:
    """Return the lines of `status`, without their captions and counts."""
    out = run("--plan", str(plan), "status", *more).out
    return [line.strip() for line in out.splitlines() if line.startswith("  ")]


@case(Source.PLAN, "a level without a unit is written and printed as it is")
def test_plan_unitless(tmp_path: Path) -> None:
    plan = copy_plan("plan-unitless", tmp_path)
    assert found(plan) == []
    shown = run("--plan", str(plan), "show", "1-1").out
    assert "│ 合計特殊出生率" in shown
    assert all(f" {number} " in shown for number in ("1.36", "1.40", "1.45", "1.55"))


@case(Source.PLAN, "a result without a unit is rated: 101 ÷ 100 = 101.0%")
def test_money_no_unit(tmp_path: Path) -> None:
    plan = copy_plan("money-no-unit", tmp_path)
    assert [code for code, *_ in found(plan) if code != "PLT019"] == []
    (row,) = rows(plan, "--year", "30")
    assert row.split() == ["業況判断指数", "100", "101", "101.0%", "◎", "達成"]


@case(Source.PLAN, "where less is better: 2 - result ÷ planned, or result ÷ planned judged by it")
@pytest.mark.parametrize(
    ("down", "rates", "statuses", "why"),
    [
        ("inverse", ["76.6%", "81.3%"], ["× 未達成", "○ 概ね達成"], "14.1 ÷ 18.4 = 76.6% < 80%"),
        (
            "difference",
            ["69.5%", "77.1%"],
            ["× 未達成"] * 2,
            "2 - 18.4 ÷ 14.1 = 69.5% < 80%",
        ),
        (
            "plain",
            ["130.5%", "122.9%"],
            ["× 未達成"] * 2,
            "18.4 ÷ 14.1 = 130.5%, 2 - 18.4 ÷ 14.1 = 69.5% < 80%",
        ),
    ],
)
def test_money_down_formula(
    tmp_path: Path, down: str, rates: list[str], statuses: list[str], why: str
) -> None:
    plan = copy_plan("money-down-formula", tmp_path)
    settings = plan / "plan.yaml"
    settings.write_text(settings.read_text() + f"evaluation: {{down: {down}}}\n")
    shown = [line.split() for line in rows(plan)]
    assert [row[3] for row in shown] == rates
    assert [" ".join(row[4:6]) for row in shown] == statuses
    assert f"    {why} → " in run("--plan", str(plan), "status", "--why").out


@case(Source.PLAN, "69.5% and the judgement of people stand side by side, without a finding")
def test_money_judged_with_rate(tmp_path: Path) -> None:
    plan = copy_plan("money-judged-with-rate", tmp_path)
    settings = plan / "plan.yaml"
    more = "preset: on-track, formula: quotient, down: difference"
    settings.write_text(settings.read_text().replace("preset: on-track", more))
    assert [code for code, *_ in found(plan) if code != "PLT019"] == []
    (row,) = rows(plan)
    assert row.split() == ["空き店舗率", "14.1％", "18.4％", "69.5%", "△", "やや遅れ", "!"]
    why = run("--plan", str(plan), "status", "--why").out
    assert "    2 - 18.4 ÷ 14.1 = 69.5%\n    人の評価: △ やや遅れ（公表の評価）\n" in why
    report = run("--plan", str(plan), "report").out
    assert "<br>△ やや遅れ 69.5%** |" in report


def test_a_rate_that_nobody_judged_says_who_is_to(tmp_path: Path) -> None:
    plan = written(tmp_path, "planned: {H30: 5, H31: 5}, results: {H30: {value: 4}}")
    settings = plan / "plan.yaml"
    settings.write_text(
        settings.read_text() + "evaluation: {preset: on-track, formula: quotient}\n"
    )
    out = run("--plan", str(plan), "status", "--why", "--year", "30").out
    assert "    4 ÷ 5 = 80.0%、この計画では人が評価する → 判定不能\n" in out


@pytest.mark.parametrize(
    ("direction", "said", "rate", "status", "why"),
    [
        ("up", "40", "100.0%", "◎ 達成", "40 ÷ 40 = 100.0% ≥ 100%"),
        ("up", "39", "97.5%", "○ 概ね達成", "39 ÷ 40 = 97.5% ≥ 80%, < 100%"),
        ("down", "45", "100.0%", "◎ 達成", "45 ÷ 45 = 100.0% ≥ 100%"),
        ("down", "50", "90.0%", "○ 概ね達成", "45 ÷ 50 = 90.0% ≥ 80%, < 100%"),
        ("maintain", "45", "100.0%", "◎ 達成", "40 ≤ 45 ≤ 45"),
        ("maintain", "36", "90.0%", "○ 概ね達成", "36 ÷ 40 = 90.0% ≥ 80%, < 100%"),
        (
            "maintain",
            "46",
            "102.2%",
            "○ 概ね達成",
            "46 ÷ 45 = 102.2%, 45 ÷ 46 = 97.8% ≥ 80%, < 100%",
        ),
    ],
)
def test_a_range_is_reached_at_the_end_that_is_better(  # noqa: PLR0913, PLR0917 - a table
    tmp_path: Path, direction: str, said: str, rate: str, status: str, why: str
) -> None:
    stated = "{min: 40, max: 45, text: 40～45円}"
    cells = f"tolerance: 9, planned: {{H30: {stated}, H31: {stated}}}"
    cells = f"{cells}, results: {{H30: {{value: {said}, reason: r}}}}"
    plan = written(tmp_path, cells, direction=direction)
    assert found(plan) == []
    (row,) = rows(plan, "--year", "30")
    assert row.split()[1:] == ["40～45円", f"{said}円", rate, *status.split()]
    assert f"    {why} → {status}\n" in run("--plan", str(plan), "status", "--why").out
    (record,) = json.loads(
        run("--plan", str(plan), "status", "--year", "30", "--format", "json").out
    )["rows"]
    end = {"up": 40, "down": 45, "maintain": None}[direction]
    assert (record["planned"], record["planned_text"]) == (end, "40～45円")


def test_a_range_is_unknown_in_sums(tmp_path: Path) -> None:
    stated = "{min: 40, max: 45, text: 40～45円}"
    cells = f"baseline: {{H29: 5}}, planned: {{H30: {stated}, H31: 1}}, total: 9, target: 9"
    plan = written(tmp_path, cells, kind="cumulative")
    assert [code for code, *_ in found(plan) if code != "PLT402"] == []
    shown = json.loads(run("--plan", str(plan), "show", "1-1", "--format", "json").out)["rows"]
    (planned,) = [r for r in shown if r["field"] == "planned" and r["western_year"] == 2018]
    assert (planned["value"], planned["min"], planned["max"]) == (None, 40, 45)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{min: 45, max: 40, text: 40～45円}", "40–45"),
        ("{min: 40, max: 50, text: 40～45円}", "40–45"),
        ("{min: 5, max: 4, text: 4 か 5}", "4–5"),
    ],
)
def test_a_range_is_what_its_words_state(tmp_path: Path, cell: str, said: str) -> None:
    plan = written(tmp_path, f"planned: {{H30: {cell}, H31: 46}}")
    assert found(plan) == [("PLT304", "1-1.yaml", 6, 74)]
    done = run("--plan", str(plan), "--lang", "en", "validate", "--fix", "--unsafe")
    low, high = said.split("–")
    assert f"{{min: {low}, max: {high}, " in (plan / "1-1.yaml").read_text(), done


@pytest.mark.parametrize(
    ("cell", "help_text"),
    [
        ("実施3回、参加120円", "複数の数（3, 120）があります。それぞれを別の取組項目に分けるか"),
        ("40～45円", "幅なら {min: 数, max: 数, text: 40～45円}"),
        ("120人", "数のすぐ後に項目の単位を書くか"),
    ],
)
def test_a_cell_of_several_numbers_is_several_measures(
    tmp_path: Path, cell: str, help_text: str
) -> None:
    plan = written(tmp_path, f"planned: {{H30: {cell}, H31: 5}}")
    assert found(plan) == [("PLT108", "1-1.yaml", 6, 74)]
    assert help_text in run("--plan", str(plan), "validate", "--output-format", "concise").out + (
        run("--plan", str(plan), "validate").out
    )


def test_a_range_that_is_typed_as_text_can_be_fixed(tmp_path: Path) -> None:
    plan = written(tmp_path, "planned: {H30: 40～45円, H31: 46}")
    run("--plan", str(plan), "validate", "--fix", "--unsafe")
    assert found(plan) == []
    assert "{H30: {min: 40, max: 45, text: 40～45円}, H31: 46}" in (plan / "1-1.yaml").read_text()


@pytest.mark.parametrize(
    ("attainment", "is_found"),
    [
        ("91.5", False),  # 5.4 ÷ 5.9 = 91.525%
        ("91.53", False),
        ("92", False),
        ("91.6", True),
        ("91.4", True),
    ],
)
def test_a_printed_attainment_is_against_the_target(
    tmp_path: Path, attainment: str, *, is_found: bool
) -> None:
    report = f"{{value: 5.4, attainment: {attainment}, reason: r}}"
    cells = f"planned: {{H30: ―, H31: ―}}, target: 5.9円以上, results: {{H30: {report}}}"
    codes = [code for code, *_ in found(written(tmp_path, cells))]
    assert ("PLT714" in codes) is is_found


@pytest.mark.parametrize(
    ("attainment", "is_found"), [("12.2", False), ("12.3", False), ("12.25", False), ("12.4", True)]
)
def test_a_tie_of_a_printed_rate_goes_both_ways(
    tmp_path: Path, attainment: str, *, is_found: bool
) -> None:
    report = f"{{value: 49, attainment: {attainment}, reason: r}}"
    cells = f"planned: {{H30: 400, H31: 400}}, results: {{H30: {report}}}"
    codes = [code for code, *_ in found(written(tmp_path, cells))]
    assert ("PLT714" in codes) is is_found


def test_a_printed_attainment_of_a_running_total(tmp_path: Path) -> None:
    report = "{value: 1057, running: 2273, attainment: 68.9}"
    cells = f"planned: {{H30: ―, H31: ―}}, target: 3297, results: {{H30: {report}}}"
    plan = written(tmp_path, cells, kind="cumulative")
    assert "PLT714" not in [code for code, *_ in found(plan)]
    why = run("--plan", str(plan), "status", "--why", "--year", "30").out
    assert "    公表の達成率68.9%: 2,273 ÷ 3,297 = 68.9%\n" in why
    plan = written(tmp_path, cells.replace("68.9", "70.0"), kind="cumulative")
    assert ("PLT714", 6) in [(code, line) for code, _, line, _ in found(plan)]


def test_a_printed_attainment_is_printed(tmp_path: Path) -> None:
    report = "{value: 集計中, attainment: 91.50}"
    plan = written(tmp_path, f"planned: {{H30: 5, H31: 5}}, results: {{H30: {report}}}")
    assert "集計中\n" not in run("--plan", str(plan), "show", "1-1").out
    assert "（達成率 91.50%）" in run("--plan", str(plan), "show", "1-1").out
    (row,) = rows(plan, "--year", "30")
    assert row.split() == ["A", "5円", "集計中", "91.50%", "判定不能"]
    data = json.loads(run("--plan", str(plan), "status", "--year", "30", "--format", "json").out)
    assert data["rows"][0]["printed_attainment"] == 91.5


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("households", "125", "125 households"),
        ("days per year", "5.5", "5.5 days per year"),
        ("$", "1200", "$1,200"),
        ("$", "-1200", "-$1,200"),
        ("%", "9.5", "9.5%"),
        ("km", "3", "3km"),
        ("か所", "3", "3か所"),
    ],
)
def test_units_stand_where_print_has_them(
    tmp_path: Path, unit: str, value: str, shown: str
) -> None:
    plan = written(tmp_path, f"planned: {{H30: {value}, H31: {value}}}")
    path = plan / "1-1.yaml"
    path.write_text(path.read_text().replace("unit: 円", f'unit: "{unit}"'))
    assert f" {shown} " in run("--plan", str(plan), "status", "--year", "30").out
