"""What listings are grouped by, in sums of money and in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from plantool.analysis.choices import By

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.analysis.selection import Listing
    from plantool.model.plan import Plan

Key: TypeAlias = tuple[str, ...]


class Keyed(Protocol):
    """A group of whatever kind."""

    @property
    def key(self) -> Key:
        """What the group has in common."""


G = TypeVar("G", bound=Keyed)


def group_key(listing: Listing, by: By) -> Key:
    """Name the group of a listing.

    An initiative of several departments makes a group of its own: no share of its money is
    anybody's to guess, and groups must add up.
    """
    initiative = listing.initiative
    match by:
        case By.INITIATIVE | By.SECTION:
            return (listing.chapter.id, listing.section.id if listing.section else "")
        case By.CHAPTER:
            return (listing.chapter.id,)
        case By.BUREAU:
            return initiative.bureaus
        case By.DEPARTMENT:
            return tuple(department.name for department in initiative.departments)
        case By.MARK:
            return (initiative.mark or "",)


def in_printed_order(groups: Iterable[G], by: By, plan: Plan) -> list[G]:
    """Return groups as the plan prints them: bureaus and departments in the order of plan.yaml."""
    if by not in {By.BUREAU, By.DEPARTMENT}:
        return list(groups)
    names = [d.bureau if by is By.BUREAU else d.name for d in plan.departments]
    place = {name: at for at, name in reversed(list(enumerate(names)))}
    return sorted(groups, key=lambda group: [place.get(name, len(place)) for name in group.key])
