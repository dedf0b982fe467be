"""Two small tables, and questions over them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.querying.ask import AskedTables, ask_tables
from plantool.querying.guarded_database import USUAL_LIMITS
from plantool.querying.statement_error import StatementError
from plantool.tables.columns import Column, ColumnType, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.querying.guard import Read
    from plantool.querying.guarded_database import Answer, Limits
    from plantool.tables.columns import Row

INITIATIVES = Table(
    "initiatives", (Column("initiative_id"), Column("title"), Column("bureaus")), ("initiative_id",)
)
MONEY = Table(
    "money",
    (
        Column("initiative_id"),
        Column("basis"),
        Column("fiscal_year", ColumnType.INTEGER),
        Column("amount", ColumnType.NUMBER),
        Column("relisted", ColumnType.BOOLEAN),
    ),
)
DAY = date(2019, 5, 1)
TABLES = (INITIATIVES, MONEY)
ROWS: dict[str, list[Row]] = {
    "initiatives": [("1-1", "保育", "福祉部"), ("1-2", "道路", "土木部"), ("1-3", "広報", None)],
    "money": [
        ("1-1", "planned", 2018, Decimal(12), False),
        ("1-1", "planned", 2019, Decimal("0.1"), False),
        ("1-2", "planned", 2018, Decimal("12345678901234567.89"), False),
        ("1-3", "planned", 2018, None, True),
    ],
}


def yield_rows(read: Read) -> Iterator[tuple[Table, list[Row]]]:
    return ((table, ROWS[table.name]) for table in TABLES if table.name in read.tables)


def ask(text: str, limits: Limits = USUAL_LIMITS) -> Answer:
    return ask_tables(text, AskedTables(TABLES, yield_rows, DAY), limits)


def refuse(text: str, limits: Limits = USUAL_LIMITS) -> tuple[str, str]:
    """Return the key of the refusal, and what of the statement is marked."""
    with pytest.raises(StatementError) as caught:
        ask(text, limits)
    place = str(caught.value.arguments["place"])
    if not place:
        return caught.value.key, ""
    _, line, carets = place.split("\n")
    head = line.index("| ") + 2
    shown = line[head:]
    start = carets.index("^") - head  # in cells: texts before the place are of ASCII in tests
    return caught.value.key, shown[start : start + carets.count("^")].strip() or "(end)"
