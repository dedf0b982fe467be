"""The choices of an editor at the cursor: keys that are still missing, and values."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.scalar_text import write_scalar
from plantool.lsp.cursor import Typed, find_typed
from plantool.lsp.described_file import DescribedFile
from plantool.lsp.value_choices import CompletionChoice, yield_value_choices
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.half_typed import MARK
from plantool.syntax.nodes import Mapping
from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

_MAX_CHOICES = 200


class Completion(NamedTuple):
    """Choices, any of which replaces the text from the column ``start`` to the cursor."""

    start: int
    choices: tuple[CompletionChoice, ...]


def build_completion(view: View, line: int, column: int) -> Completion | None:
    """Return the choices at a position (from 0) of a file, which need not be readable."""
    found = find_typed(view.text, line, column)
    if found is None:
        return None
    described = DescribedFile(view.kind, found.root.to_plain())
    choices = islice(_yield_choices(view, found, described), _MAX_CHOICES)
    return Completion(found.start, tuple(choices))


def _yield_choices(
    view: View, found: Typed, described: DescribedFile
) -> Iterator[CompletionChoice]:
    if found.on_key:
        yield from _yield_key_choices(view, described, found, found.path[:-1])
        return
    yield from yield_value_choices(view, described, found)
    # an item of a list may begin a mapping: after "- " its first key may be typed
    if isinstance(found.path[-1], int) and described.has_keys(found.path):
        yield from _yield_key_choices(view, described, found, found.path)


def _yield_key_choices(
    view: View, described: DescribedFile, found: Typed, path: NodePath
) -> Iterator[CompletionChoice]:
    """Yield the keys that the mapping at ``path`` lacks."""
    holder = find_node(found.root, path)
    keys = holder.entries if isinstance(holder, Mapping) else {}
    present = {key for key in keys if MARK not in key}
    if described.is_by_year(path):
        for year in _list_map_years(view, path):
            if year.key not in present and not find_spelling(year.key, present):
                yield CompletionChoice(year.key, f"{year.key}: ", year.kanji)
    for name in _list_known_parts(view.loaded.plan, path):
        if name not in present:
            yield CompletionChoice(name, f"{write_scalar(name)}:" + " " * found.flow)
    for key in _list_possible_keys(described, path):
        if key not in present:
            yield _build_key_choice(view, described, path, key, flow=found.flow)


def _list_known_parts(plan: Plan, path: NodePath) -> tuple[str, ...]:
    """Return the groups of the money of a plan, or the parts of a group, where they are keys."""
    match path:
        case "budget", "breakdown":
            return tuple(group.name for group in plan.breakdowns)
        case "budget", "breakdown", name:
            return next((group.parts for group in plan.breakdowns if group.name == name), ())
        case _:
            return ()


def _list_possible_keys(described: DescribedFile, path: NodePath) -> list[str]:
    """Return the keys that belong to a mapping; a row not told from a group may become one."""
    keys = described.list_allowed_keys(path)
    if {"kind", "planned"} <= {*keys} and described.can_be_group(path):
        keys.append("measures")
    return keys


def _build_key_choice(
    view: View, described: DescribedFile, path: NodePath, key: str, *, flow: bool
) -> CompletionChoice:
    inner = (*path, key)
    mark = "*" if described.is_required(path, key) else ""
    title = described.find_text(inner, "title").words(view.texts)
    description = described.find_text(inner, "description").words(view.texts)
    nested = not flow and described.is_nested(inner)
    return CompletionChoice(key, f"{key}:" if nested else f"{key}: ", f"{title}{mark}", description)


def _list_map_years(view: View, path: NodePath) -> tuple[FiscalYear, ...]:
    """Return the years that may be keys of the mapping at ``path``."""
    plan = view.loaded.plan
    match path[-1]:
        case "baseline":
            return plan.baseline_years
        case "notes":
            return (*plan.baseline_years, *plan.planned_years)
        case _:
            return plan.planned_years
