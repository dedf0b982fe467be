"""The random edits of benchmarks/, whose modules import each other without a package."""

from __future__ import annotations

import sys

from tests.running import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from caught import Outcome, figures, measure
from mutations import COUNT, SEED, compose

__all__ = ["COUNT", "SEED", "Outcome", "compose", "figures", "measure"]
