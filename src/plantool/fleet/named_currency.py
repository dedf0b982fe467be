"""The currency of plans whose unit does not tell it: ``$`` is that of several countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.tables.definitions import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plantool.tables.columns import Row, Table

_CODE_LENGTH = 3  # of ISO 4217


def name_currency(
    rows: Mapping[str, Sequence[Row]], currency: str | None
) -> dict[str, Sequence[Row]]:
    """Return the rows of a plan with ``currency`` where their unit has only a sign for it.

    Without one there is none, and no amount in its smallest unit: such amounts are in no sum over
    plans, but are counted as not in it.
    """
    with_currency = [table for table in TABLES if "currency" in table.column_names]
    return {**rows, **{t.name: _name_in_table(t, rows[t.name], currency) for t in with_currency}}


def _name_in_table(table: Table, rows: Sequence[Row], currency: str | None) -> Sequence[Row]:
    at = table.column_names.index("currency")
    signs = {row[at] for row in rows if not _is_code(row[at])}
    if not signs:
        return rows
    changed = {at: currency}
    if currency is None and "amount_minor" in table.column_names:
        changed[table.column_names.index("amount_minor")] = None
    return [row if _is_code(row[at]) else _change(row, changed) for row in rows]


def _is_code(currency: object) -> bool:
    return currency is None or (isinstance(currency, str) and len(currency) == _CODE_LENGTH)


def _change(row: Row, changed: Mapping[int, str | None]) -> Row:
    return tuple(changed.get(at, value) for at, value in enumerate(row))
