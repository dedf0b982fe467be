"""Which years a plan may speak of, and how it may write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases.small import found

if TYPE_CHECKING:
    from pathlib import Path

LEVEL = "kind: level, direction: up, unit: か所"
FIRST = "planned: {2019: 1か所, 2020: 2か所}"


def codes(
    folder: Path, cells: str = FIRST, *, years: str = "planned: [2019, 2020]", more: str = ""
) -> list[str]:
    """Write a plan of one measure; return the codes found in it, in order."""
    (folder / "plan.yaml").write_text(
        "title: T\npublisher: {name: X}\nlanguage: ja\nmoney: {unit: 円}\ndepartments: {課: []}\n"
        f"years: {{{years}}}\n"
    )
    (folder / "1.yaml").write_text("id: 1\ntitle: C\nsections: [{id: 1, title: S}]\n")
    (folder / "1-1.yaml").write_text(
        "id: 1-1\ntitle: I\nsection: 1\ndepartments: [課]\nmeasures:\n"
        f"  - {{id: a, name: A, {LEVEL}, {cells}}}\n{more}"
    )
    return [code for code, *_ in found(folder)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (f"{FIRST}, results: {{1999: {{value: 1か所}}}}", []),
        (f"{FIRST}, results: {{2018: {{value: 1か所}}}}", []),
        (f"{FIRST}, results: {{2021: {{value: 1か所}}}}", ["PLT403"]),
        (f"{FIRST}, baseline: {{2005: 1か所, 2018: 1か所}}", []),
        (f"{FIRST}, baseline: 1か所", []),
        (f"{FIRST}, baseline: {{value: 1, text: 約 1 か所と半分}}", []),
        (f"{FIRST}, baseline: 3つ", ["PLT108"]),
        ("planned: {2018: 1か所, 2019: 1か所, 2020: 2か所}", ["PLT401"]),
        ("planned: {2019: 1か所, 2020: 2か所, 2021: 2か所}", ["PLT403"]),
    ],
)
def test_years_before_the_plan_are_history(tmp_path: Path, cells: str, expected: list[str]) -> None:
    assert codes(tmp_path, cells) == expected


def test_money_of_earlier_years_is_in_no_total(tmp_path: Path) -> None:
    money = "budget: {planned: {2018: 9, 2019: 1, 2020: 2}, total: 3, settled: {2010: 5}}\n"
    assert codes(tmp_path, more=money) == []
    assert codes(tmp_path, more=money.replace("total: 3", "total: 12")) == ["PLT501"]


def test_a_baseline_within_the_plan_is_named_by_it(tmp_path: Path) -> None:
    cells = f"{FIRST}, baseline: {{2019: 1か所}}"
    named = "baseline: [2018], planned: [2019, 2020]"
    assert codes(tmp_path, cells, years=named) == ["PLT402"]
    assert codes(tmp_path, cells) == []


@pytest.mark.parametrize(
    ("years", "cells", "expected"),
    [
        ("start: 07-01, planned: [2019-20, 2020-21]", FIRST, []),
        ("start: 07-01, planned: [2019/20, R2]", FIRST, []),
        ("planned: [2019-20, 2020-21]", "planned: {H31: 1か所, 2020–21: 2か所}", []),
        ("planned: [2019-21, 2021-22]", FIRST, ["PLT109", "PLT401", "PLT401"]),
        ("start: 10-01, named: end, planned: [FY2019, FY2020]", FIRST, []),
        ("start: 10-01, named: end, planned: [H31, R2]", FIRST, ["PLT407", "PLT407"]),
        (
            "start: 10-01, named: end, planned: [2019-20, 2021]",
            FIRST,
            ["PLT404", "PLT407", "PLT401"],
        ),
        ("start: 01-01, planned: [2019, R2]", FIRST, []),
        ("start: 01-01, planned: [2019-20, 2020]", FIRST, ["PLT407"]),
        (
            "start: 01-01, planned: [2019, 2020]",
            "planned: {2019-20: 1か所, 2020: 2か所}, baseline: {2004-05: 1か所}",
            ["PLT407", "PLT407"],
        ),
        ("start: 02-29, planned: [2019, 2020]", FIRST, ["PLT105"]),
    ],
)
def test_a_year_is_written_as_the_calendar_names_it(
    tmp_path: Path, years: str, cells: str, expected: list[str]
) -> None:
    found_codes = codes(tmp_path, cells, years=years)
    assert sorted(code for code in found_codes if code != "PLT406") == sorted(expected)


@pytest.mark.parametrize(
    ("life", "cells", "money", "expected"),
    [
        ("starts: 2020", "planned: {2020: 1か所}", "planned: {2020: 1}", []),
        ("starts: R2", "planned: {2019: ―, 2020: 1か所}", "planned: {2019: ―, 2020: 1}", []),
        ("starts: 2020", FIRST, "planned: {2020: 1}", ["PLT408"]),
        ("starts: 2020", "planned: {2020: 1か所}", "settled: {2018: 1}", ["PLT408"]),
        ("starts: 2020", "planned: {2020: 1か所}", "settled: {2019: 0}", ["PLT408"]),
        ("ends: 2019", "planned: {2019: 1か所}", "carried_in: {2020: 1}, settled: {2020: 1}", []),
        ("ends: 2019", "planned: {2019: 1か所}", "initial: {2020: 1}", ["PLT408"]),
        (
            "ends: 2019",
            "planned: {2019: 1か所}",
            "carried_in: {2020: 1}, initial: {2020: 1}",
            ["PLT408"],
        ),
        ("ends: 2019", "planned: {2019: 1か所}", "settled: {2020: 1}", ["PLT408"]),
        ("starts: 2020\nends: 2019", "planned: {2019: ―}", "planned: {2019: ―}", ["PLT408"]),
    ],
)
def test_figures_are_of_the_life_of_the_initiative(
    tmp_path: Path, life: str, cells: str, money: str, expected: list[str]
) -> None:
    assert codes(tmp_path, cells, more=f"{life}\nbudget: {{{money}}}\n") == expected


@pytest.mark.parametrize(
    ("life", "due", "expected"),
    [
        ("ends: 2019", "2020-03-31", []),
        ("ends: 2019", "2020-04-01", ["PLT408"]),
        ("starts: 2020", "2020-03-31", ["PLT408"]),
        ("ends: 2020", "2021-05-31", []),  # after the plan: shown in its last year
        ("ends: 2019", "2020-05-31, planned: {2019: 着手}", []),  # the year is that of the plan
    ],
)
def test_a_milestone_is_due_in_the_life_of_its_initiative(
    tmp_path: Path, life: str, due: str, expected: list[str]
) -> None:
    row = f"  - {{id: m, name: M, kind: milestone, due: {due}}}\n"
    cell = "planned: {2019: ―, 2020: ―}"
    assert codes(tmp_path, cell, more=f"{row}{life}\n") == expected


def test_findings_name_the_year_that_is_meant(tmp_path: Path) -> None:
    years = "start: 10-01, named: end, planned: [2019, 2020]"
    codes(tmp_path, "planned: {2019: 1か所, 2020: 2か所}, baseline: {H29: 1か所}", years=years)
    ((code, file, line, column),) = found(tmp_path)
    assert (code, file, line, column) == ("PLT407", "1-1.yaml", 6, 104)
