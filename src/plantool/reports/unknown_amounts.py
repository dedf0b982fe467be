"""The notes under a table of amounts that are not all known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.money import Money, Presence, Total
from plantool.reports.page import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Value


def yield_unknown_notes(values: Iterable[Value], texts: Catalogue) -> Iterator[Note]:
    """Explain ``…`` and ``5,833+…`` where they stand among ``values``."""
    amounts = list(values)
    if any(map(_is_unknown, amounts)):
        yield Note(texts("amount.unknown", sign=texts("unknown")))
    yield from yield_partly_known_notes(amounts, texts)


def yield_partly_known_notes(values: Iterable[Value], texts: Catalogue) -> Iterator[Note]:
    """Explain ``5,833+…``, by the first partly known sum among ``values``."""
    totals = (value for value in values if isinstance(value, Total))
    if example := next(filter(_is_partly_known, totals), None):
        shown = f"{example.amount:,f}+{texts('unknown')}"
        yield Note(texts("amount.partly", example=shown))


def _is_unknown(value: Value) -> bool:
    match value:
        case Money(presence=presence):
            return presence is Presence.UNKNOWN
        case Total():
            return bool(value.unknown) and not value.counted
        case _:
            return False


def _is_partly_known(total: Total) -> bool:
    return bool(total.unknown and total.counted)
