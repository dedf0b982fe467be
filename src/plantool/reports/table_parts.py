"""Tables with many columns, laid out as several that are read below each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plantool.reports.page import Role, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_COLUMNS = 7  # beside that of names: more are too narrow at 80 cells and on A4
_FEW_COLUMNS = 5  # which leave room for words
_EMPTY_IF_UNSAID = frozenset({Role.SUBTOTAL, Role.TOTAL})


def split_columns(table: Table) -> tuple[Table, ...]:
    """Return a table, or one of many columns as several of few, each with the column of names.

    They are about equally wide. Results and sums that say nothing in a part are left out of it.
    """
    count = len(table.columns) - 1
    if count <= _MOST_COLUMNS:
        return (table,)
    parts = -(-count // _FEW_COLUMNS)
    ends = [1 + count * part // parts for part in range(parts + 1)]
    return tuple(_cut_table(table, range(start, end)) for start, end in pairwise(ends))


def drop_empty_total(table: Table) -> Table:
    """Return a table without its last column, that of totals, where no row has one."""
    if any(row.values[-1] for row in table.rows):
        return table
    rows = tuple(row._replace(values=row.values[:-1]) for row in table.rows)
    return table._replace(columns=table.columns[:-1], rows=rows)


def _cut_table(table: Table, columns: Sequence[int]) -> Table:
    kept = (0, *columns)
    rows = tuple(row._replace(values=tuple(row.values[at] for at in kept)) for row in table.rows)
    shown = tuple(row for row in rows if not _is_unsaid(row))
    return table._replace(columns=tuple(table.columns[at] for at in kept), rows=shown)


def _is_unsaid(row: Row) -> bool:
    return row.role in _EMPTY_IF_UNSAID and not any(value is not None for value in row.values[1:])
