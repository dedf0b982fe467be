"""The tables of a lake: those of one plan, with what only many plans together have.

A lake is a folder that every engine reads: ``TABLE/fiscal_year=2019/prefecture=13/part-0.parquet``,
without ``fiscal_year`` for tables that have no years. The columns in the names of folders are not
in the files.
"""

from __future__ import annotations

from plantool.tables.columns import Column, ColumnType, Table
from plantool.tables.definitions import TABLES

_PREFECTURE = Column("prefecture", ColumnType.TEXT, required=True)
_OF_PLANS = (
    Column("successor_publisher_code", ColumnType.TEXT),
    Column("successor_plan_id", ColumnType.TEXT),
)
_THEME = Column("theme", ColumnType.TEXT)
_SUPERSEDED = Column("superseded", ColumnType.BOOLEAN, required=True)
"""Whether the initiative and year are counted in a plan that succeeds this one."""
_QUALITY = Table(
    "quality",
    (
        Column("publisher_code"),
        Column("plan_id", required=True),
        Column("title"),
        Column("origin", required=True),
        Column("included", ColumnType.BOOLEAN, required=True),
        Column("reason"),
        Column("errors", ColumnType.INTEGER),
        Column("warnings", ColumnType.INTEGER),
        Column("unverified_figures", ColumnType.INTEGER),
        Column("unit"),
        Column("currency"),
        Column("initiatives", ColumnType.INTEGER),
        Column("facts", ColumnType.INTEGER),
        Column("revision"),
        _PREFECTURE,
    ),
)


def _extend_table(table: Table) -> Table:
    """Return a table of one plan as a lake has it."""
    of_initiatives = {"initiative_id", "relisted"} <= {*table.column_names}
    extra = (
        *(_OF_PLANS if table.name == "plans" else ()),
        *((_THEME,) if of_initiatives else ()),
        *((_SUPERSEDED,) if of_initiatives and "fiscal_year" in table.column_names else ()),
    )
    return table._replace(columns=(*table.columns, *extra, _PREFECTURE))


LAKE_TABLES = (*(_extend_table(table) for table in TABLES), _QUALITY)
"""Every table with all its columns, those in the names of folders among them."""


COUNTS_TABLE = "quality"
"""The table that tells which plans are in; every lake has it."""


def list_partitions(table: Table) -> tuple[str, ...]:
    """Return the columns that stand in the names of folders, from the top."""
    return tuple(name for name in ("fiscal_year", "prefecture") if name in table.column_names)
