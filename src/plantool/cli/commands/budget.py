"""plantool budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.analysis.choices import Grouping
from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.model.basis import Basis
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.analysis.selection import Selection
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.page import Page


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
    question = _BudgetQuestion(
        session.texts, plan, selection, parse_years(plan, year), by, basis or Basis.PLANNED
    )
    if versus is not None:
        other = open_plan(session, keep_going=keep_going, files=session.find_files(versus))
        now = session.revision or session.texts("diff.work-tree")
        page = question.compare_revision(other, versus, now)
    elif compare:
        page = question.compare_settlement()
    else:
        page = question.sum_plan()
    write_page(page, session, output)


class _BudgetQuestion(NamedTuple):
    """The sums that are asked for: of which initiatives and years, on which basis, by what."""

    texts: Catalogue
    plan: Plan
    selection: Selection
    years: tuple[FiscalYear, ...]
    by: Grouping
    basis: Basis

    def sum_plan(self) -> Page:
        """Sum the plan on one basis."""
        from plantool.analysis.budget import sum_budget
        from plantool.reports.budget_report import BudgetReport

        listings = self.selection.find_listings(self.plan)
        sums = sum_budget(listings, self._list_columns(), self.by, term=self.plan.planned_years)
        return BudgetReport(self.plan, sums, self.texts, only=self._name_part()).build_page()

    def compare_settlement(self) -> Page:
        """Set what was planned beside what was settled."""
        from plantool.reports.settlement_comparison import ComparisonReport

        return ComparisonReport(
            self.plan,
            self.selection.find_listings(self.plan),
            years=self.years,
            by=self.by,
            texts=self.texts,
            only=self._name_part(),
        ).build_page()

    def compare_revision(self, other: Plan, revision: str, now: str) -> Page:
        """Set the sums of the plan at a revision before those of ``now``; raises UsageError."""
        from plantool.reports.revision_sums import Side, VersusReport

        if other.unit != self.plan.unit:
            raise UsageError("error.other-unit", before=other.unit, after=self.plan.unit)
        return VersusReport(
            self.texts,
            before=Side(other, self.selection.find_listings(other), revision),
            after=Side(self.plan, self.selection.find_listings(self.plan), now),
            columns=self._list_columns(),
            by=self.by,
            only=self._name_part(),
        ).build_page()

    def _list_columns(self) -> list[tuple[FiscalYear, Basis]]:
        return [(year, self.basis) for year in self.years]

    def _name_part(self) -> str:
        """Name the part of the plan that was asked for."""
        return self.texts("list.and").join(self.selection.wanted)
