"""A new initiative: its rows with all years of the plan, and a word for what is to come.

The word (要記入, TODO) is found by ``validate`` as a warning wherever it is left: it is the list of
what is to be filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.new_document import Comments, compose_document
from plantool.loading.key_order import build_key_order
from plantool.messages import catalogue
from plantool.model.measure import Kind
from plantool.starting.measure_notes import note_measure
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath, Plain
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative

_KEPT_KEYS = ("id", "number", "mark", "name", "kind", "direction", "unit", "attributes")


class NewInitiative(NamedTuple):
    """What a new initiative is about; ``unit`` is that of its measure, None where it is open.

    With ``rows`` (of another initiative) it has those, and neither ``kind`` nor ``unit`` counts.
    """

    id: str
    title: str
    section: str | None = None
    number: str | None = None
    departments: tuple[str, ...] = ()
    kind: Kind = Kind.CUMULATIVE
    unit: str | None = None
    rows: tuple[Plain, ...] = ()
    has_money: bool = True


def read_rows(initiative: Initiative, loaded: Loaded) -> tuple[Plain, ...]:
    """Return the rows of an initiative as its file has them."""
    rows = _read_value(initiative.file, "measures", loaded)
    return tuple(rows) if isinstance(rows, list) else ()


def read_years(loaded: Loaded) -> list[str]:
    """Return the years of a plan as plan.yaml spells them: FY2026, 令和8年度."""
    years = _read_value(loaded.plan.file, "years", loaded)
    planned = years.get("planned") if isinstance(years, dict) else None
    return [*map(str, planned)] if isinstance(planned, list) else []


def _read_value(file: str, key: str, loaded: Loaded) -> Plain:
    root = parse_document(loaded.contents[file].encode(), file).root
    data = root.to_plain() if root else None
    return data.get(key) if isinstance(data, dict) else None


def write_initiative(new: NewInitiative, loaded: Loaded) -> str:
    """Return the text of the file of a new initiative of a plan."""
    plan = loaded.plan
    writer = _Writer(plan.unit, read_years(loaded), catalogue(plan.language))
    data: dict[str, Plain] = {
        "id": new.id,
        "title": new.title,
        "number": new.number,
        "section": _plain_id(new.section),
        "departments": [*new.departments] or None,
        "measures": [writer.empty_row(row) for row in new.rows] or [writer.build_measure(new)],
    }
    if plan.has_money and new.has_money:
        data["budget"] = {"planned": dict.fromkeys(writer.years)}
    data = {key: value for key, value in data.items() if value is not None}
    return compose_document(data, build_key_order("initiative"), writer.comment(new, data))


def _plain_id(section: str | None) -> Plain:
    return int(section) if section and section.isdecimal() else section


class _Writer:
    """Writes rows for the years of a plan, in its language."""

    def __init__(self, unit: str, years: list[str], texts: Catalogue) -> None:
        self.texts = texts
        self.unit = unit
        self.years = years
        self.to_do = texts("start.to-do")

    def build_measure(self, new: NewInitiative) -> dict[str, Plain]:
        """Return the one row of an initiative that begins with nothing."""
        row: dict[str, Plain] = {"id": "main", "name": self.to_do, "kind": new.kind.value}
        if new.kind is not Kind.MILESTONE:
            row |= {"direction": "up", "unit": new.unit or self.to_do}
        row |= {"planned": self._list_years(), "target": self.to_do}
        return row | ({"total": self.to_do} if new.kind is Kind.CUMULATIVE else {})

    def empty_row(self, row: Plain) -> Plain:
        """Return a row without its figures; a group keeps its rows."""
        if not isinstance(row, dict):
            return row
        kept = {key: row[key] for key in _KEPT_KEYS if key in row}
        if isinstance(rows := row.get("measures"), list):
            return {**kept, "measures": [self.empty_row(inner) for inner in rows]}
        if row.get("direction") == "none":
            return kept
        cells: dict[str, Plain] = {key: self.to_do for key in ("target", "total") if key in row}
        return {**kept, **cells, "planned": self._list_years()}

    def _list_years(self) -> Plain:
        return dict.fromkeys(self.years, self.to_do)

    def comment(self, new: NewInitiative, data: dict[str, Plain]) -> Comments:
        """Return the comments for whoever fills it in; rows of another one explain themselves."""
        texts = self.texts
        above: dict[NodePath, str] = {}
        if "budget" in data:
            above["budget",] = texts("start.new.budget", unit=self.unit)
        if new.rows:
            return Comments(texts("start.new.head", word=self.to_do), above)
        above["measures",] = texts("start.note.measures")
        beside = note_measure(self.build_measure(new), ("measures", 0), texts)
        return Comments(texts("start.new.head", word=self.to_do), above, beside)
