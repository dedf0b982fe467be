"""Decides which plans a lake has, and under which key: each plan once, by a code that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.fleet.fleet_file import write_key
from plantool.fleet.read_fleet import mend_code
from plantool.model.government_code import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plantool.fleet.fleet_file import Fleet, PlanKey
    from plantool.fleet.plan_facts import PlanSummary
    from plantool.fleet.plan_places import PlanPlace
    from plantool.messages import Catalogue


class Settled(NamedTuple):
    """The key of a plan, and the ``reason`` why it is left out, None for one that is in."""

    key: PlanKey
    reason: str | None


def settle_plans(
    fleet: Fleet,
    places: Sequence[PlanPlace],
    summaries: Mapping[str, PlanSummary],
    texts: Catalogue,
) -> dict[str, Settled]:
    """Return what became of each place, in their order: the first of two of one key is in."""
    taken: dict[PlanKey, str] = {}
    settled = {}
    for place in places:
        summary = summaries[place.origin]
        key = _find_key(fleet, place, summary)
        reason = summary.reason or _refuse_code(place, summary, texts)
        if reason is None and key in taken:
            reason = texts("fleet.reason.twice", name=write_key(key), place=taken[key])
        if reason is None:
            taken[key] = place.origin
        settled[place.origin] = Settled(key, reason)
    return settled


def _find_key(fleet: Fleet, place: PlanPlace, summary: PlanSummary) -> PlanKey:
    code = place.entry.publisher_code or summary.publisher_code
    identifier = place.entry.id or summary.plan_id or place.name
    return fleet.find_current_code(code) if code else None, identifier


def _refuse_code(place: PlanPlace, summary: PlanSummary, texts: Catalogue) -> str | None:
    """Return what is wrong with the code of a publisher, by its check digit."""
    code = place.entry.publisher_code or summary.publisher_code
    if code is None:
        return None
    if not (len(code) == DIGITS and code.isascii() and code.isdecimal()):
        return texts("fleet.reason.no-code", code=code)
    meant = mend_code(code)
    return None if meant == code else texts("fleet.reason.wrong-code", code=code, meant=meant)
