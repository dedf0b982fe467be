"""What pages say first: how many measures stand where, this year beside the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.status_counts import count_statuses, list_statuses
from plantool.analysis.year_money import COMPARED_BASES
from plantool.model.basis import Basis
from plantool.model.money import Total
from plantool.reports.page import Column, Note, Role, Row, Table
from plantool.reports.phrases import name_departments
from plantool.reports.status_text import format_status
from plantool.reports.unknown_amounts import yield_unknown_notes
from plantool.site import addresses
from plantool.site.site_page import Figure, Figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.analysis.status_counts import StatusCounts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block, Value
    from plantool.site.site_source import SiteSource

SHOWN_BASES = (Basis.PLANNED, Basis.SETTLED)
_COUNTED = ("initiatives", "measures", "missed", "provisional")


def build_figures(
    source: SiteSource, entries: Sequence[Progress], start: str, **of: str
) -> Figures:
    """Return how many measures have which status, each with a link to the initiatives ``of`` it."""
    scheme, texts = source.plan.scheme, source.texts
    return Figures(
        tuple(
            Figure(
                f"{count}",
                format_status(status, scheme, texts),
                None if status.color == "grey" else status.color,
                addresses.lead_to_search(start, status=status.id, **of),
                texts("site.provisional", count=provisional) if provisional else "",
            )
            for status, count, provisional in count_statuses(entries, scheme).lines
        )
    )


class CountsTable:
    """Lays out how many initiatives and measures there are in each part, and how many missed.

    Money has no column where it is not in ``bases``: initiatives of two parts would count twice.
    """

    def __init__(self, source: SiteSource, bases: Sequence[Basis] = ()) -> None:
        self.source = source
        self.bases = bases if source.plan.has_money else ()
        self.keys = _COUNTED if self._count(source.listings).missed.provisional else _COUNTED[:-1]

    def _count(self, listings: Sequence[Listing]) -> StatusCounts:
        entries = self.source.find_entries(listings, (self.source.year,))
        return count_statuses(entries, self.source.plan.scheme)

    def build_columns(self, heading: str) -> tuple[Column, ...]:
        """Return the columns, the first of which names the parts."""
        texts, unit = self.source.texts, self.source.plan.unit
        return (
            Column(heading, wide=True),
            *(Column(texts(f"site.{key}.count"), numeric=True) for key in self.keys),
            *(Column(f"{texts(f'basis.{b.value}')}\n({unit})", numeric=True) for b in self.bases),
        )

    def build_row(self, name: str, listings: Sequence[Listing], role: Role = Role.ITEM) -> Row:
        """Return the row of a part."""
        counts = self._count(listings)
        missed = counts.missed
        figures = (len(listings), counts.total, missed.total, missed.provisional)[: len(self.keys)]
        return Row(
            (name, *figures, *(sum_money(self.source, listings, b) for b in self.bases)), role
        )


def yield_year_comparison(source: SiteSource, listings: Sequence[Listing]) -> Iterator[Block]:
    """Yield a table of the counts of each year that is shown, where there are several."""
    years, scheme = source.scope.years, source.plan.scheme
    by_year = [count_statuses(source.find_entries(listings, (year,)), scheme) for year in years]
    used = [s for s in list_statuses(scheme) if any(counts.find_count(s) for counts in by_year)]
    if len(years) < 2 or not used:  # noqa: PLR2004 - nothing to compare
        return
    yield Table(
        (
            Column(source.texts("status.status"), wide=True),
            *(Column(source.scope.name_year(year), numeric=True) for year in years),
        ),
        tuple(
            Row(
                (
                    format_status(status, scheme, source.texts),
                    *(counts.find_count(status) for counts in by_year),
                )
            )
            for status in used
        ),
    )


def build_listing_table(
    source: SiteSource, listings: Sequence[Listing], start: str, *, with_departments: bool = True
) -> Table:
    """Return a row for each initiative: where it stands last year and this one, and its money."""
    texts, plan = source.texts, source.plan
    years = source.scope.years[-2:]
    has_departments = with_departments and plan.has_departments
    columns = [Column(texts("site.initiative"), wide=True)]
    if has_departments:
        columns.append(Column(texts("report.department"), wide=True))
    columns += [Column(source.scope.name_year(year)) for year in years]
    bases = SHOWN_BASES if plan.has_money else ()
    columns += [Column(f"{texts(f'basis.{b.value}')}\n({plan.unit})", numeric=True) for b in bases]

    def build_row(listing: Listing) -> Row:
        values: list[Value] = [source.link_listing(listing, start)]
        if has_departments:
            values.append(name_departments(listing.initiative, texts))
        values += [format_standings(source, listing, year) for year in years]
        values += [sum_money(source, (listing,), basis) for basis in bases]
        return Row(tuple(values))

    return Table(tuple(columns), tuple(map(build_row, listings)))


def format_standings(source: SiteSource, listing: Listing, year: FiscalYear) -> str:
    """Return how many measures of an initiative have which status in a year."""
    entries = source.find_entries((listing,), (year,))
    scheme, texts = source.plan.scheme, source.texts
    counts = count_statuses(entries, scheme, with_relisted=True)
    if counts.total == 1:
        return format_status(counts.lines[0].status, scheme, texts)
    return "\n".join(f"{format_status(s, scheme, texts)} {count}" for s, count, _ in counts.lines)


def yield_money_notes(source: SiteSource, *tables: Table) -> Iterator[Note]:
    """Yield of which years the amounts of tables are, and what stands for those not known."""
    if source.money:
        yield Note(source.texts("site.money.span", years=source.name_span()))
    values = (value for table in tables for row in table.rows for value in row.values)
    yield from yield_unknown_notes(values, source.texts)


def sum_money(source: SiteSource, listings: Iterable[Listing], basis: Basis) -> Total:
    """Return the money of initiatives over the years that are shown, each once."""
    at = COMPARED_BASES.index(basis)
    ids = dict.fromkeys(listing.initiative.id for listing in listings)
    return Total.of(money.by_id[of].amounts[at] for money in source.money.values() for of in ids)
