"""The random edits of benchmarks/, whose modules import each other without a package."""

from __future__ import annotations

import sys
from functools import cache
from itertools import islice

from plantool.loading.folder import Folder
from tests.running import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from caught import Outcome, figures, measure
from mutations import COUNT, SEED

__all__ = ["COUNT", "Outcome", "figures", "outcomes"]


@cache
def outcomes(count: int = COUNT) -> tuple[Outcome, ...]:
    """Make every edit in the real plan, or the first of them, once for all tests."""
    return tuple(islice(measure(Folder.open_at(ROOT / "plan"), COUNT, SEED), count))
