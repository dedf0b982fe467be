"""An entry of results and money as a person typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.light_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure

REPORT_KEYS = (
    *("value", "text", "planned", "running", "attainment", "state"),
    *("note", "reason", "action", "judgement", "judgement_reason"),
    *("source", "period", "stage", "reported"),
)
_STANDING_KEYS = ("value", "text", "attainment", "state", "judgement")
_WHOLE_KEYS = {"judgement", "judgement_reason", "stage", "reported"}
REMARK_KEYS = ("note", "reason", "action", "source", "reasons")  # which an empty text takes away


class RecordTarget(NamedTuple):
    """What an entry is about: a year of an initiative, and of the measure that it reports on.

    A judgement of the whole initiative may be ``of_term``, and is of no year then.
    """

    initiative: Initiative
    measure: Measure | None
    year: FiscalYear
    of_term: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A report or amounts of one year, as they were typed; None where nothing was.

    ``correction`` says why a closed year changes; ``sure`` that what looks like a slip is none.
    ``revised`` are fields of the plan itself with their new values, ``by`` says who decided so,
    or judged the ``whole`` initiative and none of its measures.
    """

    identifier: str | None
    measure: str | None
    year: str | None
    report: dict[str, str | None]
    money: dict[str, str | None]
    replaces: bool = False
    correction: str | None = None
    revised: tuple[tuple[str, str], ...] = ()
    by: str | None = None
    sure: bool = False
    whole: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all was said."""
        named = (self.identifier, self.measure, self.year, self.correction, self.by)
        is_said = any(text is not None for text in named) or self.has_report or self.has_money
        return not (is_said or self.replaces or self.revised or self.whole)

    @property
    def is_mixed(self) -> bool:
        """Tell whether it says of a whole initiative what only a measure has."""
        said = {key for key, text in self.report.items() if text is not None}
        is_other = self.measure is not None or self.has_money or bool(said - _WHOLE_KEYS)
        return self.whole and (is_other or bool(self.revised) or "judgement" not in said)

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
        if self.revised:
            return ("ID",) if self.identifier is None else ()
        states = self.replaces or any(self.report[key] is not None for key in _STANDING_KEYS)
        needs = {
            "ID": self.identifier is None,
            "--year": self.year is None,
            "--value / --state": not (states if self.has_report else self.has_money),
        }
        return tuple(name for name, is_missing in needs.items() if is_missing)

    @property
    def is_complete(self) -> bool:
        """Tell whether it says what to enter where."""
        return not self.missing

    def with_report(self, **said: str | None) -> RecordEntry:
        """Return the entry with more of the report."""
        return replace(self, report={**self.report, **said})
