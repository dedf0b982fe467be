"""plantool budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.analysis.choices import By
from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.model.basis import Basis
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.reports.budget import BudgetReport
    from plantool.reports.comparison import ComparisonReport

_help = help_texts()


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

    session: Session = context.obj
    if compare and basis:
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.of(chapters=chapter, sections=section, departments=department, marks=mark)
    years, listings = years_of(plan, year), selection.listings(plan)
    only = session.texts("list.and").join(selection.wanted)
    report: BudgetReport | ComparisonReport
    if compare:
        from plantool.reports.comparison import ComparisonReport

        report = ComparisonReport(
            plan, listings, years=years, by=by, texts=session.texts, only=only
        )
    else:
        from plantool.reports.budget import BudgetReport

        columns = [(year, basis or Basis.PLANNED) for year in years]
        sums = sum_budget(listings, columns, by)
        report = BudgetReport(plan, sums, session.texts, only=only)
    write_page(report.page(), session, output)
