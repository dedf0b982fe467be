"""The XML parts of a workbook: which part is which sheet, and where its cells lie."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from plantool.patterns import compile_late
from plantool.sheets.column_letters import read_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ADDRESS = compile_late("([A-Z]{1,3})([1-9][0-9]{0,6})")

Attributes = dict[str, str]


class MalformedPartError(Exception):
    """A part that is no XML as workbooks have it."""


class SheetMarks(NamedTuple):
    """How far the cells of a sheet reach, and those that hold no value though they look so.

    Cells are (row, column) from 0. ``errors`` show an error such as #N/A; ``unfinished`` hold a
    formula and no result.
    """

    rows: int
    columns: int
    errors: frozenset[tuple[int, int]]
    unfinished: frozenset[tuple[int, int]]


def find_sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of the parts of all worksheets by the names of the sheets, in their order.

    Raises MalformedPartError.
    """
    relations: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def read_relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def read_sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet" and (target := relations.get(attributes.get("id", ""))):
            sheets[attributes.get("name", "")] = posixpath.normpath(
                posixpath.join("/xl", target)
            ).lstrip("/")

    for part, read in ((_RELATIONS, read_relation), (_WORKBOOK, read_sheet)):
        if part not in parts:
            raise MalformedPartError(part)
        _parse(parts[part], read)
    if missing := [part for part in sheets.values() if part not in parts]:
        raise MalformedPartError(missing[0])
    return sheets


def mark_cells(part: bytes) -> SheetMarks:
    """Look through the cells of a sheet; raises MalformedPartError."""
    return _CellReader().read(part)


class _CellReader:
    """Follows the cells of a sheet: those without an address stand beside the one before."""

    def __init__(self) -> None:
        self.row = self.column = -1
        self.rows = self.columns = 0
        self.has_formula = self.has_value = self.is_in_value = False
        self.errors: set[tuple[int, int]] = set()
        self.unfinished: set[tuple[int, int]] = set()

    def read(self, part: bytes) -> SheetMarks:
        _parse(part, self.start, self.end, self.read_text)
        return SheetMarks(
            self.rows, self.columns, frozenset(self.errors), frozenset(self.unfinished)
        )

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.start_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.is_in_value = True
        elif name == "is":
            self.has_value = True

    def start_cell(self, attributes: Attributes) -> None:
        if found := _ADDRESS.fullmatch(attributes.get("r", "")):
            self.row, self.column = int(found[2]) - 1, read_letters(found[1])
        else:
            self.column += 1
        self.has_formula = False
        self.has_value = attributes.get("t") == "str"  # the result of a formula, perhaps ""
        if attributes.get("t") == "e":
            self.errors.add((self.row, self.column))

    def read_text(self, text: str) -> None:
        self.has_value = self.has_value or (self.is_in_value and bool(text))

    def end(self, name: str) -> None:
        if name == "v":
            self.is_in_value = False
        elif name == "c" and (self.has_value or self.has_formula):
            self.rows = max(self.rows, self.row + 1)
            self.columns = max(self.columns, self.column + 1)
            if not self.has_value:
                self.unfinished.add((self.row, self.column))


def _parse(
    part: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    read_text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element by its name without namespace; raises MalformedPartError."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start_element(name: str, attributes: Attributes) -> None:
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        start(name.rpartition(" ")[2], own)

    def refuse_entities(*_: object) -> None:
        raise MalformedPartError("DOCTYPE")

    parser.StartElementHandler = start_element
    parser.StartDoctypeDeclHandler = refuse_entities
    if read_text:
        parser.CharacterDataHandler = read_text
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position: this is all
    except expat.ExpatError as error:
        raise MalformedPartError(str(error)) from error
