from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.model.initiative import Correction, Department, Initiative, Unverified, id_order
from plantool.model.measure import Group, Kind, Measure


def initiative(identifier: str = "18-2", *departments: Department) -> Initiative:
    return Initiative(id=identifier, title="題名", departments=departments)


@pytest.mark.parametrize("kind", [Correction, Unverified])
def test_where_an_entry_stands_makes_it_no_other(kind: type[Correction | Unverified]) -> None:
    one, moved = (kind("budget.planned", "誤記", path=("budget", at)) for at in ("a", "b"))
    assert one == moved
    assert hash(one) == hash(moved)
    assert one != kind("budget.planned", "別の理由")


@pytest.mark.parametrize(
    "ids",
    [
        ["2-4", "18-1", "18-2", "18-10"],
        ["18-2", "18-02-1", "18-10"],
        ["18-2", "18-2-1", "18-2-2", "18-2-10", "18-3"],
        ["1-1", "2-1", "10-1", "A-1", "B-1"],
        ["18-1", "18-99", "18-a", "18-b"],
        ["18-2", "18-2a", "18-2b", "18-3"],
        ["2", "18", "18A", "19"],
        ["A2-1", "A10-1"],
    ],
)
def test_ids_sort_by_number_and_numbers_before_letters(ids: list[str]) -> None:
    assert all(id_order(one) < id_order(next_one) for one, next_one in pairwise(ids))


@given(st.lists(st.from_regex(r"[0-9A-Za-z]{1,4}(-[0-9A-Za-z]{1,4}){0,2}", fullmatch=True)))
def test_every_id_has_its_place_whatever_the_order_before(ids: list[str]) -> None:
    ordered = sorted(ids, key=id_order)
    assert [id_order(i) for i in ordered] == sorted(id_order(i) for i in ids)


def test_a_hostile_id_has_its_place_too() -> None:
    endless = "18-" + "9" * 5000
    assert sorted([endless, "18-10", "18-2"], key=id_order) == ["18-2", "18-10", endless]


@pytest.mark.parametrize(
    ("identifier", "chapter"), [("18-2", "18"), ("2-4", "2"), ("A1-2-3", "A1"), ("18", "18")]
)
def test_belongs_to_the_chapter_before_the_first_hyphen(identifier: str, chapter: str) -> None:
    assert initiative(identifier).chapter == chapter


def test_names_each_bureau_once_in_order() -> None:
    departments = [
        Department("こども家庭部", "子育て支援課"),
        Department("企画部", "情報政策課"),
        Department("こども家庭部", "保育課"),
        Department("企画部"),
    ]
    assert initiative("2-4", *departments).bureaus == ("こども家庭部", "企画部")


@pytest.mark.parametrize(
    ("department", "name"),
    [
        (Department("地域文化部", "協働推進課"), "地域文化部 協働推進課"),
        (Department("区長室"), "区長室"),
    ],
)
def test_a_department_is_written_bureau_first(department: Department, name: str) -> None:
    assert department.name == name


def test_measures_come_in_printed_order_without_groups() -> None:
    a, b, c, d = (Measure(id=name, name=name, kind=Kind.MILESTONE) for name in "abcd")
    nested = Group(measures=(b, Group(measures=(c,))))
    found = Initiative(id="1-1", title="題名", departments=(), rows=(a, nested, d)).measures()
    assert list(found) == [a, b, c, d]


def test_a_file_takes_no_part_in_equality() -> None:
    one = Initiative(id="1-1", title="題名", departments=(), file="plan/1-1.yaml")
    assert one == Initiative(id="1-1", title="題名", departments=(), file="elsewhere/1-1.yaml")
