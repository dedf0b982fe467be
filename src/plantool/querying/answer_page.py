"""Lays out an answer: a table for people, and its rows for machines."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from plantool.querying.shipped_questions import name_column
from plantool.reports.page import Column, Heading, Note, Page, Records, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.messages import Catalogue
    from plantool.querying.guarded_database import Answer, Cell
    from plantool.reports.page import Block, Value

_GROUPED_FROM = 10_000
"""The smallest number that people read in groups of digits: years are below it."""


def build_answer_page(
    answer: Answer, texts: Catalogue, question: str | None, facts: Mapping[str, object]
) -> Page:
    """Lay out an answer; ``question`` names the one that comes with plantool.

    ``facts`` are what holds for the whole answer.
    """
    rows = [tuple(map(_to_value, row)) for row in answer.rows]
    keys = _build_keys(answer.columns)
    return Page(
        name="query",
        blocks=_yield_blocks(answer.columns, rows, texts, question),
        records=Records(keys, (dict(zip(keys, row, strict=True)) for row in rows)),
        metadata={**facts, "question": question, "cut": answer.is_cut},
    )


def _yield_blocks(
    names: Sequence[str], rows: list[tuple[Value, ...]], texts: Catalogue, question: str | None
) -> Iterator[Block]:
    if question:
        yield Heading(texts(f"question.{question}"))
    columns = [_build_column(name, [row[at] for row in rows]) for at, name in enumerate(names)]
    if question:
        columns = [c._replace(heading=name_column(c.heading, texts)) for c in columns]
    shown = zip(
        *(_group_digits([row[at] for row in rows]) for at in range(len(names))), strict=True
    )
    yield Table(tuple(columns), tuple(Row(values) for values in shown))
    if question:
        yield Note(texts(f"question.{question}.note"))


def _to_value(cell: Cell) -> Value:
    """Return a value of SQLite as pages hold it: a REAL has the 15 digits that are sure."""
    match cell:
        case float() if isfinite(cell):
            return Decimal(f"{cell:.15g}")
        case float():
            return str(cell)
        case bytes():
            return f"x'{cell.hex()}'"
        case _:
            return cell


def _build_keys(names: Sequence[str]) -> tuple[str, ...]:
    """Return a key for each column: a name that stands several times is counted."""
    keys: dict[str, None] = {}
    for name in names:
        key, number = name, 1
        while key in keys:
            number += 1
            key = f"{name}_{number}"
        keys[key] = None
    return tuple(keys)


def _build_column(name: str, values: Sequence[Value]) -> Column:
    known = [value for value in values if value is not None]
    is_numeric = bool(known) and all(isinstance(value, int | Decimal) for value in known)
    return Column(" ".join(name.split()), numeric=is_numeric, wide=not is_numeric)


def _group_digits(values: list[Value]) -> list[Value]:
    """Return the values of a column as people read them: large numbers in groups of digits."""
    numbers = [Decimal(value) for value in values if isinstance(value, int | Decimal)]
    if not any(abs(number) >= _GROUPED_FROM for number in numbers):
        return values
    return [Decimal(value) if isinstance(value, int) else value for value in values]
