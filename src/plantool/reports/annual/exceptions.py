"""The exceptions of a year: missed, at risk, not reported, judged otherwise, and in money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.analysis.choices import Flag
from plantool.reports.annual.exception_records import COLUMNS, ExceptionRecords
from plantool.reports.arithmetic import Reckoning
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.listing_rows import group_by_listing
from plantool.reports.page import Column, Heading, Link, Note, Records, Row, Table
from plantool.reports.phrases import (
    format_planned,
    format_staged_result,
    name_departments,
    name_listing,
    name_row_fully,
)
from plantool.reports.plan_headings import name_heading
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_text import format_standing, format_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.reports.listing_rows import Listed
    from plantool.reports.page import Block, Record
    from plantool.reports.scope import Scope

_NUMERIC_COLUMNS = {"status.attainment", "pending.late", "basis.current", "basis.settled"}
_WIDE_COLUMNS = {"status.initiative", "status.said", "report.why", "status.result"}
_DEPARTMENT = "report.department"
_HEADING_KEYS = {
    _DEPARTMENT: "departments",
    "status.planned": "planned",
    "status.result": "result",
}
_MONEY_FLAGS = frozenset({Flag.OVER_BUDGET, Flag.UNDER_SPENT})


class ExceptionPart(NamedTuple):
    """The exceptions of one kind: what stands in a row of each, by the headings of its columns.

    ``record`` describes one for machines.
    """

    key: str
    entries: Sequence[Listed]
    describe: Callable[[Any], Record]
    record: Callable[[Any], Record]


class ExceptionTables:
    """Lays out the exceptions among the ``entries`` of one year, and the reports ``owed``.

    ``judged`` are the judgements of whole initiatives. ``find_address`` names the page of an
    initiative, where there is one.
    """

    def __init__(
        self,
        scope: Scope,
        entries: Sequence[Progress],
        owed: Sequence[OwedReport],
        judged: Sequence[JudgedInitiative] = (),
        find_address: Callable[[Listing], str] | None = None,
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.entries = [entry for entry in entries if entry.listing.is_counted]
        self.owed = owed
        self.judged = [entry for entry in judged if entry.flags and entry.listing.is_counted]
        self.records = ExceptionRecords(scope)
        self.reckoning = Reckoning(scope.plan, scope.texts)
        self.find_address = find_address

    def yield_exception_blocks(self, *, splits_provisional: bool = False) -> Iterator[Block]:
        """Yield a heading and a table for each kind of exception; without any, a note says so.

        With ``splits_provisional`` what was missed by a report that may still change has a table of
        its own, instead of standing among what is at risk.
        """
        listed, endangered = self._list_flagged, self._list_flagged(Flag.AT_RISK)
        missed_so_far = list(filter(_is_missed_so_far, endangered)) if splits_provisional else []
        if missed_so_far:
            endangered = [entry for entry in endangered if not _is_missed_so_far(entry)]
        missed, said, records = listed(Flag.MISSED), self._describe_missed, self.records
        differing, flagged = listed(Flag.DISAGREEMENT), self._list_flagged_money()
        judged = self._describe_initiative
        parts = (
            ExceptionPart("missed", missed, said, records.describe_measure),
            ExceptionPart("missed-provisional", missed_so_far, said, records.describe_measure),
            ExceptionPart("at-risk", endangered, self._describe_risk, self._record_risk),
            ExceptionPart("unreported", self.owed, self._describe_owed, records.describe_owed),
            ExceptionPart(
                "disagreement", differing, self._describe_judged, records.describe_disagreement
            ),
            ExceptionPart("judged-missed", self.judged, judged, records.describe_initiative),
            ExceptionPart("money-exceptions", flagged, self._describe_money, self._record_money),
        )
        filled = [part for part in parts if part.entries]
        heading = self.texts("report.exceptions")
        yield Heading(heading, 2, starts_page=bool(filled), key="exceptions")
        if not filled:
            yield Note(self.texts("report.no-exceptions"))
        for part in filled:
            heading = self.texts(f"report.{part.key}", count=len(part.entries))
            yield Heading(heading, 3, key=part.key)
            yield self._build_exception_table(part)

    def _build_exception_table(self, part: ExceptionPart) -> Table:
        """Lay out exceptions, without the column of departments where nobody is named."""
        keys = list(part.describe(part.entries[0]))
        if not any(entry.listing.initiative.departments for entry in part.entries):
            keys = [key for key in keys if key != _DEPARTMENT]

        def build_row(entry: Listed) -> Row:
            described = part.describe(entry)
            return Row(tuple(described[key] for key in keys))

        rows = group_by_listing(self.scope, part.entries, build_row, "report", part.key, *keys)
        columns = tuple(map(self._build_exception_column, keys))
        return Table(columns, rows, records=tuple(self._yield_records(part)))

    def _yield_records(self, part: ExceptionPart) -> Iterator[Records]:
        if part.key in COLUMNS:  # those of a document
            yield Records(COLUMNS[part.key], map(part.record, part.entries), part.key)

    def _build_exception_column(self, key: str) -> Column:
        heading = name_heading(self.scope.plan, _HEADING_KEYS.get(key, ""), self.texts(key))
        return Column(heading, numeric=key in _NUMERIC_COLUMNS, wide=key in _WIDE_COLUMNS)

    def _list_flagged(self, flag: Flag) -> list[Progress]:
        return [entry for entry in self.entries if flag in entry.flags]

    def _describe_missed(self, entry: Progress) -> Record:
        unit, scheme = entry.measure.unit, self.scope.plan.scheme
        return {
            "status.initiative": self._name_entry(entry),
            _DEPARTMENT: name_departments(entry.listing.initiative, self.texts),
            "status.planned": format_planned(entry.planned, entry.due, unit, self.texts),
            "status.result": format_staged_result(entry.result, unit, scheme, self.texts),
            "status.attainment": to_attainment_percent(entry.attainment, scheme),
            "status.status": format_standing(entry, scheme, self.texts),
            "status.said": "\n".join(self._yield_remarks(entry)) or self.texts("report.no-reason"),
        }

    def _yield_remarks(self, entry: Progress) -> Iterator[str]:
        """Yield the reason for a result and what will be done about it."""
        for key in ("reason", "action"):
            if text := getattr(entry.result, key, None):
                yield self.texts(f"show.result.{key}", text=text)
            elif key == "reason" and entry.status == entry.judged and entry.result:
                judgement = entry.result.judgement
                yield self.texts("show.result.reason", text=judgement.reason if judgement else "")

    def _describe_risk(self, entry: Progress) -> Record:
        why = "\n".join(self._list_reasons(entry))
        return {"status.initiative": self._name_entry(entry), "report.why": why}

    def _list_reasons(self, entry: Progress) -> list[str]:
        """Say why a measure is at risk, line by line."""
        lines = [self.reckoning.explain_risk(entry.risk)] if entry.risk else []
        if entry.is_short_of_course or (entry.is_provisional and entry.status.missed):
            lines[:0] = [*self.reckoning.explain_verdicts(entry)]
            lines += self._yield_remarks(entry)
        return list(dict.fromkeys(lines))

    def _record_risk(self, entry: Progress) -> Record:
        return self.records.describe_risk(entry, self._list_reasons(entry))

    def _record_money(self, entry: Progress) -> Record:
        flags = [flag.value for flag in Flag if flag in _MONEY_FLAGS.intersection(entry.flags)]
        return self.records.describe_money(entry, flags)

    def _describe_owed(self, entry: OwedReport) -> Record:
        return {
            "status.initiative": self._name_entry(entry),
            _DEPARTMENT: name_departments(entry.listing.initiative, self.texts),
            "pending.due": entry.due.isoformat(),
            "pending.late": entry.days_late,
        }

    def _describe_judged(self, entry: Progress) -> Record:
        scheme, judgement = self.scope.plan.scheme, entry.result and entry.result.judgement
        judged = format_status(entry.judged, scheme, self.texts) if entry.judged else None
        return {
            "status.initiative": self._name_entry(entry),
            "report.computed": format_status(entry.verdict.status, scheme, self.texts),
            "status.judged": judged,
            "report.reason": judgement.reason if judgement else None,
        }

    def _describe_initiative(self, entry: JudgedInitiative) -> Record:
        words = JudgementTexts(self.scope)
        judgement = entry.report.judgement
        return {
            "report.initiative": self._link(entry.listing, name_listing(entry.listing, self.texts)),
            "report.judged": words.name_time(entry.report, entry.year),
            "status.status": words.format_judged_status(entry),
            "report.reason": judgement.reason if judgement else None,
        }

    def _list_flagged_money(self) -> list[Progress]:
        """Return the flagged money of an initiative once, not with every measure."""
        flagged = {
            entry.listing.initiative.id: entry
            for entry in self.entries
            if not _MONEY_FLAGS.isdisjoint(entry.flags)
        }
        return list(flagged.values())

    def _describe_money(self, entry: Progress) -> Record:
        budget = entry.listing.initiative.budget
        flagged = _MONEY_FLAGS.intersection(entry.flags)
        flags = [self.texts(f"flag.{flag.value}") for flag in Flag if flag in flagged]
        return {
            "report.initiative": self._link(entry.listing, name_listing(entry.listing, self.texts)),
            "basis.current": budget.find_current(entry.year),
            "basis.settled": budget.settled.get(entry.year),
            "status.flags": " ".join(text.partition(" ")[2] for text in flags),  # without the sign
            "report.reason": budget.reasons.get(entry.year) or self.texts("report.no-reason"),
        }

    def _name_entry(self, entry: Progress | OwedReport) -> str:
        row = name_row_fully(entry.listing.initiative, entry.measure)
        return self._link(entry.listing, f"{name_listing(entry.listing, self.texts)}\n{row}")

    def _link(self, listing: Listing, text: str) -> str:
        return Link.to(self.find_address(listing), text) if self.find_address else text


def _is_missed_so_far(entry: Progress) -> bool:
    return entry.status.missed and not entry.is_missed
