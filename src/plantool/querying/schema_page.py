"""The tables that can be asked, with their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.page import Column, Heading, Page, Paragraph, Records, Row, Table
from plantool.tables.definitions import describe_column, describe_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Record
    from plantool.tables import columns
    from plantool.tables.columns import Reference

_SCHEMA_COLUMNS = (
    "table",
    "column",
    "type",
    "required",
    "key",
    "references",
    "source",
    "table_meaning",
    "meaning",
)


def build_schema_page(tables: Sequence[columns.Table], texts: Catalogue) -> Page:
    """List the columns of ``tables``, each with its type and its meaning."""
    return Page(
        name="query-schema",
        blocks=_yield_schema_blocks(tables, texts),
        records=Records(_SCHEMA_COLUMNS, _yield_schema_records(tables, texts)),
        metadata={},
    )


def _yield_schema_blocks(tables: Sequence[columns.Table], texts: Catalogue) -> Iterator[Block]:
    heads = ("query.column", "query.type", "query.meaning")
    columns_shown = tuple(Column(texts(head), wide=head == "query.meaning") for head in heads)
    yield Heading(texts("query.schema-title"))
    for table in tables:
        yield Heading(table.name, 2)
        yield Paragraph("\n".join(_yield_table_lines(table, texts)))
        rows = (
            (column.name, column.type.value, describe_column(column, texts))
            for column in table.columns
        )
        yield Table(columns_shown, tuple(map(Row, rows)))


def _yield_table_lines(table: columns.Table, texts: Catalogue) -> Iterator[str]:
    yield describe_table(table, texts)
    if table.key:
        yield texts("query.key", columns=", ".join(table.key))
    for reference in table.references:
        columns = ", ".join(reference.columns)
        yield texts("query.reference", columns=columns, table=reference.table)


def _yield_schema_records(tables: Sequence[columns.Table], texts: Catalogue) -> Iterator[Record]:
    for table in tables:
        for column in table.columns:
            yield {
                "table": table.name,
                "column": column.name,
                "type": column.type.value,
                "required": column.required,
                "key": column.name in table.key,
                "references": tuple(_name_targets(table.references, column.name)),
                "source": column.source,
                "table_meaning": describe_table(table, texts),
                "meaning": describe_column(column, texts),
            }


def _name_targets(references: Sequence[Reference], column: str) -> Iterator[str]:
    """Name the columns of other tables that a column may lead to."""
    for columns, table in references:
        if column in columns:
            yield f"{table}.{column}"
