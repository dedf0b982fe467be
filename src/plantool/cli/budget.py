"""plantool budget."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.analysis.choices import By
from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.model.basis import Basis
from plantool.render import Format

_help = help_texts()
_COMPARED = (Basis.PLANNED, Basis.CURRENT, Basis.SETTLED)


def budget(
    context: typer.Context,
    year: options.Years = None,
    by: Annotated[By, typer.Option(help=_help("help.by"))] = By.INITIATIVE,
    basis: Annotated[Basis | None, typer.Option(help=_help("help.basis"))] = None,
    compare: Annotated[bool, typer.Option("--compare", help=_help("help.compare"))] = False,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    mark: options.Marks = None,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Sum the money of the plan."""
    from plantool.analysis.budget import sum_budget
    from plantool.analysis.selection import Selection
    from plantool.cli.opening import open_plan, years_of
    from plantool.cli.output import write_page
    from plantool.reports.budget import BudgetReport

    session: Session = context.obj
    if compare and basis:
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.of(chapters=chapter, sections=section, departments=department, marks=mark)
    bases = _COMPARED if compare else (basis or Basis.PLANNED,)
    columns = [(year, basis) for year in years_of(plan, year) for basis in bases]
    sums = sum_budget(selection.listings(plan), columns, by)
    only = session.texts("list.and").join(selection.wanted)
    report = BudgetReport(plan, sums, session.texts, only=only)
    write_page(report.page(), session, output)
