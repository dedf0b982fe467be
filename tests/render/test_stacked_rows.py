"""Rows that are too wide for a terminal are blocks: every value whole, beside its name."""

from __future__ import annotations

import pytest

from plantool.messages import catalogue
from plantool.render.plain import lay_out_page
from plantool.reports.page import Column, Page, Records, Row, Table

TEXTS = catalogue("ja")
COLUMNS = (
    Column("id"),
    Column("名称", wide=True),
    Column("a long name", wide=True),
    Column("n", numeric=True),
)
ROWS = (
    Row(("1-1", "保育施設の整備による待機児童の解消", "x\nyy", 12)),
    Row(("1-2", None, "\x1b", -3)),
)


def show(width: int, table: Table) -> list[str]:
    page = Page(name="x", blocks=[table], records=Records((), ()), metadata={})
    return [line.text for line in lay_out_page(page, TEXTS, width)]


def test_a_table_that_does_not_fit_is_shown_in_blocks() -> None:
    assert show(22, Table(COLUMNS, ROWS, stacks=True)) == [
        "─── 1 ────────────────",
        "id           1-1",
        "名称         保育施設",
        "             の整備に",
        "             よる待機",
        "             児童の解",
        "             消",
        "a long name  x",
        "             yy",
        "n            12",
        "─── 2 ────────────────",
        "id           1-2",
        "名称",
        "a long name  \\u001b",
        "n            -3",
    ]


@pytest.mark.parametrize(("width", "start"), [(22, "───"), (23, "id"), (80, "id")])
def test_a_table_that_fits_stays_one(width: int, start: str) -> None:
    assert show(width, Table(COLUMNS, ROWS, stacks=True))[0].startswith(start)


def test_other_tables_stay_tables() -> None:
    assert show(22, Table(COLUMNS, ROWS))[0].startswith("id")


def test_names_are_no_wider_than_half_of_the_terminal() -> None:
    columns = tuple(Column(f"the name of column {each}") for each in range(5))
    lines = show(20, Table(columns, (Row(tuple("abcde")),), stacks=True))
    assert lines[1:4] == ["the name    a", "of column", "0"]
    assert all(len(line) <= 20 for line in lines)


def test_no_rows_are_no_blocks() -> None:
    columns = tuple(Column(f"column {each}", wide=True) for each in range(20))
    assert show(80, Table(columns, (), stacks=True)) == []
