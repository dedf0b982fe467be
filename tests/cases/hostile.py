"""The hostile plans of benchmarks/, whose modules import each other without a package."""

from __future__ import annotations

import sys

from tests.running import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from hostile import LARGEST, write
from inside import Ran, run

__all__ = ("LARGEST", "Ran", "run", "write")
