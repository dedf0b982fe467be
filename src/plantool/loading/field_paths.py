"""Fields of a file as people write them: ``budget.planned.H30``, ``measures.projects.number``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.fiscal_year import FiscalYear, find_spelling
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

    Found = tuple[NodePath, Plain]


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


def name_path(data: Plain, path: NodePath) -> str:
    """Return the field at a path: rows by their ids, so that it stays theirs when they move."""
    steps: list[str] = []
    for step in path:
        data = _get_item(data, step)
        match data:
            case {"id": str(row)} if path[0] == "measures" and not _INDEX.fullmatch(row):
                steps = [*steps[:1], quote_step(row)]  # without the groups that it stands in
            case _:
                steps.append(quote_step(str(step)))
    return ".".join(steps)


def _get_item(data: Plain, step: str | int) -> Plain:
    """Return what is at one step of a path; None where nothing is."""
    match data:
        case dict():
            key = step if step in data else find_spelling(str(step), data)
            return None if key is None else data[str(key)]
        case list() if isinstance(step, int) and step < len(data):
            return data[step]
        case _:
            return None


def locate_field(data: Plain, field: str) -> NodePath:
    """Return the path of a field, or where it would be: as far as it is there, then its steps."""
    steps = split_steps(field)
    for length in range(len(steps), 0, -1):
        path = resolve_field(data, ".".join(map(quote_step, steps[:length])))
        if path is not None:
            return (*path, *steps[length:])
    return tuple(steps)


def resolve_field(data: Plain, field: str) -> NodePath | None:
    """Return the path of a field in ``data``, or None where the field is not there."""
    return FieldPaths(data).resolve(field)


class FieldPaths:
    """Finds fields in ``data``, of which each list is searched once for all of them.

    Steps are keys joined by dots, a key with a dot in quotes. A list item is named by its ``id``,
    at any depth of nested measures, or by its index from 0; a year by any of its spellings.
    """

    def __init__(self, data: Plain) -> None:
        self.data = data
        self.items: dict[int, dict[str, Found]] = {}

    def resolve(self, field: str) -> NodePath | None:
        """Return the path of a field, or None where the field is not there."""
        path: NodePath = ()
        data = self.data
        for step in split_steps(field):
            found = self._resolve_step(data, step)
            if found is None:
                return None
            more, data = found
            path += more
        return path

    def _resolve_step(self, data: Plain, step: str) -> Found | None:
        """Return the path of one step and the data there; several keys for a row within groups."""
        match data:
            case dict():
                key = step if step in data else find_spelling(step, data)
                return None if key is None else ((key,), data[key])
            case list() if _INDEX.fullmatch(step):
                return ((int(step),), data[int(step)]) if int(step) < len(data) else None
            case list():
                if id(data) not in self.items:
                    self.items[id(data)] = _index_items(data)
                return self.items[id(data)].get(step)
            case _:
                return None


def _index_items(items: list[Plain]) -> dict[str, Found]:
    """Return the items by their ids, of several with one id the first."""
    found: dict[str, Found] = {}
    for path, item in _walk_items(items):
        if isinstance(item, dict) and "id" in item:
            found.setdefault(str(item["id"]), (path, item))
    return found


def _walk_items(items: list[Plain]) -> Iterator[Found]:
    """Yield each item with its path in the list; the rows of a group come after the group."""
    for index, item in enumerate(items):
        yield (index,), item
        match item:
            case {"measures": list(nested)}:
                for path, row in _walk_items(nested):
                    yield (index, "measures", *path), row
            case _:
                pass
