"""JSON with stable keys: one object per page, its facts first, then one object per record.

Numbers are written digit by digit: a float on the way would round them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.render.value_text import to_machine_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page, Value

VERSION = 1
_encode_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def render(page: Page, texts: Catalogue) -> Iterator[str]:  # noqa: ARG001 - the formats' protocol
    """Yield the document, one record per line."""
    head = {"report": page.name, "version": VERSION, **page.metadata}
    yield _format_indented(head)[:-2] + ',\n  "rows": ['
    keys = [(column, _encode_json(column)) for column in page.records.columns]
    for at, row in enumerate(page.records.rows):
        record = ", ".join(f"{key}: {_format_literal(row.get(column))}" for column, key in keys)
        yield ("," if at else "") + f"\n    {{{record}}}"
    yield "\n  ]\n}\n"


def _format_literal(value: Value) -> str:
    plain = to_machine_value(value)
    return f"{plain:f}" if isinstance(plain, Decimal) else _encode_json(plain)


def _format_indented(value: object, indent: str = "") -> str:
    """Write what may hold other values, each on a line of its own."""
    inner = f"{indent}  "
    match value:
        case dict() if value:
            items = (
                f"{_encode_json(key)}: {_format_indented(item, inner)}"
                for key, item in value.items()
            )
            return _enclose_items("{", items, "}", indent)
        case list() if value:
            return _enclose_items(
                "[", (_format_indented(item, inner) for item in value), "]", indent
            )
        case _:
            return _format_literal(value)  # type: ignore[arg-type] # what pages hold at the end


def _enclose_items(start: str, items: Iterable[str], end: str, indent: str) -> str:
    return f"{start}\n{indent}  " + f",\n{indent}  ".join(items) + f"\n{indent}{end}"
