from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.loading.build_model import ModelBuilder, parse_department, parse_money
from plantool.model.cell import EMPTY_CELL, Cell
from plantool.model.comparison import Comparison
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Department
from plantool.model.measure import Direction, Group, Kind, Measure
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money
from plantool.model.result import Judgement, Stage, State

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain

H30, H31 = FiscalYear.parse("H30"), FiscalYear.parse("H31")
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
    ("data", "cell"),
    [
        (None, EMPTY_CELL),
        ("―", Cell(lines=("―",))),
        ("２か所開設", Cell(lines=("２か所開設",), value=Decimal(2))),
        ("△1,200か所", Cell(lines=("△1,200か所",), value=Decimal(-1200))),
        ("約16", Cell(lines=("約16",), value=Decimal(16))),  # nothing else could be meant
        ("16以上", Cell(("16以上",), Decimal(16), Comparison.AT_LEAST)),
        ({"value": 2, "text": "2か所未満"}, Cell(("2か所未満",), Decimal(2), Comparison.BELOW)),
        ({"value": 3, "text": "2か所未満"}, Cell(("2か所未満",), Decimal(3))),
        (["計", "16か所"], Cell(lines=("計", "16か所"), value=Decimal(16))),
        (2, Cell(value=Decimal(2))),
        (Decimal("2.50"), Cell(value=Decimal("2.50"))),
        ({"value": 2, "text": "第2期分2か所"}, Cell(lines=("第2期分2か所",), value=Decimal(2))),
        ({"value": None, "text": "一部"}, Cell(lines=("一部",))),
    ],
)
def test_cells_keep_their_words_and_state_their_number(data: Plain, cell: Cell) -> None:
    builder = ModelBuilder("1-1.yaml")
    assert builder.build_cell_reader("か所")(data, ()) == cell
    assert builder.findings == []


@pytest.mark.parametrize(
    "data", ["検討", "２か所（計14か所）", "計16", "16人", ["２か所", "３か所"]]
)
def test_a_cell_without_one_number_is_found_and_keeps_its_words(data: Plain) -> None:
    builder = ModelBuilder("1-1.yaml")
    cell = builder.build_cell_reader("か所")(data, ("measures", 0, "total"))
    assert cell.value is None
    assert cell.lines == (tuple(data) if isinstance(data, list) else (data,))
    assert findings(builder) == [("not-a-quantity", ("measures", 0, "total"))]


@pytest.mark.parametrize("data", ["検討", "２か所（計14か所）", ["策定", "推進"], "―"])
def test_without_a_unit_cells_are_words(data: Plain) -> None:
    builder = ModelBuilder("1-1.yaml")
    assert builder.build_cell_reader(None)(data, ()).value is None
    assert builder.findings == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (9, Money(Decimal(9))),
        (0, Money(Decimal(0))),
        (-3, Money(Decimal(-3))),
        (Decimal("0.1"), Money(Decimal("0.1"))),
        ("―", NONE),
        ({"below_unit": True}, BELOW_UNIT),
        (None, UNKNOWN),
    ],
)
def test_amounts_are_exact_and_of_four_kinds(data: Plain, expected: Money) -> None:
    assert parse_money(data) == expected


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


def test_rows_keep_their_place_and_nest() -> None:
    group: Plain = {"name": "まとまり", "baseline": {"H29": "検討"}, "measures": [measure(id="b")]}
    built = ModelBuilder("1-1.yaml").build_initiative(initiative(measure(), group))
    first, second = built.rows
    assert isinstance(first, Measure)
    assert isinstance(second, Group)
    assert (first.path, second.path) == (("measures", 0), ("measures", 1))
    assert second.measures[0].path == ("measures", 1, "measures", 0)
    assert second.baseline.values == (Cell(lines=("検討",)),)


