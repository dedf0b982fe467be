"""Printed sums that differ from their terms: the arguments of a finding, and its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Repair, propose_change
from plantool.model.cell import replace_quantity
from plantool.model.exact import exact_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell


def join_terms(terms: Iterable[str]) -> str:
    """Return the terms of a sum in one line: ``3 + 2 - 1``."""
    return " + ".join(terms).replace("+ -", "- ")


def build_sum_arguments(
    terms: Sequence[Decimal], printed: Decimal, unit: str
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about ``terms`` that do not come to ``printed``."""
    return (
        ("sum", _write_sum(terms)),
        ("printed", printed),
        ("unit", unit),
    )


def _write_sum(terms: Sequence[Decimal]) -> str:
    """Return a sum with its terms: ``3 + 2 = 5``; of one term, that alone."""
    listed = join_terms(f"{term:,f}" for term in terms)
    return listed if len(terms) == 1 else f"{listed} = {exact_sum(terms):,f}"


def build_sum_repair(
    path: NodePath, cell: Cell, unit: str, terms: Sequence[Decimal]
) -> Repair | None:
    """Return the repair that writes the sum of ``terms`` into a printed cell and keeps its words.

    None where the words of the cell leave in doubt what to write.
    """
    total = exact_sum(terms)
    value = _reword_cell(cell, unit, total) if cell.lines else total
    return None if value is None else Repair((propose_change(path, value),))


def _reword_cell(cell: Cell, unit: str, total: Decimal) -> str | None:
    return replace_quantity(cell.lines[0], unit, total) if len(cell.lines) == 1 else None
