from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.loading.build_measure import build_cell_reader, build_rows
from plantool.loading.field_values import ValueReader
from plantool.model.cell import EMPTY_CELL, Cell, Range
from plantool.model.comparison import Comparison
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Direction, Group, Kind, Measure
from plantool.model.result import Judgement, Stage, State

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain

H30, H31 = FiscalYear.parse("H30"), FiscalYear.parse("H31")


def measure(**more: Plain) -> dict[str, Any]:
    row = {"id": "a", "name": "項目", "kind": "cumulative", "direction": "up", "unit": "か所"}
    return {**row, "planned": {"H30": 1}, **more}


def build(*rows: Plain) -> tuple[Measure | Group, ...]:
    return build_rows(ValueReader("1-1.yaml"), list(rows), ("measures",))


def build_one(row: Plain) -> Measure:
    (built,) = build(row)
    assert isinstance(built, Measure)
    return built


def findings(reader: ValueReader) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code.name, finding.path) for finding in reader.findings]


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
        ("検討", Cell(lines=("検討",))),
        ("①案の検討", Cell(lines=("①案の検討",))),
        (["策定", "推進"], Cell(lines=("策定", "推進"))),
        (
            {"min": 40, "max": Decimal("45.5"), "text": "40～45.5か所"},
            Cell(lines=("40～45.5か所",), range=Range(Decimal(40), Decimal("45.5"))),
        ),
    ],
)
def test_cells_keep_their_words_and_state_their_number(data: Plain, cell: Cell) -> None:
    reader = ValueReader("1-1.yaml")
    assert build_cell_reader(reader, "か所")(data, ()) == cell
    assert reader.findings == []


@pytest.mark.parametrize(
    "data", ["第2期", "２か所（計14か所）", "計16", "16人", ["２か所", "３か所"]]
)
def test_a_cell_without_one_number_is_found_and_keeps_its_words(data: Plain) -> None:
    reader = ValueReader("1-1.yaml")
    cell = build_cell_reader(reader, "か所")(data, ("measures", 0, "total"))
    assert cell.value is None
    assert cell.lines == (tuple(data) if isinstance(data, list) else (data,))
    assert findings(reader) == [("not-a-quantity", ("measures", 0, "total"))]


@pytest.mark.parametrize("data", ["検討", "２か所（計14か所）", ["策定", "推進"], "―"])
def test_without_a_unit_cells_are_words(data: Plain) -> None:
    reader = ValueReader("1-1.yaml")
    assert build_cell_reader(reader, None)(data, ()).value is None
    assert reader.findings == []


def test_rows_keep_their_place_and_nest() -> None:
    group: Plain = {"name": "まとまり", "baseline": {"H29": "検討"}, "measures": [measure(id="b")]}
    first, second = build(measure(), group)
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
    built = build_one(row)
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
    built = build_one(row)
    (result,) = built.results.values[0].items
    assert (result.state, result.reason, result.cell) == (State.NOT_DONE, "理由", EMPTY_CELL)


def test_a_year_has_one_report_or_a_list_of_them() -> None:
    one: Plain = {"value": "２か所", "reported": "2018-10-31", "stage": "interim"}
    judged: Plain = {"status": "nearly", "reason": "開所が翌月"}
    last: Plain = {"value": 3, "action": "増員", "reported": "2019-05-20", "judgement": judged}
    results: Plain = {"H30": [one, last], "H31": {"value": 1}}
    built = build_one(measure(results=results))
    (interim, final), (single,) = (reports.items for reports in built.results.values)
    assert (interim.stage, interim.reported) == (Stage.INTERIM, date(2018, 10, 31))
    assert (final.stage, final.action) == (Stage.FINAL, "増員")
    assert final.cell.value == 3
    assert final.judgement == Judgement("nearly", "開所が翌月")
    assert single.cell.value == 1
    year = ("measures", 0, "results")
    places = [path for path, _, _ in built.yield_reports()]
    assert places == [(*year, "H30", 0), (*year, "H30", 1), (*year, "H31")]


def test_cells_that_all_lack_a_quantity_have_one_cause() -> None:
    reader = ValueReader("1-1.yaml")
    row = measure(planned={"H30": "2人", "H31": "3人"}, target="5人")
    build_rows(reader, [row], ("measures",))
    assert findings(reader) == [("not-a-quantity", ("measures", 0, "planned", "H30"))]
    reader = ValueReader("1-1.yaml")
    build_rows(reader, [{**row, "target": "５か所"}], ("measures",))
    assert len(findings(reader)) == 2