def test_a_measure_holds_what_its_row_says() -> None:
    row = measure(
        number="①",
        mark="☆",
        baseline={"H29": "計12か所"},
        total="４か所",
        target="計16か所",
        results={"H30": {"value": "３か所", "note": "説明", "reported": "2019-05-20"}},
    )
    (built,) = ModelBuilder("1-1.yaml").build_initiative(initiative(row)).measures()
    assert (built.kind, built.direction, built.unit) == (Kind.CUMULATIVE, Direction.UP, "か所")
    assert (built.number, built.mark) == ("①", "☆")
    assert built.baseline.get(FiscalYear.parse("H29")) == Cell(
        lines=("計12か所",), value=Decimal(12)
    )
    assert built.total == Cell(lines=("４か所",), value=Decimal(4))
    assert built.target == Cell(lines=("計16か所",), value=Decimal(16))
    assert built.results.years == (H30,)
    (result,) = built.results.values[0].items
    assert result.cell.value == 3
    assert (result.note, result.reported) == ("説明", date(2019, 5, 20))


def test_a_milestone_has_a_state() -> None:
    row: Plain = {
        "id": "a",
        "name": "項目",
        "kind": "milestone",
        "planned": {"H30": "検討"},
        "results": {"H30": {"state": "not-done", "reason": "理由"}},
    }
    (built,) = ModelBuilder("1-1.yaml").build_initiative(initiative(row)).measures()
    (result,) = built.results.values[0].items
    assert (result.state, result.reason, result.cell) == (State.NOT_DONE, "理由", EMPTY_CELL)


def test_a_year_has_one_report_or_a_list_of_them() -> None:
    one: Plain = {"value": "２か所", "reported": "2018-10-31", "stage": "interim"}
    judged: Plain = {"status": "nearly", "reason": "開所が翌月"}
    last: Plain = {"value": 3, "action": "増員", "reported": "2019-05-20", "judgement": judged}
    results: Plain = {"H30": [one, last], "H31": {"value": 1}}
    (built,) = (
        ModelBuilder("1-1.yaml").build_initiative(initiative(measure(results=results))).measures()
    )
    (interim, final), (single,) = (reports.items for reports in built.results.values)
    assert (interim.stage, interim.reported) == (Stage.INTERIM, date(2018, 10, 31))
    assert (final.stage, final.action) == (Stage.FINAL, "増員")
    assert final.cell.value == 3
    assert final.judgement == Judgement("nearly", "開所が翌月")
    assert single.cell.value == 1
    year = ("measures", 0, "results")
    places = [path for path, _, _ in built.yield_reports()]
    assert places == [(*year, "H30", 0), (*year, "H30", 1), (*year, "H31")]


def test_a_budget_holds_every_kind_of_money() -> None:
    data: Plain = {
        "planned": {"H30": 9, "R1": "―"},
        "total": 9,
        "initial": {"H30": 8},
        "supplementary": {"H30": [{"date": "2018-09-28", "amount": -2}]},
        "reserve": {"H30": 3},
        "carried_in": {"H30": 1},
        "current": {"H30": 10, "H31": 6},
        "unused": {"H30": "―"},
        "reasons": {"H30": "入札差金"},
        "carried_out": {"H30": {"below_unit": True}},
        "settled": {"H30": None},
        "preliminary": ["H30", 2019],
    }
    budget = ModelBuilder("1-1.yaml").build_initiative(initiative(measure(), budget=data)).budget
    assert budget.planned.get(H31) == NONE
    assert budget.total == Money(Decimal(9))
    assert budget.supplementary.get(H30) == ((date(2018, 9, 28), Money(Decimal(-2))),)
    assert budget.find_current(H30) == Money(Decimal(10))
    assert budget.find_current(H31) == Money(Decimal(6))
    assert (budget.stated_unused.get(H30), budget.reasons.get(H30)) == (NONE, "入札差金")
    assert (budget.carried_out.get(H30), budget.settled.get(H30)) == (BELOW_UNIT, UNKNOWN)
    assert budget.preliminary == (H30, H31)


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
