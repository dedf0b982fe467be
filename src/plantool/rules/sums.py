"""What a finding about a printed sum says: the terms, what they come to, what is printed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def sum_words(
    terms: Sequence[Decimal], printed: Decimal, unit: str
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about ``terms`` that do not come to ``printed``."""
    return (
        ("terms", " + ".join(f"{term:f}" for term in terms)),
        ("sum", sum(terms, Decimal(0))),
        ("printed", printed),
        ("unit", unit),
    )
