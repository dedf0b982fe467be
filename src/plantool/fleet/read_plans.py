"""Reads the plans of a fleet that are not as they were, and settles which of all are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.fleet.map_plans import map_plans
from plantool.fleet.plan_facts import PlanJob
from plantool.fleet.plan_marks import is_same_plan, mark_places
from plantool.fleet.plan_places import find_places
from plantool.fleet.settle_plans import settle_plans
from plantool.loading.blake2 import blake2b
from plantool.messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plantool.fleet.fact_store import FactStore
    from plantool.fleet.fleet_file import Fleet, ThemeMap
    from plantool.fleet.lake_manifest import PlanRecord
    from plantool.fleet.plan_facts import PlanSummary
    from plantool.fleet.plan_places import PlanPlace
    from plantool.fleet.settle_plans import Settled


class BuildOptions(NamedTuple):
    """How to build: the day of judgement, and who reads: processes, or workers of a cluster."""

    as_of: date
    processes: int = 1
    scheduler: str | None = None


class FleetReading:
    """The plans of a fleet: what is remembered of them (``known``), and what is read now.

    The rows of plans that are read go into ``store``.
    """

    def __init__(
        self,
        fleet: Fleet,
        options: BuildOptions,
        known: Mapping[str, PlanRecord],
        store: FactStore,
    ) -> None:
        self.fleet = fleet
        self.options = options
        self.known = known
        self.store = store
        self.places = {place.origin: place for place in find_places(fleet)}
        self.marks = mark_places([*self.places.values()])
        self.summaries: dict[str, PlanSummary] = {}
        self.read: set[str] = set()

    def settle(self) -> dict[str, Settled]:
        """Read what has to be read; return what became of each place, in their order."""
        texts = catalogue(self.fleet.language)
        places = [*self.places.values()]
        self._read(place for place in places if not self._recall(place))
        while True:
            settled = settle_plans(self.fleet, places, self.summaries, texts)
            lacking = [place for place in places if self._lacks_rows(place, settled[place.origin])]
            if not lacking:
                return settled
            self._read(lacking)

    def build_settings(self, place: PlanPlace) -> str:
        """Return what changes with anything in fleet.yaml that decides about a plan's rows."""
        words = repr((self._list_themes(place), self.fleet.language, place.entry.currency))
        return blake2b(words.encode(), digest_size=8).hexdigest()

    def _recall(self, place: PlanPlace) -> bool:
        """Take over what is known of a plan; tell whether it is as it was."""
        known, mark = self.known.get(place.origin), self.marks[place.origin]
        if known is None or known.settings != self.build_settings(place):
            return False
        if not is_same_plan(place, known.mark, mark):
            return False
        self.marks[place.origin] = mark._replace(digest=known.mark.digest)
        self.summaries[place.origin] = known.summary
        return True

    def _lacks_rows(self, place: PlanPlace, settled: Settled) -> bool:
        """Tell whether a plan is in, but its rows are neither read nor in the lake by its key."""
        if settled.reason is not None or place.origin in self.store:
            return False
        return self.known[place.origin].settled != settled

    def _read(self, places: Iterable[PlanPlace]) -> None:
        jobs = [self._build_job(place) for place in places]
        for facts in map_plans(jobs, self.options.processes, self.options.scheduler):
            self.read.add(facts.origin)
            self.store.keep(facts)
            self.summaries[facts.origin] = facts.summary
            mark = self.marks[facts.origin]
            self.marks[facts.origin] = mark._replace(digest=facts.digest)

    def _build_job(self, place: PlanPlace) -> PlanJob:
        return PlanJob(
            place.origin,
            str(place.path),
            place.entry.at,
            place.is_package,
            self._list_themes(place),
            self.options.as_of,
            self.fleet.language,
            place.entry.currency,
        )

    def _list_themes(self, place: PlanPlace) -> tuple[ThemeMap, ...]:
        return place.entry.themes, self.fleet.themes
