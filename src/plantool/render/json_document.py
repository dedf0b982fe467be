"""JSON with stable keys: one object per page, its facts first, then one object per record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.render.values import machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page

VERSION = 1


def render(page: Page, texts: Catalogue) -> Iterator[str]:  # noqa: ARG001 - the formats' protocol
    """Yield the document, one record per line."""
    head = {"report": page.name, "version": VERSION, **page.facts}
    yield json.dumps(head, ensure_ascii=False, indent=2, default=machine)[:-2] + ',\n  "rows": ['
    for at, row in enumerate(page.records.rows):
        values = zip(page.records.columns, map(machine, row), strict=True)
        record = json.dumps(dict(values), ensure_ascii=False, allow_nan=False)
        yield ("," if at else "") + f"\n    {record}"
    yield "\n  ]\n}\n"
