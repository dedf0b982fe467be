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
    from plantool.reports.versus import VersusReport

_help = help_texts()


def budget(
    context: typer.Context,
    year: options.Years = None,
    by: Annotated[By, typer.Option(help=_help("help.by"))] = By.INITIATIVE,
    basis: Annotated[Basis | None, typer.Option(help=_help("help.basis"))] = None,
    compare: Annotated[bool, typer.Option("--compare", help=_help("help.compare"))] = False,
    versus: Annotated[
        str | None, typer.Option("--vs", help=_help("help.vs"), metavar="REV|DATE")
    ] = None,
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
    if compare and (basis or versus):
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.of(chapters=chapter, sections=section, departments=department, marks=mark)
    years, listings = years_of(plan, year), selection.listings(plan)
    only = session.texts("list.and").join(selection.wanted)
    report: BudgetReport | ComparisonReport | VersusReport
    if versus is not None:
        from plantool.reports.versus import Side, VersusReport

        other = open_plan(session, keep_going=keep_going, files=session.files(versus))
        if other.unit != plan.unit:
            raise UsageError("error.other-unit", before=other.unit, after=plan.unit)
        now = session.revision or session.texts("diff.work-tree")
        report = VersusReport(
            session.texts,
            before=Side(other, selection.listings(other), versus),
            after=Side(plan, listings, now),
            columns=[(year, basis or Basis.PLANNED) for year in years],
            by=by,
            only=only,
        )
    elif compare:
        from plantool.reports.comparison import ComparisonReport

        report = ComparisonReport(
            plan, listings, years=years, by=by, texts=session.texts, only=only
        )
    else:
        from plantool.reports.budget import BudgetReport

        columns = [(year, basis or Basis.PLANNED) for year in years]
        sums = sum_budget(listings, columns, by, term=plan.planned_years)
        report = BudgetReport(plan, sums, session.texts, only=only)
    write_page(report.page(), session, output)
