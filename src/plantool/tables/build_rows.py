"""Builds the rows of the fact tables, one initiative after the other: only one takes room."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.tables import amount_rows, initiative_rows, measure_rows, plan_rows
from plantool.tables.definitions import TABLE_NAMES, find_table
from plantool.tables.recalled_rows import recall_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from plantool.tables.columns import Row, Table
    from plantool.tables.table_source import InitiativeSource, TableSource

    Batch: TypeAlias = tuple[Table, list[Row]]

_OF_PLAN: Mapping[str, Callable[[TableSource], Iterable[Row]]] = {
    "plans": plan_rows.yield_plan_rows,
    "chapters": plan_rows.yield_chapter_rows,
    "sections": plan_rows.yield_section_rows,
    "listings": plan_rows.yield_listing_rows,
    "findings": plan_rows.yield_finding_rows,
}
_OF_INITIATIVE: Mapping[str, Callable[[InitiativeSource], Iterable[Row]]] = {
    "initiatives": initiative_rows.yield_initiative_rows,
    "departments": initiative_rows.yield_department_rows,
    "measures": measure_rows.yield_measure_rows,
    "figures": measure_rows.yield_figure_rows,
    "results": measure_rows.yield_result_rows,
    "verdicts": measure_rows.yield_verdict_rows,
    "judgements": initiative_rows.yield_judgement_rows,
    "money": amount_rows.yield_money_rows,
    "breakdown": amount_rows.yield_breakdown_rows,
    "attributes": initiative_rows.yield_attribute_rows,
    "changes": initiative_rows.yield_change_rows,
}


def yield_rows(source: TableSource, wanted: Collection[str] = TABLE_NAMES) -> Iterator[Batch]:
    """Yield the rows of the tables that are ``wanted`` by name, a batch of one table at a time.

    The tables of the plan come first, then those of initiatives: one after the other for each of
    them, in the order of their ids. The rows of a table are always in the same order.
    """
    for name, yield_plan in _OF_PLAN.items():
        if name in wanted:
            yield find_table(name), list(yield_plan(source))
    builders = [(find_table(name), each) for name, each in _OF_INITIATIVE.items() if name in wanted]
    for initiative in source.yield_initiatives() if builders else ():
        yield from (batch for batch in recall_rows(initiative, builders) if batch[1])
