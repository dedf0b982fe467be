"""The money of an initiative by year, on each basis of which any amount is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.execution_rate import rate_execution
from plantool.analysis.year_money import COMPARED_BASES
from plantool.model.basis import Basis
from plantool.model.money import Presence
from plantool.reports.page import Column, Heading, Note, Row, Table
from plantool.reports.phrases import join_names
from plantool.reports.rate_notes import to_rate_percent
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.analysis.year_money import InitiativeMoney
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def yield_money_blocks(source: SiteSource, initiative: Initiative) -> Iterator[SiteBlock]:
    """Yield the heading, the table, and which bases say nothing yet; nothing without money."""
    texts = source.texts
    owned = {year: money.by_id[initiative.id] for year, money in source.money.items()}
    if not owned:
        return
    yield Heading(texts("site.money.heading", unit=source.plan.unit), 2)
    bases = [basis for basis in COMPARED_BASES if _is_stated(basis, owned.values())]
    yield (table := _build_table(source, bases, owned))
    yield from yield_unknown_notes((v for row in table.rows for v in row.values), texts)
    unstated = [texts(f"basis.{basis.value}") for basis in COMPARED_BASES if basis not in bases]
    if unstated:
        yield Note(texts("site.money.unstated", bases=join_names(unstated, texts)))


def _is_stated(basis: Basis, owned: Iterable[InitiativeMoney]) -> bool:
    """Tell whether a basis has a column: the plan always, others with the first amount."""
    at = COMPARED_BASES.index(basis)
    known = (own.amounts[at].presence is not Presence.UNKNOWN for own in owned)
    return basis is Basis.PLANNED or any(known)


def _build_table(
    source: SiteSource, bases: list[Basis], owned: dict[FiscalYear, InitiativeMoney]
) -> Table:
    texts = source.texts
    rates = [to_rate_percent(rate_execution((own.rate_terms,))) for own in owned.values()]
    columns = [Column(texts("status.year"))]
    columns += [Column(texts(f"basis.{basis.value}"), numeric=True) for basis in bases]
    columns += [Column(texts("budget.rate"), numeric=True)] if any(rates) else []
    rows = []
    for (year, own), rate in zip(owned.items(), rates, strict=True):
        amounts = (own.amounts[COMPARED_BASES.index(basis)] for basis in bases)
        rows.append(Row((source.scope.name_year(year), *amounts, *([rate] if any(rates) else []))))
    return Table(tuple(columns), tuple(rows))
