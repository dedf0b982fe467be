"""The values that a plan file may have at a place, as far as plan and schema list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.scalar_text import write_scalar
from plantool.lsp.references import find_own_chapter, is_status_path
from plantool.model.presets import PRESETS, STANDARD
from plantool.reports.arithmetic import format_status
from plantool.reports.phrases import append_mark
from plantool.syntax.nodes import Sequence
from plantool.syntax.paths import find_node
from plantool.syntax.scalars import resolve_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.cursor import Typed
    from plantool.lsp.described_file import DescribedFile
    from plantool.lsp.workspace import View
    from plantool.syntax.nodes import Plain


class CompletionChoice(NamedTuple):
    """One thing to choose: its name, what to write for it, and what there is to say about it."""

    label: str
    text: str
    title: str = ""
    description: str = ""


def yield_value_choices(
    view: View, described: DescribedFile, found: Typed
) -> Iterator[CompletionChoice]:
    """Yield the values that may stand where something is being typed."""
    for label, title in _yield_known_values(view, described, found):
        text = label if found.quoted or str(resolve_scalar(label)) == label else write_scalar(label)
        yield CompletionChoice(label, text, title)
    if view.kind == "initiative" and found.path == ("departments",):
        for label, title in _yield_departments(view):  # the brackets are still to come
            yield CompletionChoice(label, f"[{write_scalar(label, flow=True)}]", title)


def _yield_known_values(
    view: View, described: DescribedFile, found: Typed
) -> Iterator[tuple[str, str]]:
    """Yield values with their titles."""
    match view.kind, found.path:
        case "initiative", ("departments", int()):
            yield from _yield_unlisted(_yield_departments(view), found)
        case "initiative", ("section",):
            chapter = find_own_chapter(view)
            yield from chapter.sections if chapter else ()
        case "chapter", ("relisted", int(), "section"):
            yield from _yield_typed_sections(described.data)
        case "chapter", ("relisted", int(), "id"):
            yield from _yield_other_initiatives(view)
        case ("initiative", ("mark",)) | ("initiative", ("measures", *_, "mark")):
            yield from ((mark.mark, mark.legend or "") for mark in view.loaded.plan.marks)
        case "initiative", ("measures", *_, "unit"):
            yield from ((unit, "") for unit in _list_units(view))
        case "initiative", ("budget", "preliminary", int()):
            years = ((year.key, year.kanji) for year in view.loaded.plan.planned_years)
            yield from _yield_unlisted(years, found)
        case kind, path if is_status_path(kind, path):
            yield from _yield_statuses(view, described.data)
        case _, path:
            yield from _yield_schema_values(view, described, path)


def _yield_schema_values(
    view: View, described: DescribedFile, path: NodePath
) -> Iterator[tuple[str, str]]:
    for value in described.list_allowed_values(path):
        title = view.texts(f"state.{value}") if path[-1] == "state" else ""
        yield write_scalar(value), title


def _yield_typed_sections(data: Plain) -> Iterator[tuple[str, str]]:
    """Yield the sections of a chapter that is being typed and may not be in the plan just now."""
    sections = data.get("sections") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict) and "id" in section:
            yield str(section["id"]), str(section.get("title", ""))


def _yield_statuses(view: View, data: Plain) -> Iterator[tuple[str, str]]:
    """Yield the plan's statuses; in a plan.yaml that is being typed, those that stand there."""
    scheme = view.loaded.plan.scheme
    if view.kind == "plan":
        evaluation = data.get("evaluation") if isinstance(data, dict) else None
        typed_scheme = evaluation if isinstance(evaluation, dict) else {}
        if "bands" in typed_scheme:
            yield from _yield_typed_bands(typed_scheme["bands"])
            return
        scheme = PRESETS.get(str(typed_scheme.get("preset")), STANDARD)
    yield from ((band.id, format_status(band, scheme, view.texts)) for band in scheme.bands)


def _yield_typed_bands(bands: Plain) -> Iterator[tuple[str, str]]:
    for band in bands if isinstance(bands, list) else ():
        if isinstance(band, dict) and "id" in band:
            yield str(band["id"]), str(band.get("label", ""))


def _yield_departments(view: View) -> Iterator[tuple[str, str]]:
    """Yield the divisions, and then the bureaus that may be in charge themselves."""
    departments = view.loaded.plan.departments
    for department in sorted(departments, key=lambda department: department.division is None):
        yield department.name, ""


def _yield_unlisted(values: Iterable[tuple[str, str]], found: Typed) -> Iterator[tuple[str, str]]:
    """Leave out what is in the list already."""
    holder = find_node(found.root, found.path[:-1])
    items = holder.items if isinstance(holder, Sequence) else []
    present = [item.to_plain() for item in items]
    return ((value, title) for value, title in values if value not in present)


def _yield_other_initiatives(view: View) -> Iterator[tuple[str, str]]:
    """Yield the initiatives of other chapters that this one does not list yet."""
    chapter = find_own_chapter(view)
    listed = {relisting.id for relisting in chapter.relisted} if chapter else set()
    own = view.name.partition(".")[0]
    for initiative in view.loaded.plan.initiatives:
        if initiative.chapter != own and initiative.id not in listed:
            yield initiative.id, append_mark(initiative.title, initiative.mark)


def _list_units(view: View) -> Iterable[str]:
    """Return the units of the plan's measures, the most frequent first."""
    measures = [m for i in view.loaded.plan.initiatives for m in i.measures()]
    units = [measure.unit for measure in measures if measure.unit]
    return sorted(dict.fromkeys(units), key=lambda unit: -units.count(unit))
