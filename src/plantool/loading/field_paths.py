"""Fields of a file as people write them: ``budget.planned.H30``, ``measures.projects.number``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.model.fiscal_year import find_spelling

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain


_INDEX = re.compile("[0-9]{1,6}")


def resolve_field(data: Plain, field: str) -> NodePath | None:
    """Return the path of a field in ``data``, or None where the field is not there.

    Steps are keys joined by dots. A list item is named by its ``id``, at any depth of nested
    measures, or by its index from 0; a year by any of its spellings.
    """
    path: NodePath = ()
    for step in field.split("."):
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
