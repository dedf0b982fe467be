from __future__ import annotations

import pytest

from plantool.reports.page import Column, Role, Row, Table
from plantool.reports.table_parts import split_columns


def table(count: int) -> Table:
    columns = tuple(Column(str(at)) for at in range(count + 1))
    figures = tuple(map(str, range(1, count + 1)))
    late = (*[None] * (count - 1), "9")
    return Table(
        columns,
        (
            Row(("group", *[None] * count), Role.HEADING),
            Row(("a", *figures)),
            Row(("b", *[None] * count)),
            Row(("result", *late), Role.SUBTOTAL),
        ),
    )


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (7, [7]), (8, [4, 4]), (10, [5, 5]), (11, [3, 4, 4]), (16, [4, 4, 4, 4])],
)
def test_columns_go_to_tables_of_few(count: int, sizes: list[int]) -> None:
    parts = split_columns(table(count))
    assert [len(part.columns) - 1 for part in parts] == sizes
    assert [part.columns[0].heading for part in parts] == ["0"] * len(sizes)
    headings = [column.heading for part in parts for column in part.columns[1:]]
    assert headings == [str(at) for at in range(1, count + 1)]
    assert [value for part in parts for value in tuple(part.rows)[1].values[1:]] == headings


def test_results_that_say_nothing_are_left_out_of_a_part() -> None:
    first, last = split_columns(table(8))
    assert [row.values[0] for row in first.rows] == ["group", "a", "b"]
    assert [row.values[0] for row in last.rows] == ["group", "a", "b", "result"]
