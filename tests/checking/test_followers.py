"""What follows from a cause is left out as near to it as the law says, and no farther."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.checking.followers import drop_followers
from plantool.diagnostics import Cause, Code, Diagnostic, Finding, Reach

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

CAUSE, FOLLOWER = Code("PLT991", "cause"), Code("PLT992", "follower")
FOLLOWER_PATH: NodePath = ("measures", 0, "total")


def stays(reach: Reach, file: str, path: NodePath) -> bool:
    """Tell whether a finding of 1-1.yaml stays beside a cause in ``file`` at ``path``."""
    follows = (Cause((CAUSE,), reach),)
    follower = Finding(FOLLOWER, "1-1.yaml", FOLLOWER_PATH, follows=follows)
    cause = Finding(CAUSE, file, path)
    return follower in drop_followers([follower, cause], [])


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
    second = Finding(FOLLOWER, "1-1.yaml", follows=(Cause((CAUSE,), Reach.FILE),))
    first = Finding(CAUSE, "1-1.yaml", follows=(Cause((CAUSE,), Reach.FILE),))
    assert drop_followers([first, second], []) == []


def test_what_reading_found_is_a_cause_as_well() -> None:
    follower = Finding(FOLLOWER, "1-1.yaml", follows=(Cause((CAUSE,), Reach.FILE),))
    assert drop_followers([follower], [Diagnostic(CAUSE, "1-1.yaml")]) == []
    assert drop_followers([follower], [Diagnostic(FOLLOWER, "1-1.yaml")]) == [follower]
