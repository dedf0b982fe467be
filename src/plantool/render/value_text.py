"""Values as people read them and as machines do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.model.exact import to_decimal
from plantool.model.money import Money, Presence, Total
from plantool.render.visible_text import make_visible
from plantool.reports.page import Percent, Role

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.model.attributes import AttributeObject
    from plantool.reports.page import Row, Value


def format_for_people(value: Value, texts: Catalogue) -> str:
    """Return a value for a table that people read."""
    match value:
        case None:
            return ""
        case str():
            return make_visible(value)
        case Money():
            return _format_money_value(value, texts)
        case Total():
            return _format_total(value, texts)
        case Percent(is_partial=True):
            return f"{value}+{texts('unknown')}"
        case _:
            return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def format_row(row: Row, texts: Catalogue) -> list[str]:
    """Return a row's values as people read them; money that no sum counts stands in brackets."""
    cells = [format_for_people(value, texts) for value in row.values]
    if row.role is not Role.RELISTED:
        return cells
    return [
        f"({cell})" if isinstance(value, Money | Total) else cell
        for cell, value in zip(cells, row.values, strict=True)
    ]


def to_machine_value(value: Value) -> str | int | Decimal | list[str] | AttributeObject | None:
    """Return a value for JSON and CSV: numbers as numbers, null for an unknown amount.

    Figures are exact, quotients have 15 digits; ``f"{number:f}"`` writes either.
    """
    match value:
        case Percent(ratio):
            return to_decimal(ratio)
        case tuple():
            return list(value)
        case Money():
            return to_machine_value(value.amount) if value.presence is Presence.KNOWN else None
        case Total():
            return to_machine_value(value.amount) if value.counted or value.is_whole else None
        case Decimal() | Fraction():
            return to_decimal(value)
        case _:
            return value


def _format_money_value(money: Money, texts: Catalogue) -> str:
    match money.presence:
        case Presence.KNOWN:
            return f"{money.amount:,f}"
        case Presence.NONE:
            return texts("none")
        case Presence.BELOW_UNIT:
            return texts("below-unit")
        case Presence.UNKNOWN:
            return texts("unknown")


def _format_total(total: Total, texts: Catalogue) -> str:
    """Return a sum; ``+…`` says that unknown amounts would come on top."""
    if total.counted or total.is_whole:
        return f"{total.amount:,f}" + (f"+{texts('unknown')}" if total.unknown else "")
    return texts("unknown" if total.unknown else "below-unit")
