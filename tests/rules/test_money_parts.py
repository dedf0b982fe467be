"""Printed totals, rates, breakdowns and supplements agree with the amounts beside them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from plantool.messages import catalogue
from plantool.model.exact import read_number
from plantool.model.printed_rate import is_rounded_rate
from tests.checking.examples import found_in

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

AS_OF = date(2019, 12, 1)
GROUPS = "財源: {parts: [国費, 一般]}"


def look(plan: Path, *lines: str, settings: str = "") -> list[Diagnostic]:
    budget = "".join(f"  {line}\n" for line in lines)
    return found_in(plan, AS_OF, initiative=f"budget:\n{budget}", settings=settings)


def found(plan: Path, *lines: str, settings: str = "") -> list[str]:
    """Return the codes with the place of each, as ``PLT509 current.H30``."""
    diagnostics = look(plan, *lines, settings=settings)
    return [f"{d.code.code} {'.'.join(map(str, d.path[1:]))}" for d in diagnostics]


def money(more: str) -> str:
    return f"money: {{unit: 百万円, {more}}}\n"


# Totals on every basis


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["planned: {total: 7937499}", "settled: {total: 7415050}"],
            [],
        ),
        (["planned: {H30: 30, H31: 40, total: 70}"], []),
        (["planned: {H30: 30, H31: 40, total: 71}"], ["PLT502 planned.total"]),
        (["planned: {H30: 30, H31: 40, total: 75}"], ["PLT501 planned.total"]),
        (["planned: {H30: 30, H31: 40}", "total: 75"], ["PLT501 total"]),
        (["initial: {H30: 30, H31: 40, total: 75}"], ["PLT501 initial.total"]),
        (["initial: {H30: 30, total: 75}"], []),  # the other year is not known
        (
            ["initial: {H30: 30, H31: 40}", "supplementary: {H30: 5, total: 8}"],
            ["PLT501 supplementary.total"],  # a year without a supplement had none
        ),
        (["supplementary: {total: 8}"], []),
        (["planned: {H30: 30, H31: 40, total: 70}", "total: 70"], ["PLT107 total"]),
    ],
)
def test_a_printed_total_is_the_sum_of_its_years(
    lines: list[str], expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, *lines) == expected


def test_the_total_that_stands_twice_names_the_other_place(tmp_path: Path) -> None:
    (diagnostic,) = look(tmp_path, "planned: {H30: 3, H31: 4, total: 7}", "total: 7")
    assert catalogue("en").help(diagnostic) == (
        "it cannot stand beside 'planned.total'; delete one of the two"
    )


# Printed rates


@pytest.mark.parametrize(
    ("ratio", "printed", "fits"),
    [
        (Fraction(7415050, 7937499), "93.4", True),
        (Fraction(7415050, 7937499), "93", True),
        (Fraction(7415050, 7937499), "93.42", True),
        (Fraction(7415050, 7937499), "93.5", False),
        (Fraction(1225, 10000), "12.2", True),  # a tie goes either way
        (Fraction(1225, 10000), "12.3", True),
        (Fraction(1225, 10000), "12.1", False),
        (Fraction(1, 8), "12.50", True),
        (Fraction(1), "100", True),
        (Fraction(1), "1E+2", True),
        (Fraction(101, 100), "1E+2", False),
        (Fraction(-1225, 10000), "-12.2", True),
        (Fraction(-1225, 10000), "-12.4", False),
    ],
)
def test_a_printed_rate_is_right_within_its_digits(
    ratio: Fraction, printed: str, *, fits: bool
) -> None:
    number = read_number(printed)
    assert number is not None
    assert is_rounded_rate(ratio, number) is fits


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # without any budget, against the planned money
        (
            [
                "planned: {total: 7937499}",
                "settled: {total: 7415050}",
                "execution_rate: {total: 93.4}",
            ],
            [],
        ),
        (
            [
                "planned: {total: 7937499}",
                "settled: {total: 7415050}",
                "execution_rate: {total: 93.5}",
            ],
            ["PLT516 execution_rate.total"],
        ),
        (
            ["planned: {H30: 100, H31: 100}", "settled: {H30: 50}", "execution_rate: {H30: 50}"],
            [],
        ),
        # with a budget, against that
        (
            ["initial: {H30: 80, H31: 1}", "settled: {H30: 50}", "execution_rate: {H30: 62.5}"],
            [],
        ),
        (
            ["initial: {H30: 80, H31: 1}", "settled: {H30: 50}", "execution_rate: {H30: 50.0}"],
            ["PLT516 execution_rate.H30"],
        ),
        # what is not known cannot be checked
        (["initial: {H31: 80}", "settled: {H30: 50}", "execution_rate: {H30: 1}"], []),
        (["execution_rate: {H30: 99.9}"], []),
        (["execution_rate: {H32: 99.9}"], ["PLT403 execution_rate.H32"]),
    ],
)
def test_a_printed_execution_rate_is_that_of_the_money(
    lines: list[str], expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, *lines) == expected


def test_the_arithmetic_of_a_wrong_rate_is_shown(tmp_path: Path) -> None:
    lines = ("initial: {H30: 80, H31: 1}", "settled: {H30: 50}", "execution_rate: {H30: 60}")
    (diagnostic,) = look(tmp_path, *lines)
    assert catalogue("ja").message(diagnostic) == (
        "公表の執行率60%が、計算した62.5%と合いません（決算50 ÷ 予算現額80百万円）"
    )


# The current budget: gross and net, with transfers


@pytest.mark.parametrize(
    ("current", "rule", "expected"),
    [
        ("14", "gross", []),
        ("10", "gross", ["PLT509 current.H30"]),
        ("10", "net", []),
        ("14", "net", ["PLT509 current.H30"]),
        ("11", "net", ["PLT511 current.H30"]),
    ],
)
def test_the_current_budget_is_gross_or_net(
    current: str, rule: str, expected: list[str], tmp_path: Path
) -> None:
    lines = (
        "initial: {H30: 15, H31: 1}",
        "supplementary: {H30: 3}",
        "reserve: {H30: -2}",
        "transfers: {H30: -2}",
        "carried_out: {H30: 4}",
        "carried_in: {H31: 4}",
        f"current: {{H30: {current}}}",
    )
    assert found(tmp_path, *lines, settings=money(f"current: {rule}")) == expected


def test_what_a_net_budget_carries_out_is_not_spent_twice(tmp_path: Path) -> None:
    lines = (
        "initial: {H30: 15, H31: 1}",
        "settled: {H30: 10}",
        "carried_out: {H30: 5}",
        "carried_in: {H31: 5}",
    )
    assert found(tmp_path, *lines, settings=money("current: net")) == []
    more = (lines[0], "settled: {H30: 12}", *lines[2:])
    assert found(tmp_path, *more, settings=money("current: net")) == ["PLT504 settled.H30"]
    assert found(tmp_path, *more) == ["PLT514 carried_out.H30"]


def test_requests_are_in_no_identity_and_reach_one_year_further(tmp_path: Path) -> None:
    assert found(tmp_path, "initial: {H30: 9, H31: 9}", "requested: {H31: 99, R2: 88}") == []
    assert found(tmp_path, "requested: {R3: 88}") == ["PLT403 requested.R3"]


# Supplementary budgets


@pytest.mark.parametrize(
    ("supplements", "expected"),
    [
        ("3", []),
        ("―", []),
        ("[{number: 1, amount: 3}, {number: 2, amount: -1}]", []),
        (
            "[{number: 1, amount: 3}, {number: 1, amount: -1}]",
            ["PLT520 supplementary.H30.1.number"],
        ),
        ("[{number: 1, date: 2019-09-01, amount: 3}]", ["PLT507 supplementary.H30.0.date"]),
        ("[{amount: 3}]", ["PLT102 supplementary.H30.0.date"]),
        ("[{number: 0, amount: 3}]", ["PLT105 supplementary.H30.0.number"]),
    ],
)
def test_supplementary_budgets_go_by_number_or_day(
    supplements: str, expected: list[str], tmp_path: Path
) -> None:
    lines = ("initial: {H30: 9, H31: 9}", f"supplementary: {{H30: {supplements}}}")
    assert found(tmp_path, *lines) == expected


# The breakdown


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("equal", ("40", "60"), []),
        ("equal", ("40", "61"), ["PLT511"]),
        ("equal", ("40", "62"), ["PLT517"]),
        ("equal", ("40", "null"), []),
        ("equal", ("100", "―"), []),
        ("more", ("40", "20"), []),
        ("more", ("40", "61"), ["PLT511"]),
        ("more", ("40", "62"), ["PLT517"]),
        ("beside", ("400", "600"), []),
    ],
)
def test_parts_come_to_the_whole(
    whole: str, parts: tuple[str, str], expected: list[str], tmp_path: Path
) -> None:
    group = f"財源: {{parts: [国費, 一般], whole: {whole}}}"
    one, other = (f"{{settled: {{H30: {amount}}}}}" for amount in parts)
    lines = (
        "settled: {H30: 100}",
        f"breakdown: {{財源: {{国費: {one}, 一般: {other}}}}}",
    )
    place = "breakdown.財源.国費.settled.H30"
    result = found(tmp_path, *lines, settings=money(f"breakdown: {{{group}}}"))
    assert result == [f"{code} {place}" for code in expected]


def test_an_amount_off_by_rounding_is_said_with_its_basis(tmp_path: Path) -> None:
    lines = (
        "initial: {H30: 101}",
        "current: {H30: 100}",
        "settled: {H30: 100}",
        "breakdown: {財源: {国費: {settled: {H30: 101}}}}",
    )
    found = look(tmp_path, *lines, settings=money(f"breakdown: {{{GROUPS}}}"))
    said = [catalogue("ja").message(finding) for finding in found]
    assert said == [
        "「事業費」の額（予算現額）が計算とわずかに違います: 101、印刷は100百万円",
        "「財源」の額（決算）が計算とわずかに違います: 101、印刷は100百万円",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a part that the file does not name has no money
        (["planned: {H30: 100, H31: 1}", "breakdown: {財源: {一般: {planned: {H30: 90}}}}"], 1),
        (
            ["planned: {H30: 100, H31: 1}", "breakdown: {財源: {一般: {planned: {H30: 100}}}}"],
            0,
        ),
        # of one that it names, an amount left out is unknown
        (
            [
                "planned: {H30: 100, H31: 1}",
                "breakdown: {財源: {一般: {planned: {H30: 90}}, 国費: {planned: {H31: 1}}}}",
            ],
            0,
        ),
        # the current budget follows from its parts; that of a part, if it shares in all of them
        (
            [
                "initial: {H30: 100, H31: 1}",
                "supplementary: {H30: 10}",
                "breakdown: {財源: {一般: {initial: {H30: 100}, current: {H30: 105}}}}",
            ],
            1,
        ),
        (
            [
                "initial: {H30: 100, H31: 1}",
                "supplementary: {H30: 10}",
                "breakdown: {財源: {一般: {initial: {H30: 100}, current: {H30: 110}}}}",
            ],
            0,
        ),
        # totals, too
        (
            [
                "settled: {total: 100}",
                "breakdown: {財源: {一般: {settled: {total: 90}}}}",
            ],
            1,
        ),
    ],
)
def test_what_is_unknown_is_not_checked(lines: list[str], expected: int, tmp_path: Path) -> None:
    codes = [
        line[:6] for line in found(tmp_path, *lines, settings=money(f"breakdown: {{{GROUPS}}}"))
    ]
    assert codes == ["PLT517"] * expected


@pytest.mark.parametrize(
    ("whole", "ja", "en"),
    [
        (
            "equal",
            "「財源」の内訳の計が全体と合いません（決算）: 6,500、全体は6,400千円",
            "the parts of 財源 (Settled) do not come to the whole: 6,500, the whole is 6,400 千円",
        ),
        (
            "more",
            "「財源」の内訳の計が全体を超えています（決算）: 6,500、全体は6,400千円",
            "the parts of 財源 (Settled) exceed the whole: 6,500, the whole is 6,400 千円",
        ),
    ],
)
def test_one_part_is_said_as_it_is(whole: str, ja: str, en: str, tmp_path: Path) -> None:
    group = f"財源: {{parts: [国費, 一般], whole: {whole}}}"
    lines = ("settled: {H30: 6400}", "breakdown: {財源: {国費: {settled: {H30: 6500}}}}")
    settings = f"money: {{unit: 千円, breakdown: {{{group}}}}}\n"
    (finding,) = look(tmp_path, *lines, settings=settings)
    assert [catalogue(language).message(finding) for language in ("ja", "en")] == [ja, en]


def test_groups_and_parts_are_those_of_the_plan(tmp_path: Path) -> None:
    lines = ("planned: {H30: 3, H31: 4}", "breakdown: {財源: {市債: {planned: {H30: 3}}}}")
    settings = money(f"breakdown: {{{GROUPS}}}")
    assert found(tmp_path, *lines, settings=settings) == ["PLT518 breakdown.財源.市債"]
    assert found(tmp_path, *lines) == ["PLT518 breakdown.財源"]
    negative = ("breakdown: {財源: {一般: {settled: {H30: -3}}}}",)
    assert found(tmp_path, *negative, settings=settings) == [
        "PLT508 breakdown.財源.一般.settled.H30"
    ]
