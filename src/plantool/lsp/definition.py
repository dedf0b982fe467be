"""Where what a reference names is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.field_paths import resolve_field
from plantool.lsp.cursor import find_leaf
from plantool.lsp.references import find_own_chapter
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import FileSpan, View
    from plantool.syntax.nodes import Node


def find_target(view: View, line: int, column: int) -> FileSpan | None:
    """Return where that is written which a place (from 0) of a file names."""
    root = view.document.root
    leaf = find_leaf(root, line, column)
    if root is None or leaf is None or leaf.on_key:
        return None
    for file, path in _yield_targets(view, root, leaf.path, leaf.node.text):
        return _locate_target(view, file, path)
    return None


def _yield_targets(
    view: View, root: Node, path: NodePath, text: str
) -> Iterator[tuple[str, NodePath]]:
    """Yield the file and path that a reference leads to."""
    match view.kind, path:
        case "initiative", ("departments", int()):
            yield from _yield_department_target(view, text)
        case ("initiative", ("section",)) | ("chapter", ("relisted", int(), "section")):
            yield from _yield_section_target(view, text)
        case "chapter", ("relisted", int(), "id"):
            if initiative := view.loaded.plan.initiative(text):
                yield initiative.file, ("id",)
        case ("initiative", ("mark",)) | ("initiative", ("measures", *_, "mark")):
            marks = [mark.mark for mark in view.loaded.plan.marks]
            if text in marks:
                yield view.loaded.plan.file, ("marks", marks.index(text), "mark")
        case "initiative", ("source", "unverified", int(), "at"):
            if found := resolve_field(root.to_plain(), text):
                yield view.file, found
        case _:
            pass


def _yield_department_target(view: View, text: str) -> Iterator[tuple[str, NodePath]]:
    """Yield the division in plan.yaml, or the bureau where that alone is named."""
    name, plan = " ".join(text.split()), view.loaded.plan
    department = next((d for d in plan.departments if d.name == name), None)
    if department is None:
        return
    same = [d.division for d in plan.departments if d.bureau == department.bureau]
    more = () if department.division is None else (same.index(department.division),)
    yield plan.file, ("departments", department.bureau, *more)


def _yield_section_target(view: View, text: str) -> Iterator[tuple[str, NodePath]]:
    chapter = find_own_chapter(view)
    ids = [section.id for section in chapter.sections] if chapter else []
    if chapter and text in ids:
        yield chapter.file, ("sections", ids.index(text), "id")


def _locate_target(view: View, file: str, path: NodePath) -> FileSpan | None:
    """Return the place of a node in a file of the plan, the key of one that is a collection."""
    text = view.loaded.contents.get(file, "")
    root = parse_document(text.encode(), file).root
    if root is None:
        return None
    on_key = isinstance(path[-1], str) and path[0] == "departments"
    span = find_node(root, path, on_key=on_key).span
    return view.find_file_span(file, span)
