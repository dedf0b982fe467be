"""What a finding about a printed sum says: the terms, what they come to, what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.exact import exact_sum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


def sum_words(
    terms: Sequence[Decimal], printed: Decimal, unit: str
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about ``terms`` that do not come to ``printed``."""
    return (
        ("terms", " + ".join(f"{term:f}" for term in terms)),
        ("sum", exact_sum(terms)),
        ("printed", printed),
        ("unit", unit),
    )
