"""Every code can happen to the real plan, by one small slip and alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.checking.registry import CODES
from plantool.loading.folder import Folder
from plantool.messages import catalogue
from tests.checking.mutations import AS_OF, MUTATIONS, Mutation
from tests.running import ROOT

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def found(plan: Path, as_of: date) -> Counter[tuple[str, str]]:
    diagnostics = load_and_check(Folder.open_at(plan), as_of).diagnostics
    return Counter((d.code.code, catalogue("ja").message(d)) for d in diagnostics)


@cache
def found_in_the_real_plan(as_of: date) -> Counter[tuple[str, str]]:
    return found(ROOT / "plan", as_of)


def test_every_code_has_a_mutation_and_no_other_has() -> None:
    assert [code.code for code in CODES] == sorted(MUTATIONS)


@pytest.mark.parametrize("code", MUTATIONS)
def test_a_small_slip_in_the_real_plan_is_one_finding_and_brings_no_other(
    code: str, plan_copy: Path
) -> None:
    mutation = MUTATIONS[code]
    mutation.apply(plan_copy)
    new = found(plan_copy, mutation.as_of) - found_in_the_real_plan(mutation.as_of)
    assert {each for each, _ in new} == {code, *mutation.with_}
    assert new.total() == 1 or mutation.with_


def test_only_unverified_figures_are_found_in_the_untouched_plan() -> None:
    codes = Counter(code for code, _ in found_in_the_real_plan(AS_OF).elements())
    assert codes == {"PLT801": 19}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("18-1.yaml", "section:", "ection:"),
        ("18-1.yaml", "budget:\n", "udget:\n"),
        ("18-1.yaml", "  planned: {H30: 2", "  lanned: {H30: 2"),
        ("18-1.yaml", "measures:\n", "measures:\nmeasures:\n"),
        ("18-2.yaml", "summary:", "ummary:"),
        ("18-2.yaml", "footnotes:", "ootnotes:"),
        ("18.yaml", "relisted:", "elisted:"),
        ("plan.yaml", "marks:", "arks:"),
        ("plan.yaml", "  baseline:", "  aseline:"),
    ],
)
def test_a_slip_in_one_key_is_one_finding(file: str, old: str, new: str, plan_copy: Path) -> None:
    Mutation(file, old, new).apply(plan_copy)
    assert (found(plan_copy, AS_OF) - found_in_the_real_plan(AS_OF)).total() == 1
