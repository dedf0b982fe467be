"""Faults that were seen from outside, each with its right outcome: docs/cases.md is made of them.

``inputs/NAME/`` holds the plan of a case; small ones stand in their tests.
"""

from __future__ import annotations

import shutil
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = Path(__file__).parent / "inputs"
_Test = TypeVar("_Test", bound="Callable[..., None]")


class Source(Enum):
    """Where a case was seen."""

    TOOL = "a public bug report of a neighbouring tool"
    PLAN = "a published plan or table"
    HAND = "a slip of a hand"
    ATTACK = "an attack"


class Case(NamedTuple):
    """One row of docs/cases.md."""

    name: str
    source: Source
    outcome: str
    test: str


CASES: list[Case] = []


def case(source: Source, outcome: str) -> Callable[[_Test], _Test]:
    """Say of a test which case it holds; ``test_money_year_zero`` holds ``money-year-zero``."""

    def register(test: _Test) -> _Test:
        name = test.__name__.removeprefix("test_").replace("_", "-")
        CASES.append(Case(name, source, outcome, f"{test.__module__}.{test.__name__}"))
        return test

    return register


def copy_plan(name: str, target: Path) -> Path:
    """Copy the input of a case into ``target``; return its plan folder."""
    shutil.copytree(INPUTS / name, target, dirs_exist_ok=True)
    return next(target.rglob("plan.yaml")).parent
