"""Lays out an answer: a table for people, and its rows for machines."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from plantool.querying.shipped_questions import name_code, name_column
from plantool.reports.page import Column, Heading, Note, Page, Records, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.messages import Catalogue
    from plantool.querying.guarded_database import Answer, Cell
    from plantool.querying.shipped_questions import Question
    from plantool.reports.page import Block, Value

_GROUPED_FROM = 10_000
"""The smallest number that people read in groups of digits: years are below it."""


def build_answer_page(
    answer: Answer, texts: Catalogue, question: Question | None, facts: Mapping[str, object]
) -> Page:
    """Lay out an answer, to a ``question`` that comes with plantool or to any other.

    ``facts`` are what holds for the whole answer.
    """
    rows = [tuple(map(_to_value, row)) for row in answer.rows]
    keys = _build_keys(answer.columns)
    columns = [
        _AnswerColumn(name, [_spell_truth(row[at]) for row in rows])
        for at, name in enumerate(answer.columns)
    ]
    return Page(
        name="query",
        blocks=_yield_blocks(columns, texts, question),
        records=Records(keys, (dict(zip(keys, row, strict=True)) for row in rows)),
        metadata={
            **facts,
            "question": question.name if question else None,
            "cut": answer.is_cut,
        },
    )


def _yield_blocks(
    columns: Sequence[_AnswerColumn], texts: Catalogue, question: Question | None
) -> Iterator[Block]:
    if question is None:
        yield _build_table([(column.head(), column.group_digits()) for column in columns])
        return
    yield Heading(question.say_title(texts))
    yield _build_table([(column.head(texts), column.word(texts)) for column in columns])
    yield Note(question.say_note(texts))


def _build_table(columns: Sequence[tuple[Column, Sequence[Value]]]) -> Table:
    rows = zip(*(values for _, values in columns), strict=True)
    return Table(tuple(head for head, _ in columns), tuple(map(Row, rows)), stacks=True)


class _AnswerColumn(NamedTuple):
    """A column of an answer for people."""

    name: str
    values: list[Value]

    def head(self, texts: Catalogue | None = None) -> Column:
        """Return its head: as the statement names it, or in the words of ``texts``."""
        known = [value for value in self.values if value is not None]
        is_numeric = bool(known) and all(isinstance(value, int | Decimal) for value in known)
        heading = name_column(self.name, texts) if texts else " ".join(self.name.split())
        return Column(heading, numeric=is_numeric, wide=True)

    def group_digits(self) -> list[Value]:
        """Return the values as people read them: large numbers in groups of digits."""
        numbers = [Decimal(value) for value in self.values if isinstance(value, int | Decimal)]
        is_large = any(abs(number) >= _GROUPED_FROM for number in numbers)
        return list(map(_group, self.values)) if is_large else self.values

    def word(self, texts: Catalogue) -> list[Value]:
        """Return the same of a question that we know: all numbers but years, words for codes."""
        values = self.values if self.name.endswith("year") else map(_group, self.values)
        return [name_code(self.name, value, texts) or value for value in values]


def _group(value: Value) -> Value:
    """Return a whole number as one that is shown in groups of digits."""
    return Decimal(value) if isinstance(value, int) else value


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


def _spell_truth(value: Value) -> Value:
    """Return true and false as people read them: to Python they are numbers."""
    return str(value).lower() if isinstance(value, bool) else value


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
