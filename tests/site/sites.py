"""Sites of plans that the tests read, written once for all of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from tests.running import run
from tests.tables.sources import EXAMPLES

AS_OF = "2021-07-31"
PLANS = ("plan", "examples/ward/plan", "examples/scorecard/plan")


@lru_cache
def write_example(plan: str) -> Path:
    """Return the folder with the site of a plan as it stood on AS_OF."""
    folder = Path(mkdtemp()) / "site"
    done = run("--plan", f"{EXAMPLES[plan]}", "--lang", "ja", *site_arguments(folder))
    assert done.code == 0, done.err
    return folder


def site_arguments(folder: Path, *more: str) -> tuple[str, ...]:
    """Return the words of the command."""
    return ("site", "--output", f"{folder}", "--as-of", AS_OF, *more)
