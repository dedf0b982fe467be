"""plantool budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.analysis.choices import Grouping
from plantool.cli import options
from plantool.cli.session import Session, load_help_texts
from plantool.errors import UsageError
from plantool.model.basis import Basis
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.reports.page import Report

_help = load_help_texts()


def budget(
    context: typer.Context,
    year: options.Years = None,
    by: Annotated[Grouping, typer.Option(help=_help("help.by"))] = Grouping.INITIATIVE,
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
    from plantool.cli.open_plan import open_plan, parse_years
    from plantool.cli.page_output import write_page
    from plantool.reports.scope import Scope, StateNames

    session: Session = context.obj
    if compare and (basis or versus):
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.from_options(
        chapters=chapter, sections=section, departments=department, marks=mark
    )
    years, listings = parse_years(plan, year), selection.find_listings(plan)
    only = session.texts("list.and").join(selection.wanted)
    columns = [(year, basis or Basis.PLANNED) for year in years]
    scope = Scope(plan, session.texts, years, only=only)
    report: Report
    if versus is not None:
        from plantool.analysis.revision_sums import compare_revisions
        from plantool.reports.revision_report import RevisionReport

        other = open_plan(session, keep_going=keep_going, files=session.find_files(versus))
        if other.unit != plan.unit:
            raise UsageError("error.other-unit", before=other.unit, after=plan.unit)
        now = session.revision or session.texts("diff.work-tree")
        groups = compare_revisions(selection.find_listings(other), listings, columns, by)
        report = RevisionReport(
            scope, old_plan=other, states=StateNames(versus, now), groups=tuple(groups), by=by
        )
    elif compare:
        from plantool.analysis.settlement_comparison import compare_years
        from plantool.reports.settlement_report import SettlementReport

        comparisons = tuple(compare_years(plan, listings, years, by))
        report = SettlementReport(scope, comparisons=comparisons, by=by)
    else:
        from plantool.reports.budget_report import BudgetReport

        sums = sum_budget(listings, columns, by, term=plan.planned_years)
        report = BudgetReport(scope, sums=sums)
    write_page(report.build_page(), session, output)
