"""What a mapping says: which column of a table is which key of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.diagnostics import NodePath

NONE_TEXTS = ("-", "－", "‐", "–", "—", "―", "ー", "─", "…", "‥")
"""What an empty cell is written as, unless the mapping says so."""


class Column(NamedTuple):
    """A column by its ``heading``, or a ``text`` that all rows have. ``path`` is in the mapping."""

    heading: str | None
    text: str | None
    path: NodePath


class Figure(NamedTuple):
    """A figure: one column, or the sum of several; of the row's year or ``of_next`` year.

    A ``ratio`` (1 is 100 %) is written in per cent.
    """

    columns: tuple[Column, ...]
    of_next: bool = False
    is_ratio: bool = False


Figures: TypeAlias = "Figure | Mapping[str, Figure]"
"""A figure of the row's own year, or one for each of several years."""
Only: TypeAlias = "tuple[tuple[Column, str | frozenset[str]], ...]"
"""Columns that are ``blank`` or ``filled`` in the rows meant, or have one of several values."""


class MeasureColumns(NamedTuple):
    """The columns of a measure: single values by their keys, and figures by year."""

    values: Mapping[str, Column]
    figures: Mapping[str, Figures]
    attributes: Mapping[str, Column]


class MoneyColumns(NamedTuple):
    """The columns of amounts by their basis; ``supplements`` are the first, second … of a year."""

    figures: Mapping[str, Figures]
    supplements: tuple[Column, ...] = ()


class PartColumns(NamedTuple):
    """The rows of the parts of a group of money, the columns of a part's name, and its money."""

    only: Only
    part: tuple[Column, ...]
    money: MoneyColumns


class MoneyMapping(NamedTuple):
    """The table's unit, the columns of the whole money, and those of each breakdown."""

    unit: str
    whole: MoneyColumns
    breakdown: Mapping[str, PartColumns]


class TableMapping(NamedTuple):
    """A mapping as a whole; ``head`` is the first and last row of headings, from 1."""

    document: str | None
    sheet: str | None
    head: tuple[int, int]
    none: frozenset[str]
    only: Only
    year: Column | None
    values: Mapping[str, Column]
    departments: tuple[Column, ...]
    attributes: Mapping[str, Column]
    measures: tuple[MeasureColumns, ...]
    money: MoneyMapping | None
    unverified: tuple[tuple[str, str], ...]

    @property
    def has_year_rows(self) -> bool:
        """Tell whether some figure is of the year of its row."""
        groups = [*(measure.figures for measure in self.measures)]
        if self.money:
            parts = (part.money for part in self.money.breakdown.values())
            moneys = [self.money.whole, *parts]
            groups += [money.figures for money in moneys]
            if any(money.supplements for money in moneys):
                return True
        return any(isinstance(f, Figure) for group in groups for f in group.values())

    def yield_columns(self) -> Iterator[Column]:
        """Yield every column that the mapping names."""
        yield from (column for column, _ in self.only)
        yield from filter(None, (self.year,))
        yield from (*self.values.values(), *self.departments, *self.attributes.values())
        for measure in self.measures:
            yield from (*measure.values.values(), *measure.attributes.values())
            yield from _yield_figure_columns(measure.figures)
        if self.money:
            yield from _yield_money_columns(self.money.whole)
            for part in self.money.breakdown.values():
                yield from (column for column, _ in part.only)
                yield from part.part
                yield from _yield_money_columns(part.money)


def _yield_money_columns(money: MoneyColumns) -> Iterator[Column]:
    yield from _yield_figure_columns(money.figures)
    yield from money.supplements


def _yield_figure_columns(figures: Mapping[str, Figures]) -> Iterator[Column]:
    for each in figures.values():
        for figure in (each,) if isinstance(each, Figure) else each.values():
            yield from figure.columns
