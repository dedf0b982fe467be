"""plantool budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.analysis.choices import Grouping
from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.model.basis import Basis
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.reports.budget_report import BudgetReport
    from plantool.reports.revision_sums import VersusReport
    from plantool.reports.settlement_comparison import ComparisonReport


def budget(
    context: typer.Context,
    year: options.Years = None,
    by: Annotated[Grouping, typer.Option(help="help.by")] = Grouping.INITIATIVE,
    basis: Annotated[Basis | None, typer.Option(help="help.basis")] = None,
    compare: Annotated[bool, typer.Option("--compare", help="help.compare")] = False,
    versus: Annotated[str | None, typer.Option("--vs", help="help.vs", metavar="REV|DATE")] = None,
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
    from plantool.cli.open_plan import open_plan, parse_years
    from plantool.cli.page_output import write_page

    session: Session = context.obj
    if compare and (basis or versus):
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.from_options(
        chapters=chapter, sections=section, departments=department, marks=mark
    )
    years, listings = parse_years(plan, year), selection.find_listings(plan)
    only = session.texts("list.and").join(selection.wanted)
    report: BudgetReport | ComparisonReport | VersusReport
    if versus is not None:
        from plantool.reports.revision_sums import Side, VersusReport

        other = open_plan(session, keep_going=keep_going, files=session.find_files(versus))
        if other.unit != plan.unit:
            raise UsageError("error.other-unit", before=other.unit, after=plan.unit)
        now = session.revision or session.texts("diff.work-tree")
        report = VersusReport(
            session.texts,
            before=Side(other, selection.find_listings(other), versus),
            after=Side(plan, listings, now),
            columns=[(year, basis or Basis.PLANNED) for year in years],
            by=by,
            only=only,
        )
    elif compare:
        from plantool.reports.settlement_comparison import ComparisonReport

        report = ComparisonReport(
            plan, listings, years=years, by=by, texts=session.texts, only=only
        )
    else:
        from plantool.reports.budget_report import BudgetReport

        columns = [(year, basis or Basis.PLANNED) for year in years]
        sums = sum_budget(listings, columns, by, term=plan.planned_years)
        report = BudgetReport(plan, sums, session.texts, only=only)
    write_page(report.build_page(), session, output)
