"""Reports of plans as documents, made once for all that read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.running import run

WARD = ("--plan", "examples/ward/plan", "--lang", "ja")
WARD_REPORT = (*WARD, "report", "--year", "R1", "--as-of", "2020-07-31")


@cache
def write_report(ending: str, *arguments: str) -> Path:
    """Return the file that a command writes."""
    file = Path(mkdtemp()) / f"report{ending}"
    done = run(*arguments, "--output", str(file))
    assert (done.code, done.out) == (0, ""), done.err
    return file
