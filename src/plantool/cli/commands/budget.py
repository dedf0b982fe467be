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
    from collections.abc import Sequence

    from plantool.analysis.budget import YearBasis
    from plantool.analysis.selection import Selection
    from plantool.messages import Catalogue
    from plantool.model.breakdown import Breakdown
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.page import Page
    from plantool.reports.scope import Scope

_GROUPINGS = [*(grouping.value for grouping in Grouping), "part"]


def _complete_grouping(incomplete: str) -> list[str]:
    return [name for name in _GROUPINGS if name.startswith(incomplete)]


_By = typer.Option(
    help="help.by", metavar="|".join([*_GROUPINGS, "NAME"]), autocompletion=_complete_grouping
)


def budget(
    context: typer.Context,
    year: options.Years = None,
    by: Annotated[str, _By] = "initiative",
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
    from plantool.cli.open_plan import open_plan
    from plantool.cli.option_values import parse_grouping, parse_years
    from plantool.cli.page_output import write_page

    session: Session = context.obj
    if compare and (basis or versus):
        raise UsageError("error.compare-basis")
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.from_options(
        chapters=chapter, sections=section, departments=department, marks=mark
    )
    question = _BudgetQuestion(
        texts=session.texts,
        plan=plan,
        selection=selection,
        years=parse_years(plan, year),
        by=parse_grouping(plan, by),
        basis=basis or Basis.PLANNED,
    )
    if not plan.has_money:
        page = question.say_no_money()
    elif versus is not None:
        if not isinstance(question.by, Grouping):
            raise UsageError("error.by-part-vs")
        other = open_plan(session, keep_going=keep_going, revision=versus)
        now = session.revision or session.texts("diff.work-tree")
        page = question.compare_revision(other, question.by, (versus, now))
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
    by: Grouping | tuple[Breakdown, ...]
    basis: Basis

    def sum_plan(self) -> Page:
        """Sum the plan on one basis."""
        from plantool.analysis.budget import sum_budget
        from plantool.reports.budget_report import BudgetReport

        if not isinstance(self.by, Grouping):
            return self.sum_parts(self.by, [self._list_columns()])
        listings = self.selection.find_listings(self.plan)
        sums = sum_budget(listings, self._list_columns(), self.by, term=self.plan.planned_years)
        return BudgetReport(self._build_scope(), sums=sums).build_page()

    def say_no_money(self) -> Page:
        """Say that the plan has none."""
        from plantool.reports.no_money_page import build_no_money_page

        return build_no_money_page(self._build_scope())

    def compare_settlement(self) -> Page:
        """Set what was planned beside what was settled."""
        from plantool.analysis.settlement_comparison import compare_term, compare_year
        from plantool.analysis.year_money import COMPARED_BASES, recall_year_money
        from plantool.reports.settlement_report import SettlementReport

        if not isinstance(self.by, Grouping):
            columns = [[(year, basis) for basis in COMPARED_BASES] for year in self.years]
            return self.sum_parts(self.by, columns)
        listings = self.selection.find_listings(self.plan)
        scope = self._build_scope()
        money = (recall_year_money(self.plan, listings, y, scope.derived) for y in self.years)
        comparisons = tuple(compare_year(each, listings, self.by) for each in money)
        return SettlementReport(
            scope,
            comparisons=comparisons,
            by=self.by,
            term=compare_term(self.plan, listings, self.years, self.by),
        ).build_page()

    def sum_parts(
        self, groups: tuple[Breakdown, ...], tables: Sequence[Sequence[YearBasis]]
    ) -> Page:
        """Sum the parts of the money, a table for each row of columns."""
        from plantool.analysis.part_sums import sum_parts_of_money
        from plantool.reports.part_report import PartReport

        if not groups:
            raise UsageError("error.no-parts")
        listings = self.selection.find_listings(self.plan)
        counted = {each.initiative.id: each.initiative for each in listings if each.is_counted}
        initiatives = tuple(counted.values())
        term = self.plan.planned_years
        sums = [sum_parts_of_money(initiatives, columns, groups, term) for columns in tables]
        relisted = [each.initiative.id for each in listings if not each.is_counted]
        return PartReport(self._build_scope(), sums=sums, relisted=relisted).build_page()

    def compare_revision(self, other: Plan, by: Grouping, names: tuple[str, str]) -> Page:
        """Set the sums of the plan at another revision before those of now; raises UsageError."""
        from plantool.analysis.version_sums import compare_versions
        from plantool.reports.scope import StateNames
        from plantool.reports.version_report import VersionReport

        if other.unit != self.plan.unit:
            raise UsageError("error.other-unit", before=other.unit, after=self.plan.unit)
        old, new = (self.selection.find_listings(plan) for plan in (other, self.plan))
        return VersionReport(
            self._build_scope(),
            old_plan=other,
            states=StateNames(*names),
            groups=tuple(compare_versions(old, new, self._list_columns(), by)),
            by=by,
        ).build_page()

    def _list_columns(self) -> list[tuple[FiscalYear, Basis]]:
        return [(year, self.basis) for year in self.years]

    def _build_scope(self) -> Scope:
        from plantool.reports.scope import Scope

        only = self.texts("list.and").join(self.selection.wanted)
        return Scope(self.plan, self.texts, self.years, only=only)
