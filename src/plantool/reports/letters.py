"""The mails that ask departments for the reports they owe, one mail for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.owed_reports import OwedReport, group_by_department
from plantool.model.initiative import id_order
from plantool.reports.page import Items, Page, Paragraph, Records
from plantool.reports.phrases import (
    format_cell,
    format_date,
    name_department,
    name_listing,
    name_owed_stage,
    name_row_fully,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from plantool.analysis.owed_reports import OwedSettlement
    from plantool.model.initiative import Department
    from plantool.reports.page import Block
    from plantool.reports.scope import Scope


class Letters:
    """Writes to each department about its own items alone.

    They name the report that is asked for, the planned quantity, the deadline and the address for
    the answer, in words for readers who have never seen a file of the plan.
    """

    def __init__(
        self,
        scope: Scope,
        *,
        reports: Sequence[OwedReport],
        settlements: Sequence[OwedSettlement],
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.reports = reports
        self.settlements = settlements

    def yield_letters(self, departments: Collection[str] = ()) -> Iterator[Page]:
        """Yield the letters in the order of plan.yaml, only those to ``departments`` if given."""
        plan = self.scope.plan
        owed: list[OwedReport | OwedSettlement] = [*self.reports, *self.settlements]
        owed.sort(key=lambda entry: id_order(entry.listing.initiative.id))
        for department, entries in group_by_department(owed, plan, departments):
            blocks = tuple(self._yield_letter_blocks(department, entries))
            yield Page("pending-letter", blocks, Records(), {})

    def _yield_letter_blocks(
        self, department: Department | None, entries: Sequence[OwedReport | OwedSettlement]
    ) -> Iterator[Block]:
        texts, scope = self.texts, self.scope
        words = {
            "plan": scope.plan.title,
            "date": self._format_letter_date(scope.as_of),
            "count": len(entries),
        }
        is_late = any(entry.due < scope.as_of for entry in entries)
        yield Paragraph(texts("letter.to", department=name_department(department, texts)))
        yield Paragraph(texts("letter.subject", **words))
        yield Paragraph(texts("letter.late" if is_late else "letter.body", **words))
        yield Items(tuple(map(self._format_letter_item, entries)), numbered=True)
        yield Paragraph(texts("letter.how"))
        yield Paragraph(self._name_reply_address())

    def _format_letter_item(self, entry: OwedReport | OwedSettlement) -> str:
        texts, scope = self.texts, self.scope
        words = {
            "item": name_listing(entry.listing, texts),
            "year": scope.name_year(entry.year),
            "due": self._format_letter_date(entry.due),
        }
        if not isinstance(entry, OwedReport):
            return texts("letter.settlement", **words)
        return texts(
            "letter.item",
            **words,
            measure=name_row_fully(entry.listing.initiative, entry.measure),
            stage=name_owed_stage(entry, texts),
            planned=self._format_planned(entry),
        )

    def _format_planned(self, entry: OwedReport) -> str:
        planned = entry.measure.planned.get(entry.year)
        if planned is None and entry.measure.due:
            return self.texts("letter.by-due")
        return format_cell(planned, entry.measure.unit, self.texts) or self.texts("none")

    def _name_reply_address(self) -> str:
        """Name the contact of the plan for the answer, else the publisher that sends the mail."""
        plan = self.scope.plan
        if plan.contact is None:
            return self.texts("letter.reply", publisher=plan.publisher.name)
        return self.texts("letter.contact", contact="  ".join(filter(None, plan.contact)))

    def _format_letter_date(self, day: date) -> str:
        return format_date(day, self.scope.plan, self.texts)
