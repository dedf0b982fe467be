"""The table of a status report: a row for every measure and year, under its groups."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.selection import yield_listings
from plantool.model.evaluation import Unrated
from plantool.reports.arithmetic import Reckoning
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.page import (
    Column,
    GroupedRows,
    Role,
    Row,
    RowGroup,
    Table,
    build_spanning_row,
)
from plantool.reports.phrases import (
    add_year,
    format_cell,
    format_planned,
    format_staged_result,
    format_year,
    name_listing,
    name_row,
)
from plantool.reports.plan_headings import name_heading
from plantool.reports.rates import to_attainment_percent, to_percent, to_printed_percent
from plantool.reports.status_text import TREND_SIGNS, format_standing, format_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.choices import Flag
    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Trend
    from plantool.model.measure import Group, Measure
    from plantool.model.plan import Plan
    from plantool.reports.page import Value
    from plantool.reports.scope import Scope

_COLUMN_KEYS = (
    "initiative",
    "year",
    "planned",
    "result",
    "before",
    "target",
    "attainment",
    "running",
    "status",
    "judged",
    "flags",
    "said",
)
_DETAIL_COLUMNS = frozenset({"before", "running", "judged", "said"})  # for a wide screen


class _ListingRows(NamedTuple):
    """What there is to show of one initiative."""

    listing: Listing
    measures: list[Progress]
    judged: list[JudgedInitiative]


class StatusTable:
    """Lays out entries; several years have a column of their own, one stands in the caption."""

    def __init__(self, scope: Scope, *, detail: bool = False, why: bool = False) -> None:
        plan, texts = self.plan, self.texts = scope.plan, scope.texts
        self.scope = scope
        self.detail = detail
        self.reckoning = Reckoning(plan, texts) if why else None
        self.judgement_texts = JudgementTexts(scope)
        # the same words stand in many rows: each is said once
        self._format_year = cache(lambda year: format_year(year, plan, texts))
        self._format_status = cache(lambda status: format_status(status, plan.scheme, texts))
        self._join_signs = cache(lambda trend, flags: _format_signs(trend, flags, texts))
        left_out = set() if detail else _DETAIL_COLUMNS
        if len(scope.years) <= 1:
            left_out = left_out | {"year"}
        self.extras = ("why",) if why else ()
        self.column_keys = [key for key in _COLUMN_KEYS if key not in left_out]

    def build_status_table(
        self, entries: Iterable[Progress], judged: Iterable[JudgedInitiative] = ()
    ) -> Table:
        """Lay out entries, which are in printed order, under what was said of each initiative."""
        listed = _group_by_listing(self.plan, entries, judged)
        return Table(
            tuple(map(self._build_status_column, self.column_keys)),
            GroupedRows([self._group_listing_rows(rows) for rows in listed]),
        )

    def _group_listing_rows(self, rows: _ListingRows) -> RowGroup:
        """Return the rows of one initiative; a format may know what becomes of them."""
        return RowGroup(
            lambda: list(self._yield_listing_rows(*rows)),
            self.scope.recall_of(rows.listing, "status", *self.column_keys, *self.extras),
        )

    def _build_status_column(self, key: str) -> Column:
        return Column(
            heading=name_heading(self.plan, key, self.texts(f"status.{key}")),
            numeric=key in {"attainment", "running", "before"},
            wide=key in {"initiative", "planned", "result", "target", "said"},
        )

    def _yield_listing_rows(
        self, listing: Listing, measures: Sequence[Progress], judged: Sequence[JudgedInitiative]
    ) -> Iterator[Row]:
        yield self._build_spanning_row(name_listing(listing, self.texts), Role.HEADING, 0)
        for judgement in judged:
            line = self.judgement_texts.format_judged(judgement)
            yield self._build_spanning_row(line, Role.REMARK, 1)
        above: tuple[Group, ...] = ()
        for _, years in groupby(measures, key=lambda entry: entry.measure.id):
            of_measure = list(years)
            groups = listing.initiative.find_groups_above(of_measure[0].measure)
            for depth, group in enumerate(groups):
                if group not in above:
                    yield self._build_spanning_row(name_row(group), Role.HEADING, depth + 1)
            above = groups
            yield from self._yield_measure_rows(of_measure, len(groups) + 1)

    def _yield_measure_rows(self, entries: Sequence[Progress], indent: int) -> Iterator[Row]:
        for at, entry in enumerate(entries):
            cells = self._build_entry_cells(entry, first=at == 0)
            yield Row(tuple(cells[key] for key in self.column_keys), indent=indent)
            for line in self.reckoning.explain_verdicts(entry) if self.reckoning else ():
                yield self._build_spanning_row(line, Role.REMARK, indent + 1)

    def _build_spanning_row(self, text: str, role: Role, indent: int) -> Row:
        return build_spanning_row(text, len(self.column_keys), role, indent)

    def _build_entry_cells(self, entry: Progress, *, first: bool) -> dict[str, Value]:
        measure, texts, scheme = entry.measure, self.texts, self.plan.scheme
        cells: dict[str, Value] = {
            "initiative": name_row(measure) if first else None,
            "year": self._format_year(entry.year),
            "planned": format_planned(entry.planned, entry.due, measure.unit, texts),
            "result": format_staged_result(entry.result, measure.unit, scheme, texts),
            "target": self._format_target(measure) if first else None,
            "attainment": self._find_attainment(entry),
            "status": self._format_entry_status(entry),
            "flags": self._join_signs(entry.trend, entry.flags),
        }
        if self.detail:
            cells |= {
                "before": entry.previous,
                "running": self._find_running_percent(entry),
                "judged": format_status(entry.judged, scheme, texts) if entry.judged else None,
                "said": self._format_remarks(entry),
            }
        return cells

    def _format_target(self, measure: Measure) -> str:
        text = format_cell(measure.target, measure.unit, self.texts)
        year = measure.target_year
        return add_year(text, self._format_year(year), self.texts) if year else text

    def _find_attainment(self, entry: Progress) -> Value:
        """Return the attainment, or the part of the way to the target; else the printed one."""
        printed = entry.result.attainment if entry.result else None
        if entry.progress is not None:
            return to_percent(entry.progress)
        if entry.attainment is None and printed is not None:
            return to_printed_percent(printed)
        return to_attainment_percent(entry.attainment, self.plan.scheme)

    def _format_entry_status(self, entry: Progress) -> str:
        if entry.target_verdict or entry.is_provisional or entry.status is Unrated.NOT_DUE:
            return format_standing(entry, self.plan.scheme, self.texts)
        return self._format_status(entry.status)

    def _find_running_percent(self, entry: Progress) -> Value:
        return (
            to_attainment_percent(entry.running_verdict.attainment, self.plan.scheme)
            if entry.running_verdict
            else None
        )

    def _format_remarks(self, entry: Progress) -> str | None:
        """Return the reason for a result, and what will be done about it."""
        if entry.result is None:
            return None
        action = entry.result.action
        lines = (
            entry.result.reason,
            self.texts("status.action", action=action) if action else None,
        )
        return "\n".join(filter(None, lines)) or None


def _group_by_listing(
    plan: Plan, entries: Iterable[Progress], judged: Iterable[JudgedInitiative]
) -> list[_ListingRows]:
    """Join both by their listing; an initiative without measures stands where it is printed."""
    groups: dict[int, _ListingRows] = {}
    for _, listed in groupby(entries, key=lambda entry: id(entry.listing)):
        measures = list(listed)
        groups[id(measures[0].listing)] = _ListingRows(measures[0].listing, measures, [])
    for judgement in judged:
        listing = judgement.listing
        groups.setdefault(id(listing), _ListingRows(listing, [], [])).judged.append(judgement)
    if all(group.measures for group in groups.values()):
        return list(groups.values())
    order = {_identify_listing(listing): at for at, listing in enumerate(yield_listings(plan))}
    return sorted(groups.values(), key=lambda group: order[_identify_listing(group.listing)])


def _identify_listing(listing: Listing) -> tuple[str, str, str]:
    section = listing.section.id if listing.section else ""
    return listing.chapter.id, section, listing.initiative.id


def _format_signs(trend: Trend | None, flags: tuple[Flag, ...], texts: Catalogue) -> str:
    """Return the signs that stand beside an entry."""
    signs = [texts(f"flag.{flag.value}").partition(" ")[0] for flag in flags]
    return " ".join([TREND_SIGNS[trend], *signs] if trend else signs)
