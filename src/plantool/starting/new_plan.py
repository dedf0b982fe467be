"""A new plan: what is asked about it, and the texts of plan.yaml and of its first chapter."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plantool.editing.new_document import Comments, compose_document
from plantool.light_dataclasses import dataclass
from plantool.loading.key_order import build_key_order
from plantool.messages import Catalogue, catalogue
from plantool.model.calendar import Calendar
from plantool.model.fiscal_year import FiscalYear
from plantool.model.presets import PRESETS
from plantool.starting.plan_kinds import translate_words
from plantool.starting.year_list import spell_previous

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.starting.plan_kinds import PlanKind

_APRIL = "04-01"


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """What a new plan is about; ``years`` are the planned ones in the spelling of the plan.

    ``unit`` is that of all money, "" where the plan has none. ``departments`` are divisions by
    their bureaus. ``preset`` names the scheme of evaluation; ``code`` is that of the publisher.
    """

    title: str
    publisher: str
    language: str
    years: tuple[str, ...]
    kind: PlanKind
    unit: str
    preset: str
    code: str | None = None
    departments: Mapping[str, list[str]]

    @property
    def texts(self) -> Catalogue:
        """The catalogue of the plan's own language."""
        return catalogue(self.language)

    @property
    def baseline(self) -> str:
        """The year before the plan, spelled as its years are."""
        return spell_previous(self.years[0])

    @cached_property
    def calendar(self) -> Calendar:
        """The days of its years: those of its kind where they may be spelled so."""
        parsed = [FiscalYear.parse(year) for year in self.years]
        if self.language == "en" and self.kind.first_day:
            month, day = map(int, self.kind.first_day.split("-"))
            usual = Calendar((month, day), self.kind.is_named_after_end)
            if all(map(usual.admits, parsed)):
                return usual
        return Calendar()

    def list_department_names(self) -> list[str]:
        """Return the departments as initiatives name them."""
        return [
            f"{bureau} {division}".strip()
            for bureau, divisions in self.departments.items()
            for division in divisions or [""]
        ]


def plain_year(year: str) -> Plain:
    """Return a year as an item of a list: a western one is a number."""
    return int(year) if year.isdecimal() else year


def write_settings(plan: NewPlan) -> str:
    """Return the text of plan.yaml."""
    settings = translate_words(dict(plan.kind.settings), plan.texts)
    known = settings if isinstance(settings, dict) else {}
    publisher: dict[str, Plain] = {"name": plan.publisher}
    data: dict[str, Plain] = {
        **known,
        "title": plan.title,
        "publisher": publisher | ({"code": plan.code} if plan.code else {}),
        "language": plan.language,
        "years": _build_years(plan),
        "money": _add_to(known.get("money"), "unit", plan.unit),
        "departments": {bureau: [*names] for bureau, names in plan.departments.items()},
        "evaluation": _add_to(known.get("evaluation"), "preset", plan.preset),
    }
    if plan.language == "ja":
        data["timezone"] = "Asia/Tokyo"
    if not plan.unit:
        del data["money"]
    if not plan.departments:
        del data["departments"]
    return compose_document(data, build_key_order("plan"), _comment_settings(plan, data))


def write_chapter(plan: NewPlan) -> str:
    """Return the text of the first chapter."""
    texts = plan.texts
    data: dict[str, Plain] = {
        "id": 1,
        "series": texts(f"start.series.{plan.kind.id}"),
        "title": texts("start.chapter.title"),
        "sections": [{"id": 1, "title": texts("start.section.title")}],
    }
    names = ("series", "title", "sections")
    above: dict[NodePath, str] = {(name,): texts(f"start.chapter.{name}-note") for name in names}
    head = texts("start.chapter.head")
    return compose_document(data, build_key_order("chapter"), Comments(head, above))


def _build_years(plan: NewPlan) -> Plain:
    month, day = plan.calendar.start
    start = f"{month:02}-{day:02}"
    years: dict[str, Plain] = {} if start == _APRIL else {"start": start}
    if plan.calendar.is_named_after_end:
        years["named"] = "end"
    if plan.kind.plans_years:
        years["baseline"] = [plain_year(plan.baseline)]
    return years | {"planned": [*map(plain_year, plan.years)]}


def _add_to(settings: Plain, key: str, value: str) -> Plain:
    return {**settings, key: value} if isinstance(settings, dict) else {key: value}


def _comment_settings(plan: NewPlan, data: Mapping[str, Plain]) -> Comments:
    texts = plan.texts
    above: dict[NodePath, str] = {
        (key,): texts(f"start.plan.{key}", year=plan.years[0])
        for key in data
        if f"start.plan.{key}" in texts.texts
    }
    above["evaluation",] = texts("start.scheme", bands=name_bands(plan.preset, texts))
    return Comments(texts("start.plan.head"), above)


def name_bands(preset: str, texts: Catalogue) -> str:
    """Return the names of the statuses of a scheme, the best first."""
    labels = (band.label for band in PRESETS[preset].bands)
    names = (label if isinstance(label, str) else label.words(texts) for label in labels)
    return texts("start.list").join(names)
