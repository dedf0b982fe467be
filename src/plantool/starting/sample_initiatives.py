"""The first initiatives of a new plan: one of each kind of measure, to be replaced by real ones.

Their figures agree with one another, so that a new plan has no findings, and their comments say
what is to stand there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.editing.new_document import Comments, compose_document
from plantool.loading.key_order import build_key_order
from plantool.model.fiscal_year import FiscalYear
from plantool.starting.measure_notes import note_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.messages import Catalogue
    from plantool.starting.new_plan import NewPlan

    _Measure = dict[str, Plain]

SAMPLE_FILES = ("1-1.yaml", "1-2.yaml", "1-3.yaml")
_BEFORE, _EACH_YEAR = 10, 2  # desks that there are, and that a year adds
_SATISFIED, _BETTER = 70, 2  # per cent, and how many more by each year
_AMOUNT, _GRANTS = 10, 4  # money of a year, and its part that others pay


def write_samples(plan: NewPlan) -> Iterator[tuple[str, str]]:
    """Yield the ids of three initiatives and the texts of their files."""
    builders = (_build_cumulative, _build_level, _build_milestone)
    for number, build_measure in enumerate(builders, start=1):
        measure = build_measure(plan)
        data: dict[str, Plain] = {
            "id": f"1-{number}",
            "title": plan.texts(f"start.sample.{measure['kind']}"),
            "section": 1,
            "measures": [measure],
        }
        if names := plan.list_department_names():
            data["departments"] = [names[min(number, len(names)) - 1]]
        if plan.unit:
            data["budget"] = _build_budget(plan, with_parts=number == 1)
        yield (
            f"1-{number}",
            compose_document(
                data, build_key_order("initiative"), _comment_sample(plan, data, measure)
            ),
        )


def _build_cumulative(plan: NewPlan) -> _Measure:
    total = _EACH_YEAR * len(plan.years)
    added = _write_figure(plan.texts, "desks", _EACH_YEAR)
    measure: _Measure = {
        "id": "desks",
        "name": plan.texts("start.desks.name"),
        "kind": "cumulative",
        "direction": "up",
        "unit": plan.texts("start.desks.unit"),
        "baseline": {plan.baseline: _write_figure(plan.texts, "desks-before", _BEFORE)},
        "target": _write_figure(plan.texts, "desks-before", _BEFORE + total),
    }
    if plan.kind.plans_years:
        measure["planned"] = dict.fromkeys(plan.years, added)
        measure["total"] = _write_figure(plan.texts, "desks", total)
    else:
        measure["target"] = _write_figure(plan.texts, "desks", total)
        del measure["baseline"]
    return measure


def _build_level(plan: NewPlan) -> _Measure:
    texts = plan.texts
    levels = {
        year: _write_figure(texts, "satisfied", _SATISFIED + _BETTER * number)
        for number, year in enumerate(plan.years, start=1)
    }
    measure: _Measure = {
        "id": "satisfied",
        "name": texts("start.satisfied.name"),
        "kind": "level",
        "direction": "up",
        "unit": texts("start.satisfied.unit"),
        "baseline": {plan.baseline: _write_figure(texts, "satisfied", _SATISFIED)},
        "target": levels[plan.years[-1]],
    }
    return measure | ({"planned": {**levels}} if plan.kind.plans_years else {})


def _build_milestone(plan: NewPlan) -> _Measure:
    texts, last = plan.texts, len(plan.years) - 1
    steps = {
        year: texts(f"start.step.{'done' if at == last else 'begin' if at == 0 else 'prepare'}")
        for at, year in enumerate(plan.years)
    }
    measure: _Measure = {"id": "rules", "name": texts("start.rules.name"), "kind": "milestone"}
    if plan.kind.has_due_days:
        last_day = plan.calendar.find_last_day(FiscalYear.parse(plan.years[-1]))
        return measure | {"due": last_day.isoformat()}
    return measure | {"planned": {**steps}, "target": texts("start.step.done")}


def _write_figure(texts: Catalogue, name: str, number: int) -> str:
    return texts(f"start.{name}.cell", number=number)


def _build_budget(plan: NewPlan, *, with_parts: bool) -> dict[str, Plain]:
    planned: dict[str, Plain] = dict.fromkeys(plan.years, _AMOUNT)
    budget: dict[str, Plain] = {"planned": planned, "total": _AMOUNT * len(plan.years)}
    if with_parts and plan.kind.parts:
        names = [plan.texts(part.removeprefix("@")) for part in plan.kind.parts]
        shares = zip(names, (_GRANTS, _AMOUNT - _GRANTS), strict=True)
        parts: dict[str, Plain] = {
            name: {"planned": dict.fromkeys(plan.years, share)} for name, share in shares
        }
        budget["breakdown"] = {plan.texts("start.funds"): parts}
    return budget


def _comment_sample(plan: NewPlan, data: Mapping[str, Plain], measure: _Measure) -> Comments:
    texts = plan.texts
    beside = note_measure(measure, ("measures", 0), texts)
    beside |= {(key,): texts(f"start.note.file-{key}") for key in ("id", "section")}
    above: dict[NodePath, str] = {("measures",): texts("start.note.measures")}
    if "departments" in data:
        beside["departments",] = texts("start.note.departments")
    if "budget" in data:
        above["budget",] = texts("start.note.budget", unit=plan.unit)
    return Comments(texts("start.sample.head"), above, beside)
