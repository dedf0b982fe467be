"""What follows from a cause is left out as near to it as the law says, and no farther."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.checking.file_checks import LocatedFinding
from plantool.checking.followers import drop_followers
from plantool.diagnostics import Cause, Code, Diagnostic, Reach

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

CAUSE, FOLLOWER = Code("PLT991", "cause"), Code("PLT992", "follower")
FOLLOWER_PATH: NodePath = ("measures", 0, "total")


def stays(reach: Reach, file: str, path: NodePath) -> bool:
    """Tell whether a finding of 1-1.yaml stays beside a cause in ``file`` at ``path``."""
    follows = (Cause((CAUSE,), reach),)
    follower = Diagnostic(FOLLOWER, "1-1.yaml", path=FOLLOWER_PATH)
    cause = LocatedFinding(Diagnostic(CAUSE, file, path=path))
    return follower in drop_followers([LocatedFinding(follower, follows), cause], [])


@pytest.mark.parametrize(
    ("reach", "file", "path", "expected"),
    [
        (Reach.PLAN, "plan.yaml", ("years",), False),
        (Reach.FILE, "1-1.yaml", ("title",), False),
        (Reach.FILE, "1-2.yaml", FOLLOWER_PATH, True),
        (Reach.ROW, "1-1.yaml", ("measures", 0, "planned", "H30", "value"), False),
        (Reach.ROW, "1-1.yaml", ("measures", 0), False),
        (Reach.ROW, "1-1.yaml", ("measures", 1, "planned", "H30"), True),
        (Reach.ROW, "1-1.yaml", ("measures",), True),
        (Reach.ROW, "1-2.yaml", ("measures", 0, "planned", "H30"), True),
        (Reach.YEAR, "1-1.yaml", ("budget", "total"), False),
        (Reach.YEAR, "1-1.yaml", ("measures", 0, "planned"), True),
        (Reach.NODE, "1-1.yaml", FOLLOWER_PATH, False),
        (Reach.NODE, "1-1.yaml", ("measures", 0), True),
    ],
)
def test_how_far_a_cause_reaches(
    reach: Reach, file: str, path: NodePath, *, expected: bool
) -> None:
    assert stays(reach, file, path) is expected


def test_a_cause_that_is_left_out_itself_still_counts() -> None:
    follows = (Cause((CAUSE,), Reach.FILE),)
    second = LocatedFinding(Diagnostic(FOLLOWER, "1-1.yaml"), follows)
    first = LocatedFinding(Diagnostic(CAUSE, "1-1.yaml"), follows)
    assert drop_followers([first, second], []) == []


def test_what_reading_found_is_a_cause_as_well() -> None:
    found = Diagnostic(FOLLOWER, "1-1.yaml")
    follower = LocatedFinding(found, (Cause((CAUSE,), Reach.FILE),))
    assert drop_followers([follower], [Diagnostic(CAUSE, "1-1.yaml")]) == []
    assert drop_followers([follower], [found]) == [found]
