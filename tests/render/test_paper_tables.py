"""Columns on paper: short texts are never broken, long ones share what is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.render.paper_tables import (
    GAP,
    ColumnLayout,
    ColumnNeed,
    measure_line,
    share_room,
)
from plantool.reports.page import Column

NEEDS = st.builds(
    lambda least, more, weight: ColumnNeed(least, least + more, weight),
    st.floats(1, 30),
    st.floats(0, 60),
    st.floats(1, 20),
)


def lay_out(columns: list[Column], rows: list[list[str]], room: float = 100) -> list[float]:
    return share_room(ColumnLayout.of(columns, rows).needs, room)


def test_signs_are_as_wide_as_japanese_letters() -> None:
    assert measure_line("達成") == 4
    assert measure_line("◎…") == 4
    assert measure_line("90") == 2.5


def test_what_has_room_for_everything_breaks_nothing() -> None:
    columns = [Column("状況"), Column("達成率", wide=True), Column("言葉の項目の状態")]
    rows = [["◎ 達成", "100%以上", "実施済み"], ["× 未達成", "それ未満", "未実施、延期"]]
    widths = lay_out(columns, rows)
    assert sum(widths) == pytest.approx(100)
    for width, texts in zip(widths, zip(*rows, strict=True), strict=True):
        assert width >= max(map(measure_line, texts)) + GAP


def test_a_sum_with_something_unknown_keeps_its_sign_on_its_line() -> None:
    columns = [Column("事業", wide=True), Column("執行率", numeric=True)]
    _, rate = lay_out(columns, [["保育施設の整備による待機児童の解消" * 3, "95.9%+…"]])
    assert rate >= measure_line("95.9%+…") + GAP


def test_a_long_heading_gets_room_where_its_column_is_empty() -> None:
    columns = [Column("目標", wide=True), *(Column("平成29年度末の現況", wide=True),) * 2]
    _, empty, other = lay_out(columns, [["プロジェクト事業の実施", "―", ""]], 75)
    assert min(empty, other) >= measure_line("平成29年度末の現況") + GAP


def test_names_of_rows_are_not_broken_for_what_stands_beside_them() -> None:
    columns = [Column(name, wide=True) for name in ("目標", "30年度", "31年度", "2年度")]
    row = ["事業費（千円）", *["98,100千円（累計325,400千円）概ね達成98.7%"] * 3]
    name, *_ = lay_out(columns, [row], 75)
    assert name >= measure_line("事業費（千円）") + GAP


def test_reasons_have_more_room_than_names_but_not_all() -> None:
    columns = [Column(name, wide=True) for name in ("事業", "計画", "理由")]
    name, planned, reason = lay_out(columns, [["事業の名前" * 4, "３か所", "理由" * 60]])
    assert planned == pytest.approx(measure_line("３か所") + GAP)
    assert reason == pytest.approx(name * 6**0.5, rel=0.1)


@given(st.lists(NEEDS, min_size=1, max_size=9), st.floats(20, 200))
def test_columns_fill_their_room_and_have_what_they_need(
    needs: list[ColumnNeed], room: float
) -> None:
    widths = share_room(needs, room)
    assert sum(widths) == pytest.approx(room)
    if sum(need.least for need in needs) <= room <= sum(need.most for need in needs):
        for width, need in zip(widths, needs, strict=True):
            assert need.least * 0.999 <= width <= need.most * 1.001
