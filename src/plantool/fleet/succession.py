"""Which initiatives and years are counted in a later plan, and so in no sum of the earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.errors import PlanInvalidError
from plantool.fleet.fleet_file import Subject, write_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from plantool.fleet.fleet_file import PlanKey, Succession

Life: TypeAlias = "tuple[int | None, int | None]"
"""The first and the last year of an initiative; None where it has no end on that side."""
WHOLE_PLAN = ""


class LakePlan(NamedTuple):
    """A plan of the lake: the years in which it counts, and how to find its initiatives' lives."""

    years: tuple[int, ...]
    find_lives: Callable[[], Mapping[str, Life]]


class Superseded(NamedTuple):
    """What of a plan others continue.

    ``years`` are those that others count, by the id of an initiative, or for the WHOLE_PLAN; what
    has an entry is continued, be it in no year. ``successor`` is the plan that continues all.
    """

    years: Mapping[str, tuple[int, ...]] = {}
    successor: PlanKey | None = None

    def list_years(self, initiative: str) -> frozenset[int] | None:
        """Return the years of an initiative that others count; None where nobody continues it."""
        found = [self.years[key] for key in (WHOLE_PLAN, initiative) if key in self.years]
        return frozenset().union(*found) if found else None


NOTHING_SUPERSEDED = Superseded()


def find_superseded(
    successions: Sequence[Succession], plans: Mapping[PlanKey, LakePlan]
) -> dict[PlanKey, Superseded]:
    """Return what is superseded of each plan of a lake that has a successor.

    A successor that is not in the lake counts nothing, but those that continue it do.
    """
    following: dict[Subject, list[Subject]] = {}
    for each in successions:
        following.setdefault(each.of, []).append(each.successor)
    found: dict[PlanKey, Superseded] = {}
    for subject, successors in following.items():
        if subject.plan not in plans:
            continue
        own = found.get(subject.plan, NOTHING_SUPERSEDED)
        years = _find_years(_follow(subject, following), plans)
        if years is not None:
            own = own._replace(years={**own.years, subject.initiative or WHOLE_PLAN: years})
        if subject.initiative is None:
            own = own._replace(successor=successors[0].plan)
        found[subject.plan] = own
    return found


def find_unknown_plans(successions: Iterable[Succession], known: Iterable[PlanKey]) -> list[str]:
    """Name the plans of successions that the fleet does not have, as fleet.yaml names them."""
    named = [subject.plan for each in successions for subject in each]
    return sorted({write_key(key) for key in named} - {write_key(key) for key in known})


def refuse_circles(successions: Sequence[Succession]) -> None:
    """Refuse plans that continue each other: no sum would have any; raises PlanInvalidError."""
    following: dict[Subject, list[Subject]] = {}
    for each in successions:
        following.setdefault(each.of, []).append(each.successor)
    for subject in following:
        if any(_is_within(other, subject) for other in _follow(subject, following)):
            raise PlanInvalidError("error.fleet-circle", plan=write_key(subject.plan))


def _is_within(one: Subject, other: Subject) -> bool:
    """Tell whether two subjects are the same, or one is the whole plan of the other."""
    same_initiative = one.initiative == other.initiative or None in {
        one.initiative,
        other.initiative,
    }
    return one.plan == other.plan and same_initiative


def _follow(start: Subject, following: Mapping[Subject, Sequence[Subject]]) -> dict[Subject, None]:
    """Return all that continues a subject, directly or not."""
    found: dict[Subject, None] = {}
    waiting = [start]
    while waiting:
        subject = waiting.pop()
        for above in dict.fromkeys((subject, subject._replace(initiative=None))):
            new = [each for each in following.get(above, ()) if each not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return found


def _find_years(
    successors: Iterable[Subject], plans: Mapping[PlanKey, LakePlan]
) -> tuple[int, ...] | None:
    """Return the years that any of the successors counts; None where none is in the lake."""
    years: set[int] = set()
    is_there = False
    for subject in successors:
        plan = plans.get(subject.plan)
        if plan is None:
            continue
        if subject.initiative is None:
            years |= {*plan.years}
        elif (life := plan.find_lives().get(subject.initiative)) is None:
            continue
        else:
            years |= {year for year in plan.years if _is_alive(year, life)}
        is_there = True
    return tuple(sorted(years)) if is_there else None


def _is_alive(year: int, life: Life) -> bool:
    first, last = life
    return (first is None or first <= year) and (last is None or year <= last)
