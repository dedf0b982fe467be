"""Cases of money and of sums."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.loading.folder import Folder
from plantool.messages import catalogue
from tests.cases import INPUTS, Source, case, copy_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

AS_OF = date(2026, 1, 1)


def findings(plan: Path) -> list[Diagnostic]:
    return list(load_and_check(Folder.open_at(plan), AS_OF).diagnostics)


def said(plan: Path, language: str = "ja") -> list[str]:
    """Return each finding as ``PLT506 9:20 …``."""
    texts = catalogue(language)
    return [
        f"{d.code.code} {d.span.line}:{d.span.column} {texts.message(d)}" for d in findings(plan)
    ]


def input_plan(name: str) -> Path:
    return next((INPUTS / name).rglob("plan.yaml")).parent


def amended(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Return a copy of a case's plan of which 1-1.yaml says something else."""
    plan = copy_plan(name, tmp_path)
    text = (plan / "1-1.yaml").read_text("utf-8")
    assert old in text
    (plan / "1-1.yaml").write_text(text.replace(old, new), "utf-8")
    return plan


@case(Source.PLAN, "`予備費等` holds transfers and may be negative: no finding")
def test_money_negative_reserve(tmp_path: Path) -> None:
    plan = copy_plan("money-negative-reserve", tmp_path)
    done = run("--plan", str(plan), "validate", "--format", "concise")
    assert (done.code, "PLT50" in done.out) == (0, False)
    text = (plan / "1-1.yaml").read_text("utf-8")
    (plan / "1-1.yaml").write_text(text.replace("R5: 48000000", "R5: -48000000"), "utf-8")
    assert "PLT508" in {d.code.code for d in findings(plan)}


@case(Source.PLAN, "the year before R1 is H30, and the related place is the amount of H30")
def test_money_year_zero() -> None:
    plan = input_plan("money-year-zero")
    assert said(plan) == [
        "PLT506 9:20 繰越額が合いません（H30からの繰越は570百万円、次の年度の受入れは0百万円）"
    ]
    (finding,) = findings(plan)
    assert finding.related
    assert finding.related.span[:2] == (10, 22)


@case(Source.PLAN, "a carry-over that differs by rounding is a warning; by 2 it is an error")
def test_money_carry_rounding(tmp_path: Path) -> None:
    words = (
        "金額がわずかに違います: 翌年度への繰越は18,527.112百万円、前年度からの繰越は18,527.1百万円"
    )
    assert said(input_plan("money-carry-rounding")) == [f"PLT513 9:21 {words}"]
    two = amended(tmp_path, "money-carry-rounding", "18527.112", "18529.1")
    assert [(d.code.code, d.is_error) for d in findings(two)] == [("PLT506", True)]


@pytest.mark.parametrize(("out", "code"), [("18528.1", "PLT513"), ("18528.11", "PLT506")])
def test_rounding_ends_at_one_unit(out: str, code: str, tmp_path: Path) -> None:
    plan = amended(tmp_path, "money-carry-rounding", "18527.112", out)
    assert [d.code.code for d in findings(plan)] == [code]


@case(Source.PLAN, "a settlement above its budget by rounding is a warning, and not over budget")
def test_money_over_by_rounding(tmp_path: Path) -> None:
    plan = input_plan("money-over-by-rounding")
    words = "金額がわずかに違います: 決算は62,526百万円、予算現額は62,525.8百万円"
    assert said(plan) == [f"PLT513 7:50 {words}"]
    shown = ("status", "--as-of", "2020-01-01", "--fail-on", "over-budget")
    assert run("--plan", str(plan), *shown).code == 0
    two = amended(tmp_path, "money-over-by-rounding", "H30: 62526}", "H30: 62527.8}")
    assert [d.code.code for d in findings(two)] == ["PLT504"]
    assert run("--plan", str(two), *shown).code == 1


@case(Source.PLAN, "settled and carried out come to more than the current budget: a finding")
def test_money_overdrawn(tmp_path: Path) -> None:
    words = (
        "決算と翌年度への繰越24,756,656,000円の計24,756,656,000円が、"
        "予算現額2,500,000,000円を超えています"
    )
    assert said(input_plan("money-overdrawn")) == [f"PLT514 12:21 {words}"]
    fitting = amended(tmp_path / "a", "money-overdrawn", "settled: {R3: 0}", "settled: {R3: 9}")
    text = (fitting / "1-1.yaml").read_text("utf-8").replace("24756656000", "2499999991")
    (fitting / "1-1.yaml").write_text(text, "utf-8")
    assert said(fitting) == []
    (fitting / "1-1.yaml").write_text(text.replace("R3: 9}", "R3: 10}"), "utf-8")
    assert [line[:11] for line in said(fitting)] == ["PLT513 12:2"]  # by 1, which is rounding


