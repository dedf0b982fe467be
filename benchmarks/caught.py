"""Makes slips of the pen in a plan, one by one and in memory, and validates it each time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Severity
from plantool.loading.folder import EditedFolder
from plantool.model.fiscal_year import FiscalYear
from slips import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Code, NodePath
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.model.plan import Plan
    from slips import Slip

AS_OF = date(2020, 12, 1)  # every year of the plan is over

Figures: TypeAlias = dict[tuple[str | int, ...], tuple[object, str]]


class Outcome(NamedTuple):
    """What became of a slip: the plan as it was read then, and its figures before and after."""

    slip: Slip
    loaded: Loaded
    before: Figures
    after: Figures

    @property
    def unread(self) -> bool:
        """Tell whether a file could no longer be read."""
        return bool(self.loaded.plan.left_out)

    @property
    def other(self) -> bool:
        """Tell whether the plan no longer says the same figures."""
        return self.unread or self.changed

    @property
    def changed(self) -> bool:
        """Tell whether all files can be read, but with other figures."""
        return not self.unread and self.before != self.after

    @property
    def codes(self) -> frozenset[Code]:
        """The errors and warnings that it brought: the untouched plan has none."""
        found = (diagnostic.code for diagnostic in self.loaded.diagnostics)
        return frozenset(code for code in found if code.severity is not Severity.INFO)

    @property
    def severity(self) -> Severity:
        """The gravest of what it brought; INFO where it went unnoticed."""
        gravest = min((code.severity.rank for code in self.codes), default=-1)
        return list(Severity)[gravest]

    @property
    def why(self) -> str:
        """Say what kept it from being noticed."""
        before, after = self.before, self.after
        if after.items() <= before.items():
            return "A figure is gone that a plan may leave out"
        if before.keys() == after.keys() and _values(before) == _values(after):
            return "Two years have changed places, which leaves their sum as it was"
        if _values(before) == _values(after):
            return "A figure has moved to an empty cell, and what it was compared with is gone"
        if [number for number, _ in before.values()] == [number for number, _ in after.values()]:
            return "The unit is another one, which no rule knows to be wrong"
        return "No other figure depends on it"


def _values(figures: Figures) -> Counter[tuple[object, str]]:
    return Counter(figures.values())


def measure(folder: Folder, count: int, seed: int) -> Iterator[Outcome]:
    """Make ``count`` slips in the plan, one by one, and validate it each time."""
    texts = {name: folder.read_bytes(name).decode() for name in folder.list_names()}
    untouched = figures(load_and_check(folder, AS_OF).plan)
    for slip in draw(texts, count, Random(seed)):
        try:
            loaded = load_and_check(EditedFolder(folder, {slip.file: slip.text.encode()}), AS_OF)
        except Exception as error:
            error.add_note(f"{slip.kind}: {slip.file}:{slip.line} {slip.after}")
            raise
        yield Outcome(slip, loaded, untouched, figures(loaded.plan))


def figures(plan: Plan) -> Figures:
    """Return every quantity of measures' cells and every amount of money, each with its unit."""
    found: Figures = {}
    for initiative in plan.initiatives:
        for row in initiative.measures():
            for path, cell in row.yield_cells():
                if cell.value is not None:
                    found[_place(initiative.file, path)] = (cell.value, row.unit or "")
        for key, by_year in initiative.budget.list_by_key():
            for year, money in by_year:
                found[initiative.file, "budget", key, year.start] = (money, plan.unit)
        if initiative.budget.total:
            found[initiative.file, "budget", "total"] = (initiative.budget.total, plan.unit)
    return found


def _place(file: str, path: NodePath) -> tuple[str | int, ...]:
    """Return a place without the spelling of its year."""
    return file, *(_year(step) if isinstance(step, str) else step for step in path)


def _year(key: str) -> str | int:
    try:
        return FiscalYear.parse(key).start
    except ValueError:
        return key
