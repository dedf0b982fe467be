from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.model.cell import (
    EMPTY_CELL,
    AmbiguousQuantityError,
    Cell,
    Range,
    find_lone_range,
    is_none_mark,
    parse_quantity,
)

FULL_WIDTH = str.maketrans("0123456789,.+", "０１２３４５６７８９，．＋")
MINUS_SIGNS = "-－−‐‑–△▲"
UNITS = ("か所", "事業", "人", "%", "％", "百万円")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("２か所開設", "か所", "2"),
        ("計16か所", "か所", "16"),
        ("計１６か所", "か所", "16"),
        ("新規３事業", "事業", "3"),
        ("計９事業", "事業", "9"),
        ("△1,200人", "人", "-1200"),
        ("△１，２００人", "人", "-1200"),
        ("▲3.5％", "%", "-3.5"),
        ("▲３．５％", "%", "-3.5"),
        ("50.5%", "％", "50.5"),
        ("50.5％", "％", "50.5"),
        ("−5人", "人", "-5"),
        ("－５人", "人", "-5"),
        ("-5人", "人", "-5"),
        ("＋5人", "人", "5"),
        ("1,234,567円", "円", "1234567"),
        ("1234567円", "円", "1234567"),
        ("1,234.50円", "円", "1234.50"),
        ("0か所", "か所", "0"),
        ("3 か所", "か所", "3"),
        ("3\u3000か所", "か所", "3"),
        ("5ＫＭ", "KM", "5"),
        ("5KM", "ＫＭ", "5"),
        ("２ｶ所", "カ所", "2"),
        ("1万人", "万人", "1"),
        ("5千円", "円", "5000"),
        ("5万人", "人", "50000"),
        ("1万5千人", "人", "15000"),
        ("約1万5千人", "人", "15000"),
        ("1万5千以上", "人", "15000"),
        ("3億2,000万円", "円", "320000000"),
        ("３億２，０００万円", "円", "320000000"),
        ("3億2,000万円", "千円", "320000"),
        ("3億2,000万円", "万円", "32000"),
        ("3億2,000万円", "百万円", "320"),
        ("3億2,000万円", "億円", "3.2"),
        ("△3億円", "円", "-300000000"),
        ("1.5万人", "人", "15000"),
        ("12億3千5百万円", "円", "1235000000"),
        ("1兆2,000億円", "億円", "12000"),
        ("3億1円", "億円", "3.00000001"),
        ("15百万円", "百万円", "15"),
        ("$1,200", "$", "1200"),
        ("125 households", "households", "125"),
        ("1.40", "", "1.40"),
        ("約1.8", "", "1.8"),
        ("100以上", "", "100"),
    ],
)
def test_reads_the_number_before_the_unit(text: str, unit: str, value: str) -> None:
    assert parse_quantity(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,200㎡", "㎡", "1200"),
        ("100m²", "m²", "100"),
        ("計2.5m3", "m3", "2.5"),
        ("△30t-CO2", "t-CO2", "-30"),
    ],
)
def test_a_digit_within_the_unit_is_no_number(text: str, unit: str, value: str) -> None:
    assert parse_quantity(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("△ 1,200人", "人", "-1200"),
        ("▲\u30003.5％", "%", "-3.5"),
        ("△ ５人", "人", "-5"),
    ],
)
def test_a_space_after_the_sign_does_not_lose_it(text: str, unit: str, value: str) -> None:
    assert parse_quantity(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("開設", "か所"),
        ("", "か所"),
        ("か所", "か所"),
        ("三か所", "か所"),
        ("２か所（計14か所）", "か所"),
        ("第2期分2か所", "か所"),
        ("5〜10か所", "か所"),
        ("5-10か所", "か所"),
        ("２か所※1", "か所"),
        ("16", "か所"),
        ("16人", "か所"),
        ("16ヵ所", "か所"),
        ("2万30,000円", "円"),
        ("3千5千円", "円"),
        ("1億円（うち5千万円）", "円"),
        ("5万5千", "人"),
        ("3億円", "万"),
        ("3百貨店", "店"),
        ("125 households", ""),
        ("95%", ""),
        ("1.4、1.5", ""),
        ("か所16", "か所"),
        ("1,00か所", "か所"),
        ("1,2345か所", "か所"),
        ("1234,567か所", "か所"),
        ("1,234,56か所", "か所"),
        (",123か所", "事業"),
        ("1, 200人", "人"),
        ("1.5.2か所", "か所"),
        ("1.か所", "か所"),
        ("5²か所", "か所"),
        ("２①か所", "か所"),
        ("½か所", "か所"),
        ("٣か所", "か所"),
    ],
)
def test_refuses_what_states_no_single_quantity(text: str, unit: str) -> None:
    with pytest.raises(AmbiguousQuantityError):
        parse_quantity(text, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("①２か所", "2"),
        ("①2か所", "2"),
        ("⑴2か所", "2"),
        ("②\u3000計16か所", "16"),
        ("㈠2か所", "2"),
        (".5か所", "0.5"),
        ("．５か所", "0.5"),
    ],
)
def test_reads_the_printed_number_or_none_at_all(text: str, value: str) -> None:
    """Row markers and a bare point may be read or refused, but never change the figure."""
    try:
        found = parse_quantity(text, "か所")
    except AmbiguousQuantityError:
        return
    assert found == Decimal(value)