@case(Source.PLAN, "a printed total of money without all its years checks nothing and is shown")
def test_plan_total_only() -> None:
    plan = input_plan("plan-total-only")
    assert findings(plan) == []
    done = run("--plan", str(plan), "budget")
    assert [line.split() for line in done.out.splitlines()[7:12]] == [
        ["1-1", "計だけの事業費", "…", "…", "…", "7,937,499"],
        ["1-2", "年度は未定で計だけ", "…", "…", "…", "100"],
        ["1-3", "一部の年度だけ", "30", "…", "…", "100"],
        ["小計", "30+…", "…", "…", "7,937,699"],
        ["合計", "30+…", "…", "…", "7,937,699"],
    ]
    assert done.out.endswith(
        "1-1、1-2、1-3は年度の額が分からないため、計の欄に印刷された計を入れています。\n"
    )
    grouped = run("--plan", str(plan), "budget", "--by", "chapter").out
    assert "1-1、1-2、1-3は年度の額が分からないため" in grouped
    assert "7,937,499" in run("--plan", str(plan), "show", "1-1").out
    assert "│ 100 │" in run("--plan", str(plan), "show", "1-3").out


def test_the_sum_of_some_years_is_no_printed_total() -> None:
    plan = input_plan("plan-total-only")
    some = run("--plan", str(plan), "budget", "--year", "27").out
    assert ("7,937" in some, "印刷された計" in some) == (False, False)
    initial = run("--plan", str(plan), "budget", "--basis", "initial").out
    assert ("7,937" in initial, "印刷された計" in initial) == (False, False)


@case(Source.PLAN, "a printed total of a measure without its years checks nothing and is shown")
def test_plan_total_measure(tmp_path: Path) -> None:
    plan = copy_plan("plan-total-measure", tmp_path)
    before = (plan / "1-1.yaml").read_bytes()
    assert findings(plan) == []
    assert run("--plan", str(plan), "validate", "--fix", "--unsafe").code == 0
    assert (plan / "1-1.yaml").read_bytes() == before
    assert run("--plan", str(plan), "show", "1-1").out.count("38件") == 4


def test_a_target_without_years_checks_nothing(tmp_path: Path) -> None:
    plan = amended(
        tmp_path,
        "plan-total-measure",
        "planned: {H27: null, H28: null, H29: null}, total: 38件}\n  - {id: b",
        "baseline: {H26: 2件}, planned: {H27: null, H28: ―, H29: null}, target: 38件}\n  - {id: b",
    )
    assert findings(plan) == []


def test_what_is_printed_as_a_rule_is_missed_where_it_is_not(tmp_path: Path) -> None:
    plan = copy_plan("plan-total-only", tmp_path)
    text = (plan / "1-3.yaml").read_text("utf-8")
    whole = text.replace("H28: null, H29: null", "H28: 30, H29: 40")
    for at in range(3, 9):
        other = whole.replace("1-3", f"1-{at}").replace("title: ", f"title: 第{at}の", 1)
        (plan / f"1-{at}.yaml").write_text(other, "utf-8")
    assert [(d.file[-8:], d.code.code) for d in findings(plan)] == [("1-1.yaml", "PLT307")]


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("initial: {H28: 5, H29: 4}, carried_out: {H28: 4000}, carried_in: {H29: 4000}", 0),
        ("initial: {H28: 9000, H29: 9000}, carried_out: {H28: 2}, carried_in: {H29: 3}", 0),
        ("initial: {H28: 9000, H29: 9000}, carried_out: {H28: 2}", 0),
        ("initial: {H28: 9000, H29: 9000}, carried_in: {H29: 2}", 0),
        ("initial: {H28: 1, H29: 1}, carried_in: {H29: 9000}", 0),
        ("initial: {H28: 1, H29: 1}, carried_in: {H29: 9000}, settled: {H29: 8990}", 0),
        ("initial: {H28: 1, H29: 1}, carried_in: {H29: 0}, settled: {H29: 8990}", 1),
        ("initial: {H28: 9, H29: 9000}, carried_in: {H29: 2}", 1),
    ],
)
def test_a_carry_over_is_no_money_of_the_year_beside_it(
    budget: str, expected: int, tmp_path: Path
) -> None:
    plan = copy_plan("money-carry-rounding", tmp_path)
    text = (plan / "1-1.yaml").read_text("utf-8").partition("budget:")[0]
    (plan / "1-1.yaml").write_text(f"{text}budget: {{{budget}}}\n", "utf-8")
    assert [d.code.code for d in findings(plan)].count("PLT503") == expected


