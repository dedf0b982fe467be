"""What is remembered of files and plans, as JSON and back: nothing that could run anything.

JSON has no exact fractions and no tuples. The fractions of a file's plain data are listed beside
it by their places; what findings hold is written as [name of the class, values].
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plantool.diagnostics import (
    Bilingual,
    Code,
    Diagnostic,
    Edit,
    Fix,
    Related,
    Severity,
    Span,
    Terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

_RECORDS = {
    record.__name__: record
    for record in (Bilingual, Code, Diagnostic, Edit, Fix, Related, Span, Terms)
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda _: 0)


class UnknownValueError(TypeError):
    """A value that has no JSON; it is not remembered."""


def encode_plain(data: Plain) -> str:
    """Write a file's plain data."""
    fractions = [[*path, str(value)] for path, value in _yield_fractions(data, ())]
    return _ENCODER.encode([data, fractions])


def decode_plain(text: str) -> Plain:
    """Read a file's plain data; raises ValueError, LookupError or TypeError for anything else."""
    data, fractions = json.loads(text)
    for *path, last, value in fractions:
        holder = data
        for step in path:
            holder = holder[step]
        holder[last] = Decimal(value)
    return data  # type: ignore[no-any-return] # as it was written


def _yield_fractions(data: Plain, path: NodePath) -> Iterator[tuple[NodePath, Decimal]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if type(value) is not str:  # nearly all are
                yield from _yield_fractions(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _yield_fractions(value, (*path, at))
    elif isinstance(data, Decimal):
        yield path, data


def encode_findings(value: object) -> str:
    """Write findings and what goes with them; raises UnknownValueError for what has no JSON."""
    return _ENCODER.encode(_to_json(value))


def decode_findings(text: str) -> Any:  # noqa: ANN401 - whatever was written
    """Read what ``encode`` wrote; raises ValueError, LookupError or TypeError for anything else."""
    return _from_json(json.loads(text))


def _to_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    match value:
        case None | bool() | int() | str():
            return value
        case Severity():
            return ["Severity", value.value]
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
        case "Decimal":
            return Decimal(*values)
        case _:
            return _RECORDS[name](*values)
