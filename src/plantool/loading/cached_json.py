"""Files and findings as JSON and back, for the cache: nothing in it could run anything.

JSON has no exact fractions and no tuples. A fraction in a file's plain data is written as a mapping
with one key that no plan file can have; a tuple or a record in a finding is written as a list, the
name of its class first.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plantool.diagnostics import (
    Bilingual,
    Cause,
    Code,
    Diagnostic,
    Edit,
    Fix,
    Reach,
    Related,
    Severity,
    Span,
    Terms,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.syntax.nodes import Plain

_RECORDS = {
    record.__name__: record
    for record in (Bilingual, Cause, Code, Diagnostic, Edit, Fix, Related, Span, Terms)
}
_FRACTION_KEY = "\0"  # a character that no plan file may hold
_FRACTION_START = "{" + json.dumps(_FRACTION_KEY)  # within a text, its quotes would be escaped


class UnknownValueError(TypeError):
    """A value that has no JSON; it is not remembered."""


def _write_fraction(value: object) -> dict[str, str]:
    return {_FRACTION_KEY: str(value)}


def _read_fraction(mapping: dict[str, Any]) -> Plain:
    return Decimal(mapping[_FRACTION_KEY]) if _FRACTION_KEY in mapping else mapping


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_write_fraction)


def encode_plain(data: Plain) -> str:
    """Write a file's plain data."""
    return _ENCODER.encode(data)


def decode_plain(text: str) -> Plain:
    """Read a file's plain data; raises ValueError or TypeError for anything else."""
    # a function that sees every mapping takes time, and few files hold a fraction
    read_mapping = _read_fraction if _FRACTION_START in text else None
    return json.loads(text, object_hook=read_mapping)  # type: ignore[no-any-return] # as written


def encode_findings(value: object) -> str:
    """Write findings and what goes with them; raises UnknownValueError for what has no JSON."""
    return _ENCODER.encode(_to_json(value))


def decode_findings(text: str) -> Any:  # noqa: ANN401 - a value of any shape
    """Read what ``encode_findings`` wrote.

    Raises ValueError, LookupError or TypeError for anything else.
    """
    return _from_json(json.loads(text))


def _to_json(value: object) -> Any:  # noqa: ANN401 - any value of JSON
    match value:
        case None | bool() | int() | str():
            return value
        case Severity() | Reach():
            return [type(value).__name__, value.value]
        case Decimal():
            return ["Decimal", str(value)]
        case tuple():
            name = type(value).__name__
            return [name if name in _RECORDS else "", *map(_to_json, value)]
        case _:
            raise UnknownValueError(type(value).__name__)


def _from_json(value: Any) -> Any:  # noqa: ANN401 - ditto
    if not isinstance(value, list):
        return value
    name, *values = value
    return _build_record(name, [_from_json(part) for part in values])


def _build_record(name: str, values: Sequence[Any]) -> object:
    match name:
        case "":
            return tuple(values)
        case "Severity":
            return Severity(*values)
        case "Reach":
            return Reach(*values)
        case "Decimal":
            return Decimal(*values)
        case _:
            return _RECORDS[name](*values)
