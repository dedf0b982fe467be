"""A lake of generated plans has the sums that were added up while the figures were drawn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.fleet.fleets import build
from tests.running import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from fleet import compare_lake, generate_fleet

if TYPE_CHECKING:
    from pathlib import Path

PLANS = 34  # with one that has errors


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fleet")


def test_the_sums_of_a_lake_are_those_of_the_figures(generated: Path) -> None:
    known = generate_fleet(generated, PLANS)
    outcome = build(generated, (generated / "fleet.yaml").read_text("utf-8"))
    assert {*outcome.left_out} == known.left_out == {"plans/p0005", "plans/p0032", "plans/zz-twice"}
    assert len(known.sums) > 100
    assert compare_lake(generated / "lake", known) == []


def test_a_sum_that_is_another_one_is_told(generated: Path) -> None:
    known = generate_fleet(generated / "again", PLANS)
    subject = next(iter(known.sums))
    known.sums[subject] += 1
    known.left_out.add("plans/p0001")
    faults = compare_lake(generated / "lake", known)
    assert [fault.partition(":")[0] for fault in faults] == [str(subject), "left out"]
