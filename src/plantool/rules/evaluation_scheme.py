"""The evaluation scheme of plan.yaml gives every result one status."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Code, Finding
from plantool.model.evaluation import Band, Formula, Unrated
from plantool.model.measure import Direction
from plantool.model.presets import PRESETS
from plantool.rules.known_status import join_band_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.evaluation import Scheme
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    OtherStatuses: TypeAlias = tuple[bool, bool]

REPEATED = Code("PLT709", "status-twice")
ORDER = Code("PLT710", "bands-not-in-order")
NO_STATUS = Code("PLT711", "state-without-status")
NO_LAST = Code("PLT712", "no-last-band")
CODES = (REPEATED, ORDER, NO_STATUS, NO_LAST)
_BANDS = ("evaluation", "bands")


def gather(initiative: Initiative, plan: Plan, _: date) -> OtherStatuses:
    """Tell whether measures can be only reported, and whether some can be on their way.

    A preset has no band with the id of such a status: there, nobody asks.
    """
    if plan.scheme in PRESETS.values():
        return False, False
    measures = list(initiative.measures())
    is_reported = any(measure.direction is Direction.NONE for measure in measures)
    is_on_the_way = any(
        measure.target and (measure.target_year or not measure.planned) for measure in measures
    )
    return is_reported, is_on_the_way


def check(plan: Plan, gathered: Mapping[str, OtherStatuses]) -> Iterator[Finding]:
    """Find statuses with one id, bands that never apply, and states that lead to no band."""
    scheme = plan.scheme
    if scheme not in PRESETS.values():
        for find in (_find_band_disorder, _find_lost_states):
            yield from find(plan.file, scheme)
        reserved = set(_yield_other_ids(gathered.values()))
        yield from _find_repeated_bands(plan.file, _BANDS, scheme.bands, reserved)
        for key, bands in (("judgement", scheme.judgement_bands), ("term", scheme.term_bands)):
            yield from _find_repeated_bands(plan.file, ("evaluation", key, "bands"), bands, set())


def _find_repeated_bands(
    file: str, bands_path: NodePath, bands: Sequence[Band], reserved: set[str]
) -> Iterator[Finding]:
    seen: dict[str, NodePath] = {}
    for at, band in enumerate(bands):
        path = (*bands_path, at, "id")
        if band.id in reserved or band.id in seen:
            also = (file, seen[band.id]) if band.id in seen else None
            yield Finding(REPEATED, file, path, (("value", band.id),), related=also)
        seen.setdefault(band.id, path)


def _yield_other_ids(gathered: Collection[OtherStatuses]) -> Iterator[str]:
    """Yield the ids of the statuses outside the bands that measures of the plan can have."""
    is_reported = any(reported for reported, _ in gathered)
    is_on_the_way = any(on_the_way for _, on_the_way in gathered)
    for status in Unrated:
        if status.is_on_the_way:
            is_used = is_on_the_way
        else:
            is_used = is_reported or status is not Unrated.REPORTED
        if is_used:
            yield status.id


def _find_band_disorder(file: str, scheme: Scheme) -> Iterator[Finding]:
    """Find bands that a better one leaves no results, and results that no band takes."""
    rated: list[tuple[int, Band]] = []  # a result gets the first band whose threshold it reaches
    for at, band in enumerate(scheme.bands):
        if band.threshold is None:
            continue
        better = next((other for _, other in rated if _covers_band(other, band)), None)
        if better:
            arguments = (("value", band.label), ("better", better.label))
            yield Finding(ORDER, file, (*_BANDS, at), arguments)
        rated.append((at, band))
    # where people judge, beside a rate or without one, no result has to find a band; else the last
    # one takes the rest
    judges = {scheme.formula, scheme.level_formula or scheme.formula} != {Formula.NONE}
    if judges and rated and rated[-1][1].trend:
        yield Finding(NO_LAST, file, (*_BANDS, rated[-1][0], "trend"))


def _covers_band(better: Band, worse: Band) -> bool:
    """Tell whether ``better`` takes every result that could get ``worse``."""
    if better.threshold is None or worse.threshold is None:
        return False
    thresholds = (better.threshold, better.above), (worse.threshold, worse.above)
    return better.trend in {None, worse.trend} and thresholds[0] <= thresholds[1]


def _find_lost_states(file: str, scheme: Scheme) -> Iterator[Finding]:
    """Find states without a status; where people judge, only those that the plan itself names."""
    is_judged = scheme.formula is Formula.NONE or scheme.is_rated_by_people
    by_people = PRESETS[scheme.preset].states if is_judged else ()
    named = [entry for entry in scheme.states if entry not in by_people]
    lost = [state.value for state, band in named if scheme.find_band(band) is None]
    if lost:
        path = ("evaluation", "kinds", "milestone", *(lost if len(lost) == 1 else ()))
        arguments = (("states", ", ".join(lost)), ("known", join_band_ids(scheme.bands)))
        yield Finding(NO_STATUS, file, path, arguments)
