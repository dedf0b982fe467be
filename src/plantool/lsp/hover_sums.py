"""The sums that a figure is part of: 2 + 2 = 4 か所, and the sum of its chapter in the year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.analysis.budget import sum_columns
from plantool.model.basis import Basis
from plantool.model.exact import exact_sum
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Kind
from plantool.model.money import NONE, Money, Total
from plantool.model.printed_sums import join_terms
from plantool.render.value_text import format_for_people
from plantool.reports.phrases import name_western_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_BASIS_OF_KEY = {
    "planned": Basis.PLANNED,
    "initial": Basis.INITIAL,
    "supplementary": Basis.CURRENT,
    "carried_in": Basis.CURRENT,
    "settled": Basis.SETTLED,
}


def list_figure_sums(view: View, path: NodePath) -> list[str]:
    """Return the sums that the figure at ``path`` is part of, none where it is in none."""
    initiative = next((i for i in view.loaded.plan.initiatives if i.file == view.file), None)
    if initiative is None:
        return []
    if path[:1] == ("budget",):
        return list(_yield_money_sums(view, initiative, path))
    for measure in initiative.measures():
        depth = len(measure.path)
        if path[:depth] == measure.path:
            return list(_yield_quantity_sums(measure, path[depth:]))
    return []


def _yield_quantity_sums(measure: Measure, inner_path: NodePath) -> Iterator[str]:
    """Yield the sum of a measure's years, from its baseline on where the target is meant."""
    planned = measure.list_planned_quantities()
    if measure.kind is not Kind.CUMULATIVE or planned is None:
        return
    if inner_path[:1] in {("planned",), ("total",)}:
        yield _format_sum(planned, measure.unit)
    baseline = measure.baseline.last
    known = baseline and (baseline.is_none or baseline.value is not None)
    if inner_path[:1] in {("baseline",), ("target",)} and baseline and known:
        yield _format_sum((baseline.value or Decimal(0), *planned), measure.unit)


def _format_sum(terms: Sequence[Decimal], unit: str | None) -> str:
    listed = join_terms(f"{term:,f}" for term in terms)
    return f"{listed} = {exact_sum(terms):,f} {unit or ''}".strip()


def _yield_money_sums(view: View, initiative: Initiative, path: NodePath) -> Iterator[str]:
    key, year = str(path[1:2] and path[1]), _parse_path_year(path)
    if terms := _list_money_terms(view.loaded.plan, initiative, key, year):
        listed = join_terms(format_for_people(term, view.texts) for term in terms)
        unit = view.loaded.plan.unit
        yield f"{listed} = {format_for_people(Total.of(terms), view.texts)} {unit}"
    if year and key in _BASIS_OF_KEY:
        yield from _yield_chapter_sum(view, initiative, year, _BASIS_OF_KEY[key])


def _parse_path_year(path: NodePath) -> FiscalYear | None:
    try:
        return FiscalYear.parse(str(path[2]))
    except (IndexError, ValueError):
        return None


def _list_money_terms(
    plan: Plan, initiative: Initiative, key: str, year: FiscalYear | None
) -> list[Money]:
    """Return the amounts that make up an initiative's money: its years, or a year's 予算現額."""
    budget = initiative.budget
    match key:
        case "planned" | "total":
            return [money for at, money in budget.planned if not plan.is_earlier(at)]
        case "initial" | "settled":
            return [money for at, money in getattr(budget, key) if not plan.is_earlier(at)]
        case "supplementary" | "reserve" | "transfers" | "carried_in" | "current" if year:
            # the initial budget, even if it is none (―), and what came to it
            parts = budget.list_current_parts(year)
            return [part for part in parts if part is parts[0] or part is not NONE]
        case _:
            return []


def _yield_chapter_sum(
    view: View, initiative: Initiative, year: FiscalYear, basis: Basis
) -> Iterator[str]:
    """Yield the sum of the initiative's chapter in the year."""
    plan, texts = view.loaded.plan, view.texts
    chapter = plan.chapter(initiative.chapter)
    if chapter is None:
        return
    members = [other for other in plan.owned() if other.chapter == chapter.id]
    (total,) = sum_columns(members, [(year, basis)])
    yield texts(
        "lsp.chapter-year",
        chapter=" ".join(filter(None, (chapter.series, chapter.id))),
        year=year.kanji if texts.language == "ja" else name_western_year(year, texts),
        basis=texts(f"basis.{basis.value}"),
        amount=format_for_people(total, texts),
        unit=plan.unit,
    )
    if plan.left_out:
        yield texts("left-out", files=texts("list.and").join(plan.left_out))
