"""Whatever is typed into a workbook, and whatever is written into the files meanwhile.

Each cell is decided by what the file says by now: it is what was typed, or what the workbook was
made of, or something else, which stays.
"""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import MISSING, Change
from plantool.editing.change_set import apply_statements
from plantool.loading.folder import EditedFolder, Folder
from plantool.loading.key_order import build_key_order
from plantool.messages import catalogue
from plantool.sheets.book_memory import BookMemory, Remembered
from plantool.sheets.department_books import DepartmentBooks
from plantool.sheets.layout import Book, SheetKind
from plantool.sheets.read_book import FilledBook, FilledCell, FilledRow, Place
from plantool.sheets.subjects import RESULT_FIELDS, find_subject, read_field
from plantool.sheets.take_in import CellResult, IntakeRequest, take_in
from plantool.syntax.parse import parse_document
from tests.drawing import share
from tests.running import ROOT

FOLDER = Folder.open_at(ROOT / "examples/reform/plan")
TODAY = date(2021, 6, 10)
LOADED = load_and_check(FOLDER, TODAY)
TEXTS = catalogue("ja")
BOOKS = [*DepartmentBooks(LOADED, TEXTS, LOADED.plan.planned_years).yield_books()]
COLUMNS = ("value", "note", "reason", "action")
FEW = 14  # so that both sides often mean the same one
CELLS = sorted(
    {
        (row.key, column)
        for book in BOOKS
        for sheet in book.sheets
        if sheet.kind is SheetKind.RESULTS
        for row in sheet.rows
        if not row.adds
        for column in COLUMNS
    }
)
CELLS = [*CELLS[:: len(CELLS) // FEW]]
WORDS = st.sampled_from(
    ["12", "3", "済", "=1+1", "a: b # c", "- x", "二行\nの文", "（削除）", "'", "0.5"]
)


class Meanwhile(NamedTuple):
    """A field that somebody else wrote."""

    cell: tuple[str, str]
    text: str


def _fill(book: Book, typed: dict[tuple[str, str], str]) -> FilledBook:
    """Return a workbook with cells typed over, as it would be read."""
    rows, memory = [], {}
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows, 3):
            cells = {
                column.id: FilledCell(
                    Place(sheet.title, f"{column.id}{number}"),
                    typed.get((row.key, column.id), row.texts[column.id]) or None,
                )
                for column in sheet.columns
                if column.is_input
            }
            rows.append(FilledRow(sheet.kind, row.key, cells, {}))
            memory[sheet.kind, row.key] = Remembered(row.whole, row.adds, {})
    known = BookMemory(book.origin, book.labels, memory)
    return FilledBook(Path(f"{book.name}.xlsx"), known, tuple(rows))


def _write_meanwhile(changes: list[Meanwhile]) -> dict[str, bytes]:
    """Return the files in which somebody else wrote, where their format lets them."""
    texts: dict[str, bytes] = {}
    for (key, column), text in changes:
        subject = find_subject(LOADED.plan, SheetKind.RESULTS, key)
        assert subject
        file = subject.initiative.file
        name = Path(file).name
        document = parse_document(texts.get(name, LOADED.contents[file].encode()), file)
        if subject.read_whole(document) is MISSING:
            continue
        path = (*subject.path, *RESULT_FIELDS[column])
        before = read_field(subject.read_whole(document), RESULT_FIELDS[column])
        change = Change(file, path, before, text)
        edited, _ = apply_statements(document, [(change,)], build_key_order("initiative"))
        if edited.source:
            texts[name] = edited.source.text.encode()
    return texts


def _read_fields(contents: dict[str, str], cell: tuple[str, str]) -> Any:  # noqa: ANN401 - data of a file
    key, column = cell
    subject = find_subject(LOADED.plan, SheetKind.RESULTS, key)
    assert subject
    document = parse_document(contents[subject.initiative.file].encode(), "x")
    return read_field(subject.read_whole(document), RESULT_FIELDS[column])


def _read_all(contents: dict[str, str]) -> dict[str, Any]:
    return {file: parse_document(text.encode(), file).root for file, text in contents.items()}


@settings(max_examples=share(100))
@given(
    st.dictionaries(st.sampled_from(CELLS), WORDS, min_size=1, max_size=6),
    st.lists(st.builds(Meanwhile, st.sampled_from(CELLS), WORDS), max_size=6),
)
def test_each_cell_is_decided_by_what_its_file_says_by_now(
    typed: dict[tuple[str, str], str], meanwhile: list[Meanwhile]
) -> None:
    folder = EditedFolder(FOLDER, _write_meanwhile(meanwhile))
    loaded = load_and_check(folder, TODAY)
    request = IntakeRequest(tuple(_fill(book, typed) for book in BOOKS))
    intake = take_in(request, folder, loaded, TODAY, TEXTS)
    after = dict(loaded.contents)
    for name, data in intake.attempt.outcome.texts.items():
        file = next(file for file in after if Path(file).name == name)
        after[file] = data.decode()
    told = {}
    for outcome in intake.outcomes:
        assert outcome.subject
        told[outcome.subject.key, outcome.source.column] = outcome.result
    for cell, result in told.items():
        base, now, then = (
            _read_fields(contents, cell)
            for contents in (dict(LOADED.contents), dict(loaded.contents), after)
        )
        if result is CellResult.APPLIED:
            assert now == base != then
        elif result in {CellResult.CONFLICT, CellResult.ALREADY_SO, CellResult.REFUSED}:
            assert then == now
        if result is CellResult.CONFLICT:
            assert now != base
    _require_nothing_else(loaded.contents, after, told)


def _require_nothing_else(
    before: Any,  # noqa: ANN401 - texts by file
    after: dict[str, str],
    told: dict[tuple[str, str], CellResult],
) -> None:
    """Require that nothing changed but what was applied, and the days of new reports."""
    for file, text in before.items():
        old, new = (parse_document(data.encode(), file) for data in (text, after[file]))
        assert old.root
        assert new.root
        expected, found = copy.deepcopy(old.root.to_plain()), new.root.to_plain()
        for data in (expected, found):
            _forget_applied(data, file, told)
        assert expected == found


def _forget_applied(data: Any, file: str, told: dict[tuple[str, str], CellResult]) -> None:  # noqa: ANN401
    for (key, column), result in told.items():
        subject = find_subject(LOADED.plan, SheetKind.RESULTS, key)
        assert subject
        if subject.initiative.file != file or result is not CellResult.APPLIED:
            continue
        *way, year = subject.path
        holder = data
        for step in way[:-1]:
            holder = holder[step]
        results = holder.get(way[-1], {})
        report = results.get(year, {})
        report.pop(RESULT_FIELDS[column][0], None)
        if report.keys() <= {"reported"}:
            results.pop(year, None)
        if not results:
            holder.pop(way[-1], None)
