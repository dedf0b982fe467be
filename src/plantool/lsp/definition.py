"""Where what a reference names is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.places import resolve
from plantool.lsp.cursor import pointed
from plantool.lsp.names import chapter_of
from plantool.syntax.locate import locate
from plantool.syntax.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import Spot, View
    from plantool.syntax.nodes import Node


def definition(view: View, line: int, column: int) -> Spot | None:
    """Return where that is written which a place (from 0) of a file names."""
    root = view.document.root
    leaf = pointed(root, line, column)
    if root is None or leaf is None or leaf.on_key:
        return None
    for file, path in _targets(view, root, leaf.path, leaf.node.text):
        return _spot(view, file, path)
    return None


def _targets(view: View, root: Node, path: NodePath, text: str) -> Iterator[tuple[str, NodePath]]:
    """Yield the file and path that a reference leads to."""
    match view.kind, path:
        case "initiative", ("departments", int()):
            yield from _department(view, text)
        case ("initiative", ("section",)) | ("chapter", ("relisted", int(), "section")):
            yield from _section(view, text)
        case "chapter", ("relisted", int(), "id"):
            if initiative := view.loaded.plan.initiative(text):
                yield initiative.file, ("id",)
        case ("initiative", ("mark",)) | ("initiative", ("measures", *_, "mark")):
            marks = [mark.mark for mark in view.loaded.plan.marks]
            if text in marks:
                yield view.loaded.plan.file, ("marks", marks.index(text), "mark")
        case "initiative", ("source", "unverified", int(), "at"):
            if found := resolve(root.plain(), text):
                yield view.file, found
        case _:
            pass


def _department(view: View, text: str) -> Iterator[tuple[str, NodePath]]:
    """Yield the division in plan.yaml, or the bureau where that alone is named."""
    name, plan = " ".join(text.split()), view.loaded.plan
    department = next((d for d in plan.departments if d.name == name), None)
    if department is None:
        return
    same = [d.division for d in plan.departments if d.bureau == department.bureau]
    more = () if department.division is None else (same.index(department.division),)
    yield plan.file, ("departments", department.bureau, *more)


def _section(view: View, text: str) -> Iterator[tuple[str, NodePath]]:
    chapter = chapter_of(view)
    ids = [section.id for section in chapter.sections] if chapter else []
    if chapter and text in ids:
        yield chapter.file, ("sections", ids.index(text), "id")


def _spot(view: View, file: str, path: NodePath) -> Spot | None:
    """Return the place of a node in a file of the plan, the key of one that is a collection."""
    text = view.loaded.texts.get(file, "")
    root = parse(text.encode(), file).root
    if root is None:
        return None
    on_key = isinstance(path[-1], str) and path[0] == "departments"
    span = locate(root, path, on_key=on_key).span
    return view.spot(file, span)
