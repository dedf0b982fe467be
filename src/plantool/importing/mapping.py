"""What a mapping says: which column of a table is which key of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.diagnostics import NodePath

NONE_TEXTS = ("-", "－", "‐", "–", "—", "―", "ー", "─", "…", "‥", "***")
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


_VALUES = ("id", "chapter", "title", "number", "mark", "section", "starts", "ends", "summary")
_MEASURE_FIGURES = ("baseline", "planned", "results", "notes")
_FIGURE_KEYS = ("column", "sum", "text")
Data: TypeAlias = Any
"""A mapping's data, whose shape the schema has checked."""


def build_mapping(data: Data) -> TableMapping:
    """Build a mapping of data that satisfies its schema."""
    head = data.get("head", 1)
    first, last = head if isinstance(head, list) else (head, head)
    return TableMapping(
        document=data.get("document"),
        sheet=data.get("sheet"),
        head=(int(first), int(last)),
        none=frozenset(data.get("none", NONE_TEXTS)),
        only=_build_only(data.get("only", {}), ("only",)),
        year=_build_column(data["year"], ("year",)) if "year" in data else None,
        values={key: _build_column(data[key], (key,)) for key in _VALUES if key in data},
        departments=_build_columns(data.get("departments", []), ("departments",)),
        attributes=_build_by_name(data.get("attributes", {}), ("attributes",)),
        measures=tuple(
            _build_measure(each, ("measures", at))
            for at, each in enumerate(data.get("measures", ()))
        ),
        money=_build_money(data["budget"], ("budget",)) if "budget" in data else None,
        unverified=tuple((each["at"], each["reason"]) for each in data.get("unverified", ())),
    )


def _build_column(data: Data, path: NodePath) -> Column:
    if isinstance(data, dict):
        return Column(None, data["text"], path)
    return Column(data, None, path)


def _build_columns(data: Data, path: NodePath) -> tuple[Column, ...]:
    if isinstance(data, list):
        return tuple(_build_column(each, (*path, at)) for at, each in enumerate(data))
    return (_build_column(data, path),)


def _build_by_name(data: Data, path: NodePath) -> dict[str, Column]:
    return {name: _build_column(each, (*path, name)) for name, each in data.items()}


def _build_only(data: Data, path: NodePath) -> Only:
    return tuple(
        (Column(heading, None, (*path, heading)), frozenset(w) if isinstance(w, list) else w)
        for heading, w in data.items()
    )


def _build_figure(data: Data, path: NodePath) -> Figure:
    if isinstance(data, str):
        return Figure((Column(data, None, path),))
    if "sum" in data:
        columns = _build_columns(data["sum"], (*path, "sum"))
    elif "column" in data:
        columns = (Column(data["column"], None, (*path, "column")),)
    else:
        columns = (Column(None, data["text"], path),)
    return Figure(columns, data.get("year") == "next", bool(data.get("ratio")))


def _build_figures(data: Data, path: NodePath) -> Figures:
    if isinstance(data, dict) and not any(key in data for key in _FIGURE_KEYS):
        return {str(year): _build_figure(each, (*path, year)) for year, each in data.items()}
    return _build_figure(data, path)


def _build_measure(data: Data, path: NodePath) -> MeasureColumns:
    figures = {
        key: _build_figures(data[key], (*path, key)) for key in _MEASURE_FIGURES if key in data
    }
    other = {key for key in data if key not in {*_MEASURE_FIGURES, "attributes"}}
    values = {key: _build_column(data[key], (*path, key)) for key in data if key in other}
    return MeasureColumns(
        values, figures, _build_by_name(data.get("attributes", {}), (*path, "attributes"))
    )


def _build_money(data: Data, path: NodePath) -> MoneyMapping:
    breakdown = {
        name: _build_parts(each, (*path, "breakdown", name))
        for name, each in data.get("breakdown", {}).items()
    }
    return MoneyMapping(data["unit"], _build_money_columns(data, path), breakdown)


def _build_parts(data: Data, path: NodePath) -> PartColumns:
    return PartColumns(
        _build_only(data.get("only", {}), (*path, "only")),
        _build_columns(data["part"], (*path, "part")),
        _build_money_columns(data, path),
    )


def _build_money_columns(data: Data, path: NodePath) -> MoneyColumns:
    others = {"unit", "breakdown", "only", "part"}
    supplements = data.get("supplementary")
    is_listed = isinstance(supplements, list)
    figures = {
        key: _build_figures(each, (*path, key))
        for key, each in data.items()
        if key not in others and not (is_listed and key == "supplementary")
    }
    listed = _build_columns(supplements, (*path, "supplementary")) if is_listed else ()
    return MoneyColumns(figures, listed)
