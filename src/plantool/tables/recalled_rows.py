"""The rows of an initiative as they were kept: made again only where they may have changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plantool.tables.columns import Row, Table, Value
    from plantool.tables.table_source import InitiativeSource

    RowBuilder: TypeAlias = tuple[Table, Callable[[InitiativeSource], Iterable[Row]]]

_READERS: Mapping[ColumnType, Callable[[str], Any]] = {
    ColumnType.NUMBER: Decimal,
    ColumnType.DATE: date.fromisoformat,
}
"""How values are read that JSON has no type for; they are kept as texts."""
_COMMIT = "commit_id"


def recall_rows(
    source: InitiativeSource, builders: Sequence[RowBuilder]
) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of an initiative, those of each table together."""
    made: list[list[Row]] = []

    def make() -> list[list[list[Any]]]:
        made.extend(list(build(source)) for _, build in builders)
        return [_encode_rows(table, rows) for (table, _), rows in zip(builders, made, strict=True)]

    tables = [table for table, _ in builders]
    files = (source.initiative.file, source.listing.chapter.file)
    *_, file, _, commit = source.locate(None)
    question = _describe_question(source, tables, repr((file, commit is None)))
    kept = source.of.derived.recall(question, files, make)
    known = (_decode_rows(*each, commit) for each in zip(tables, kept, strict=True))
    yield from zip(tables, made or known, strict=True)


def _describe_question(
    source: InitiativeSource, tables: Iterable[Table], place: str
) -> tuple[str, ...]:
    """Return all that the rows depend on, besides plan.yaml, the two files and the last commit."""
    of = source.of
    names = ",".join(table.name for table in tables)
    texts = (of.texts.language, of.as_of.isoformat(), source.listing.chapter.id)
    return ("rows", names, *texts, repr((source.is_relisted, of.plan.has_money)), place)


def _encode_rows(table: Table, rows: Iterable[Row]) -> list[list[Any]]:
    texts = _build_readers(table)
    return [
        [f"{value}" if at in texts and value is not None else value for at, value in enumerate(row)]
        for row in rows
    ]


def _decode_rows(table: Table, rows: Iterable[list[Any]], commit: Value) -> list[Row]:
    """Return rows with their values; all figures stand in the commit that is the last one now."""
    readers = _build_readers(table)
    if _COMMIT in table.column_names:
        readers[table.column_names.index(_COMMIT)] = lambda _: commit
    decoded = []
    for row in rows:
        for at, read in readers.items():
            if row[at] is not None:
                row[at] = read(row[at])
        decoded.append(tuple(row))
    return decoded


def _build_readers(table: Table) -> dict[int, Callable[[str], Any]]:
    """Return how the columns are read that are kept as texts, by their places."""
    types = (column.type for column in table.columns)
    return {at: _READERS[each] for at, each in enumerate(types) if each in _READERS}
