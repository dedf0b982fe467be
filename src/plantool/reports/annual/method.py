"""The appendix: the evaluation scheme, and the inputs of every verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.evaluation import DownRate, Formula
from plantool.model.measure import Kind
from plantool.reports.arithmetic import Reckoning
from plantool.reports.listing_rows import group_by_listing
from plantool.reports.page import Column, Heading, Items, Records, Row, Table
from plantool.reports.phrases import name_row_fully
from plantool.reports.status_records import VERDICT_COLUMNS, build_status_record
from plantool.reports.status_text import format_status, mark_provisional, name_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.model.evaluation import Band
    from plantool.reports.page import Block, Record
    from plantool.reports.scope import Scope


_BAND_COLUMNS = (
    "status",
    "status_label",
    "symbol",
    "threshold",
    "above",
    "trend",
    "states",
    "missed",
    "needs_action",
)


def yield_scheme_blocks(scope: Scope, entries: Sequence[Progress]) -> Iterator[Block]:
    """Yield the rules by which results were judged."""
    texts = scope.texts
    yield Heading(texts("report.method"), 2, starts_page=True, key="method")
    yield Heading(texts("report.bands"), 3, key="bands")
    yield _build_bands_table(scope)
    ways = [texts("report.course")] if any(entry.is_on_the_way for entry in entries) else []
    yield Items((*_yield_scheme_rules(scope), *ways))


def yield_reckoning_blocks(scope: Scope, entries: Sequence[Progress]) -> Iterator[Block]:
    """Yield the arithmetic of each verdict."""
    yield Heading(scope.texts("report.reckoning"), 3, key="reckoning")
    yield _build_reckoning_table(scope, entries)


def _build_bands_table(scope: Scope) -> Table:
    keys = (
        "status.status",
        "report.threshold",
        "report.state",
        "report.is-missed",
        "report.action",
    )
    columns = tuple(Column(scope.texts(key), wide=key == "report.threshold") for key in keys)
    bands = scope.plan.scheme.bands
    records = Records(_BAND_COLUMNS, (_describe_band(scope, band) for band in bands), "bands")
    rows = tuple(_build_band_row(scope, band) for band in bands)
    return Table(columns, rows, records=(records,))


def _describe_band(scope: Scope, band: Band) -> Record:
    states = tuple(state.value for state, name in scope.plan.scheme.states if name == band.id)
    return {
        "status": band.id,
        "status_label": name_status(band, scope.plan.scheme, scope.texts),
        "symbol": band.symbol,
        "threshold": band.threshold,
        "above": band.above,
        "trend": band.trend.value if band.trend else None,
        "states": states,
        "missed": band.missed,
        "needs_action": band.needs_action,
    }


def _build_band_row(scope: Scope, band: Band) -> Row:
    yes = scope.texts("report.yes")
    values = (
        format_status(band, scope.plan.scheme, scope.texts),
        _describe_threshold(scope, band),
        _name_states(scope, band),
        yes if band.missed else None,
        yes if band.needs_action else None,
    )
    return Row(values)


def _describe_threshold(scope: Scope, band: Band) -> str:
    """Say from what attainment on a band holds."""
    if band.threshold is None:
        return scope.texts("report.no-threshold")
    rated = [other for other in scope.plan.scheme.bands if other.threshold is not None]
    if band is rated[-1] and len(rated) > 1:
        return scope.texts("report.rest")
    key = "report.above" if band.above else "report.from"
    text = scope.texts(key, threshold=f"{band.threshold:f}")
    if band.trend is None:
        return text
    trend = scope.texts(f"trend.{band.trend.value}").partition(" ")[2]
    return scope.texts("list.and").join((text, trend))


def _name_states(scope: Scope, band: Band) -> str:
    states = (state for state, name in scope.plan.scheme.states if name == band.id)
    return scope.texts("list.and").join(scope.texts(f"state.{state.value}") for state in states)


def _yield_scheme_rules(scope: Scope) -> Iterator[str]:
    texts, scheme = scope.texts, scope.plan.scheme
    level, cumulative = scheme.find_formula(Kind.LEVEL), scheme.find_formula(Kind.CUMULATIVE)
    for formula in dict.fromkeys((level, cumulative)):
        is_told = formula is Formula.QUOTIENT and scheme.down is not DownRate.INVERSE
        more = f".{scheme.down.value}" if is_told else ""
        yield texts(f"report.formula.{formula.value}{more}")
    if scheme.is_rated_by_people and {level, cumulative} != {Formula.NONE}:
        yield texts("report.rated-by-people")
    if cumulative is not Formula.NONE:
        yield texts("report.running" if scheme.running else "report.yearly")
    if scheme.tolerance:
        yield texts("report.tolerance", tolerance=f"{scheme.tolerance:f}")
    if scheme.cap is not None:
        yield texts("report.cap", cap=f"{scheme.cap:f}")
    yield texts("report.unreported-rule")
    yield texts("report.rounding")


def _build_reckoning_table(scope: Scope, entries: Sequence[Progress]) -> Table:
    texts, reckoning = scope.texts, Reckoning(scope.plan, scope.texts)

    def build_row(entry: Progress) -> Row:
        status = name_status(entry.status, scope.plan.scheme, texts)
        status = mark_provisional(status, texts, is_provisional=entry.is_provisional)
        lines = "\n".join(reckoning.explain_verdicts(entry))
        return Row((_name_measure(entry), status, lines))

    columns = (
        Column(texts("status.initiative"), wide=True),
        Column(texts("status.status")),
        Column(texts("report.why"), wide=True),
    )
    rows = (build_status_record(entry, scope.plan, texts) for entry in entries)
    records = Records(VERDICT_COLUMNS, rows, "reckoning")
    grouped = group_by_listing(scope, entries, build_row, "report", "reckoning")
    return Table(columns, grouped, records=(records,))


def _name_measure(entry: Progress) -> str:
    initiative = entry.listing.initiative
    return f"{initiative.id} {name_row_fully(initiative, entry.measure)}"
