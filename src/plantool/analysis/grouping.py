"""The groups of listings, in sums of money and in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from plantool.analysis.choices import Grouping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.analysis.selection import Listing
    from plantool.model.plan import Plan

GroupKey: TypeAlias = tuple[str, ...]

_NOBODY: GroupKey = ("",)  # of initiatives without a department


class KeyedGroup(Protocol):
    """A group of any kind."""

    @property
    def key(self) -> GroupKey:
        """The names that its listings have in common."""


G = TypeVar("G", bound=KeyedGroup)


def build_group_key(listing: Listing, by: Grouping) -> GroupKey:
    """Name the group of a listing.

    An initiative of several departments makes a group of its own: how they share its money is not
    known, and groups must add up.
    """
    initiative = listing.initiative
    match by:
        case Grouping.INITIATIVE | Grouping.SECTION:
            return (listing.chapter.id, listing.section.id if listing.section else "")
        case Grouping.CHAPTER:
            return (listing.chapter.id,)
        case Grouping.BUREAU:
            return initiative.bureaus or _NOBODY
        case Grouping.DEPARTMENT:
            names = tuple(department.name for department in initiative.departments)
            return names or _NOBODY
        case Grouping.MARK:
            return (initiative.mark or "",)


def sort_as_printed(groups: Iterable[G], by: Grouping, plan: Plan) -> list[G]:
    """Return groups as the plan prints them: bureaus and departments in the order of plan.yaml."""
    if by not in {Grouping.BUREAU, Grouping.DEPARTMENT}:
        return list(groups)
    names = [d.bureau if by is Grouping.BUREAU else d.name for d in plan.departments]
    positions = {name: at for at, name in reversed(list(enumerate(names)))}

    def rank(group: G) -> tuple[bool, list[int]]:  # joint initiatives behind those of one alone
        places = [positions.get(name, len(positions)) for name in group.key]
        return len(group.key) > 1, places

    return sorted(groups, key=rank)
