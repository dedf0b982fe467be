"""How many measures have which status, by year and by group; relisted ones are not counted."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.analysis.grouping import build_group_key
from plantool.model.evaluation import Unrated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.analysis.choices import Grouping
    from plantool.analysis.grouping import GroupKey
    from plantool.analysis.progress import Progress
    from plantool.model.evaluation import Scheme, Status

StatusCounts: TypeAlias = "Counter[Status]"


class GroupCounts(NamedTuple):
    """The counts of one group of initiatives."""

    key: GroupKey
    counts: StatusCounts


def count_statuses(entries: Iterable[Progress]) -> StatusCounts:
    """Count the statuses of ``entries``."""
    return Counter(entry.status for entry in entries if entry.listing.is_counted)


def count_provisional(entries: Iterable[Progress]) -> StatusCounts:
    """Count those of ``entries`` whose statuses may still change; they are counted above, too."""
    return count_statuses(entry for entry in entries if entry.is_provisional)


def count_by_group(entries: Iterable[Progress], by: Grouping) -> tuple[GroupCounts, ...]:
    """Count the statuses of ``entries`` group by group, in printed order."""
    groups: dict[GroupKey, StatusCounts] = {}
    for entry in entries:
        if entry.listing.is_counted:
            groups.setdefault(build_group_key(entry.listing, by), Counter())[entry.status] += 1
    return tuple(GroupCounts(key, counts) for key, counts in groups.items())


def find_share(counts: StatusCounts, status: Status) -> Fraction:
    """Return the share of a status among all that were counted."""
    return Fraction(counts[status], counts.total())


def list_statuses(scheme: Scheme) -> tuple[Status, ...]:
    """Return every status there is, the best first, then those outside the bands."""
    return (*scheme.bands, *Unrated)
