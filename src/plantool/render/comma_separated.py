"""CSV as Japanese open-data practice wants it: one value per cell, UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from plantool.patterns import compile_late
from plantool.render.value_text import to_machine_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page, Value

BOM = "\ufeff"
_FORMULA = compile_late(r"'*(?:[\t\r\n]|[\s\ufeff\u200b]*(?:[=+\-@]|[＝＋－＠].))", re.DOTALL)
"""How a text begins that a spreadsheet may run: in Japanese, full-width signs count as ASCII ones.

A full-width sign alone is what tables print for nothing, and no formula. A text that looks guarded
is guarded once more, so that the guard can be told from the text.
"""


def render(page: Page, texts: Catalogue) -> Iterator[str]:  # noqa: ARG001 - the formats' protocol
    """Yield the records of ``page``, header first."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(page.records.columns)
    yield BOM + buffer.getvalue()
    for row in page.records.rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_format_csv_cell(row.get(column)) for column in page.records.columns])
        yield buffer.getvalue()


def guard_formula(text: str) -> str:
    """Return a text; one that a spreadsheet would run as a formula with ``'`` before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _format_csv_cell(value: Value) -> str | int | None:
    """Return one cell, which no spreadsheet runs as a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str):
        return guard_formula(value)
    plain = to_machine_value(value)
    if isinstance(plain, Decimal):
        return f"{plain:f}"
    if isinstance(plain, dict):  # no cell holds several values, so it holds them as JSON
        return json.dumps(plain, ensure_ascii=False) if plain else None
    return None if isinstance(plain, list) else plain
