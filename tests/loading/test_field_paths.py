from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.loading.field_paths import quote_step, resolve_field, split_steps

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

DATA: Plain = {
    "id": "18-2",
    "number": "(1)",
    "departments": ["地域文化部 協働推進課", "企画部 情報政策課"],
    "measures": [
        {"id": "first", "planned": {"H30": "検討", "令和元年度": "実施"}, "total": None},
        {
            "baseline": {"H29": "公開"},
            "measures": [
                {"id": "inner", "number": "①"},
                {"id": "deep", "measures": [{"id": "deepest", "target": "実施"}]},
            ],
        },
    ],
    "budget": {"planned": {"H30": 9, "2019": 12}, "total": 21},
    "footnotes": [{"mark": "※1", "text": "説明"}],
    "attributes": {"13.1": "目標", 'a"b.c': "印", "SDG": "13"},
}


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("number", ("number",)),
        ("budget", ("budget",)),
        ("budget.total", ("budget", "total")),
        ("attributes.SDG", ("attributes", "SDG")),
        ('attributes."13.1"', ("attributes", "13.1")),
        ('attributes."a""b.c"', ("attributes", 'a"b.c')),
        ("budget.planned.H30", ("budget", "planned", "H30")),
        ("budget.planned.平成30年度", ("budget", "planned", "H30")),
        ("budget.planned.2018", ("budget", "planned", "H30")),
        ("budget.planned.H31", ("budget", "planned", "2019")),
        ("budget.planned.R元", ("budget", "planned", "2019")),
        ("departments.1", ("departments", 1)),
        ("measures", ("measures",)),
        ("measures.0", ("measures", 0)),
        ("measures.first", ("measures", 0)),
        ("measures.first.planned.R1", ("measures", 0, "planned", "令和元年度")),
        ("measures.first.total", ("measures", 0, "total")),
        ("measures.0.planned.H30", ("measures", 0, "planned", "H30")),
        ("measures.1.baseline.H29", ("measures", 1, "baseline", "H29")),
        ("measures.inner.number", ("measures", 1, "measures", 0, "number")),
        ("measures.1.measures.inner", ("measures", 1, "measures", 0)),
        ("measures.deep", ("measures", 1, "measures", 1)),
        ("measures.deepest.target", ("measures", 1, "measures", 1, "measures", 0, "target")),
        ("measures.deep.measures.deepest", ("measures", 1, "measures", 1, "measures", 0)),
        ("footnotes.0.text", ("footnotes", 0, "text")),
    ],
)
def test_a_place_has_a_path(place: str, path: NodePath) -> None:
    assert resolve_field(DATA, place) == path


@pytest.mark.parametrize(
    "place",
    [
        "attributes.13.1",
        'attributes."13.1',
        "",
        ".",
        "budget.",
        ".budget",
        "budget..planned",
        "Budget",
        "budget.planned.H32",
        "budget.planned.H0",
        "budget.planned.来年度",
        "budget.total.H30",
        "number.0",
        "measures.2",
        "measures.-1",
        "measures.first.target",
        "measures.nobody",
        "measures.inner.nobody",
        "measures.H30",
        "departments.地域文化部",
        "footnotes.※1",
        "id.id",
    ],
)
def test_what_is_not_there_has_none(place: str) -> None:
    assert resolve_field(DATA, place) is None


def test_an_endless_index_is_no_place() -> None:
    assert resolve_field(DATA, "measures." + "9" * 5000) is None


def test_the_first_of_two_equal_ids_is_meant() -> None:
    data: Plain = {"measures": [{"measures": [{"id": "a"}]}, {"id": "a"}]}
    assert resolve_field(data, "measures.a") == ("measures", 0, "measures", 0)


def test_ids_that_are_numbers_are_found_by_their_digits() -> None:
    data: Plain = {"sections": {"first": [{"id": "x1"}]}}
    assert resolve_field(data, "sections.first.x1") == ("sections", "first", 0)


@pytest.mark.parametrize("label", ["SDG", "13.1", 'a"b', '"a"', '".', "."])
def test_a_quoted_step_is_one_step(label: str) -> None:
    assert split_steps(f"attributes.{quote_step(label)}.H30") == ["attributes", label, "H30"]


def test_a_plain_step_stays_as_it_is() -> None:
    assert [quote_step(step) for step in ("SDG", "協力 団体", 'a"b')] == ["SDG", "協力 団体", 'a"b']
