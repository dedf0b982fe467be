"""Numbers in texts: those that an edit can make plain, and those with too many digits."""

from __future__ import annotations

from plantool.diagnostics import Finding, NodePath, Repair, propose_change
from plantool.loading import codes
from plantool.model.cell import has_endless_number, parse_lone_number
from plantool.model.exact import MOST_DIGITS
from plantool.syntax.codes import TOO_MANY_DIGITS


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
