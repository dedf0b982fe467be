"""Sums, counts and rates are the same in every format and in every report that shows them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.running import run

WARD = ("--plan", "examples/ward/plan", "--lang", "ja")
DAY = ("--year", "R1", "--as-of", "2020-07-31")
Cells = list[list[str]]


@cache
def said(*arguments: str) -> str:
    done = run(*WARD, *arguments)
    assert done.code == 0, done.err
    return done.out


def document(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(*arguments, "--format", "json"))
    return found


def records(*arguments: str) -> list[dict[str, str]]:
    text = said(*arguments, "--format", "csv").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def markdown_tables(text: str) -> Cells:
    """Return the rows of every table; bold and indentation are no part of a cell."""
    rows = (line for line in text.split("\n") if line.startswith("|"))
    return [
        [re.sub(r"\*\*|&emsp;", "", cell).strip() for cell in row.strip("|").split(" | ")]
        for row in rows
    ]


class Tables(HTMLParser):
    """The rows of every table of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Cells = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.rows[-1][-1] += "<br>"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def html_tables(text: str) -> Cells:
    parser = Tables()
    parser.feed(text)
    return [[cell.strip() for cell in row] for row in parser.rows]


def plain_rows(text: str) -> Cells:
    """Return lines of a table of text as their words."""
    return [line.split() for line in text.split("\n")]


def counted() -> Counter[str]:
    """Count the statuses of single records, what is relisted left out."""
    rows = document("status", *DAY)["rows"]
    return Counter(row["status_label"] for row in rows if not row["relisted"])


def test_counts_agree_wherever_they_stand() -> None:
    counts = counted()
    assert counts.total() == 128
    by_csv = Counter(
        row["status_label"] for row in records("status", *DAY) if row["relisted"] != "true"
    )
    facts = document("status", *DAY)
    labels = {row["status"]: row["status_label"] for row in facts["rows"]}
    assert by_csv == counts
    assert {labels[key]: count for key, count in facts["counts"]["R1"].items()} == counts
    for by in ("chapter", "bureau", "department"):
        summary = ("status", "--summary", "--by", by, *DAY)
        for found in (document(*summary)["rows"], records(*summary)):
            total = {row["label"]: int(row["count"]) for row in found if row["row"] == "total"}
            assert total == counts
            groups: Counter[str] = Counter()
            for row in found:
                groups[row["label"]] += int(row["count"]) * (row["row"] == by)
            assert groups == counts


@pytest.mark.parametrize("by", ["chapter", "bureau"])
def test_the_totals_of_tables_are_those_counts(by: str) -> None:
    counts = counted()
    total = ["合計", *(str(count) for _, count in _in_order(counts)), str(counts.total())]
    summary = ("status", "--summary", "--by", by, *DAY)
    assert total in plain_rows(said(*summary))
    assert total in markdown_tables(said(*summary, "--format", "markdown"))
    for output, tables in (("markdown", markdown_tables), ("html", html_tables)):
        assert total in tables(said("report", *DAY, "--format", output))


def _in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    order = [
        "達成",
        "概ね達成",
        "一部実施",
        "未達成",
        "計画なし",
        "期限前",
        "未報告",
        "判定不能",
        "中止",
    ]
    return [(label, counts[label]) for label in order if counts[label]]


def test_rates_agree() -> None:
    rows = [row for row in document("status", *DAY)["rows"] if row["attainment"] is not None]
    assert len(rows) > 60
    by_csv = {
        (row["id"], row["measure"], row["relisted"]): row["attainment"]
        for row in records("status", *DAY)
    }
    text = said("status", *DAY, "--why")
    report = said("report", *DAY, "--format", "markdown")
    pages = html_tables(said("report", *DAY, "--format", "html"))
    shown = {cell for row in pages for part in row for cell in part.split("<br>")}
    for row in rows:
        key = (row["id"], row["measure"], str(row["relisted"]).lower())
        assert float(by_csv[key]) == row["attainment"]
        first = row["why"][0]
        assert first in text
        assert first in shown
        rate = f"{_half_up(row['attainment'])}%"
        assert rate in first or "上限" in first
        assert rate in text
        assert rate in report


def _half_up(ratio: float) -> str:
    return f"{int(abs(ratio) * 1000 + 0.5 + 1e-9) / 10:,.1f}"


@pytest.mark.parametrize("by", ["chapter", "bureau", "department", "initiative", "section", "mark"])
def test_money_agrees(by: str) -> None:
    command = ("budget", "--compare", "--year", "H30", "--by", by)
    found = document(*command)["rows"]
    texts = [{key: written(value) for key, value in row.items()} for row in found]
    assert [row for row in texts if row["row"] == "total"] == [
        row for row in records(*command) if row["row"] == "total"
    ]
    (total,) = (row for row in found if row["row"] == "total")
    for basis in ("planned", "initial", "current", "settled"):
        alone = document("budget", "--year", "H30", "--basis", basis, "--by", by)["rows"]
        assert [row["amount"] for row in alone if row["row"] == "total"] == [total[basis]]
        parts = [row[basis] or 0 for row in found if row["row"] == by]
        assert sum(parts) == pytest.approx(total[basis])
        amount = f"{total[basis]:,}"
        for tables in (
            plain_rows(said(*command)),
            markdown_tables(said(*command, "--format", "markdown")),
            html_tables(
                said("report", "--year", "H30", "--as-of", "2020-07-31", "--format", "html")
            ),
        ):
            assert any(row[0] == "合計" and amount in _bare(row) for row in tables if row)


def written(value: object) -> str:
    """Write a value of JSON as CSV has it."""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _bare(row: list[str]) -> list[str]:
    """Return cells without the sign that something unknown comes on top."""
    return [cell.removesuffix("+…") for cell in row]
