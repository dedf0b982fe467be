"""JSON with stable keys: one object per page, its facts first, then one object per record.

A document has its sections instead, each with its texts and the records of its tables.

Numbers are written digit by digit: a float on the way would round them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from plantool.render.value_text import to_machine_value
from plantool.reports.page import (
    BlockGroup,
    Chart,
    Cover,
    Heading,
    Items,
    Note,
    Paragraph,
    Records,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Page, Value

VERSION = 1
_encode_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def render(page: Page, texts: Catalogue) -> Iterator[str]:  # noqa: ARG001 - the formats' protocol
    """Yield the page, one record per line."""
    head = {"report": page.name, "version": VERSION, **page.metadata}
    yield _format_indented(head)[:-2]
    if page.is_document:
        yield ',\n  "sections": ['
        yield from _write_sections(page.blocks)
    else:
        yield ',\n  "rows": ['
        yield from _write_rows(page.records, "    ")
    yield "\n  ]\n}\n"


def _write_sections(blocks: Iterable[Block | BlockGroup]) -> Iterator[str]:
    """Write each heading with the parts that stand below it."""
    at = parts = 0
    for block in blocks:
        if isinstance(block, Cover | Heading):
            yield ("\n    ]}," if at else "") + f"\n    {_open_section(block)}"
            at, parts = at + 1, 0
        for part in _yield_parts(block):
            yield ("," if parts else "") + "\n      "
            yield from part
            parts += 1
    yield "\n    ]}" if at else ""


def _open_section(block: Cover | Heading) -> str:
    if isinstance(block, Cover):
        block = Heading(block.title, key="cover")
    about = {key: to_machine_value(value) for key, value in (block.about or {}).items()}
    head = {"key": block.key, "level": block.level, "heading": block.text, **about}
    return f'{_encode_json(head)[:-1]}, "parts": ['


def _yield_parts(block: Block | BlockGroup) -> Iterator[Iterable[str]]:
    """Yield the parts that a block is, each in pieces; of a group as they were made before."""
    match block:
        case BlockGroup(make_blocks, recall):
            yield from recall(("json",), lambda: [*_join_parts(make_blocks())])
        case Cover(lines=lines):
            yield (_encode_json({"part": "text", "texts": lines}),)
        case Paragraph(text):
            yield (_encode_json({"part": "text", "texts": text.split("\n")}),)
        case Note(text):
            yield (_encode_json({"part": "note", "texts": text.split("\n")}),)
        case Items(listed):
            yield (_encode_json({"part": "list", "texts": listed}),)
        case Chart(title, unit=unit, records=Records() as records):
            head = {"part": "chart", "key": records.key, "title": title, "unit": unit}
            yield _write_table(head, records)
        case Table(records=several):
            for records in several:
                yield _write_table({"part": "table", "key": records.key}, records)
        case _:
            pass


def _join_parts(blocks: Iterable[Block]) -> Iterator[str]:
    return map("".join, chain.from_iterable(map(_yield_parts, blocks)))


def _write_table(head: dict[str, str], records: Records) -> Iterator[str]:
    yield f'{_encode_json({**head, "columns": records.columns})[:-1]}, "rows": ['
    yield from _write_rows(records, "        ")
    yield "\n      ]}"


def _write_rows(records: Records, indent: str) -> Iterator[str]:
    keys = [(column, _encode_json(column)) for column in records.columns]
    for at, row in enumerate(records.rows):
        record = ", ".join(f"{key}: {_format_literal(row.get(column))}" for column, key in keys)
        yield ("," if at else "") + f"\n{indent}{{{record}}}"


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
