"""From the data of a mapping to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.importing.mapping import (
    NONE_TEXTS,
    Column,
    Figure,
    MeasureColumns,
    MoneyColumns,
    MoneyMapping,
    PartColumns,
    TableMapping,
)

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.importing.mapping import Figures, Only

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
