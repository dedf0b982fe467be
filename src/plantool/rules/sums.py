"""What findings about amounts say: the terms of a sum and what they come to, the sum instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Repair, Terms, propose_change
from plantool.model.cell import replace_quantity
from plantool.model.exact import exact_sum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell


def build_sum_arguments(
    terms: Sequence[Decimal], printed: Decimal, unit: str
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about ``terms`` that do not come to ``printed``."""
    return (
        ("terms", " + ".join(f"{term:,f}" for term in terms).replace("+ -", "- ")),
        ("sum", exact_sum(terms)),
        ("printed", printed),
        ("unit", unit),
    )


def build_rounding_arguments(
    one: str, amount: Decimal, other: str, against: Decimal
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about two amounts that differ by rounding.

    They are named by their keys in the message catalogue.
    """
    return (
        ("one", Terms((one,))),
        ("amount", amount),
        ("other", Terms((other,))),
        ("against", against),
    )


def build_sum_repair(
    path: NodePath, cell: Cell, unit: str, terms: Sequence[Decimal]
) -> Repair | None:
    """Return the repair that writes the sum of ``terms`` into a printed cell, words kept."""
    total = exact_sum(terms)
    value = replace_quantity(cell.lines[0], unit, total) if len(cell.lines) == 1 else total
    return None if value is None or len(cell.lines) > 1 else Repair((propose_change(path, value),))
