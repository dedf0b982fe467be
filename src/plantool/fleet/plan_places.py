"""Where the plans of a fleet are: the folders that its entries name, each once."""

from __future__ import annotations

from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.exporting.data_package import PACKAGE_FILE
from plantool.loading.folder import PLAN_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.fleet.fleet_file import Fleet, PlanEntry


class PlanPlace(NamedTuple):
    """A place where a plan ought to be: ``path`` as the system knows it.

    ``origin`` is how fleet.yaml names it, which tells places apart: ``plans/nerima@v1.0``.
    """

    origin: str
    path: Path
    entry: PlanEntry

    @property
    def is_package(self) -> bool:
        """Tell whether an export is there, rather than the files of a plan."""
        if self.entry.at is not None or (self.path / PLAN_FILE).is_file():
            return False
        return (self.path / PACKAGE_FILE).is_file()

    @property
    def name(self) -> str:
        """The name of the folder; of one that is called ``plan``, that of the one above."""
        path = self.path
        return path.parent.name if path.name == "plan" and path.parent.name else path.name


def find_places(fleet: Fleet) -> list[PlanPlace]:
    """Return the places of all plans, in the order of their entries.

    A folder that an entry names goes before the same one found by a pattern.
    """
    named = {place.origin for entry in fleet.entries for place in _yield_named(fleet, entry)}
    places: dict[str, PlanPlace] = {}
    for at, entry in enumerate(fleet.entries):
        for place in _yield_named(fleet, entry):
            # an entry that is there twice is a plan that is there twice, and told as one
            is_again = place.origin in places
            origin = f"{place.origin}#{at + 1}" if is_again else place.origin
            places[origin] = place._replace(origin=origin)
        if has_magic(entry.path):
            for place in _yield_found(fleet, entry):
                if place.origin not in named:
                    places.setdefault(place.origin, place)
    return list(places.values())


def _yield_named(fleet: Fleet, entry: PlanEntry) -> Iterator[PlanPlace]:
    if not has_magic(entry.path):
        yield _build_place(fleet, entry, entry.path)


def _yield_found(fleet: Fleet, entry: PlanEntry) -> Iterator[PlanPlace]:
    """Yield the folders that a pattern finds; the pattern itself where it finds none."""
    found = sorted(glob(entry.path, root_dir=fleet.folder, recursive=True))  # noqa: PTH207 - of any root
    folders = [path for path in found if (fleet.folder / path).is_dir()]
    for path in folders or [entry.path]:
        yield _build_place(fleet, entry, path)


def _build_place(fleet: Fleet, entry: PlanEntry, path: str) -> PlanPlace:
    shown = Path(path).as_posix()
    origin = shown if entry.at is None else f"{shown}@{entry.at}"
    return PlanPlace(origin, fleet.folder / path, entry)
