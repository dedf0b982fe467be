"""The same sums at two versions of a plan, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Grouping
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Role, Row, Table
from plantool.reports.phrases import describe_plan, describe_year, format_year, name_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.version_sums import VersionGroup
    from plantool.model.plan import Plan
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope, StateNames

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "first_day",
    "basis",
    "before",
    "after",
    "difference",
)


class VersionReport:
    """Lays out the sums of ``groups`` before and after, year by year.

    The scope has the plan as it is now, ``old_plan`` is the one before.
    """

    def __init__(
        self,
        scope: Scope,
        *,
        old_plan: Plan,
        states: StateNames,
        groups: Sequence[VersionGroup],
        by: Grouping,
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.old_plan = old_plan
        self.state_names = states
        self.groups = groups
        self.by = by

    def build_page(self) -> Page:
        return Page(
            name="budget-versus",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.plan),
                "unit": self.plan.unit,
                "by": self.by.value,
                "from": self.state_names.before,
                "to": self.state_names.after,
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        caption = self.texts("budget.versus", **self.state_names._asdict(), unit=self.plan.unit)
        yield Heading(self.plan.title)
        yield Heading(self.scope.qualify(caption), 2)
        yield Table(tuple(self._yield_version_columns()), tuple(self._yield_version_rows()))
        yield Note(self.texts("budget.versus.note"))

    def _yield_version_columns(self) -> Iterator[Column]:
        yield Column(self.texts(f"budget.item.{self.by.value}"), wide=True)
        yield Column(self.texts("diff.year"))
        for key in ("before", "after", "difference"):
            yield Column(self.texts(f"diff.{key}"), numeric=True)

    def _yield_version_rows(self) -> Iterator[Row]:
        for group in self.groups:
            role = Role.ITEM if group.key else Role.TOTAL
            title: str | None = self._name_version_group(group)
            for version in group.sums:
                heading = format_year(version.column[0], self.plan, self.texts)
                amounts = (version.before, version.after, version.difference)
                yield Row((title, heading, *amounts), role)
                title = None  # it stands beside the first year alone

    def _yield_records(self) -> Iterator[Record]:
        for group in self.groups:
            for version in group.sums:
                year, basis = version.column
                yield {
                    "row": self.by.value if group.key else "total",
                    "key": "; ".join(group.key),
                    "title": self._name_version_group(group),
                    **describe_year(year, self.plan),
                    "basis": basis.value,
                    "before": version.before,
                    "after": version.after,
                    "difference": version.difference,
                }

    def _name_version_group(self, group: VersionGroup) -> str:
        if not group.key:
            return self.texts("budget.grand-total")
        if self.by is not Grouping.INITIATIVE:
            return name_group(group.key, self.by, self.plan, self.texts)
        identifier = group.key[0]
        known = self.plan.initiative(identifier) or self.old_plan.initiative(identifier)
        return f"{identifier} {known.title if known else ''}"
