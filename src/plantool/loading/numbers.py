"""Numbers that were written as text, which an edit can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Change, Finding, NodePath, Repair
from plantool.loading import codes

if TYPE_CHECKING:
    from decimal import Decimal


def number_as_text(file: str, path: NodePath, text: str, number: tuple[Decimal, bool]) -> Finding:
    """Return the finding about ``text``, which is ``number`` as ``number_in`` reads it."""
    value, sure = number
    return Finding(
        code=codes.NUMBER_AS_TEXT,
        file=file,
        path=path,
        arguments=(("value", text), ("number", f"{value:f}")),
        repair=Repair((Change(path, value),), safe=sure),
    )
