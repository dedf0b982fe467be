"""One initiative as the printed page lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.attributes import to_plain_object
from plantool.reports.attribute_text import yield_attribute_lines
from plantool.reports.initiative_records import InitiativeRecords
from plantool.reports.page import Heading, Page, Paragraph
from plantool.reports.phrases import describe_plan, format_title, name_departments
from plantool.reports.plan_headings import name_heading
from plantool.reports.printed_notes import PrintedNotes
from plantool.reports.printed_table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.reports.page import Block
    from plantool.reports.printed_table import VerdictTexts
    from plantool.reports.scope import Scope


class InitiativeReport:
    """Lays out one initiative where a chapter lists it, with the reports made by the scope's day.

    ``verdicts`` stand under the results.
    """

    def __init__(
        self, scope: Scope, listing: Listing, *, verdicts: VerdictTexts | None = None
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.listing = listing
        self.initiative = listing.initiative
        self.table = PrintedTable(scope, listing.initiative, verdicts or {})

    def build_page(self) -> Page:
        return Page(
            name="show",
            blocks=self._yield_blocks(),
            records=InitiativeRecords(self.scope, self.initiative).build_records(),
            metadata=self._describe_initiative(),
        )

    def _describe_initiative(self) -> dict[str, object]:
        initiative, source = self.initiative, self.initiative.source
        unverified = source.unverified if source else ()
        starts, ends = initiative.life
        return {
            "plan": describe_plan(self.scope.plan),
            "id": initiative.id,
            "number": self._number,
            "title": initiative.title,
            "mark": initiative.mark,
            "chapter": initiative.chapter,
            "section": initiative.section,
            "other_sections": list(initiative.other_sections),
            "relisted_in": None if self.listing.is_counted else self.listing.chapter.id,
            "departments": [department.name for department in initiative.departments],
            "attributes": to_plain_object(initiative.attributes),
            "starts": starts.key if starts else None,
            "ends": ends.key if ends else None,
            "summary": initiative.summary,
            "footnotes": [
                {"mark": note.mark, "term": note.term, "text": note.text}
                for note in initiative.footnotes
            ],
            "source": source.document if source else None,
            "unverified": [{"at": entry.at, "reason": entry.reason} for entry in unverified],
            "unit": self.scope.plan.unit or None,
        }

    @property
    def _number(self) -> str | None:
        relisting = self.listing.relisting
        return relisting.number if relisting else self.initiative.number

    def _yield_blocks(self) -> Iterator[Block]:
        section, texts = self.listing.section, self.texts
        if section:
            yield Paragraph(f"{section.id} {section.title}")
        number = f"{self._number} " if self._number else ""
        heading = f"{texts('show.number', id=self.initiative.id)} {number}"
        yield Heading(heading + format_title(self.listing, texts))
        yield from self.yield_description()
        if self.table.has_rows:
            yield Heading(name_heading(self.scope.plan, "measures", texts("show.table")), 2)
        yield from self.yield_printed_blocks()

    def yield_description(self) -> Iterator[Block]:
        """Yield the departments, the attributes and the summary."""
        if names := name_departments(self.initiative, self.texts):
            usual = self.texts("show.departments")
            yield Paragraph(f"{name_heading(self.scope.plan, 'departments', usual)}: {names}")
        if life := self._name_life():
            yield Paragraph(life)
        if lines := list(yield_attribute_lines(self.initiative.attributes, self.texts)):
            yield Paragraph("\n".join(lines))
        if self.initiative.summary:
            yield Paragraph(self.initiative.summary)

    def _name_life(self) -> str | None:
        """Return the years of an initiative that does not live as long as the plan."""
        starts, ends = self.initiative.life
        if not (starts or ends):
            return None
        key = "show.life" if starts and ends else "show.starts" if starts else "show.ends"
        plan, name_year = self.scope.plan, self.scope.name_year
        first, last = (year and name_year(plan.year(year.key)) for year in (starts, ends))
        return self.texts(key, starts=first, ends=last)

    def yield_printed_blocks(self) -> Iterator[Block]:
        """Yield the printed table and the notes under it."""
        if self.table.has_rows:
            yield from self.table.build_tables()
        yield from PrintedNotes(self.scope, self.initiative, self.table).yield_notes()