def test_terms_of_sums_have_separators(tmp_path: Path) -> None:
    plan = copy_plan("plan-total-only", tmp_path)
    text = (plan / "1-2.yaml").read_text("utf-8")
    money = text.replace("{H27: null, H28: null, H29: null}", "{H27: 1000, H28: 20000, H29: -3000}")
    (plan / "1-2.yaml").write_text(money, "utf-8")
    (line,) = (line for line in said(plan) if line.startswith("PLT501"))
    assert line.endswith("1,000 + 20,000 - 3,000 = 18,000、計は100千円")


def settled(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Return a copy of a case's plan of which plan.yaml says something else."""
    plan = copy_plan(name, tmp_path)
    text = (plan / "plan.yaml").read_text("utf-8")
    assert old in text
    (plan / "plan.yaml").write_text(text.replace(old, new), "utf-8")
    return plan


def rate(plan: Path, year: str, key: str = "total") -> list[str]:
    """Return the line of a key in the comparison of a year, as CSV has it."""
    done = run("--plan", str(plan), "budget", "--compare", "--year", year, "--format", "csv")
    head, *rows = (line.split(",") for line in done.out.lstrip("\ufeff").splitlines())
    row = next(row for row in rows if key in row[:2])
    return [row[head.index(name)] for name in ("current", "settled", "execution_rate")]


@case(
    Source.PLAN,
    "with `money.current: net` the printed budget is without what is carried out: no finding, "
    "and an execution rate of 92.0%, which on the gross budget would be 35.0%",
)
def test_money_net_current(tmp_path: Path) -> None:
    net = settled(tmp_path, "money-net-current", "百万円}", "百万円, current: net}")
    assert said(net) == []
    assert rate(net, "28")[:2] == ["7069.025", "6500"]
    shown = run("--plan", str(net), "budget", "--compare", "--year", "28")
    assert "92.0%" in shown.out
    gross = tmp_path / "gross"
    gross.mkdir()
    plan = copy_plan("money-net-current", gross)
    assert [d.code.code for d in findings(plan)] == ["PLT509", "PLT509"]
    going_on = run("--plan", str(plan), "budget", "--compare", "--year", "28", "--keep-going")
    assert "92.0%" not in going_on.out


def test_unused_money_of_a_net_budget_is_current_less_settled(tmp_path: Path) -> None:
    plan = settled(tmp_path, "money-net-current", "百万円}", "百万円, current: net}")
    text = (plan / "1-1.yaml").read_text("utf-8")
    (plan / "1-1.yaml").write_text(f"{text}  unused: {{H28: 569.025}}\n", "utf-8")
    assert said(plan) == []
    (plan / "1-1.yaml").write_text(f"{text}  unused: {{H28: 500}}\n", "utf-8")
    (line,) = said(plan)
    assert line == (
        "PLT510 14:17 不用額が残額と合いません: 予算現額 - 決算額は7,069.025 - 6,500 = 569.025、"
        "不用額（unused）は500百万円"
    )


def test_without_a_start_the_rate_is_over_what_is_known(tmp_path: Path) -> None:
    plan = amended(tmp_path, "money-started-later", "starts: R4\n", "")
    done = run("--plan", str(plan), "budget", "--compare", "--year", "R3").out
    assert [line.split() for line in done.splitlines() if line.startswith("合計")] == [
        ["合計", "…", "50+…", "50+…", "40+…", "80.0%+…"]
    ]
    assert "執行率の「80.0%+…」は、決算と予算現額がどちらも分かる事業だけのもの" in done


def test_flags_ask_the_net_budget(tmp_path: Path) -> None:
    plan = settled(tmp_path, "money-net-current", "百万円}", "百万円, current: net}")
    shown = ("--plan", str(plan), "status", "--as-of", "2018-01-01", "--year", "28")
    assert run(*shown, "--fail-on", "under-spent").code == 0  # 569 of 7,069 are left
    text = (plan / "1-1.yaml").read_text("utf-8")
    (plan / "1-1.yaml").write_text(text.replace("H28: 6500", "H28: 5000"), "utf-8")
    assert run(*shown, "--fail-on", "under-spent").code == 1  # 2,069
    (plan / "1-1.yaml").write_text(text.replace("H28: 6500", "H28: 7071"), "utf-8")
    assert run(*shown, "--fail-on", "over-budget").code == 1  # which a gross budget would cover
