"""``record --revise``: a part of the plan set anew, with what it was before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.running import Run, run

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.now().astimezone().date().isoformat()
LESS = ("target=計15か所", "total=３か所開設", "planned.31=１か所開設")


def revise(plan: Path, *fields: str, said: tuple[str, ...] = ()) -> Run:
    options = (part for field in fields for part in ("--revise", field))
    return run("--plan", str(plan), "--lang", "en", "record", "18-3", *options, *said)


def lines_of(plan: Path) -> list[str]:
    return (plan / "18-3.yaml").read_text("utf-8").splitlines()


def test_new_values_stand_beside_what_they_were(plan_copy: Path) -> None:
    said = ("--reason", "需要の減", "--by", "推進本部", "--reported", "2019-03-30")
    assert revise(plan_copy, *LESS, said=said).code == 0
    lines = lines_of(plan_copy)
    assert "    target: 計15か所" in lines
    assert "    total: ３か所開設" in lines
    assert "    planned: {H30: ２か所開設, H31: １か所開設}" in lines
    entry = "reason: 需要の減, date: 2019-03-30, by: 推進本部}"
    at = lines.index("revisions:")
    assert lines[at + 1 : at + 3] == [
        f"  - {{at: measures.hiroba.target, was: 計16か所, {entry}",
        f"  - {{at: measures.hiroba.total, was: ４か所開設, {entry}",
    ]
    assert lines[at + 3 : at + 5] == ["  - at: measures.hiroba.planned.H31", "    was: ２か所開設"]
    assert run("--plan", str(plan_copy), "validate").code == 0


def test_money_is_revised_without_a_word_about_why(plan_copy: Path) -> None:
    assert revise(plan_copy, "budget.planned.31=20", "budget.total=46").code == 0
    lines = lines_of(plan_copy)
    assert "  planned: {H30: 26, H31: 20}" in lines
    at = lines.index("revisions:")
    assert lines[at + 1 : at + 3] == [
        f"  - {{at: budget.planned.H31, was: 25, date: {TODAY}}}",
        f"  - {{at: budget.total, was: 51, date: {TODAY}}}",
    ]


def test_what_was_not_there_is_revised_from_nothing(plan_copy: Path) -> None:
    assert revise(plan_copy, "measures.hiroba.baseline.平成30年度=計14か所").code == 1  # not one
    text = (plan_copy / "18-4.yaml").read_text("utf-8")
    (plan_copy / "18-4.yaml").write_text(text.replace("    total: 実施\n", ""), "utf-8")
    done = run("--plan", str(plan_copy), "record", "18-4", "--revise", "total=実施")
    assert (done.code, "was: null" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("fields", "said", "problem"),
    [
        (("results.30=2",), (), "18-3 has no 'results.30' that a revision can set anew"),
        (("title=広場",), (), "18-3 has no 'title' that a revision can set anew"),
        (("nobody.target=2",), (), "18-3 has no 'nobody.target' that a revision can set anew"),
        (("target=計16か所",), (), "measures.hiroba.target is 計16か所 already"),
        (("target",), (), "--revise cannot read 'target'"),
        (("target=",), (), "--revise cannot read 'target='"),
        (("target=2",), ("--settled", "3"), "--revise does not go with --settled"),
        (("target=2",), ("--value", "3"), "--revise does not go with --value"),
        (("target=2",), ("--reported", "tomorrow"), "the date 'tomorrow' of --reported"),
    ],
)
def test_what_is_no_revision_is_refused(
    plan_copy: Path, fields: tuple[str, ...], said: tuple[str, ...], problem: str
) -> None:
    before = lines_of(plan_copy)
    done = revise(plan_copy, *fields, said=said)
    assert (done.code, problem in done.err) == (2, True)
    assert lines_of(plan_copy) == before


def test_a_revision_that_breaks_the_arithmetic_is_refused_with_the_finding(
    plan_copy: Path,
) -> None:
    before = lines_of(plan_copy)
    done = revise(plan_copy, "planned.31=１か所開設")
    assert (done.code, "PLT301" in done.err) == (1, True)
    assert lines_of(plan_copy) == before


def test_a_closed_year_wants_a_correction_as_well(plan_copy: Path) -> None:
    path = plan_copy / "plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("years:\n", "years:\n  closed: [H31]\n", 1), "utf-8")
    assert revise(plan_copy, *LESS).code == 2
    assert revise(plan_copy, *LESS, said=("--correction", "誤記")).code == 0
    assert [line for line in lines_of(plan_copy) if line.startswith("  - {at: measures.hiroba.pla")]
    assert "corrections:" in lines_of(plan_copy)