@pytest.mark.parametrize("text", ["―", "—", "–", "-", "－", "ー", "─", " ― ", "\u3000―"])
def test_a_lone_dash_is_none(text: str) -> None:
    assert is_none_mark(text)


@pytest.mark.parametrize("text", ["", "―― ", "―か所", "0", "なし", "△", "検討"])
def test_anything_else_is_not_none(text: str) -> None:
    assert not is_none_mark(text)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (EMPTY_CELL, True),
        (Cell(lines=("―",)), True),
        (Cell(lines=("検討",)), False),
        (Cell(lines=("検討", "―")), False),
        (Cell(lines=("―", "検討")), False),
        (Cell(value=Decimal(0)), False),
        (Cell(lines=("0か所",), value=Decimal(0)), False),
        (Cell(lines=("―",), value=Decimal(0)), False),
    ],
)
def test_a_cell_tells_whether_there_is_nothing(cell: Cell, *, expected: bool) -> None:
    assert cell.is_none is expected


@st.composite
def printed_quantities(draw: st.DrawFn) -> tuple[str, str, Decimal]:
    """Draw a quantity as a plan may print it, its unit, and what it states."""
    value = draw(st.decimals(-(10**12), 10**12, allow_nan=False, places=draw(st.integers(0, 4))))
    number = f"{abs(value):,f}" if draw(st.booleans()) else f"{abs(value):f}"
    if draw(st.booleans()):
        number = number.translate(FULL_WIDTH)
    sign = draw(st.sampled_from(MINUS_SIGNS)) if value.is_signed() else ""
    unit = draw(st.sampled_from(UNITS))
    before = draw(st.sampled_from(["", "計", "新規", "約 "]))
    after = draw(st.sampled_from(["", "開設", "以上", "（見込み）"]))
    space = draw(st.sampled_from(["", " ", "\u3000"]))
    return f"{before}{sign}{number}{space}{unit}{after}", unit, value


@given(printed_quantities())
def test_any_printed_number_reads_back_exactly(printed: tuple[str, str, Decimal]) -> None:
    text, unit, value = printed
    assert parse_quantity(text, unit) == value


@given(st.text(), st.text(min_size=1))
def test_gives_a_finite_number_or_refuses(text: str, unit: str) -> None:
    try:
        value = parse_quantity(text, unit)
    except AmbiguousQuantityError:
        return
    assert value.is_finite()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (EMPTY_CELL, None),
        (Cell(value=Decimal(2)), None),
        (Cell(lines=("２か所開設",), value=Decimal(2)), "２か所開設"),
        (Cell(lines=("策定", "推進")), "策定\n推進"),
    ],
)
def test_printed_lines_become_one_text(cell: Cell, text: str | None) -> None:
    assert cell.text == text


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("40～45％", "%", (40, 45)),
        ("40 to 45%", "%", (40, 45)),
        ("40-45%", "%", (40, 45)),
        ("40％〜45％", "％", (40, 45)),
        ("$1,200-$1,500", "$", (1200, 1500)),
        ("1.5～2.0", "", (Decimal("1.5"), 2)),
        ("45～40％", "%", None),
        ("40～45～50％", "%", None),
        ("３回、120人", "人", None),
        ("2025-03", "人", None),
        ("△5～3", "", None),
    ],
)
def test_two_numbers_with_a_dash_are_a_range(
    text: str, unit: str, ends: tuple[Decimal | int, Decimal | int] | None
) -> None:
    expected = None if ends is None else Range(*map(Decimal, ends))
    assert find_lone_range(text, unit) == expected
