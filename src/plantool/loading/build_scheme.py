"""From ``evaluation``, ``reporting`` and ``years`` of plan.yaml to the rules of judgement."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plantool.light_dataclasses import replace
from plantool.model.calendar import Calendar
from plantool.model.evaluation import Band, Deadlines, DownRate, Formula, Scheme, Trend, Unrated
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import State

if TYPE_CHECKING:
    from plantool.loading.field_values import Data


def build_scheme(data: Data) -> Scheme:
    """Return the preset that is named, or plantool's own, with what the plan says otherwise."""
    preset = PRESETS[data["preset"]] if "preset" in data else STANDARD
    return replace(preset, **_read_overrides(data, preset)) if data else preset


def _read_overrides(data: Data, preset: Scheme) -> dict[str, Any]:
    kinds = data.get("kinds", {})
    overrides: dict[str, Any] = {}
    for key in ("tolerance", "cap", "unused_above"):
        if key in data:
            overrides[key] = Decimal(data[key])
    for key, read in (("formula", Formula), ("down", DownRate)):
        if key in data:
            overrides[key] = read(data[key])
    overrides |= _read_all_bands(data)
    if "level" in kinds:
        overrides["level_formula"] = Formula(kinds["level"])
    if "cumulative" in kinds:
        overrides["running"] = kinds["cumulative"] == "running"
    if "milestone" in kinds:
        own = {State(state): band for state, band in kinds["milestone"].items()}
        overrides["states"] = tuple((dict(preset.states) | own).items())
    if "labels" in data:
        overrides["labels"] = tuple((Unrated(key), label) for key, label in data["labels"].items())
    return overrides


def _read_all_bands(data: Data) -> dict[str, tuple[Band, ...]]:
    """Read the statuses of measures, and those of whole initiatives."""
    found = {f"{key}_bands": data[key]["bands"] for key in ("judgement", "term") if key in data}
    if "bands" in data:
        found["bands"] = data["bands"]
    return {key: tuple(map(_read_band, bands)) for key, bands in found.items()}


def _read_band(data: Data) -> Band:
    threshold = data.get("above", data.get("from"))
    return Band(
        id=data["id"],
        label=data["label"],
        symbol=data.get("symbol", ""),
        color=data.get("color", "grey"),
        threshold=None if threshold is None else Decimal(threshold),
        above="above" in data,
        trend=Trend(data["trend"]) if "trend" in data else None,
        missed=data.get("missed", False),
        needs_action=data.get("needs_action", False),
    )


def build_deadlines(data: Data) -> Deadlines:
    """Return the days, written as month-day, on which reports are due."""
    return Deadlines(**{key: _parse_month_day(text) for key, text in data.items()})


def build_calendar(years: Data) -> Calendar:
    """Return the calendar that ``years`` of plan.yaml describes."""
    start = _parse_month_day(years["start"]) if "start" in years else Calendar().start
    return Calendar(start, is_named_after_end=years.get("named") == "end")


def _parse_month_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)
