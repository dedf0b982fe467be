"""The lines of the hidden sheet: what the plan said when a workbook was made, and back.

A line has a name, the key of a row, whether that adds, how its printed cells begin, and the data
that the plan's file had, in as many cells as its text needs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import MISSING, Missing
from plantool.loading.cached_json import decode_plain, encode_plain
from plantool.model.exact import read_number
from plantool.sheets.layout import LONGEST_TEXT, PRINTED_START, SheetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plantool.sheets.layout import Book, Sheet, SheetRow
    from plantool.sheets.open_workbook import CellValue
    from plantool.syntax.nodes import Plain

_ORIGIN, _LABELS = "origin", "labels"
_ADDS = "adds"
_DEEPEST = 20  # levels of data below a row; no report has as many


class Remembered(NamedTuple):
    """What the plan said of all that a row is about; ``adds`` as in the row that was handed out.

    ``printed`` is how its printed cells began, by column.
    """

    whole: Plain | Missing
    adds: bool
    printed: Mapping[str, str]


class BookMemory(NamedTuple):
    """What a workbook is of, its words for states and statuses, and what its rows were made of."""

    origin: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    rows: Mapping[tuple[SheetKind, str], Remembered]


def yield_memory_lines(book: Book) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the hidden sheet."""
    labels: dict[str, Plain] = {column: {**words} for column, words in book.labels.items()}
    yield (_ORIGIN, "", "", "", *_split_text(encode_plain(dict(book.origin))))
    yield (_LABELS, "", "", "", *_split_text(encode_plain(labels)))
    for sheet in book.sheets:
        for row in sheet.rows:
            said = "" if isinstance(row.whole, Missing) else encode_plain(row.whole)
            adds = _ADDS if row.adds else ""
            printed = encode_plain(dict(_start_printed(sheet, row)))
            yield (sheet.kind.value, row.key, adds, printed, *_split_text(said))


def _start_printed(sheet: Sheet, row: SheetRow) -> Iterator[tuple[str, str]]:
    """Yield how the printed cells of a row begin."""
    for column in sheet.columns:
        if not column.is_input:
            yield column.id, row.texts.get(column.id, "")[:PRINTED_START]


def _split_text(text: str) -> list[str]:
    """Return a text in parts that a cell can hold."""
    return [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]


def read_memory(lines: Iterable[Sequence[CellValue]]) -> BookMemory:
    """Read the lines of the hidden sheet.

    Raises ValueError, TypeError or ArithmeticError where it is spoilt.
    """
    origin: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    rows: dict[tuple[SheetKind, str], Remembered] = {}
    for name, key, adds, printed, *parts in lines:
        text = "".join(map(_read_text, parts))
        match name:
            case "origin":
                origin = _read_texts(decode_plain(text))
            case "labels":
                said = _require_mapping(decode_plain(text))
                labels = {column: _read_texts(words) for column, words in said.items()}
            case None:
                continue
            case _:
                whole = _read_whole(text) if text else MISSING
                start = _read_texts(decode_plain(_read_text(printed)))
                rows[SheetKind(name), _read_text(key)] = Remembered(whole, adds == _ADDS, start)
    return BookMemory(origin, labels, rows)


def _read_whole(text: str) -> Plain:
    data = decode_plain(text)
    _require_plain(data, _DEEPEST)
    return data


def _require_plain(data: object, deepest: int) -> None:
    """Refuse what no file of a plan says: depths, and numbers that are floats or without end."""
    if not deepest or isinstance(data, float):
        raise TypeError(data)
    match data:
        case dict():
            data = [*data.values()]
        case Decimal() if not data.is_finite() or read_number(str(data)) is None:
            raise ValueError(data)
    if isinstance(data, list):
        for item in data:
            _require_plain(item, deepest - 1)


def _read_texts(data: object) -> dict[str, str]:
    return {key: str(value) for key, value in _require_mapping(data).items()}


def _require_mapping(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def _read_text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""
