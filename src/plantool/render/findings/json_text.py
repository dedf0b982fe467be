"""JSON as text: UTF-8 that every reader takes and that does nothing to a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.patterns import compile_late
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HALF = compile_late("[\ud800-\udfff]")


def format_json(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON.

    Control characters become escapes that mean the same. Half a surrogate pair, which strict
    readers refuse even as an escape, becomes a backslash and its number.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return make_visible(_HALF.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text))


def render_records(values: Iterable[object], indent: str = "  ") -> Iterator[str]:
    """Yield a list with one record per line, ``indent`` deeper than the list's own line."""
    yield "["
    for at, value in enumerate(values):
        yield ("," if at else "") + f"\n{indent}{format_json(value)}"
    yield f"\n{indent[:-2]}]"


def render_json_object(
    head: Mapping[str, object], key: str, values: Iterable[object]
) -> Iterator[str]:
    """Yield an object: the entries of ``head``, then under ``key`` one record per line."""
    yield format_json(head, indent=2)[:-2] + f',\n  "{key}": '
    yield from render_records(values, indent="    ")
    yield "\n}\n"
