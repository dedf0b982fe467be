"""Scalars as text: how a value is written, and whether it needs quotes."""

from __future__ import annotations

import json
from decimal import Decimal

from plantool.patterns import compile_late
from plantool.syntax.scalars import is_ambiguous, is_endless_number, resolve_scalar

# what a plain scalar may not begin with, hold or end with
_INDICATOR_START = compile_late(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.")
_BREAKS_PLAIN = compile_late(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BREAKS_FLOW = compile_late(r"[,\[\]{}:?]|^-")


def write_scalar(value: object, *, quote: str = "", flow: bool = False) -> str:
    """Write a scalar as YAML; text is quoted with ``quote``, or where it must be.

    ``flow`` tells that it stands within brackets or braces.
    """
    match value:
        case str():
            return _write_text(value, quote, flow=flow)
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _write_text(text: str, quote: str, *, flow: bool) -> str:
    if quote == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if quote or not can_be_unquoted(text, flow=flow):
        return json.dumps(text, ensure_ascii=False)
    return text


def can_be_unquoted(text: str, *, flow: bool) -> bool:
    """Tell whether ``text`` can stand without quotes and still mean itself."""
    if not text or text != text.strip() or resolve_scalar(text) != text:
        return False
    if is_ambiguous(text) or is_endless_number(text):
        return False
    if _INDICATOR_START.match(text) or _BREAKS_PLAIN.search(text):
        return False
    return not (flow and _BREAKS_FLOW.search(text))
