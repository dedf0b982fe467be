from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plantool.fleet.lake_tables import LAKE_TABLES
from plantool.messages import LANGUAGES, catalogue
from plantool.tables.columns import ColumnType, fit_integer, fit_number
from plantool.tables.definitions import TABLES, describe_column, describe_table, find_table
from tests.tables.sources import EXAMPLES, read_example

KINDS = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: Decimal,
    ColumnType.BOOLEAN: bool,
    ColumnType.DATE: date,
}
ALL_TABLES = (*TABLES, *LAKE_TABLES)
COLUMNS = {(table.name, column.name): column for table in ALL_TABLES for column in table.columns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_column_is_described_and_nothing_else(language: str) -> None:
    texts = catalogue(language)
    described = {key for key in texts.texts if key.startswith(("table.", "column."))}
    tables = {f"table.{table.name}" for table in ALL_TABLES}
    assert described == tables | {f"column.{name}" for _, name in COLUMNS}
    assert all(describe_table(table, texts) for table in ALL_TABLES)
    assert all(describe_column(column, texts) for column in COLUMNS.values())


def test_columns_of_one_name_are_of_one_type() -> None:
    types: dict[str, set[ColumnType]] = {}
    for (_, name), column in COLUMNS.items():
        types.setdefault(name, set()).add(column.type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


@pytest.mark.parametrize("example", EXAMPLES)
def test_values_are_of_their_types(example: str) -> None:
    for name, rows in read_example(example).items():
        for row in rows:
            for column, value in row.items():
                its = COLUMNS[name, column]
                if value is None:
                    assert not its.required, (name, column)
                else:
                    assert type(value) is KINDS[its.type], (name, column, value)


@pytest.mark.parametrize("example", EXAMPLES)
def test_keys_are_unique_and_references_lead_somewhere(example: str) -> None:
    tables = read_example(example)
    keys = {}
    for name, rows in tables.items():
        key = find_table(name).key
        keys[name] = [tuple(row[column] for column in key) for row in rows]
        if key:
            assert len(set(keys[name])) == len(keys[name]), name
    for name, rows in tables.items():
        for columns, target in find_table(name).references:
            referred = {tuple(row[column] for column in columns) for row in rows}
            assert {each for each in referred if None not in each} <= {*keys[target]}, (
                name,
                target,
            )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, None),
        (Decimal("1.50"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
        (Decimal("9" * 26), "9" * 26),
        (Decimal("9" * 27), None),
        (Decimal("0.000000000001"), "0.000000000001"),
        (Decimal("0.0000000000001"), None),
        (Decimal(f"{'1' * 26}.{'2' * 12}"), f"{'1' * 26}.{'2' * 12}"),
        (Fraction(2, 3), "0.666666666667"),
        (Fraction(1, 10**13), "0"),
        (Fraction(3), "3"),
    ],
)
def test_numbers_keep_their_digits_or_are_left_out(
    number: Decimal | Fraction | None, expected: str | None
) -> None:
    fitted = fit_number(number)
    assert (None if fitted is None else f"{fitted:f}") == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, None),
        (Decimal("12.0"), 12),
        (Decimal("0.5"), None),
        (Decimal(10**18 - 1), 10**18 - 1),
        (Decimal(-(10**18)), None),
    ],
)
def test_integers_are_whole_and_have_18_digits_at_most(
    number: Decimal | None, expected: int | None
) -> None:
    assert fit_integer(number) == expected
