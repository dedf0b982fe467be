"""References in plan files to departments, sections, initiatives and others: which, and to what."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from plantool.model.fiscal_year import format_year_names
from plantool.model.initiative import TERM
from plantool.model.plan import parse_file_id
from plantool.reports.phrases import append_mark, join_names
from plantool.reports.status_text import format_status

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.lsp.workspace import View
    from plantool.model.chapter import Chapter
    from plantool.model.evaluation import Band, Scheme
    from plantool.model.initiative import Department
    from plantool.model.plan import Plan


class Reference(Enum):
    """What a value refers to."""

    DEPARTMENT = "department"
    FIELD = "field"
    INITIATIVE = "initiative"
    MARK = "mark"
    SECTION = "section"
    STATUS = "status"
    YEAR = "year"


def find_reference(kind: str, path: NodePath) -> Reference | None:
    """Return what the value at ``path`` refers to in a file of one of KINDS; None for no other."""
    found: Reference | None = None
    match kind, path:
        case "initiative", ("departments", int()):
            found = Reference.DEPARTMENT
        case ("initiative", ("section", *_)) | ("chapter", ("relisted", int(), "section")):
            found = Reference.SECTION
        case "chapter", ("relisted", int(), "id"):
            found = Reference.INITIATIVE
        case "initiative", ("mark",) | ("measures", *_, "mark"):
            found = Reference.MARK
        case "initiative", (*_, "unverified" | "corrections" | "revisions", int(), "at"):
            found = Reference.FIELD
        case "initiative", ("judgement", _, "status") | ("judgement", _, int(), "status"):
            found = Reference.STATUS
        case ("plan", ("evaluation", "kinds", "milestone", _)) | (_, (*_, "judgement", "status")):
            found = Reference.STATUS
        case _, ("years", "planned" | "baseline", int()) | ("budget", "preliminary", int()):
            found = Reference.YEAR
        case "initiative", ("starts",) | ("ends",):
            found = Reference.YEAR
        case _:
            pass
    return found


def explain_reference(view: View, path: NodePath, text: str) -> str:
    """Say what ``text`` at ``path`` refers to; nothing where it is no reference."""
    plan, words = view.loaded.plan, ""
    match find_reference(view.kind, path):
        case Reference.DEPARTMENT:
            words = _explain_department(view, text)
        case Reference.SECTION:
            chapter = find_own_chapter(view)
            section = chapter.find_section(text) if chapter else None
            words = f"{section.id} {section.title}" if section else ""
        case Reference.INITIATIVE:
            initiative = plan.initiative(text)
            words = f"{text} {append_mark(initiative.title, initiative.mark)}" if initiative else ""
        case Reference.MARK:
            legends = {mark.mark: mark.legend for mark in plan.marks}
            words = f"{text} {legends[text]}" if legends.get(text) else ""
        case Reference.STATUS:
            band = next((b for b in list_bands(plan.scheme, path) if b.id == text), None)
            words = f"{text} {format_status(band, plan.scheme, view.texts)}" if band else ""
        case Reference.YEAR:
            words = format_year_names(text)
        case Reference.FIELD | None:
            pass
    return words


def list_bands(scheme: Scheme, path: NodePath) -> tuple[Band, ...]:
    """Return the statuses that may stand at a path: those of measures, or of whole initiatives."""
    if path[0] == "judgement":
        return scheme.find_judgement_bands(of_term=path[1] == TERM)
    return scheme.bands


def find_own_chapter(view: View) -> Chapter | None:
    """Return the chapter that a file is, or whose initiative it holds, by the file's name."""
    return view.loaded.plan.chapter(parse_file_id(view.name).partition("-")[0])


def find_department(plan: Plan, text: str) -> Department | None:
    """Return the department that ``text`` names, however wide the blank between its parts is."""
    name = " ".join(text.split())
    return next((each for each in plan.departments if each.name == name), None)


def _explain_department(view: View, text: str) -> str:
    """Return a department's name, and the initiatives in its charge."""
    plan = view.loaded.plan
    department = find_department(plan, text)
    if department is None:
        return ""
    ids = [i.id for i in plan.initiatives if department in i.departments]
    return view.texts("lsp.department", name=department.name, ids=join_names(ids, view.texts))
