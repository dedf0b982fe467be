"""What a row of a sheet is about, and where a plan's file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Missing
from plantool.editing.change_writer import read_value
from plantool.sheets.layout import SheetKind

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

RESULT_FIELDS: dict[str, tuple[str, ...]] = {
    "value": ("value",),
    "state": ("state",),
    "note": ("note",),
    "reason": ("reason",),
    "action": ("action",),
    "judgement": ("judgement", "status"),
    "judgement_reason": ("judgement", "reason"),
}
"""The columns of a report, and where it has them."""
MONEY_COLUMNS = (
    *("initial", "reserve", "transfers", "carried_in", "current"),
    *("settled", "carried_out", "unused", "requested", "reasons"),
)
SUPPLEMENT_COLUMNS = ("number", "date", "amount")
NEW_ITEM = "new"
_SEPARATOR = "|"  # which no id may hold
_LONGEST_INDEX = 6


class Subject(NamedTuple):
    """A measure and year, the money of an initiative and year, or one supplement of that.

    ``item`` is the index of a supplement, or NEW_ITEM; "" where a year has their sum alone.
    """

    kind: SheetKind
    initiative: Initiative
    year: FiscalYear
    measure: Measure | None = None
    item: str = ""

    @property
    def key(self) -> str:
        """The identity of the row."""
        part = self.measure.id if self.measure else self.item
        return _SEPARATOR.join((self.initiative.id, self.year.key, part))

    @property
    def path(self) -> NodePath:
        """The path of all that the row is about."""
        if self.measure:
            return (*self.measure.path, "results", self.year.key)
        if self.kind is SheetKind.SUPPLEMENTS:
            return ("budget", "supplementary", self.year.key)
        return ("budget",)

    def read_whole(self, document: Document) -> Plain | Missing:
        """Return what a file says of all that the row is about."""
        if self.kind is not SheetKind.MONEY:
            return read_value(document, self.path)
        amounts = {key: read_value(document, self.find_amount_path(key)) for key in MONEY_COLUMNS}
        known = {key: amount for key, amount in amounts.items() if not isinstance(amount, Missing)}
        return known or MISSING

    def find_amount_path(self, key: str) -> NodePath:
        """Return the path of the year's amount on one basis."""
        return ("budget", key, self.year.key)


def find_subject(plan: Plan, kind: SheetKind, key: str) -> Subject | None:
    """Return what the row with this key is about; None where the plan has it no more."""
    identifier, _, rest = key.partition(_SEPARATOR)
    year_key, _, part = rest.partition(_SEPARATOR)
    initiative = plan.initiative(identifier)
    try:
        year = plan.year(year_key)
    except ValueError:
        return None
    if initiative is None:
        return None
    if kind is SheetKind.SUPPLEMENTS and part not in {"", NEW_ITEM} and find_index(part) is None:
        return None
    if kind is not SheetKind.RESULTS:
        return Subject(kind, initiative, year, item=part)
    measure = next((row for row in initiative.measures() if row.id == part), None)
    return Subject(kind, initiative, year, measure) if measure else None


def find_index(item: str) -> int | None:
    """Return the index that an item of a row's key is, None where it is none."""
    return int(item) if item.isdecimal() and len(item) <= _LONGEST_INDEX else None


def find_last_report(whole: Plain | Missing) -> Plain | Missing:
    """Return the report of a year that counts: the last one that is written."""
    return whole[-1] if isinstance(whole, list) else whole


def read_field(data: Plain | Missing, steps: tuple[str, ...]) -> Plain | Missing:
    """Return a field of plain data."""
    for step in steps:
        if not (isinstance(data, dict) and step in data):
            return MISSING
        data = data[step]
    return data


def read_fields(kind: SheetKind, whole: Plain | Missing, item: str) -> dict[str, Plain | Missing]:
    """Return what the input columns of a row say, of all that the row is about."""
    match kind:
        case SheetKind.RESULTS:
            report = find_last_report(whole)
            return {key: read_field(report, steps) for key, steps in RESULT_FIELDS.items()}
        case SheetKind.MONEY:
            return {key: read_field(whole, (key,)) for key in MONEY_COLUMNS}
        case SheetKind.SUPPLEMENTS:
            if not isinstance(whole, list):
                return {"number": MISSING, "date": MISSING, "amount": whole}
            index = find_index(item)
            entry = whole[index] if index is not None and index < len(whole) else MISSING
            return {key: read_field(entry, (key,)) for key in SUPPLEMENT_COLUMNS}
