"""予算現額 and 不用額 follow from other amounts, and what is carried over arrives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.messages import catalogue
from tests.checking.examples import found_in

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2019, 12, 1)


def found(plan: Path, *lines: str) -> list[str]:
    """Return the codes with the place of each, as ``PLT509 current.H30``."""
    budget = "".join(f"  {line}\n" for line in lines)
    diagnostics = found_in(plan, AS_OF, initiative=f"budget:\n{budget}")
    return [f"{d.code.code} {'.'.join(map(str, d.path[1:]))}" for d in diagnostics]


@pytest.mark.parametrize(
    ("initial", "current", "expected"),
    [
        ("10", "10", []),
        ("10", "12", ["PLT509 current.H30"]),
        ("10", "11", ["PLT511 current.H30"]),
        ("10", "11.1", ["PLT509 current.H30"]),
        ("10.4", "10", ["PLT511 current.H30"]),
        ("1234567890123456789012345678901", "1234567890123456789012345678903", None),
        ("10", "null", []),
        ("null", "12", []),
        ("―", "12", ["PLT509 current.H30"]),
        ("―", "―", []),
        ("10", "―", ["PLT509 current.H30"]),
        ("―", "{below_unit: true}", []),  # which is the reserve, or the like
        ("{below_unit: true}", "1", []),
        ("{below_unit: true}", "2", ["PLT509 current.H30"]),
        ("10", "{below_unit: true}", ["PLT509 current.H30"]),
    ],
)
def test_the_current_budget_is_the_sum_of_its_parts(
    initial: str, current: str, expected: list[str] | None, tmp_path: Path
) -> None:
    lines = (f"initial: {{H30: {initial}}}", f"current: {{H30: {current}}}")
    assert found(tmp_path, *lines) == (["PLT509 current.H30"] if expected is None else expected)


def test_every_part_counts_and_is_named(tmp_path: Path) -> None:
    budget = (
        "budget:\n  initial: {H30: 10}\n  reserve: {H30: 2}\n  carried_in: {H30: 1}\n"
        "  supplementary:\n    H30: [{date: 2018-09-28, amount: -3}]\n  current: {H30: 15}\n"
    )
    (diagnostic,) = found_in(tmp_path, AS_OF, initiative=budget)
    assert "10 - 3 + 2 + 1 = 10" in catalogue("en").message(diagnostic)


def test_amounts_below_the_unit_explain_as_much_as_they_can_be(tmp_path: Path) -> None:
    parts = ("initial: {H30: 10}", "reserve: {H30: {below_unit: true}}")
    carried = "carried_in: {H30: {below_unit: true}}"
    assert found(tmp_path / "1", *parts, "current: {H30: 11}") == []
    assert found(tmp_path / "2", *parts, "current: {H30: 12}") == ["PLT509 current.H30"]
    assert found(tmp_path / "3", *parts, carried, "current: {H30: 12}") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("initial: {H30: 10}", "settled: {H30: 7}", "unused: {H30: 3}"), []),
        (("initial: {H30: 10}", "settled: {H30: 7}", "unused: {H30: 4}"), ["PLT511 unused.H30"]),
        (("initial: {H30: 10}", "settled: {H30: 7}", "unused: {H30: 5}"), ["PLT510 unused.H30"]),
        (("initial: {H30: 10}", "settled: {H30: 10}", "unused: {H30: ―}"), []),
        (("initial: {H30: 10}", "settled: {H30: null}", "unused: {H30: 5}"), []),
        (("initial: {H30: 10}", "unused: {H30: 5}"), []),
        (("settled: {H30: 7}", "unused: {H30: 5}"), []),
        (("current: {H30: 10}", "settled: {H30: 7}", "unused: {H30: 3}"), []),
        (("current: {H30: 10}", "settled: {H30: 7}", "unused: {H30: 5}"), ["PLT510 unused.H30"]),
    ],
)
def test_what_is_unused_is_what_is_left(
    lines: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, *lines) == expected


@pytest.mark.parametrize(("initial", "current"), [(100, 10), (10, 100)])
def test_a_budget_that_does_not_add_up_is_not_found_again_in_what_is_unused(
    initial: int, current: int, tmp_path: Path
) -> None:
    lines = (f"initial: {{H30: {initial}}}", f"current: {{H30: {current}}}")
    rest = ("settled: {H30: 8}", "unused: {H30: 2}")
    assert found(tmp_path, *lines, *rest) == ["PLT509 current.H30"]


def test_nor_in_what_was_spent(tmp_path: Path) -> None:
    lines = ("initial: {H30: 1}", "current: {H30: 10}", "settled: {H30: 8}", "unused: {H30: 2}")
    assert found(tmp_path / "1", *lines) == ["PLT509 current.H30"]
    spent = ("initial: {H30: 10}", "settled: {H30: 80}", "unused: {H30: 2}")
    assert found(tmp_path / "2", *spent) == ["PLT510 unused.H30"]


@pytest.mark.parametrize(
    ("carried", "expected"),
    [
        (("carried_out: {H30: 2}",), ["PLT512 carried_out.H30"]),
        (("carried_out: {2018: 2}",), ["PLT512 carried_out.2018"]),
        (("carried_out: {H30: 2}", "carried_in: {H31: ―}"), ["PLT512 carried_out.H30"]),
        (("carried_out: {H30: 2}", "carried_in: {H30: 2}"), ["PLT512 carried_out.H30"]),
        (("carried_out: {H30: 2}", "carried_in: {H31: 2}"), []),
        (("carried_out: {H30: 2}", "carried_in: {R1: 2}"), []),
        (("carried_out: {H30: 2}", "carried_in: {H31: null}"), []),
        (("carried_out: {H30: 2}", "carried_in: {H31: 3}"), ["PLT513 carried_in.H31"]),
        (("carried_out: {H30: 2}", "carried_in: {H31: 3.1}"), ["PLT506 carried_in.H31"]),
        (("carried_out: {H30: ―}",), []),
        (("carried_out: {H30: 0}",), []),
        (("carried_out: {H30: null}",), []),
        (("carried_out: {H30: {below_unit: true}}",), []),
        (("carried_out: {H31: 2}",), []),  # the plan ends
        (("carried_out: {H30: 2, H31: 1}", "carried_in: {H31: 2}"), []),
    ],
)
def test_what_is_carried_over_arrives_in_the_next_budget(
    carried: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, "initial: {H30: 10, H31: 10}", *carried) == expected


def test_a_year_whose_budget_is_not_known_yet_lacks_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, "initial: {H30: 10}", "carried_out: {H30: 2}") == []


def test_a_year_outside_the_plan_is_found_as_that(tmp_path: Path) -> None:
    lines = ("initial: {H32: 10}", "carried_in: {H32: 1}", "current: {H32: 11}")
    codes = [each.split()[0] for each in found(tmp_path, *lines)]
    assert codes == ["PLT403", "PLT403", "PLT403"]


def test_a_small_rest_is_no_outlier(tmp_path: Path) -> None:
    lines = ("initial: {H30: 9000}", "settled: {H30: 8999}", "unused: {H30: 1}")
    assert found(tmp_path, *lines) == []
