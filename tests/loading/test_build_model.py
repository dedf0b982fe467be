from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.loading.build_model import ModelBuilder, parse_department
from plantool.model.attributes import Attribute, to_plain_object
from plantool.model.initiative import Department

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain

PLAN: dict[str, Any] = {
    "title": "計画",
    "publisher": {"name": "区"},
    "language": "ja",
    "years": {"baseline": ["H29"], "planned": ["H30", "平成31年度"]},
    "money": {"unit": "百万円"},
    "departments": {"企画部": ["企画課", "情報政策課"], "区長室": []},
}


def measure(**more: Plain) -> dict[str, Any]:
    row = {"id": "a", "name": "項目", "kind": "cumulative", "direction": "up", "unit": "か所"}
    return {**row, "planned": {"H30": 1}, **more}


def initiative(*rows: Plain, **more: Plain) -> dict[str, Any]:
    head = {"id": "1-1", "title": "事業", "departments": ["企画部 企画課"]}
    return {**head, "measures": list(rows), **more}


def findings(builder: ModelBuilder) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code.name, finding.path) for finding in builder.findings]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("地域文化部 協働推進課", Department("地域文化部", "協働推進課")),
        ("地域文化部\u3000協働推進課", Department("地域文化部", "協働推進課")),
        ("地域文化部  協働推進課", Department("地域文化部", "協働推進課")),
        (" 区長室 ", Department("区長室")),
        ("区長室", Department("区長室")),
        ("局 部 課", Department("局", "部 課")),
    ],
)
def test_a_department_is_a_bureau_and_a_division(name: str, expected: Department) -> None:
    assert parse_department(name) == expected


def test_a_plan_has_its_divisions_and_its_bureaus_in_printed_order() -> None:
    plan = ModelBuilder("plan.yaml").build_plan(PLAN)
    assert [found.name for found in plan.departments] == [
        "企画部 企画課",
        "企画部 情報政策課",
        "企画部",
        "区長室",
    ]


def test_a_plan_keeps_the_spelling_of_its_years() -> None:
    plan = ModelBuilder("plan.yaml").build_plan(PLAN)
    assert [year.key for year in (*plan.baseline_years, *plan.planned_years)] == [
        "H29",
        "H30",
        "H31",
    ]


def test_one_year_in_two_spellings_is_one_year_and_found() -> None:
    builder = ModelBuilder("plan.yaml")
    plan = builder.build_plan({**PLAN, "years": {"planned": ["H31", "R1", "H32"]}})
    assert [year.key for year in plan.planned_years] == ["H31", "H32"]
    assert findings(builder) == [("repeated-year", ("years", "planned", 1))]


@pytest.mark.parametrize("day", ["2018-02-29", "2018-04-31", "0000-01-01"])
def test_days_that_no_calendar_has_are_found(day: str) -> None:
    builder = ModelBuilder("1-1.yaml")
    builder.build_initiative(initiative(measure(results={"H30": {"reported": day}})))
    place = ("measures", 0, "results", "H30", "reported")
    assert findings(builder) == [("not-a-date", place)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("budget.planned.H30", []),
        ("measures.a.planned.2018", []),
        ("measures.b", [("unknown-place", ("source", "unverified", 0, "at"))]),
    ],
)
def test_unverified_places_must_exist(
    place: str, expected: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    builder = ModelBuilder("1-1.yaml")
    source: Plain = {"document": "文書", "unverified": [{"at": place, "reason": "推定"}]}
    builder.build_initiative(initiative(measure(), budget={"planned": {"H30": 9}}, source=source))
    assert findings(builder) == expected


@pytest.mark.parametrize(("written", "read"), [(2, "2"), ("2", "2"), ("Ａ", "Ａ")])
def test_ids_that_are_numbers_become_text(written: Plain, read: str) -> None:
    data = {"id": 18, "title": "章", "sections": [{"id": written, "title": "柱"}]}
    chapter = ModelBuilder("18.yaml").build_chapter(data)
    assert (chapter.id, chapter.sections[0].id) == ("18", read)
    assert ModelBuilder("1-1.yaml").build_initiative(initiative(section=written)).section == read


@pytest.mark.parametrize(
    ("written", "owner", "others"),
    [
        (None, None, ()),
        (2, "2", ()),
        ([2], "2", ()),
        ([1, "3", 2], "1", ("3", "2")),
        ([1, "1", 2], "1", ("2",)),
    ],
)
def test_the_first_section_owns_an_initiative(
    written: Plain, owner: str | None, others: tuple[str, ...]
) -> None:
    more = {} if written is None else {"section": written}
    built = ModelBuilder("1-1.yaml").build_initiative(initiative(measure(), **more))
    assert (built.section, built.other_sections) == (owner, others)


def test_attributes_are_words_as_they_are_written() -> None:
    said: dict[str, Any] = {
        "SDG": Decimal("13.10"),
        "No.": 7,
        "協力団体": ["商店会", "大学"],
        "13.1": "x",
    }
    built = ModelBuilder("1-1.yaml").build_initiative(initiative(measure(), attributes=said))
    assert to_plain_object(built.attributes) == {**said, "SDG": "13.10", "No.": "7"}
    row = measure(attributes={"URL": "a"})
    (one,) = ModelBuilder("1-1.yaml").build_initiative(initiative(row)).measures()
    assert one.attributes == (Attribute("URL", ("a",)),)


def test_what_a_field_was_is_a_number_or_words_that_are_not_read() -> None:
    entries: Any = [
        {"at": "title", "was": was} for was in (Decimal("6.50"), "6.5以上", "―", None, 3)
    ]
    built = ModelBuilder("1-1.yaml").build_initiative(initiative(measure(), revisions=entries))
    assert [(e.was.value, e.was.lines, e.was.is_none) for e in built.revisions] == [
        (Decimal("6.50"), (), False),
        (None, ("6.5以上",), False),
        (None, ("―",), True),
        (None, (), True),
        (Decimal(3), (), False),
    ]


def test_a_revision_of_nothing_is_found() -> None:
    builder = ModelBuilder("1-1.yaml")
    builder.build_initiative(initiative(measure(), revisions=[{"at": "measures.x", "was": 1}]))
    assert findings(builder) == [("unknown-place", ("revisions", 0, "at"))]
