"""How many measures have which status, by year and by group; relisted ones are not counted."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.grouping import build_group_key, sort_as_printed
from plantool.model.evaluation import Unrated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.analysis.choices import Grouping
    from plantool.analysis.grouping import GroupKey
    from plantool.analysis.progress import Progress
    from plantool.model.evaluation import Scheme, Status
    from plantool.model.plan import Plan


class CountedStatus(NamedTuple):
    """How many measures have a status; ``provisional`` are those of them that may still change."""

    status: Status
    measures: int
    provisional: int


class StatusCounts(NamedTuple):
    """The statuses that some measures have, each with its count, the best first.

    Whatever says how many measures stand where says what is counted here.
    """

    lines: tuple[CountedStatus, ...] = ()

    @property
    def total(self) -> int:
        """How many measures there are."""
        return sum(line.measures for line in self.lines)

    @property
    def provisional(self) -> int:
        """How many of them have a status that may still change."""
        return sum(line.provisional for line in self.lines)

    @property
    def missed(self) -> StatusCounts:
        """The counts of those statuses alone that count as missed."""
        return StatusCounts(tuple(line for line in self.lines if line.status.missed))

    @property
    def statuses(self) -> tuple[Status, ...]:
        return tuple(line.status for line in self.lines)

    def find_count(self, status: Status) -> int:
        """Return how many measures have a status."""
        return next((line.measures for line in self.lines if line.status == status), 0)

    def find_share(self, status: Status) -> Fraction:
        """Return the share of a status among all measures, of which there are some."""
        return Fraction(self.find_count(status), self.total)


class GroupCounts(NamedTuple):
    """The counts of one group of initiatives."""

    key: GroupKey
    counts: StatusCounts


def count_statuses(
    entries: Iterable[Progress], scheme: Scheme, *, with_relisted: bool = False
) -> StatusCounts:
    """Count the statuses of ``entries``; where initiatives are shown again only if asked to."""
    counted = [e for e in entries if with_relisted or e.listing.is_counted]
    counts = Counter(entry.status for entry in counted)
    provisional = Counter(entry.status for entry in counted if entry.is_provisional)
    used = filter(counts.get, list_statuses(scheme))
    return StatusCounts(tuple(CountedStatus(s, counts[s], provisional[s]) for s in used))


def count_by_group(entries: Iterable[Progress], by: Grouping, plan: Plan) -> list[GroupCounts]:
    """Return the counts of each group, in printed order."""
    groups: dict[GroupKey, list[Progress]] = {}
    for entry in entries:
        if entry.listing.is_counted:
            groups.setdefault(build_group_key(entry.listing, by), []).append(entry)
    scheme = plan.scheme
    counted = (GroupCounts(key, count_statuses(some, scheme)) for key, some in groups.items())
    return sort_as_printed(counted, by, plan)


def list_statuses(scheme: Scheme) -> tuple[Status, ...]:
    """Return every status there is, the best first, then those outside the bands."""
    return (*scheme.bands, *Unrated)
