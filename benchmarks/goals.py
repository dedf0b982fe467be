"""The goals: which figure of which command, at which size, may be how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import commands as c
from page import Goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from processes import Cost

    Figures: TypeAlias = Mapping[int, Mapping[str, Cost]]
    """What was measured, by size of the plan and by name of the command."""

START = 0  # the size that stands for the plan of this repository
ANY = "plantool "  # every command of which the name begins so
_UNITS = {"cpu": " s", "wall": " s", "peak": " MB"}


class Row(NamedTuple):
    """A line of the table: a figure of ``command``, if need be as a ratio to that of another.

    ``limits`` says by size how large it may be; elsewhere it is measured without a goal.
    ``smaller`` is the size at which the other command is taken, if not the same.
    """

    what: str
    command: str
    limits: Mapping[int, float]
    against: str = ""
    of: Literal["cpu", "wall", "peak"] = "cpu"
    at_least: bool = False
    smaller: int = 0

    def needs(self, name: str, size: int) -> bool:
        """Tell whether the row needs the figures of a command at a size."""
        is_any = self.command == ANY and name.startswith(ANY)
        return self.is_for(size) and (is_any or name in {self.command, self.against})

    def is_for(self, size: int) -> bool:
        """Tell whether the row says something of a size: of its own ``plan/`` or of any other."""
        return (START in self.limits) == (size == START)

    def measure(self, figures: Figures, size: int) -> float | None:
        """Return the figure at one size; None where it was not measured."""
        figure = self._find(figures.get(size, {}), self.command)
        if figure is None or not self.against:
            return figure
        other = self._find(figures.get(self.smaller or size, {}), self.against)
        return figure / other if other else None

    def _find(self, costs: Mapping[str, Cost], name: str) -> float | None:
        """Return the figure of a command, or the highest of all."""
        of = [costs[n] for n in costs if n == name or (name == ANY and n.startswith(ANY))]
        return max((float(getattr(cost, self.of)) for cost in of), default=None)

    def yield_goals(self, figures: Figures, sizes: Iterable[int]) -> Iterator[Goal]:
        """Yield a goal for each size that has a limit or that was measured."""
        for size in filter(self.is_for, sizes):
            measured = self.measure(figures, size)
            limit = self.limits.get(size)
            if limit is None and (measured is None or self.smaller):
                continue
            what = f"{self.what}, {size:,}" if size else self.what
            yield Goal(what, limit, self._unit, measured, at_least=self.at_least)

    @property
    def _unit(self) -> str:
        if not self.against:
            return _UNITS[self.of]
        at = f", {self.smaller:,}" if self.smaller else ""
        return f" × {self.against.removeprefix(ANY)}{at}"


_THOUSAND, _TEN = 1_000, 10_000

ROWS = (
    Row("editor: change → findings", c.EDITED, {_THOUSAND: 0.3, _TEN: 2}),
    Row("editor: hover right after a change", c.HOVERED, {_THOUSAND: 0.3, _TEN: 0.3}),
    Row("editor: completion while typing", c.COMPLETED, {_THOUSAND: 0.3, _TEN: 0.3}),
    Row("editor: hover while 80,000 keys are checked", c.BUSY, {START: 0.3}, of="wall"),
    Row("`validate`, warm", c.VALIDATE + c.WARM, {_THOUSAND: 0.10, _TEN: 0.005}, c.BASE),
    Row("`validate`, cold, one process", c.VALIDATE_ALONE, {_THOUSAND: 0.27}, c.BASE),
    Row("`status`, one file changed", c.STATUS + c.CHANGED, {_THOUSAND: 0.10, _TEN: 0.06}, c.BASE),
    Row(
        "`report` (html), one file changed",
        c.REPORT + c.CHANGED,
        {_THOUSAND: 0.15, _TEN: 0.10},
        c.BASE,
    ),
    Row("`export`, warm", c.EXPORT + c.WARM, {_THOUSAND: 1.2, _TEN: 1.2}, c.BASE),
    Row("`export`, cold", c.EXPORT + c.COLD, {_THOUSAND: 1.6, _TEN: 1.6}, c.BASE),
    Row("`show` of one initiative, warm", c.SHOW + c.WARM, {_TEN: 0.6}),
    Row("`fmt --check`, unchanged", c.FMT + c.WARM, {_THOUSAND: 0.06}, c.BASE),
    Row("`fmt --check`, cold (a wish)", c.FMT + c.COLD, {_THOUSAND: 0.6}, c.BASE),
    Row("`budget --year 31` of `plan/`, cold", c.BUDGET + c.COLD, {START: 1.8}, c.TYPER),
    Row("`budget --year 31` of `plan/`, warm", c.BUDGET + c.WARM, {START: 1.5}, c.TYPER),
    Row("`validate` of `plan/`, warm", c.VALIDATE + c.WARM, {START: 1.6}, c.TYPER),
    Row("`record --dry-run` on `plan/`", c.RECORD + c.WARM, {START: 1.6}, c.TYPER),
    Row("`--help` (a wish)", c.HELP, {START: 1.3}, c.TYPER),
    Row("peak memory of every command", ANY, {_THOUSAND: 70, _TEN: 250}, of="peak"),
    Row(
        "`validate`, first run from another folder",
        c.VALIDATE + c.ELSEWHERE,
        {_THOUSAND: 1.1, _TEN: 1.1},
        c.VALIDATE + c.WARM,
    ),
    Row("reading the files", c.PARSER, {_THOUSAND: 1.0}, c.PYYAML),
    Row(
        "check-jsonschema", c.CHECK_JSONSCHEMA, {_THOUSAND: 12}, c.VALIDATE + c.COLD, at_least=True
    ),
    Row(
        "`validate`, cold", c.VALIDATE + c.COLD, {_TEN: 11}, c.VALIDATE + c.COLD, smaller=_THOUSAND
    ),
    Row("`budget`, warm", c.BUDGET + c.WARM, {_THOUSAND: 0.15}, c.BASE),
    Row("`status`, warm", c.STATUS + c.WARM, {_THOUSAND: 0.15}, c.BASE),
    Row("`--version`", c.VERSION, {START: 1.2}, c.TYPER),
    Row("`budget --year 31` of `plan/`, through rich", c.BUDGET + c.RICH, {START: 2.2}, c.TYPER),
)


def choose_rows(words: Iterable[str]) -> tuple[Row, ...]:
    """Return the rows whose name holds one of the words, or all if there are none."""
    wanted = [word.lower() for word in words]
    return tuple(
        row for row in ROWS if not wanted or any(word in row.what.lower() for word in wanted)
    )


def yield_goals(rows: Iterable[Row], figures: Figures, counts: Iterable[int]) -> Iterator[Goal]:
    """Yield the goals of rows at the sizes ``counts``, with what was measured."""
    sizes = (START, *sorted({*counts}))
    for row in rows:
        yield from row.yield_goals(figures, sizes)
