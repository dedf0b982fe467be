"""Every figure of the documents for Word, PDF and Excel is the one of Markdown and of JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest

from tests.render.pages import read_docx_tables
from tests.render.printing import NEEDS_PRINTING
from tests.render.reports import write_report
from tests.render.test_pdf import fold, read_pages
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


class Report(NamedTuple):
    """A report of one of the plans, and what its totals are called."""

    plan: str
    language: str
    options: tuple[str, ...]
    total: str

    def command(self, command: str, *more: str) -> tuple[str, ...]:
        start = ("--plan", self.plan, "--lang", self.language)
        return (*start, command, *self.options, *more)


REPORTS = (
    Report("examples/ward/plan", "ja", ("--year", "R1", "--as-of", "2020-07-31"), "合計"),
    Report("plan", "en", ("--year", "30", "--as-of", "2019-06-30"), "Total"),
    Report(
        "examples/scorecard/plan", "en", ("--year", "2016-17", "--as-of", "2017-08-31"), "Total"
    ),
)
every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.plan)
Rows = list[list[str]]


@cache
def said(*arguments: str) -> str:
    done = run(*arguments)
    assert done.code == 0, done.err
    return done.out


def make(report: Report, ending: str) -> Path:
    return write_report(ending, *report.command("report"))


def markdown_tables(report: Report) -> list[Rows]:
    """Return the rows of every table, their cells as people read them."""
    tables: list[Rows] = [[]]
    for line in said(*report.command("report", "--format", "markdown")).split("\n"):
        if line.startswith("| "):
            cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
            tables[-1].append([_read_markdown(cell) for cell in cells])
        elif tables[-1]:
            tables.append([])
    found = [[head, *rows] for head, rule, *rows in filter(None, tables) if rule]
    assert len(found) >= 8
    return found


def _read_markdown(cell: str) -> str:
    text = cell.replace("&emsp;", "").strip().replace("<br>", "\n").replace("<!-- -->", "")
    bold = re.fullmatch(r"\*\*(.*)\*\*", text, re.DOTALL)
    plain = re.sub(r"\\([\\`*_{}\[\]<>#|~+.)-])", r"\1", bold[1] if bold else text)
    return plain.replace("&#32;", " ").replace("&amp;", "&")


def trim(row: list[str]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end."""
    return tuple("|".join(row).rstrip("|").split("|"))


def xlsx_rows(file: Path) -> Rows:
    """Return the rows of every sheet as Excel would show them."""
    book = openpyxl.load_workbook(file)
    return [[show(cell) for cell in row] for sheet in book for row in sheet.iter_rows()]


def show(cell: Any) -> str:  # noqa: ANN401 - the library has no types
    """Return what Excel shows of a cell, by its number format."""
    value, number_format = cell.value, cell.number_format
    if isinstance(value, datetime):
        assert number_format == "yyyy-mm-dd"
        return value.date().isoformat()
    if value is None or isinstance(value, str):
        return value or ""
    number, sections = Decimal(repr(value)), number_format.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    found = re.fullmatch(r'("\(")?(-?)(0|#,##0(?:\.(0+))?)(%?)(?:"(\+[^"]+)")?("\)")?', section)
    assert found, number_format
    opening, sign, digits, decimals, per_cent, more, closing = (
        part or "" for part in found.groups()
    )
    shown = number.scaleb(2) if per_cent else number
    shown = shown.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{shown:f}" if digits == "0" else f"{abs(shown) if sign else shown:,f}"
    return f"{opening}{sign}{text}{per_cent}{more}{closing}".replace('"', "")


def json_totals(report: Report) -> list[list[str]]:
    """Return the totals that commands tell machines: measures by status, and money."""
    counts = json.loads(said(*report.command("status", "--format", "json")))["counts"]
    (of_year,) = counts.values()
    totals = [[*(str(count) for count in of_year.values() if count)]]
    year = report.options[:2]
    words = ("--plan", report.plan, "budget", "--compare", *year, "--format", "json")
    rows = json.loads(said(*words), parse_float=Decimal)["rows"]
    for row in rows:
        if row["row"] == "total":
            amounts = (row[key] for key in ("planned", "current", "settled"))
            totals.append([f"{amount:,}" for amount in amounts if amount is not None])
    return totals


def has_total(rows: Rows, report: Report, figures: list[str]) -> bool:
    """Tell whether a line of totals has these figures, in this order."""
    for row in rows:
        if row[0] == report.total:
            cells = [cell.partition("+")[0] for cell in row[1:]]
            left = iter(cells)
            if all(figure in left for figure in figures):
                return True
    return False


@every_report
def test_the_tables_of_word_are_those_of_markdown(report: Report) -> None:
    tables = read_docx_tables(make(report, ".docx").read_bytes())
    expected = [[trim(row) for row in rows] for rows in markdown_tables(report)]
    assert [[trim(row) for row in rows] for rows in tables] == expected
    rows = [row for table in tables for row in table]
    assert all(has_total(rows, report, figures) for figures in json_totals(report))


@every_report
def test_the_sheets_of_excel_show_the_rows_of_markdown(report: Report) -> None:
    rows = xlsx_rows(make(report, ".xlsx"))
    bodies = [trim(row) for _, *body in markdown_tables(report) for row in body]
    assert not Counter(bodies) - Counter(map(trim, rows))
    assert all(has_total(rows, report, figures) for figures in json_totals(report))


@every_report
@NEEDS_PRINTING
def test_a_pdf_says_the_rows_of_markdown(report: Report) -> None:
    text = "".join(read_pages(make(report, ".pdf")))
    rows: Counter[str] = Counter()
    for head, *body in markdown_tables(report):
        if head[0]:  # what has no head there is a chart, which says its figures otherwise
            rows.update(fold("".join(row)) for row in body)
            continue
        for label, *figures in body:  # of which a chart does not say 0
            places = [found.end() for found in re.finditer(re.escape(fold(label)), text)]
            pattern = "[^0-9]*?".join(figure for figure in figures if figure not in {"", "0"})
            assert any(re.match(f"[^0-9]*{pattern}", text[at:]) for at in places), label
    assert {row: text.count(row) for row in rows if text.count(row) < rows[row]} == {}
    for figures in json_totals(report):
        lines = re.findall(rf"{report.total}([0-9,.+%…]*)", text)
        assert any("".join(figures) in re.sub(r"\+[.…]*", "", line) for line in lines), figures
