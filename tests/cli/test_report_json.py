"""The report for programs: all of the report that people read, in the rows of other commands."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from tests.figures.answers import ASKED, WARD, find_rows
from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.figures.answers import Asked, Json, Rows

every_report = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.plan)


def list_tables(report: Json) -> list[tuple[Json, Json]]:
    """Return the tables and charts, each with its section."""
    return [
        (section, part)
        for section in report["sections"]
        for part in section["parts"]
        if "rows" in part
    ]


def cut(rows: Rows, like: Rows) -> Rows:
    """Return rows with the columns that others have."""
    return [{key: row[key] for key in like[0]} for row in rows] if like else []


@every_report
def test_it_has_the_sections_of_markdown_in_their_order(asked: Asked) -> None:
    report = asked.report()
    markdown = asked.say("report", "--year", asked.year, "--as-of", asked.as_of)
    headings = [
        (len(found[1]), re.sub(r"\\(.)|<!-- -->|</?span>", r"\1", found[2]))
        for found in re.finditer(r"^(#+) (.*)$", markdown, re.MULTILINE)
    ]
    assert [(each["level"], each["heading"]) for each in report["sections"]] == headings
    assert all(section["key"] for section in report["sections"])
    for number, section in enumerate(markdown.split("\n#")):
        parts = report["sections"][number]["parts"]
        assert ("\n| " in section) == any("rows" in part for part in parts), section
        quoted = [line for line, _ in groupby(section.split("\n"), lambda x: x[:2]) if line == "> "]
        assert bool(quoted) == any(part["part"] == "note" for part in parts)


@every_report
def test_its_tables_have_keys_of_their_own_and_rows_of_their_columns(asked: Asked) -> None:
    report, known = asked.report(), set()
    for section, part in list_tables(report):
        about = tuple(str(section.get(key)) for key in ("id", "chapter", "section"))
        assert (part["key"], about) not in known
        known.add((part["key"], about))
        assert part["rows"]
        assert all([*row] == part["columns"] for row in part["rows"])
    documents = (ROOT / "docs" / "output.md", ROOT / "docs" / "ja" / "output.md")
    for document in documents:
        text = document.read_text("utf-8")
        keys = {section["key"] for section in report["sections"]} | {key for key, _ in known}
        assert [key for key in keys if f"`{key}`" not in text] == []


@every_report
def test_its_facts_and_counts_are_those_of_status(asked: Asked) -> None:
    report = asked.report()
    status = asked.ask("status", "--year", asked.year, "--as-of", asked.as_of)
    for key in ("plan", "as_of", "scheme", "counts", "provisional", "initiatives"):
        assert report[key] == status[key]
    summary = ("status", "--summary", "--by")
    assert find_rows(report, "statuses-by-chapter") == asked.ask_day(*summary, "chapter")
    has_departments = any(row["departments"] for row in status["rows"])
    by = "bureau" if has_departments else "chapter"
    assert find_rows(report, "statuses") == asked.ask_day(*summary, by)
    pending = asked.ask("pending", "--year", asked.year, "--as-of", asked.as_of)
    assert (report["pending"], report["overdue"]) == (pending["pending"], pending["overdue"])


@every_report
def test_its_verdicts_are_those_of_status(asked: Asked) -> None:
    report = asked.report()
    status = [row for row in asked.ask_day("status") if row["measure"]]
    reckoning = find_rows(report, "reckoning")
    assert reckoning == cut(status, reckoning)
    counted = [row for row in status if not row["relisted"]]
    for key, flag in (("missed", "missed"), ("disagreement", "disagreement")):
        flagged, found = [row for row in counted if flag in row["flags"]], find_rows(report, key)
        kept = [key for key in (found[0] if found else ()) if key in status[0]]
        kept = [key for key in kept if (flag, key) != ("disagreement", "reason")]
        assert [[row[k] for k in kept] for row in found] == [[r[k] for k in kept] for r in flagged]
        assert len(found) == len(flagged)
    risky = [row["measure"] for row in counted if "at-risk" in row["flags"]]
    assert [row["measure"] for row in find_rows(report, "at-risk")] == risky
    every_year = asked.ask("status", "--as-of", asked.as_of)["rows"]
    of_report = find_rows(report, "verdicts")
    years = {row["year"] for row in of_report}
    known = [r for r in every_year if r["measure"] and r["year"] in years]
    assert sorted(map(str, of_report)) == sorted(map(str, cut(known, of_report)))


@every_report
def test_what_is_owed_is_that_of_pending(asked: Asked) -> None:
    report = asked.report()
    found, owed = find_rows(report, "unreported"), asked.ask_day("pending")
    counted = {
        s["id"] for s in report["sections"] if s["key"] == "initiative" and not s["relisted"]
    }
    expected = {str(row | {"department": None}) for row in owed if row["id"] in counted}
    assert {str({"department": None} | without_departments(row)) for row in found} == expected
    assert len(found) == report["pending"]


def without_departments(row: Json) -> Json:
    return {key: value for key, value in row.items() if key != "departments"}


@every_report
def test_its_money_is_that_of_budget(asked: Asked) -> None:
    report = asked.report()
    if report["unit"] is None:
        assert not any("money" in key for section in report["sections"] for key in [section["key"]])
        return
    by_chapter = asked.ask_year("budget", "--compare", "--by", "chapter")
    assert find_rows(report, "money-by-chapter") == by_chapter
    assert find_rows(report, "money") == [row for row in by_chapter if row["row"] == "total"]
    groups = [row for row in by_chapter if row["row"] == "chapter"]
    assert find_rows(report, "money-chart") == groups
    for by in ("bureau", "initiative"):
        if found := find_rows(report, f"money-by-{by}"):
            assert found == asked.ask_year("budget", "--compare", "--by", by)
    parts = find_rows(report, "money-by-part")
    assert len(parts) == len({str(row) for row in parts})
    if parts:
        for basis in ("planned", "initial", "current", "settled"):
            rows = asked.ask_year("budget", "--by", "part", "--basis", basis)
            assert [row for row in parts if row["basis"] == basis] == rows


@every_report
def test_its_initiatives_are_those_of_show(asked: Asked) -> None:
    report = asked.report()
    sections = [each for each in report["sections"] if each["key"] == "initiative"]
    assert len({each["id"] for each in sections}) >= 3
    for section in sections[:8]:
        (printed,) = (part for part in section["parts"] if part.get("key") == "printed")
        shown = asked.ask("show", section["id"], "--as-of", asked.as_of)
        assert printed["rows"] == shown["rows"]
        for key in ("title", "departments", "mark"):
            assert section[key] == shown[key]


def test_a_file_or_one_for_each_chapter(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    words = ("--plan", str(ROOT / WARD.plan), "report", "--year", "R1", "--as-of", WARD.as_of)
    done = run(*words, "--split", "chapter", "--output", str(file))
    names = ["r.json", "r-1.json", "r-2.json", "r-3.json"]
    assert done.err.splitlines() == [f"{tmp_path / name} を書き出しました。" for name in names]
    whole, of_two = (
        json.loads((tmp_path / name).read_text("utf-8")) for name in (names[0], names[2])
    )
    (files,) = (each for each in whole["sections"] if each["key"] == "chapter-files")
    assert [text.rpartition(" ")[2] for text in files["parts"][0]["texts"]] == names[1:]
    assert not {"initiative", "reckoning"} & {each["key"] for each in whole["sections"]}
    assert json.loads(run(*words, "--chapter", "2", "--format", "json").out) == of_two
    assert of_two["only"]
