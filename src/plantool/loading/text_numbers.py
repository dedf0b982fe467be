"""Numbers in texts: those that an edit can make plain, and those with too many digits."""

from __future__ import annotations

from plantool.diagnostics import Finding, NodePath, Plain, Repair, Terms, propose_change
from plantool.loading import codes
from plantool.model.cell import (
    find_lone_range,
    has_endless_number,
    list_numbers,
    parse_lone_number,
)
from plantool.model.exact import MOST_DIGITS
from plantool.syntax.codes import TOO_MANY_DIGITS


def explain_no_quantity(file: str, path: NodePath, text: str, unit: str) -> Finding:
    """Return the finding about words with digits that state no single quantity in ``unit``.

    They may be a number as text, several numbers, or one that counts in another unit.
    """
    if number := check_text_number(file, path, text):
        return number
    numbers = list_numbers(text)
    span = find_lone_range(text, unit)
    bounds: Plain = {"min": span.low, "max": span.high, "text": text} if span else None
    return Finding(
        code=codes.NOT_A_QUANTITY,
        file=file,
        path=path,
        arguments=(
            ("value", text),
            ("unit", unit or Terms(("cell.no-unit",))),
            ("nearest", ", ".join(numbers) if len(numbers) > 1 else ""),
        ),
        repair=Repair((propose_change(path, bounds),)) if bounds else None,
    )


def check_text_number(file: str, path: NodePath, text: str) -> Finding | None:
    """Return the finding about a number as text; None where ``text`` is none and holds none."""
    if has_endless_number(text):
        return Finding(TOO_MANY_DIGITS, file, path, (("limit", MOST_DIGITS),))
    number = parse_lone_number(text)
    if number is None:
        return None
    value, sure = number
    return Finding(
        code=codes.NUMBER_AS_TEXT,
        file=file,
        path=path,
        arguments=(("value", text), ("number", f"{value:f}")),
        repair=Repair((propose_change(path, value),), safe=sure),
    )
