"""The values that a plan file may have at a place, as far as plan and schema list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.names import chapter_of, is_status
from plantool.model.presets import PRESETS, STANDARD
from plantool.reports.verdicts import status_text
from plantool.reports.words import marked
from plantool.syntax.edit import write_scalar
from plantool.syntax.locate import locate
from plantool.syntax.nodes import Sequence
from plantool.syntax.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.cursor import Typed
    from plantool.lsp.schemas import Described
    from plantool.lsp.workspace import View
    from plantool.syntax.nodes import Plain


class Choice(NamedTuple):
    """One thing to choose: its name, what to write for it, and what there is to say about it."""

    label: str
    text: str
    title: str = ""
    words: str = ""


def choices(view: View, described: Described, found: Typed) -> Iterator[Choice]:
    """Yield the values that may stand where something is being typed."""
    for label, title in _known(view, described, found):
        text = label if found.quoted or str(resolve(label)) == label else write_scalar(label)
        yield Choice(label, text, title)
    if view.kind == "initiative" and found.path == ("departments",):
        for label, title in _departments(view):  # the brackets are still to come
            yield Choice(label, f"[{write_scalar(label, flow=True)}]", title)


def _known(view: View, described: Described, found: Typed) -> Iterator[tuple[str, str]]:
    """Yield values with their titles."""
    match view.kind, found.path:
        case "initiative", ("departments", int()):
            yield from _others(_departments(view), found)
        case "initiative", ("section",):
            chapter = chapter_of(view)
            yield from chapter.sections if chapter else ()
        case "chapter", ("relisted", int(), "section"):
            yield from _own_sections(described.data)
        case "chapter", ("relisted", int(), "id"):
            yield from _elsewhere(view)
        case ("initiative", ("mark",)) | ("initiative", ("measures", *_, "mark")):
            yield from ((mark.mark, mark.legend or "") for mark in view.loaded.plan.marks)
        case "initiative", ("measures", *_, "unit"):
            yield from ((unit, "") for unit in _units(view))
        case "initiative", ("budget", "preliminary", int()):
            years = ((year.key, year.kanji) for year in view.loaded.plan.planned_years)
            yield from _others(years, found)
        case kind, path if is_status(kind, path):
            yield from _statuses(view, described.data)
        case _, path:
            yield from _listed(view, described, path)


def _listed(view: View, described: Described, path: NodePath) -> Iterator[tuple[str, str]]:
    for value in described.values(path):
        title = view.texts(f"state.{value}") if path[-1] == "state" else ""
        yield write_scalar(value), title


def _own_sections(data: Plain) -> Iterator[tuple[str, str]]:
    """Yield the sections of a chapter that is being typed and may not be in the plan just now."""
    sections = data.get("sections") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict) and "id" in section:
            yield str(section["id"]), str(section.get("title", ""))


def _statuses(view: View, data: Plain) -> Iterator[tuple[str, str]]:
    """Yield the plan's statuses; in a plan.yaml that is being typed, those that stand there."""
    scheme = view.loaded.plan.scheme
    if view.kind == "plan":
        evaluation = data.get("evaluation") if isinstance(data, dict) else None
        said = evaluation if isinstance(evaluation, dict) else {}
        if "bands" in said:
            yield from _own_bands(said["bands"])
            return
        scheme = PRESETS.get(str(said.get("preset")), STANDARD)
    yield from ((band.id, status_text(band, scheme, view.texts)) for band in scheme.bands)


def _own_bands(bands: Plain) -> Iterator[tuple[str, str]]:
    for band in bands if isinstance(bands, list) else ():
        if isinstance(band, dict) and "id" in band:
            yield str(band["id"]), str(band.get("label", ""))


def _departments(view: View) -> Iterator[tuple[str, str]]:
    """Yield the divisions, and then the bureaus that may be in charge themselves."""
    departments = view.loaded.plan.departments
    for department in sorted(departments, key=lambda department: department.division is None):
        yield department.name, ""


def _others(values: Iterable[tuple[str, str]], found: Typed) -> Iterator[tuple[str, str]]:
    """Leave out what is in the list already."""
    holder = locate(found.root, found.path[:-1])
    items = holder.items if isinstance(holder, Sequence) else []
    present = [item.plain() for item in items]
    return ((value, title) for value, title in values if value not in present)


def _elsewhere(view: View) -> Iterator[tuple[str, str]]:
    """Yield the initiatives of other chapters that this one does not list yet."""
    chapter = chapter_of(view)
    listed = {relisting.id for relisting in chapter.relisted} if chapter else set()
    own = view.name.partition(".")[0]
    for initiative in view.loaded.plan.initiatives:
        if initiative.chapter != own and initiative.id not in listed:
            yield initiative.id, marked(initiative.title, initiative.mark)


def _units(view: View) -> Iterable[str]:
    """Return the units of the plan's measures, the most frequent first."""
    measures = [m for i in view.loaded.plan.initiatives for m in i.measures()]
    units = [measure.unit for measure in measures if measure.unit]
    return sorted(dict.fromkeys(units), key=lambda unit: -units.count(unit))
