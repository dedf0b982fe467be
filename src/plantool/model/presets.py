"""The evaluation schemes that plantool brings along, by name.

Thresholds are per cent of what was planned. ``standard`` is plantool's own; the others follow what
public bodies publish: ``abcd`` 鳴門市's four grades, ``seven`` 佐野市's seven, ``on-track`` the
words of 福岡市 and 北九州市, which people judge, ``symbols`` the signs ◎○△× of many 進捗管理表, and
``rag`` the traffic light of the London Borough of Havering: green within 10 % of the target, below
that amber if better than the year before and else red, which needs a corrective action.
"""

from __future__ import annotations

from decimal import Decimal

from plantool.diagnostics import Bilingual
from plantool.model.evaluation import Band, Color, Formula, Scheme, Trend
from plantool.model.result import State


def _build_band(  # noqa: PLR0913, PLR0917 - a row of a table
    identifier: str,
    ja: str,
    en: str,
    color: Color,
    threshold: int | None,
    symbol: str = "",
    *,
    missed: bool = False,
    trend: Trend | None = None,
    needs_action: bool = False,
) -> Band:
    return Band(
        id=identifier,
        label=Bilingual(ja, en),
        symbol=symbol,
        color=color,
        threshold=None if threshold is None else Decimal(threshold),
        missed=missed,
        trend=trend,
        needs_action=needs_action,
    )


def _name_bands(done: str, partial: str, not_done: str) -> tuple[tuple[State, str], ...]:
    """Name the bands of the states; what was postponed was not done in its year."""
    return (
        (State.DONE, done),
        (State.PARTIAL, partial),
        (State.NOT_DONE, not_done),
        (State.POSTPONED, not_done),
    )


STANDARD = Scheme(
    preset="standard",
    bands=(
        _build_band("achieved", "達成", "achieved", "green", 100, "◎"),
        _build_band("nearly", "概ね達成", "nearly achieved", "blue", 80, "○"),
        _build_band("partial", "一部実施", "partly done", "yellow", None, "△"),
        _build_band("missed", "未達成", "missed", "red", 0, "×", missed=True),
    ),
    states=_name_bands("achieved", "partial", "missed"),
)
_ABCD = Scheme(
    preset="abcd",
    bands=(
        _build_band("a", "A", "A", "green", 100, "A"),
        _build_band("b", "B", "B", "blue", 80, "B"),
        _build_band("c", "C", "C", "yellow", 60, "C", missed=True),
        _build_band("d", "D", "D", "red", 0, "D", missed=True),
    ),
    states=_name_bands("a", "c", "d"),
)
_SEVEN = Scheme(
    preset="seven",
    bands=(
        _build_band("grade-7", "7", "7", "green", 100, "7"),
        _build_band("grade-6", "6", "6", "green", 90, "6"),
        _build_band("grade-5", "5", "5", "blue", 80, "5"),
        _build_band("grade-4", "4", "4", "yellow", 70, "4", missed=True),
        _build_band("grade-3", "3", "3", "yellow", 60, "3", missed=True),
        _build_band("grade-2", "2", "2", "orange", 50, "2", missed=True),
        _build_band("grade-1", "1", "1", "red", 0, "1", missed=True),
    ),
    states=_name_bands("grade-7", "grade-4", "grade-1"),
)
_ON_TRACK = Scheme(
    preset="on-track",
    formula=Formula.NONE,
    bands=(
        _build_band("on-track", "順調", "on track", "green", None, "◎"),
        _build_band("mostly", "概ね順調", "mostly on track", "blue", None, "○"),
        _build_band("behind", "やや遅れ", "somewhat behind", "yellow", None, "△", missed=True),
        _build_band("late", "遅れ", "behind", "red", None, "×", missed=True),
    ),
    states=(),
)
_SYMBOLS = Scheme(
    preset="symbols",
    bands=(
        _build_band("excellent", "◎", "◎", "green", 100, "◎"),
        _build_band("good", "○", "○", "blue", 80, "○"),
        _build_band("fair", "△", "△", "yellow", 60, "△", missed=True),
        _build_band("poor", "×", "×", "red", 0, "×", missed=True),
    ),
    states=_name_bands("excellent", "fair", "poor"),
)
_RAG = Scheme(
    preset="rag",
    bands=(
        _build_band("green", "緑", "green", "green", 90, "●"),
        _build_band("amber", "黄", "amber", "orange", 0, "▲", missed=True, trend=Trend.BETTER),
        _build_band("red", "赤", "red", "red", 0, "■", missed=True, needs_action=True),
    ),
    states=_name_bands("green", "amber", "red"),
)

PRESETS = {scheme.preset: scheme for scheme in (STANDARD, _ABCD, _SEVEN, _ON_TRACK, _SYMBOLS, _RAG)}
