"""What a reference in a plan file stands for: departments, sections, initiatives, statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.lsp.years import format_year_names
from plantool.model.plan import parse_file_id
from plantool.reports.phrases import append_mark, join_names
from plantool.reports.status_text import format_status

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.chapter import Chapter

_YEAR_LISTS = (("years", "planned"), ("years", "baseline"), ("budget", "preliminary"))


def explain_reference(view: View, path: NodePath, text: str) -> str:
    """Say what ``text`` at ``path`` stands for; nothing where it is no reference."""
    match view.kind, path:
        case "initiative", ("departments", int()):
            return _explain_department(view, text)
        case ("initiative", ("section",)) | ("chapter", ("relisted", int(), "section")):
            chapter = find_own_chapter(view)
            section = chapter.find_section(text) if chapter else None
            return f"{section.id} {section.title}" if section else ""
        case "chapter", ("relisted", int(), "id"):
            initiative = view.loaded.plan.initiative(text)
            return f"{text} {append_mark(initiative.title, initiative.mark)}" if initiative else ""
        case "initiative", (*_, "mark"):
            found = [mark for mark in view.loaded.plan.marks if mark.mark == text and mark.legend]
            return " ".join(filter(None, found[0])) if found else ""
        case _, (first, second, int()) if (first, second) in _YEAR_LISTS:
            return format_year_names(text)
        case _:
            return _explain_status(view, path, text)


def is_status_path(kind: str, path: NodePath) -> bool:
    """Tell whether the id of a status of the evaluation scheme stands at ``path``."""
    if kind == "plan":
        return path[:-1] == ("evaluation", "kinds", "milestone")
    return path[-2:] == ("judgement", "status")


def find_own_chapter(view: View) -> Chapter | None:
    """Return the chapter that a file is, or whose initiative it holds, by the file's name."""
    return view.loaded.plan.chapter(parse_file_id(view.name).partition("-")[0])


def _explain_department(view: View, text: str) -> str:
    """Return a department's name, and what is in its charge."""
    name, plan = " ".join(text.split()), view.loaded.plan
    if name not in {department.name for department in plan.departments}:
        return ""
    ids = [i.id for i in plan.initiatives if name in {d.name for d in i.departments}]
    return view.texts("lsp.department", name=name, ids=join_names(ids, view.texts))


def _explain_status(view: View, path: NodePath, text: str) -> str:
    scheme = view.loaded.plan.scheme
    band = scheme.find_band(text) if is_status_path(view.kind, path) else None
    return f"{text} {format_status(band, scheme, view.texts)}" if band else ""
