"""The groups by which a plan breaks its money down: 財源, 会計, 費目."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Whole(Enum):
    """How the parts of a group stand to the whole: they are it, lie within it, or stand beside."""

    EQUAL = "equal"
    MORE = "more"
    BESIDE = "beside"


class Breakdown(NamedTuple):
    """A group (財源) and its parts (国庫支出金, 一般財源), in printed order."""

    name: str
    parts: tuple[str, ...]
    whole: Whole = Whole.EQUAL
