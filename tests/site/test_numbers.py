"""Every number of a site is the one that other commands say, read by a parser of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from tests.running import run
from tests.site.html_page import HtmlPage
from tests.site.sites import AS_OF, PLANS, write_example
from tests.tables.sources import EXAMPLES

pytestmark = pytest.mark.parametrize("plan", PLANS)
_BASES = {"計画": "planned", "当初予算": "initial", "予算現額": "current", "決算": "settled"}


def ask(plan: str, *arguments: str) -> dict[str, Any]:
    done = run("--plan", f"{EXAMPLES[plan]}", "--lang", "ja", *arguments, "--format", "json")
    assert done.code == 0, done.err
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def list_years(plan: str) -> list[str]:
    """Return the years that are over, as the site shows them."""
    rows = ask(plan, "status", "--as-of", AS_OF)["rows"]
    return sorted({row["year"]: None for row in rows if row["first_day"] < "2020-04-02"}, key=key)


def key(year: str) -> int:
    """Return a year as a number of its calendar: R1 comes after H30."""
    era, number = year[0], int(re.sub(r"\D", "", year))
    return number if era.isdigit() else {"H": 1988, "R": 2018}[era] + number


def list_rows(plan: str) -> list[dict[str, Any]]:
    years = list_years(plan)
    rows = ask(plan, "status", "--as-of", AS_OF)["rows"]
    return [row for row in rows if row["year"] in years]


def strip_symbol(status: str) -> str:
    return re.sub(r"^[^\w\s]\s*", "", status.strip())


def split_amount(text: str) -> tuple[int, bool]:
    """Return an amount, and whether some of it is unknown: ``1,095+…``."""
    digits = re.sub(r"[^0-9]", "", text.split(".", 1)[0])
    return int(digits or 0), text.endswith("…")


def ask_money(plan: str, by: str) -> dict[tuple[str, str, str], tuple[int, bool]]:
    """Return amounts by the key of the row, the year and the basis."""
    years = [word for year in list_years(plan) for word in ("--year", year)]
    found = {}
    for basis in _BASES.values():
        for row in ask(plan, "budget", *years, "--by", by, "--basis", basis)["rows"]:
            if row["row"] in {by, "total"}:
                unknown = bool(row["unknown"]) or row["presence"] == "unknown"
                found[row["key"] or "", row["year"], basis] = (row["amount"] or 0, unknown)
    return found


def test_the_first_page_counts_as_the_summary_does(plan: str) -> None:
    page = HtmlPage(write_example(plan) / "index.html")
    year = list_years(plan)[-1]
    answer = ask(plan, "status", "--summary", "--year", year, "--as-of", AS_OF)
    counts = {row["label"]: row["count"] for row in answer["rows"] if row["row"] == "total"}
    shown = {}
    for item in page.items:
        if found := re.match(r"(\d+)\s+(.+?)(?:\s+うち暫定 (\d+))?$", item.strip()):
            shown[strip_symbol(found[2])] = int(found[1])
    assert shown == counts
    assert sum(counts.values()) > 0


def test_years_beside_each_other_are_those_of_status(plan: str) -> None:
    page = HtmlPage(write_example(plan) / "index.html")
    years = list_years(plan)
    if len(years) < 2:
        return
    table = page.find_table("年度ごとの比較")
    counts = Counter(
        (row["status_label"], row["year"]) for row in list_rows(plan) if not row["relisted"]
    )
    assert len(table.head) == len(years) + 1
    for status, *numbers in table.rows:
        assert [int(number) for number in numbers] == [
            counts[strip_symbol(status), year] for year in years
        ]
    assert sum(int(n) for _, *numbers in table.rows for n in numbers) == counts.total()


def test_chapters_have_the_counts_of_status_and_the_sums_of_budget(plan: str) -> None:
    table = HtmlPage(write_example(plan) / "index.html").find_table("章ごとの状況")
    year, years = list_years(plan)[-1], list_years(plan)
    rows = [r for r in list_rows(plan) if r["year"] == year and not r["relisted"]]
    chapters = list(dict.fromkeys(row["chapter"] for row in rows))
    bands = HtmlPage(write_example(plan) / "method.html").find_table("評価基準")
    missed_names = {strip_symbol(band[0]) for band in bands.rows if band[3] == "○"}
    has_money = len(table.head) > 4 and "計画" in "".join(table.head)
    money = ask_money(plan, "chapter") if has_money else {}
    for shown in table.rows:
        whole = shown[0] == "合計"
        chapter = None if whole else next(c for c in chapters if f" {c} " in f" {shown[0]} ")
        of_chapter = [row for row in rows if chapter in {None, row["chapter"]}]
        assert int(shown[2]) == len(of_chapter)
        missed = [row for row in of_chapter if row["status_label"] in missed_names]
        assert int(shown[3]) == len(missed)
        for head, text in zip(table.head, shown, strict=True):
            if basis := _BASES.get(head.split("\n")[0]) if "(" in head else None:
                parts = [money[chapter or "", y, basis] for y in years]
                expected = sum(part for part, _ in parts), any(unknown for _, unknown in parts)
                assert split_amount(text) == expected, (shown[0], head)


def test_pages_of_initiatives_have_the_verdicts_of_status(plan: str) -> None:
    folder = write_example(plan)
    by_id: dict[str, list[dict[str, Any]]] = {}
    for row in list_rows(plan):
        by_id.setdefault(row["id"], []).append(row)
    assert by_id
    for identifier, rows in by_id.items():
        page = HtmlPage(folder / "i" / f"{identifier}.html")
        records = [table for table in page.tables if table.heading == "項目ごとの実績と判定"]
        shown = [row for table in records for row in (table.head, *table.rows)]
        unique = {(row["measure"], row["year"]): row for row in rows}
        verdicts = [row[-1] for row in shown if row[-2] == "判定"]
        assert len(verdicts) == len(unique)
        for verdict, row in zip(verdicts, unique.values(), strict=True):
            assert strip_symbol(verdict).startswith(row["status_label"])
            first, *others = row["why"]
            assert "\n".join((first.rsplit("→", 1)[0].strip(), *others)) in verdict


def test_pages_of_initiatives_have_the_money_of_budget(plan: str) -> None:
    folder, years = write_example(plan), list_years(plan)
    pages = sorted((folder / "i").glob("*.html"))
    assert pages
    tables = [(path.stem, HtmlPage(path).tables) for path in pages]
    found = {
        name: table
        for name, its in tables
        for table in its
        if table.heading.startswith("事業費") and table.head[1:2] == ("計画",)
    }
    if not found:
        assert not ask(plan, "budget").get("unit")
        return
    money = ask_money(plan, "initiative")
    for name, table in found.items():
        for year, row in zip(years, table.rows, strict=True):
            for head, text in zip(table.head, row, strict=True):
                if (basis := _BASES.get(head)) and (name, year, basis) in money:
                    assert split_amount(text) == money[name, year, basis], (name, year, head)
