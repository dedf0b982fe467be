"""A year's cell of a cumulative measure says the amount of that year, not the running total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.measure import Kind
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

LOOKS_LIKE_TOTAL = Code("PLT303", "year-looks-like-running-total")
CODES = (LOOKS_LIKE_TOTAL,)
_TOTAL = compile_late(r"(?:累|合|延べ)?計\s*約?[0-9]")


def check(plan: Plan) -> Iterator[Finding]:
    """Find planned cells and results of a year that are printed as a running total (計14か所)."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for path, cell, year in _yield_year_cells(measure):
                if cell.value is not None and _TOTAL.match(nfkc(cell.text or "")):
                    yield Finding(
                        code=LOOKS_LIKE_TOTAL,
                        file=initiative.file,
                        path=path,
                        arguments=(("value", cell.text), ("year", year)),
                    )


def _yield_year_cells(measure: Measure) -> Iterator[tuple[NodePath, Cell, str]]:
    """Yield the cells of each year, with their paths and the year."""
    if measure.kind is Kind.CUMULATIVE:
        for year, cell in measure.planned:
            yield (*measure.path, "planned", year.key), cell, year.key
        for path, year, result in measure.yield_reports():
            yield (*path, "value"), result.cell, year.key
