"""The choices that options offer; apart from the analysis, so that --help costs nothing."""

from __future__ import annotations

from enum import Enum


class Grouping(Enum):
    """The groups by which money is summed."""

    INITIATIVE = "initiative"
    SECTION = "section"
    CHAPTER = "chapter"
    BUREAU = "bureau"
    DEPARTMENT = "department"
    MARK = "mark"


class Flag(Enum):
    """The reasons why a measure or its money wants attention."""

    MISSED = "missed"
    UNREPORTED = "unreported"
    AT_RISK = "at-risk"
    OVER_BUDGET = "over-budget"
    UNDER_SPENT = "under-spent"
    DISAGREEMENT = "disagreement"
    UNVERIFIED = "unverified"
