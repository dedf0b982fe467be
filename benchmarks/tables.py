"""The tables of figures: commands at each size, their growth, the waits of an editor, the start."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from commands import BASE, BUSY, EVENTS, PARSER, PYYAML, TYPER, absent_peers
from goals import START
from page import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goals import Figures
    from processes import Cost

    Costs = Mapping[str, Cost]

_SHORT = 0.01  # seconds, below which a clock that ticks 100 times a second tells no growth


def lay_out(figures: Figures) -> dict[str, str]:
    """Lay out all that was measured, by the name of its place on the page."""
    plans = {size: costs for size, costs in figures.items() if size != START}
    apart = {*EVENTS, BUSY, PARSER, PYYAML}
    commands = {s: {n: c for n, c in of.items() if n not in apart} for s, of in plans.items()}
    start = {n: c for n, c in figures[START].items() if n not in apart}
    return {
        "commands": "\n\n".join(_costs(size, costs) for size, costs in commands.items()),
        "growth": _growth(commands),
        "editor": _waits(figures),
        "reading": _reading(plans),
        "startup": costs_table("process", start, TYPER, ()),
    }


def _costs(size: int, costs: Costs) -> str:
    return costs_table(f"{size:,} initiatives", costs, BASE, absent_peers({*costs}))


def costs_table(first: str, costs: Costs, base: str, absent: Iterable[str]) -> str:
    """Lay out what commands took, with ratios to ``base``; ``absent`` ones did not run."""
    rows: list[tuple[str, ...]] = [
        (name, f"{c.cpu:.3f}", f"{c.cpu / costs[base].cpu:.3f}", f"{c.wall:.3f}", f"{c.peak:.0f}")
        for name, c in costs.items()
    ]
    rows += [(name, *["not run"] * 4) for name in absent]
    return table((first, "CPU (s)", f"× {base}", "wall (s)", "peak (MB)"), rows)


def _growth(plans: Figures) -> str:
    """Lay out the exponents x of (time ~ size^x) between one size and the next."""
    steps = list(pairwise(sorted(plans)))
    names = list(dict.fromkeys(name for costs in plans.values() for name in costs))
    rows = [(name, *_exponents(name, plans, steps)) for name in names]
    return table(("command", *(f"{a:,} → {b:,}" for a, b in steps)), rows)


def _exponents(name: str, plans: Figures, steps: Iterable[tuple[int, int]]) -> Iterator[str]:
    for small, large in steps:
        times = [plans[size][name].cpu if name in plans[size] else 0 for size in (small, large)]
        known = min(times) >= _SHORT
        yield f"{log(times[1] / times[0]) / log(large / small):.2f}" if known else "―"


def _waits(figures: Figures) -> str:
    """Lay out what an editor waited for."""
    rows = [
        (
            f"{name}, {size:,}" if size else name,
            f"{costs[name].cpu:.2f}",
            f"{costs[name].wall:.2f}",
            f"{max(run.wall for run in costs[name].runs):.2f}",
        )
        for size, costs in figures.items()
        for name in (*EVENTS, BUSY)
        if name in costs
    ]
    return table(("from event to answer", "CPU (s)", "wall (s)", "longest (s)"), rows)


def _reading(plans: Figures) -> str:
    """Lay out the rounds of reading, and the first one, in which nothing is remembered yet."""
    size = max((size for size, costs in plans.items() if PARSER in costs), default=0)
    if not size:
        return "Not measured."
    own, peer = plans[size][PARSER], plans[size][PYYAML]
    pairs = {f"{size:,} files": (own.wall, peer.wall)}
    pairs["first round"] = (own.runs[0].wall, peer.runs[0].wall)
    head = ("", "plantool, with positions (s)", "PyYAML C load (s)", "ratio")
    return table(head, [(n, f"{a:.3f}", f"{b:.3f}", f"{a / b:.2f}") for n, (a, b) in pairs.items()])
