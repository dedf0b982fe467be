"""From a reference in a plan file to the line where the thing that it names is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.field_paths import resolve_field
from plantool.lsp.cursor import find_leaf
from plantool.lsp.references import (
    Reference,
    find_department,
    find_own_chapter,
    find_reference,
)
from plantool.model.department_paths import yield_department_paths
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.lsp.cursor import Leaf
    from plantool.lsp.workspace import FileSpan, View
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Node


def find_target(view: View, line: int, column: int) -> FileSpan | None:
    """Return where the thing is written that a position (from 0) of a file refers to."""
    root = view.document.root
    leaf = find_leaf(root, line, column)
    if root is None or leaf is None or leaf.on_key:
        return None
    target = _find_target_path(view, root, leaf)
    return _locate_target(view, *target) if target else None


def _find_target_path(view: View, root: Node, leaf: Leaf) -> tuple[str, NodePath] | None:
    """Return the file and path that a reference leads to."""
    plan, text = view.loaded.plan, leaf.node.text
    match find_reference(view.kind, leaf.path):
        case Reference.DEPARTMENT:
            return _find_department_path(plan, text)
        case Reference.SECTION:
            return _find_section_path(view, text)
        case Reference.INITIATIVE:
            initiative = plan.initiative(text)
            return (initiative.file, ("id",)) if initiative else None
        case Reference.MARK:
            marks = [mark.mark for mark in plan.marks]
            return (plan.file, ("marks", marks.index(text), "mark")) if text in marks else None
        case Reference.FIELD:
            path = resolve_field(root.to_plain(), text)
            return (view.file, path) if path else None
        case Reference.STATUS | Reference.YEAR | None:
            return None


def _find_department_path(plan: Plan, text: str) -> tuple[str, NodePath] | None:
    """Return the division in plan.yaml, or the bureau where that alone is named."""
    named = find_department(plan, text)
    for department, path in yield_department_paths(plan):
        if department == named:
            return plan.file, path
    return None


def _find_section_path(view: View, text: str) -> tuple[str, NodePath] | None:
    chapter = find_own_chapter(view)
    ids = [section.id for section in chapter.sections] if chapter else []
    return (chapter.file, ("sections", ids.index(text), "id")) if chapter and text in ids else None


def _locate_target(view: View, file: str, path: NodePath) -> FileSpan | None:
    """Return the span of a node in a file of the plan, of a bureau that of its key."""
    text = view.loaded.contents.get(file, "")
    root = parse_document(text.encode(), file).root
    if root is None:
        return None
    on_key = isinstance(path[-1], str) and path[0] == "departments"
    span = find_node(root, path, on_key=on_key).span
    return view.find_file_span(file, span)
