from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.starting.department_list import parse_departments

TWO = {"企画部": ["企画課", "財政課"], "総務部": ["総務課"]}


@pytest.mark.parametrize(
    "text",
    [
        "企画部 企画課\n企画部 財政課\n総務部 総務課",
        "企画部　企画課\n企画部　財政課\n総務部　　総務課\n",
        "企画部\t企画課\n企画部\t財政課\n総務部\t総務課\r\n",
        "企画部\t企画課\n\t財政課\n総務部\t総務課",  # cells of a table that are joined
        "企画部 企画課、財政課\n総務部 総務課",
        "企画部：企画課、財政課\n総務部: 総務課",
        "企画部,企画課\n企画部,財政課\n総務部,総務課",
        "企画部\n　企画課\n　財政課\n総務部\n　総務課",
        "企画部\n企画課\n財政課\n\n総務部\n総務課",
        "企画部\n・企画課\n・財政課\n総務部\n・総務課",
        "■企画部\n企画課、財政課\n■総務部\n総務課",
        "【企画部】\n(1) 企画課\n(2) 財政課\n【総務部】\n(1) 総務課",
        "1. 企画部 企画課\n2. 企画部 財政課\n3. 総務部 総務課",
        "  企画部 企画課\n  企画部 財政課\n  総務部 総務課",
    ],
)
def test_japanese_lists_of_many_styles(text: str) -> None:
    assert parse_departments(text) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Public Works: Streets, Water\nPlace: Waste",
        "Public Works\n  Streets\n  Water\nPlace\n  Waste",
        "Public Works\tStreets\nPublic Works\tWater\nPlace\tWaste",
        "Public Works, Streets\nPublic Works, Water\nPlace, Waste",
        "Public Works  Streets\nPublic Works  Water\nPlace  Waste",
    ],
)
def test_english_names_hold_blanks(text: str) -> None:
    assert parse_departments(text) == {"Public Works": ["Streets", "Water"], "Place": ["Waste"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("\n　\n", {}),
        ("会計管理室", {"会計管理室": []}),
        ("企画部 企画課\n会計課", {"企画部": ["企画課"], "会計課": []}),  # of no bureau
        ("企画部\n　企画課\n会計課", {"企画部": ["企画課"], "会計課": []}),
        ("企画部\n　企画課 統計係", {"企画部": ["企画課 統計係"]}),
        ("企画部 企画課 統計係", {"企画部": ["企画課 統計係"]}),
        ("企画部 企画課\n企画部 企画課", {"企画部": ["企画課"]}),  # once
        ("スポーツ・文化部 文化課", {"スポーツ・文化部": ["文化課"]}),
        ("Communities\nPlace", {"Communities": [], "Place": []}),
    ],
)
def test_lists_that_are_less_clear(text: str, expected: dict[str, list[str]]) -> None:
    assert parse_departments(text) == expected


NAMES = st.text(alphabet="企画財政福祉区民", min_size=1, max_size=4)
LISTS = st.dictionaries(
    NAMES.map("{}部".format),
    st.lists(NAMES.map("{}課".format), min_size=1, max_size=3, unique=True),
    min_size=1,
    max_size=4,
)


@given(LISTS, st.sampled_from([" ", "　", "\t", "：", ": "]), st.sampled_from(["、", "，", ","]))
def test_a_list_is_read_as_it_was_written(
    departments: dict[str, list[str]], after: str, between: str
) -> None:
    lines = [f"{bureau}{after}{between.join(names)}" for bureau, names in departments.items()]
    assert parse_departments("\n".join(lines)) == departments


@given(LISTS, st.sampled_from(["　", "  ", "\t", "・", "- ", ""]), st.sampled_from(["\n", "\n\n"]))
def test_a_list_below_heads_is_read_as_it_was_written(
    departments: dict[str, list[str]], before: str, between: str
) -> None:
    parts = [
        "\n".join([bureau, *(before + name for name in names)])
        for bureau, names in departments.items()
    ]
    assert parse_departments(between.join(parts)) == departments


@given(st.text())
def test_whatever_is_pasted_has_a_reading(text: str) -> None:
    departments = parse_departments(text)
    assert all(name.strip() for name in departments)
    assert all(len(names) == len({*names}) for names in departments.values())
