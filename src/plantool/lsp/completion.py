"""What may be typed at the cursor: keys that are still missing, and values."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.cursor import Typed, typed
from plantool.lsp.half_typed import MARK
from plantool.lsp.schemas import Described
from plantool.lsp.values import Choice, choices
from plantool.model.fiscal_year import spelling_of
from plantool.syntax.locate import locate
from plantool.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.fiscal_year import FiscalYear

_MOST = 200


class Completion(NamedTuple):
    """What to choose from, to stand from the column ``start`` (code points) to the cursor."""

    start: int
    choices: tuple[Choice, ...]


def complete(view: View, line: int, column: int) -> Completion | None:
    """Return what may stand at a place (from 0) of a file, which need not be readable."""
    found = typed(view.text, line, column)
    if found is None:
        return None
    described = Described(view.kind, found.root.plain())
    return Completion(found.start, tuple(islice(_choices(view, found, described), _MOST)))


def _choices(view: View, found: Typed, described: Described) -> Iterator[Choice]:
    if found.on_key:
        yield from _keys(view, described, found, found.path[:-1])
    else:
        yield from choices(view, described, found)
        if isinstance(found.path[-1], int) and described.has_keys(found.path):
            yield from _keys(view, described, found, found.path)  # `- ` may begin a mapping


def _keys(view: View, described: Described, found: Typed, path: NodePath) -> Iterator[Choice]:
    """Yield the keys that the mapping at ``path`` lacks."""
    holder = locate(found.root, path)
    keys = holder.entries if isinstance(holder, Mapping) else {}
    present = {key for key in keys if MARK not in key}
    if described.is_by_year(path):
        for year in _years(view, path):
            if year.key not in present and not spelling_of(year.key, present):
                yield Choice(year.key, f"{year.key}: ", year.kanji)
    for key in _known(described, path):
        if key not in present:
            yield _key(view, described, path, key, flow=found.flow)


def _known(described: Described, path: NodePath) -> list[str]:
    """Return the keys that belong to a mapping; a row not told from a group may become one."""
    keys = described.keys(path)
    if {"kind", "planned"} <= {*keys} and described.may_be_group(path):
        keys.append("measures")
    return keys


def _key(view: View, described: Described, path: NodePath, key: str, *, flow: bool) -> Choice:
    inner = (*path, key)
    mark = "*" if described.is_required(path, key) else ""
    title = described.words(inner, "title").words(view.texts)
    words = described.words(inner, "description").words(view.texts)
    nested = not flow and described.is_nested(inner)
    return Choice(key, f"{key}:" if nested else f"{key}: ", f"{title}{mark}", words)


def _years(view: View, path: NodePath) -> tuple[FiscalYear, ...]:
    """Return the years that a map by year is about."""
    plan = view.loaded.plan
    match path[-1]:
        case "baseline":
            return plan.baseline_years
        case "notes":
            return (*plan.baseline_years, *plan.planned_years)
        case _:
            return plan.planned_years
