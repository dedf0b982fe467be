"""The report on the departments that have not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.owed_reports import group_by_department
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Records,
    Role,
    Row,
    Table,
    build_spanning_row,
)
from plantool.reports.phrases import (
    describe_plan,
    describe_year,
    name_department,
    name_groups_above,
    name_listing,
    name_owed_stage,
    name_row_fully,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.owed_reports import OwedReport
    from plantool.model.initiative import Department
    from plantool.model.plan import Plan
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope

OWED_COLUMNS = (
    "department",
    "id",
    "title",
    "group",
    "measure",
    "measure_name",
    "year",
    "western_year",
    "first_day",
    "stage",
    "due",
    "overdue",
    "days_late",
    "file",
)


_COLUMN_COUNT = 5


class PendingReport:
    """Lays out the reports owed; an initiative of several departments is listed with each of them.

    ``departments`` are those asked for, by any of their names; all without them.
    """

    def __init__(
        self, scope: Scope, *, entries: Sequence[OwedReport], departments: Sequence[str] = ()
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.entries = entries
        self.wanted = set(departments)

    @property
    def _counted_entries(self) -> list[OwedReport]:
        return [entry for entry in self.entries if entry.listing.is_counted]

    def build_page(self) -> Page:
        return Page(
            name="pending",
            blocks=self._yield_blocks(),
            records=Records(OWED_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.scope.plan),
                "as_of": self.scope.as_of.isoformat(),
                "pending": len(self._counted_entries),
                "overdue": sum(entry.is_overdue for entry in self._counted_entries),
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        texts, scope = self.texts, self.scope
        caption = texts("pending.caption", date=scope.as_of.isoformat())
        yield Heading(scope.plan.title)
        yield Heading(scope.qualify(caption), 2)
        if not self.entries:
            yield Note(texts("pending.none"))
        else:
            yield Table(tuple(self._yield_pending_columns()), tuple(self._yield_pending_rows()))
            overdue = sum(entry.is_overdue for entry in self._counted_entries)
            yield Note(texts("pending.counts", count=len(self._counted_entries), overdue=overdue))
        yield from scope.yield_omissions(entry.listing for entry in self.entries)

    def _yield_pending_columns(self) -> Iterator[Column]:
        yield Column(self.texts("pending.item"), wide=True)
        yield Column(self.texts("status.year"))
        yield Column(self.texts("pending.stage"))
        yield Column(self.texts("pending.due"))
        yield Column(self.texts("pending.late"), numeric=True)

    def _yield_pending_rows(self) -> Iterator[Row]:
        for department, entries in group_by_department(self.entries, self.scope.plan, self.wanted):
            name = name_department(department, self.texts)
            words = {"department": name, "count": len(entries)}
            heading = self.texts("pending.department", **words)
            yield build_spanning_row(heading, _COLUMN_COUNT, Role.HEADING)
            for entry in entries:
                cells = (
                    self._name_owed_item(entry),
                    self.scope.name_year(entry.year),
                    name_owed_stage(entry, self.texts),
                    entry.due.isoformat(),
                    entry.days_late or None,
                )
                yield Row(cells, indent=1)

    def _name_owed_item(self, entry: OwedReport) -> str:
        row = name_row_fully(entry.listing.initiative, entry.measure)
        return f"{name_listing(entry.listing, self.texts)} / {row}"

    def _yield_records(self) -> Iterator[Record]:
        for department, entries in group_by_department(self.entries, self.scope.plan, self.wanted):
            for entry in entries:
                yield describe_owed(entry, department, self.scope.plan)


def describe_owed(entry: OwedReport, department: Department | None, plan: Plan) -> Record:
    """Return what is known of a missing report that one of its departments owes."""
    initiative, measure = entry.listing.initiative, entry.measure
    return {
        "department": department.name if department else None,
        "id": initiative.id,
        "title": initiative.title,
        "group": name_groups_above(initiative, measure),
        "measure": measure.id,
        "measure_name": measure.name,
        **describe_year(entry.year, plan),
        "stage": entry.stage.value,
        "due": entry.due.isoformat(),
        "overdue": entry.is_overdue,
        "days_late": entry.days_late,
        "file": initiative.file,
    }
