"""Fields of a file as people write them: ``budget.planned.H30``, ``measures.projects.number``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.fiscal_year import FiscalYear, find_spelling
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain


_INDEX = compile_late("[0-9]{1,6}")
_STEP = compile_late(r'"((?:[^"]|"")*)"(?=\.|$)|[^.]*')  # a key with a dot stands in quotes


def split_steps(field: str) -> list[str]:
    """Return the steps of a field: ``attributes."13.1"`` has two."""
    steps, at = [], 0
    while at <= len(field):
        found = _STEP.match(field, at)
        assert found is not None  # noqa: S101 - it may match nothing
        quoted = found[1]
        steps.append(found[0] if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
    return steps


def quote_step(key: str) -> str:
    """Return a key as a step of a field: in quotes where it could be read as several."""
    if "." not in key and not key.startswith('"'):
        return key
    doubled = key.replace('"', '""')
    return f'"{doubled}"'


def normalise_step(step: str) -> str | int:
    """Return a step of a field; a year as a number."""
    try:
        return FiscalYear.parse(step).start
    except ValueError:
        return step


def resolve_field(data: Plain, field: str) -> NodePath | None:
    """Return the path of a field in ``data``, or None where the field is not there.

    Steps are keys joined by dots, a key with a dot in quotes. A list item is named by its ``id``,
    at any depth of nested measures, or by its index from 0; a year by any of its spellings.
    """
    path: NodePath = ()
    for step in split_steps(field):
        found = _resolve_step(data, step)
        if found is None:
            return None
        more, data = found
        path += more
    return path


def _resolve_step(data: Plain, step: str) -> tuple[NodePath, Plain] | None:
    """Return the path of one step and the data there; several keys for a row within groups."""
    match data:
        case dict():
            key = step if step in data else find_spelling(step, data)
            return None if key is None else ((key,), data[key])
        case list() if _INDEX.fullmatch(step):
            return ((int(step),), data[int(step)]) if int(step) < len(data) else None
        case list():
            return _find_item(data, step)
        case _:
            return None


def _find_item(items: list[Plain], identifier: str) -> tuple[NodePath, Plain] | None:
    """Return the item with an id, and its path in the list; a group's rows are among the items."""
    for index, item in enumerate(items):
        match item:
            case {"id": found} if str(found) == identifier:
                return (index,), item
            case {"measures": list(nested)} if inner := _find_item(nested, identifier):
                return (index, "measures", *inner[0]), inner[1]
            case _:
                pass
    return None
