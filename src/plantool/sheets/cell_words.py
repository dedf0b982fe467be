"""The words of input cells: how a value of a file is shown there, and what a typed text means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Missing
from plantool.model.cell import is_none_mark
from plantool.model.day import parse_day
from plantool.model.measure import Kind
from plantool.model.normal import nfkc
from plantool.model.result import State
from plantool.recording.typed_values import fold_text, fold_words, parse_number
from plantool.sheets.open_workbook import CellFault
from plantool.syntax.text_limits import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from plantool.messages import Catalogue
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.sheets.open_workbook import CellValue
    from plantool.syntax.nodes import Plain

_DELETION = ("（削除）", "(delete)")
_NO_DASH = "―"


class CellProblem(Exception):  # noqa: N818 - it is the cell's, and not ours
    """Something in a cell that is not taken in; ``key`` names its text, with its remedy below.

    What ``is_doubt`` may be meant so: whoever takes it in can accept it.
    """

    is_doubt = False

    def __init__(self, key: str, **arguments: object) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


class Meaning(Enum):
    """What a column holds."""

    CELL = "cell"
    CHOICE = "choice"
    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    DAY = "day"


_MEANINGS = {
    "value": Meaning.CELL,
    "state": Meaning.CHOICE,
    "judgement": Meaning.CHOICE,
    **dict.fromkeys(("note", "reason", "action", "judgement_reason", "reasons"), Meaning.TEXT),
    "number": Meaning.NUMBER,
    "date": Meaning.DAY,
}


def find_meaning(column: str) -> Meaning:
    """Return what a column holds: an amount where nothing else is said."""
    return _MEANINGS.get(column, Meaning.AMOUNT)


def build_labels(plan: Plan, texts: Catalogue) -> dict[str, dict[str, str]]:
    """Return the plan's words for states and statuses, by column and id."""
    bands = plan.scheme.bands
    return {
        "state": {state.value: texts(f"state.{state.value}") for state in State},
        "judgement": {band.id: _choose_label(band.label, texts) for band in bands},
    }


def _choose_label(label: object, texts: Catalogue) -> str:
    words = getattr(label, "words", None)
    return str(words(texts) if words else label)


class CellWords:
    """Shows and reads the cells of one workbook, in its words."""

    def __init__(
        self, texts: Catalogue, labels: Mapping[str, Mapping[str, str]], unit: str = ""
    ) -> None:
        self.texts = texts
        self.labels = labels
        self.unit = unit

    def show(self, column: str, plain: Plain | Missing) -> str:  # noqa: PLR0911 - one per sort
        """Return the text of a value; "" where the file says nothing."""
        match plain:
            case Missing():
                return ""
            case None:
                is_cell = find_meaning(column) is Meaning.CELL
                return self.texts("none" if is_cell else "unknown")
            case str():
                return self.labels.get(column, {}).get(plain, plain)
            case list():
                return "\n".join(map(str, plain))
            case {"below_unit": True}:
                return self.texts("below-unit")
            case dict():
                return str(plain.get("text", ""))
            case bool():
                return str(plain).lower()
            case _:
                return f"{plain:,f}" if isinstance(plain, Decimal) else f"{plain:,}"

    def read(  # noqa: PLR0911 - one per sort
        self, column: str, typed: str, choices: Collection[str] = ()
    ) -> Plain | Missing:
        """Return what a typed text says; MISSING takes a value away.

        ``choices`` are the names that are open, where not all are. Raises CellProblem.
        """
        text = typed.strip()
        if found := FORBIDDEN.search(text):
            raise CellProblem("sheet.problem.character", character=f"U+{ord(found[0]):04X}")
        if nfkc(text).casefold() in {nfkc(word) for word in _DELETION}:
            return MISSING
        match find_meaning(column):
            case Meaning.CELL:
                return self._read_cell(text)
            case Meaning.CHOICE:
                return self._read_choice(column, text, choices)
            case Meaning.TEXT:
                return text
            case Meaning.AMOUNT:
                return self._read_amount(text)
            case Meaning.NUMBER:
                return _read_count(text)
            case Meaning.DAY:
                return _read_day(text)

    def _read_cell(self, text: str) -> Plain:
        number = parse_number(text)
        if isinstance(number, str) and "\n" in number:
            return [line.strip() for line in number.splitlines() if line.strip()]
        return number

    def _read_choice(self, column: str, text: str, choices: Collection[str]) -> str:
        known = self.labels.get(column, {})
        labels = {name: known[name] for name in known if not choices or name in choices}
        wanted = fold_text(text)
        for name, label in labels.items():
            if wanted in {fold_text(name), fold_text(label), *self._list_spellings(name)}:
                return name
        raise CellProblem("sheet.problem.choice", value=text, known=self._join(labels.values()))

    def _list_spellings(self, name: str) -> set[str]:
        """Return other words that people use for a state."""
        return fold_words(self.texts.texts.get(f"typed.{name}", ""))

    def _join(self, words: object) -> str:
        return self.texts("list.and").join(words)  # type: ignore[arg-type] # texts

    def _read_amount(self, text: str) -> Plain:
        folded = fold_text(text)
        if is_none_mark(text):
            return _NO_DASH
        if folded == fold_text(self.texts("below-unit")):
            return {"below_unit": True}
        if folded in {fold_text(self.texts("unknown")), "..."}:
            return None
        number = parse_number(folded.removesuffix(fold_text(self.unit)) if self.unit else text)
        if isinstance(number, str):
            raise CellProblem("sheet.problem.amount", value=text, unit=self.unit)
        return number


def _read_count(text: str) -> int:
    number = parse_number(nfkc(text).removeprefix("第").removesuffix("号").removesuffix("次"))
    if not isinstance(number, int):
        raise CellProblem("sheet.problem.count", value=text)
    return number


def _read_day(text: str) -> str:
    try:
        return parse_day(text).isoformat()
    except ValueError:
        raise CellProblem("sheet.problem.day", value=text) from None


def list_state_names(measure: Measure) -> tuple[str, ...]:
    """Return the states that a measure can have: of numbers, only that nothing was done."""
    states = State if measure.kind is Kind.MILESTONE else (State.POSTPONED, State.CANCELLED)
    return tuple(state.value for state in states)


def describe_value(value: CellValue) -> str:
    """Return a cell as people see it; of a formula that it is one."""
    match value:
        case None:
            return ""
        case CellFault.ERROR:
            return "#"
        case CellFault.NO_RESULT:
            return "="
        case _:
            return str(value)


def settle_typed(column: str, value: CellValue) -> str:
    """Return what was typed into a cell, as text; raises CellProblem for what Excel made of it."""
    match value:
        case None:
            return ""
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case CellFault():
            raise CellProblem(f"sheet.problem.{value.value}")
        case bool():
            raise CellProblem("sheet.problem.truth", value=str(value).upper())
        case Decimal():
            return f"{value:f}"
        case datetime() | date():
            return _settle_day(column, value)
        case time() | timedelta():
            raise CellProblem("sheet.problem.time", value=str(value))


def _settle_day(column: str, value: date) -> str:
    """Return a day where one is asked for; elsewhere Excel took 2-4 for one."""
    if find_meaning(column) is Meaning.DAY:
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    raise CellProblem("sheet.problem.date", month=value.month, day=value.day)
