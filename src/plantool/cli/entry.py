"""What is to be entered by ``plantool record``, from the command line to steps in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.cli import options
from plantool.errors import UsageError
from plantool.rules.recording import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Plain

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_SAID = ("value", "state", "judgement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report or amounts of one year, as they were typed; None where nothing was."""

    identifier: str | None
    measure: str | None
    year: str | None
    report: dict[str, str | None]
    money: dict[str, str | None]
    replace: bool = False

    @property
    def has_report(self) -> bool:
        """Tell whether something is said about a measure."""
        return any(text is not None for text in self.report.values())

    @property
    def has_money(self) -> bool:
        """Tell whether something is said about money."""
        return any(text is not None for text in self.money.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be said still."""
        said = any(self.report[key] is not None for key in _SAID) or self.replace
        return tuple(
            name
            for name, lacks in (
                ("ID", self.identifier is None),
                ("--year", self.year is None),
                ("--value / --state", not (said if self.has_report else self.has_money)),
            )
            if lacks
        )

    @property
    def is_complete(self) -> bool:
        """Tell whether it says what to enter where."""
        return not self.missing

    def steps(self, plan: Plan, today: date) -> tuple[str, list[Step]]:
        """Return the file's name and the values to set in it; raises UsageError."""
        initiative = find_initiative(plan, self.identifier or "")
        year = find_year(plan, self.year or "")
        steps: list[Step] = []
        if self.has_report:
            steps += self._report_steps(find_measure(initiative, self.measure), year, today)
        steps += self._money_steps(year)
        return f"{initiative.id}.yaml", steps

    def _report_steps(self, measure: Measure, year: FiscalYear, today: date) -> Iterator[Step]:
        path = (*measure.path, "results", year.key)
        reports = measure.results.get(year)
        if reports is None:
            yield Step(path, self._report(today))
        elif self.replace:
            place, _ = list(reports.placed(path))[-1]
            for key, value in self._said().items():
                yield Step((*place, key), value)
        elif all(report.reported for report in reports.items):
            yield Step(path, self._report(today), adds=True)
        else:
            raise UsageError("error.record-undated", year=year.key, measure=measure.id)

    def _report(self, today: date) -> Plain:
        """Return a whole report, dated today where no day was given."""
        said = self._said()
        return {**said, "reported": said.get("reported", today.isoformat())}

    def _said(self) -> dict[str, Plain]:
        """Return what was said, in the order of the schema."""
        report = self.report
        said: dict[str, Plain] = {
            key: text
            for key, text in report.items()
            if text is not None and key not in {"judgement", "judgement_reason"}
        }
        if report["value"] is not None:
            said["value"] = _number(report["value"])
        if report["judgement"] is not None:
            reason = report["judgement_reason"]
            if reason is None:
                raise UsageError("error.record-judgement")
            said["judgement"] = {"status": report["judgement"], "reason": reason}
        if report["reported"] is not None:
            said["reported"] = options.day(report["reported"]).isoformat()
        return said

    def _money_steps(self, year: FiscalYear) -> Iterator[Step]:
        for key, text in self.money.items():
            if text is not None:
                value = text if key == "reasons" else _number(text)
                yield Step(("budget", key, year.key), value)

    def saying(self, **said: str | None) -> Entry:
        """Return the entry with more of the report."""
        return replace(self, report={**self.report, **said})


def find_initiative(plan: Plan, identifier: str) -> Initiative:
    """Return the initiative of this id; raises UsageError."""
    found = plan.initiative(identifier)
    if found is None:
        from plantool.analysis.selection import closest

        if plan.is_left_out(identifier):
            raise UsageError("error.left-out-id", id=identifier)
        nearest = closest(identifier, (i.id for i in plan.initiatives))
        raise UsageError("error.unknown-id", id=identifier, nearest=nearest)
    return found


def find_measure(initiative: Initiative, identifier: str | None) -> Measure:
    """Return the measure of this id, or the only one there is; raises UsageError."""
    measures = list(initiative.measures())
    if identifier is None and len(measures) == 1:
        return measures[0]
    for measure in measures:
        if measure.id == identifier:
            return measure
    known = ", ".join(measure.id for measure in measures)
    raise UsageError("error.unknown-measure", id=initiative.id, value=identifier or "", known=known)


def find_year(plan: Plan, text: str) -> FiscalYear:
    """Return the planned year that is meant; raises UsageError."""
    from plantool.cli.opening import years_of

    return years_of(plan, [text])[0]


def _number(text: str) -> Plain:
    """Read what is a plain number as one; other words stay as they were typed."""
    if not _NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() and "." not in text else number
