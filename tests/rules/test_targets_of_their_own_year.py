"""Years up to a target, plans of a few years, and what may be left out of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases.small import found

if TYPE_CHECKING:
    from pathlib import Path

_LEVEL = "{id: a, name: 率, kind: level, direction: up, unit: ％, "
_SUM = "{id: a, name: 数, kind: cumulative, direction: up, unit: 件, "


def _write_plan(folder: Path, row: str, rest: str = "") -> Path:
    """Write a plan of R2 to R5 with one measure."""
    years = "{planned: [R2, R3, R4, R5]}"
    (folder / "plan.yaml").write_text(
        "title: 計画\npublisher: {name: 区}\nlanguage: ja\nmoney: {unit: 千円}\n"
        f"years: {years}\n",
        encoding="utf-8",
    )
    (folder / "1.yaml").write_text("id: 1\ntitle: 章\n", encoding="utf-8")
    text = f"id: 1-1\ntitle: 事業\nmeasures:\n  - {row}\n{rest}"
    (folder / "1-1.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (_LEVEL + "target: 50％}", []),
        (_LEVEL + "results: {R2: {value: 3}}}", []),
        ("{id: a, name: 数, kind: level, direction: none}", []),
        ("{id: a, name: 言葉, kind: milestone, target: 実施}", []),
        (_LEVEL + "baseline: {R1: 3}}", ["PLT102"]),
        # up to the year of the target, and no further
        (_LEVEL + "planned: {R8: 40}, target: 50％, target_year: R12}", []),
        (_LEVEL + "target: 50％, target_year: R7, results: {R7: {value: 3, stage: forecast}}}", []),
        (_LEVEL + "target: 50％, target_year: R7, planned: {R8: 40}}", ["PLT403"]),
        (_LEVEL + "target: 50％, target_year: H28}", ["PLT401"]),
        # half of the years, and more
        (_LEVEL + "planned: {R3: 40, R5: 50}, target: 50％}", []),
        (_LEVEL + "planned: {R3: 40, R4: 45, R5: 50}, target: 50％}", ["PLT406"]),
        (_SUM + "planned: {R3: 4, R5: 5}}", ["PLT406"]),
        # the year of the target
        (_LEVEL + "planned: {R3: 40, R5: 45}, target: 50％}", ["PLT311"]),
        (_LEVEL + "planned: {R3: 40, R5: 55}, target: 50％以上}", []),
        (_LEVEL + "planned: {R3: 40, R5: 45}, target: 50％, target_year: R12}", []),
    ],
)
def test_what_a_measure_says_of_years_and_its_target(
    tmp_path: Path, row: str, codes: list[str]
) -> None:
    assert [code for code, *_ in found(_write_plan(tmp_path, row))] == codes


def test_money_may_go_on_after_all_measures(tmp_path: Path) -> None:
    row = _SUM + "planned: {R2: 4, R3: 5, R4: 1}}"
    budget = "budget: {planned: {R2: 1, R3: 1, R4: 1, R5: 1}}\n"
    assert found(_write_plan(tmp_path, row, budget)) == []
    assert [code for code, *_ in found(_write_plan(tmp_path, row))] == ["PLT406"]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (_LEVEL + "planned: {R2: 1, R3: 1, R4: 1, R5: 1}}", []),
        (_LEVEL + "target: 50％}", ["PLT709"]),
        ("{id: a, name: 数, kind: level, direction: none}", []),
    ],
)
def test_a_plan_of_today_may_have_a_band_called_deteriorated(
    tmp_path: Path, row: str, codes: list[str]
) -> None:
    plan = _write_plan(tmp_path, row)
    bands = "[{id: good, label: 良, from: 50}, {id: deteriorated, label: 悪, from: 0}]"
    with (plan / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"evaluation:\n  bands: {bands}\n"
            "  kinds:\n    milestone:\n"
            "      {done: good, partial: good, not-done: good, postponed: good}\n"
        )
    assert [code for code, *_ in found(plan)] == codes
