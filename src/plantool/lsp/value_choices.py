"""The values that may stand at a path of a plan file, as far as plan and schema list them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.scalar_text import write_scalar
from plantool.lsp.references import Reference, find_own_chapter, find_reference, list_bands
from plantool.model.presets import PRESETS, STANDARD
from plantool.reports.phrases import append_mark
from plantool.reports.status_text import format_status
from plantool.syntax.nodes import Sequence
from plantool.syntax.paths import find_node
from plantool.syntax.scalars import resolve_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.lsp.cursor import Typed
    from plantool.lsp.described_file import DescribedFile
    from plantool.lsp.workspace import View
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Plain


class CompletionChoice(NamedTuple):
    """One choice: its label, the text to write for it, and words about it."""

    label: str
    text: str
    title: str = ""
    description: str = ""


def yield_value_choices(
    view: View, described: DescribedFile, found: Typed
) -> Iterator[CompletionChoice]:
    """Yield the values that may stand where something is being typed."""
    for label, title in _yield_known_values(view, described, found):
        is_plain = found.quoted or str(resolve_scalar(label)) == label
        yield CompletionChoice(label, label if is_plain else write_scalar(label), title)
    if view.kind == "initiative" and found.path == ("departments",):
        for label, title in _yield_departments(view):  # the brackets are still to come
            yield CompletionChoice(label, f"[{write_scalar(label, flow=True)}]", title)


def _yield_known_values(
    view: View, described: DescribedFile, found: Typed
) -> Iterator[tuple[str, str]]:
    """Yield values with their titles."""
    plan, path = view.loaded.plan, found.path
    match find_reference(view.kind, path):
        case Reference.DEPARTMENT:
            yield from _yield_unlisted(_yield_departments(view), found)
        case Reference.SECTION if view.kind == "chapter":
            yield from _yield_typed_sections(described.data)
        case Reference.SECTION:
            chapter = find_own_chapter(view)
            sections = chapter.sections if chapter else ()
            yield from sections if path == ("section",) else _yield_unlisted(sections, found)
        case Reference.INITIATIVE:
            yield from _yield_other_initiatives(view)
        case Reference.MARK:
            yield from ((mark, legend or "") for mark, legend in plan.marks)
        case Reference.YEAR if view.kind == "initiative":
            years = ((year.key, year.kanji) for year in plan.planned_years)
            yield from _yield_unlisted(years, found)
        case Reference.STATUS:
            yield from _yield_statuses(view, described.data, path)
        case _ if view.kind == "initiative" and path[0] == "measures" and path[-1] == "unit":
            yield from _yield_known_units(plan)
        case _:
            yield from _yield_schema_values(view, described, path)


def _yield_schema_values(
    view: View, described: DescribedFile, path: NodePath
) -> Iterator[tuple[str, str]]:
    for value in described.list_allowed_values(path):
        title = view.texts(f"{path[-1]}.{value}") if path[-1] in {"state", "period"} else ""
        yield write_scalar(value), title


def _yield_typed_sections(data: Plain) -> Iterator[tuple[str, str]]:
    """Yield the sections of a chapter that is being typed and may not be in the plan just now."""
    sections = data.get("sections") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict) and "id" in section:
            yield str(section["id"]), str(section.get("title", ""))


def _yield_statuses(view: View, data: Plain, path: NodePath) -> Iterator[tuple[str, str]]:
    """Yield the plan's statuses; in a plan.yaml that is being typed, those that stand there."""
    scheme = view.loaded.plan.scheme
    if view.kind == "plan":
        evaluation = data.get("evaluation") if isinstance(data, dict) else None
        typed_scheme = evaluation if isinstance(evaluation, dict) else {}
        if "bands" in typed_scheme:
            yield from _yield_typed_bands(typed_scheme["bands"])
            return
        scheme = PRESETS.get(str(typed_scheme.get("preset")), STANDARD)
    bands = list_bands(scheme, path)
    yield from ((band.id, format_status(band, scheme, view.texts)) for band in bands)


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
    """Return ``values`` without those that are in the list already."""
    holder = find_node(found.root, found.path[:-1])
    items = holder.items if isinstance(holder, Sequence) else []
    present = {str(item.to_plain()) for item in items}  # ids and years may be numbers
    for value, title in values:
        if value not in present:
            yield value, title


def _yield_other_initiatives(view: View) -> Iterator[tuple[str, str]]:
    """Yield the initiatives of other chapters that this one does not list yet."""
    chapter = find_own_chapter(view)
    listed = {relisting.id for relisting in chapter.relisted} if chapter else set()
    own = view.name.partition(".")[0]
    for initiative in view.loaded.plan.initiatives:
        if initiative.chapter != own and initiative.id not in listed:
            yield initiative.id, append_mark(initiative.title, initiative.mark)


def _yield_known_units(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the units of the plan's measures, the most frequent first."""
    counts: Counter[str] = Counter()
    for initiative in plan.initiatives:
        counts.update(measure.unit for measure in initiative.measures() if measure.unit)
    for unit, _ in counts.most_common():
        yield unit, ""
