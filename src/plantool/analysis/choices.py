"""What a user can choose from; apart from the analysis itself, so that --help costs nothing."""

from __future__ import annotations

from enum import Enum


class Grouping(Enum):
    """What money is summed by."""

    INITIATIVE = "initiative"
    SECTION = "section"
    CHAPTER = "chapter"
    BUREAU = "bureau"
    DEPARTMENT = "department"
    MARK = "mark"


class Flag(Enum):
    """What needs somebody's attention."""

    MISSED = "missed"
    UNREPORTED = "unreported"
    AT_RISK = "at-risk"
    OVER_BUDGET = "over-budget"
    UNDER_SPENT = "under-spent"
    DISAGREEMENT = "disagreement"
    UNVERIFIED = "unverified"
