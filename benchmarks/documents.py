"""Measures documents and the site of a plan: python benchmarks/documents.py [COUNT…].

Prints a Markdown table: first of the plan in plan/, then of generated ones of COUNT initiatives
(1,000 if none is named). A PDF of that many is written chapter by chapter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from page import load, machine, table
from processes import ROOT, Command, run

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_USUAL = 1_000
_HEAD = ("document", "CPU (s)", "wall (s)", "peak (MB)", "size (MB)")
_DAY = "2020-07-31"


def main() -> None:
    """Print the table, and how busy the machine was."""
    counts = [int(word) for word in sys.argv[1:]] or [_USUAL]
    before = load()
    rows = list(_measure_plan(ROOT / "plan", "`plan/`", ()))
    with TemporaryDirectory() as temporary:
        for count in counts:
            plan = Path(temporary) / str(count) / "plan"
            subprocess.run([sys.executable, _HERE / "generate.py", str(count), plan], check=True)
            rows += _measure_plan(plan, f"{count:,}", ("--split", "chapter"))
    print(table(_HEAD, rows))
    print(f"\n{machine()}; load {before} before, {load()} after.")


def _measure_plan(plan: Path, name: str, split: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the row of each document, made without anything that an earlier run remembers."""
    program = (sys.executable, "-m", "plantool", "--no-cache", "--plan", str(plan))
    documents = {"docx": (), "xlsx": (), "pdf": split}
    for ending, more in documents.items():
        with TemporaryDirectory() as temporary:
            file = Path(temporary) / f"report.{ending}"
            words = (*program, "report", "--as-of", _DAY, *more, "--output", str(file))
            what = " ".join((f"report, {ending}", *more))
            yield _measure(Command(what, words), name, Path(temporary))
    with TemporaryDirectory() as temporary:
        words = (*program, "site", "--as-of", _DAY, "--output", f"{temporary}/site")
        yield _measure(Command("site", words), name, Path(temporary))


def _measure(command: Command, name: str, folder: Path) -> tuple[str, ...]:
    cost = run(command)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    figures = (f"{figure:.1f}" for figure in (cost.cpu, cost.wall, cost.peak))
    return f"{command.name}, {name}", *figures, f"{size:.2g}"


if __name__ == "__main__":
    main()
