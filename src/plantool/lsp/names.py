"""What a reference in a plan file stands for: departments, sections, initiatives, statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.lsp.years import year_names
from plantool.model.plan import stem_of
from plantool.reports.verdicts import status_text
from plantool.reports.words import marked, names

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.chapter import Chapter

_YEARS = (("years", "planned"), ("years", "baseline"), ("budget", "preliminary"))


def meaning(view: View, path: NodePath, text: str) -> str:
    """Say what ``text`` at ``path`` stands for; nothing where it is no reference."""
    match view.kind, path:
        case "initiative", ("departments", int()):
            return _department(view, text)
        case ("initiative", ("section",)) | ("chapter", ("relisted", int(), "section")):
            chapter = chapter_of(view)
            section = chapter.section(text) if chapter else None
            return f"{section.id} {section.title}" if section else ""
        case "chapter", ("relisted", int(), "id"):
            initiative = view.loaded.plan.initiative(text)
            return f"{text} {marked(initiative.title, initiative.mark)}" if initiative else ""
        case "initiative", (*_, "mark"):
            found = [mark for mark in view.loaded.plan.marks if mark.mark == text and mark.legend]
            return " ".join(filter(None, found[0])) if found else ""
        case _, (first, second, int()) if (first, second) in _YEARS:
            return year_names(text)
        case _:
            return _status(view, path, text)


def is_status(kind: str, path: NodePath) -> bool:
    """Tell whether the id of a status of the evaluation scheme stands at ``path``."""
    if kind == "plan":
        return path[:-1] == ("evaluation", "kinds", "milestone")
    return path[-2:] == ("judgement", "status")


def chapter_of(view: View) -> Chapter | None:
    """Return the chapter that a file is, or whose initiative it holds, by the file's name."""
    return view.loaded.plan.chapter(stem_of(view.name).partition("-")[0])


def _department(view: View, text: str) -> str:
    """Return a department's name, and what is in its charge."""
    name, plan = " ".join(text.split()), view.loaded.plan
    if name not in {department.name for department in plan.departments}:
        return ""
    ids = [i.id for i in plan.initiatives if name in {d.name for d in i.departments}]
    return view.texts("lsp.department", name=name, ids=names(ids, view.texts))


def _status(view: View, path: NodePath, text: str) -> str:
    scheme = view.loaded.plan.scheme
    band = scheme.band(text) if is_status(view.kind, path) else None
    return f"{text} {status_text(band, scheme, view.texts)}" if band else ""
