"""Every number of the documents and of the site is the one that commands say in JSON.

Each output is read by others than plantool, and each of its numbers is looked for in ``status``,
``budget`` and ``report``: counts, money, attainments, rates, and figures as the plan prints them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.figures.answers import Asked, Json, Rows, find_rows
from tests.figures.documents import (
    Section,
    read_docx,
    read_docx_charts,
    read_html,
    read_markdown,
    read_xlsx,
    trim,
)
from tests.figures.expected import Expected, compare_bars, compare_rows, find_problems
from tests.figures.numbers import find_difference, list_numbers
from tests.figures.site_pages import SiteFigures
from tests.render.printing import NEEDS_PRINTING
from tests.render.reports import write_report
from tests.render.test_pdf import fold, read_pages
from tests.site.reading import read_page
from tests.site.sites import AS_OF, write_example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WARD = Asked("examples/ward/plan", "R1", "2020-07-31", "ja")
REPORTS = (
    WARD,
    Asked("plan", "30", "2019-06-30", "ja"),
    Asked("examples/scorecard/plan", "2016-17", "2017-08-31"),
    Asked("examples/reform/plan", "R2", "2021-07-31", "ja"),
)
every_report = pytest.mark.parametrize("asked", REPORTS, ids=lambda asked: asked.plan)


def make(asked: Asked, ending: str) -> Path:
    """Return a report as a file, made once for all tests."""
    start = ("--plan", asked.plan, "--lang", asked.language)
    return write_report(ending, *start, "report", *asked.report_words())


@cache
def expect(asked: Asked) -> Expected:
    status = asked.ask("status", "--as-of", asked.as_of)["rows"]
    return Expected(status, asked.report())


@cache
def read(asked: Asked, ending: str) -> list[Section]:
    data = make(asked, ending).read_bytes()
    if ending == ".docx":
        return read_docx(data)
    return read_html(data.decode()) if ending == ".html" else read_markdown(data.decode())


def list_problems(asked: Asked, ending: str) -> list[str]:
    """Return what the sections of a document say otherwise than JSON: in tables, charts, lines."""
    sections = asked.report()["sections"]
    problems: list[str] = []
    for section, said in zip(sections, read(asked, ending), strict=True):
        problems += find_problems(section, said, expect(asked))
        if said.heading != " ".join(section["heading"].split()):
            problems.append(f"{said.heading} instead of {section['heading']}")
        captions = [f"{p['title']} {p['unit']}" for p in section["parts"] if p["part"] == "chart"]
        expected = sorted(map(list_numbers, [*list_texts(section), *captions]))
        if expected != sorted(list_numbers(line) for line in said.lines if line.strip()):
            problems.append(f"{section['heading']}: {said.lines}")
    return problems


def list_texts(section: Json) -> list[str]:
    """Return the lines of the texts of a section."""
    texts = (text for part in section["parts"] for text in part.get("texts", ()))
    return [line for text in texts for line in text.split("\n") if line.strip()]


@every_report
@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_a_document_says_the_numbers_of_json(asked: Asked, ending: str) -> None:
    assert list_problems(asked, ending) == []


@every_report
def test_charts_of_word_are_drawn_of_the_numbers_of_json(asked: Asked) -> None:
    drawn = Counter(
        number for number in read_docx_charts(make(asked, ".docx").read_bytes()) if number != "0"
    )
    parts = [part for section in asked.report()["sections"] for part in section["parts"]]
    rows = [row for part in parts if part["part"] == "chart" for row in part["rows"]]
    counted = [row for row in rows if row["row"] != "total"]
    keys = ("count", "planned", "current", "settled")
    expected = Counter(str(row[key]) for row in counted for key in keys if row.get(key))
    assert drawn == expected


@every_report
def test_the_sheets_of_excel_say_the_rows_and_lines_of_json(asked: Asked) -> None:
    """Rows are those of Word, which say the numbers of JSON."""
    rows = read_xlsx(make(asked, ".xlsx"))
    tables = [table for section in read(asked, ".docx") for table in section.tables]
    bodies = Counter(trim(row) for _, *body in tables for row in body)
    assert bodies - Counter(map(trim, rows)) == Counter()
    lines = Counter(
        line.lstrip("・• ") for row in rows for cell in row for line in cell.split("\n")
    )
    texts = [text for section in asked.report()["sections"] for text in list_texts(section)]
    assert Counter(texts) - lines == Counter()


@every_report
@NEEDS_PRINTING
def test_a_pdf_says_the_rows_and_lines_of_json(asked: Asked) -> None:
    """Rows are those of HTML, which say the numbers of JSON."""
    assert list_problems(asked, ".html") == []
    text = "".join(read_pages(make(asked, ".pdf")))
    sections = read(asked, ".html")
    said = Counter(
        fold(text) for section in asked.report()["sections"] for text in list_texts(section)
    )
    said.update(fold("".join(row)) for s in sections for _, *body in s.tables for row in body)
    said.update(fold(words) for s in sections for bar in s.bars for words in (bar[0], *bar[2:]))
    said.update(fold(section.heading) for section in sections)
    assert {words: text.count(words) for words in said if text.count(words) < said[words]} == {}


SITES = {
    "plan": "H31",
    "examples/ward/plan": "R2",
    "examples/scorecard/plan": "2017-18",
    "examples/reform/plan": "R2",
}
every_site = pytest.mark.parametrize("plan", SITES)


@cache
def know(plan: str) -> SiteFigures:
    return SiteFigures(Asked(plan, SITES[plan], AS_OF, "ja"))


@cache
def read_site(plan: str, address: str) -> list[Section]:
    return read_html((write_example(plan) / address).read_text("utf-8"))


def find_section(sections: list[Section], heading: str) -> Section | None:
    return next((each for each in sections if heading in each.heading), None)


def find_in_lists(site: SiteFigures, sections: list[Section], listed: Rows) -> Iterator[str]:
    """Yield what lists of initiatives and the years beside each other say otherwise."""
    tables = [t for s in sections for t in s.tables if t[0][0].startswith("事業")]
    has_departments = "事業実施課" in tables[0][0]
    expected = [
        [*site.describe_listing(each), *(each["departments"] if has_departments else [])]
        for each in listed
    ]
    yield from compare_rows([row for table in tables for row in table[1:]], expected)
    yield from compare_rows([table[0] for table in tables], [site.name_years(2)] * len(tables))
    yield from find_in_years(site, sections, listed)


def find_in_years(site: SiteFigures, sections: list[Section], listed: Rows) -> Iterator[str]:
    """Yield what the table of years beside each other says otherwise."""
    if comparison := find_section(sections, "年度ごとの比較"):
        expected = [[str(n) for n in items] for items in site.compare_years(listed)]
        said = [list_numbers(" ".join(row)) for row in comparison.tables[0][1:]]
        if sorted(said) != sorted(expected):
            yield f"{said}: expected {expected}"
        yield from compare_rows(comparison.tables[0][:1], [site.name_years()])


def find_in_attention(
    site: SiteFigures, sections: list[Section], heading: str, *flags: str
) -> Iterator[str]:
    """Yield the items of what needs attention that say numbers of no measure that does."""
    rows = [row for row in site.rows if row["year"] == site.asked.year and not row["relisted"]]
    rows = [r for r in rows if site.is_missed(r["status"]) or not {*flags}.isdisjoint(r["flags"])]
    expected = [site.describe_attention(row) for row in rows]
    expected += [[*site.expected.name(row), row["why"][0], row["reason"]] for row in rows]
    section = find_section(sections, heading)
    for item in section.items if section else ():
        if item.startswith("すべて見る"):
            expected.append([len(rows)])
        if not any(find_difference(item, each) == "" for each in expected):
            yield item


@every_site
def test_the_first_page_says_the_numbers_of_json(plan: str) -> None:
    site, sections = know(plan), read_site(plan, "index.html")
    problems = list(site.find_in_summary(sections[0], site.listed))
    table = find_section(sections, "章ごとの状況")
    assert table
    rows = []
    counted = [each for each in site.listed if not each["relisted"]]
    chapters = [each for each in site.report["sections"] if each["key"] == "chapter"]
    for chapter in chapters:
        own = [each for each in counted if each["chapter"] == chapter["chapter"]]
        rows.append(site.describe_part(chapter["heading"], own, has_money=True))
    if len(chapters) > 1:
        rows.append(site.describe_part("", counted, has_money=True))
    problems += compare_rows(table.tables[0][1:], rows)
    part = next(p for s in site.report["sections"] for p in s["parts"] if p["part"] == "chart")
    problems += compare_bars(part, table.bars, is_drawn=True)
    problems += find_in_years(site, sections, site.listed)
    problems += find_in_attention(site, sections, "注意がいる項目", "missed", "at-risk")
    assert problems == []


@every_site
def test_lists_of_initiatives_say_the_numbers_of_json(plan: str) -> None:
    site = know(plan)
    pages = {"initiatives.html": site.list_once()}
    for chapter in dict.fromkeys(each["chapter"] for each in site.listed):
        own = [each for each in site.listed if each["chapter"] == chapter]
        pages[f"c/{chapter}.html"] = own
    problems: list[str] = []
    for address, listed in pages.items():
        sections = read_site(plan, address)
        if address != "initiatives.html":
            problems += site.find_in_summary(sections[0], listed)
            problems += find_in_attention(site, sections, "目標に届かなかった項目")
        problems += find_in_lists(site, sections, listed)
    assert problems == []


@every_site
def test_pages_of_departments_say_the_numbers_of_json(plan: str) -> None:
    site = know(plan)
    problems: list[str] = []
    by_name: dict[str, Rows] = {}
    for each in site.list_once():
        for name in each["departments"]:
            by_name.setdefault(name, []).append(each)
    shown = {}
    for page in (write_example(plan) / "d").glob("*.html"):
        sections = read_html(page.read_text("utf-8"))
        shown[sections[0].heading] = sections
    assert {*shown} == {*by_name}
    for name, listed in by_name.items():
        problems += site.find_in_summary(shown[name][0], listed)
        problems += find_in_lists(site, shown[name], listed)
    (table,) = (t for s in read_site(plan, "departments.html") for t in s.tables)
    rows = [row for row in table[1:] if len(row) > 1]
    named = {row[0]: row for row in rows}
    for name, listed in by_name.items():
        row = named.get(name) or named[name.split(" ", 1)[1]]
        problems += compare_rows([row], [site.describe_part(row[0], listed, has_money=False)])
    assert len(rows) == len(by_name)
    assert problems == []


@every_site
def test_pages_of_initiatives_say_the_numbers_of_json(plan: str) -> None:
    site = know(plan)
    problems: list[str] = []
    for each in site.list_once():
        address = f"i/{each['id']}.html"
        sections = read_site(plan, address)
        for lede in sections[0].ledes:
            problems += site.find_in_lede(lede, [each], has_money=False)
        printed = find_section(sections, "計画と実績")
        if printed and printed.tables:
            problems += find_problems(each, printed, site.expected)
        page = read_page(write_example(plan) / address)
        problems += site.find_in_records(each["id"], page.find_class("measure"))
        money = find_section(sections, "事業費（")
        if money and money.tables:
            problems += site.find_in_money(each["id"], money.tables[0])
    assert problems == []


@every_site
def test_the_page_of_what_was_missed_says_the_numbers_of_json(plan: str) -> None:
    site = know(plan)
    problems: list[str] = []
    lede, *sections = read_site(plan, "missed.html")
    problems += site.find_in_lede(lede.lines[0], site.listed, has_money=False)
    by_key = {section["heading"].split("（")[0]: section for section in site.report["sections"]}
    at_risk = find_rows(site.report, "at-risk")
    so_far = [row for row in at_risk if site.is_missed(row["status"])]
    for section in sections:
        if not section.tables:
            continue
        key = by_key.get(section.heading.split("（")[0], {}).get("key", "missed-provisional")
        rows = {
            "missed-provisional": [
                site.expected.status[r["id"], r["measure"], r["year"]] for r in so_far
            ],
            "at-risk": [row for row in at_risk if row not in so_far],
        }.get(key) or find_rows(site.report, key)
        expected = site.expected.list_rows(key.removesuffix("-provisional"), rows)
        problems += compare_rows(section.tables[0][1:], expected)
        if list_numbers(section.heading) != [str(len(rows))]:
            problems.append(f"{section.heading}: {len(rows)}")
    assert problems == []


@every_site
def test_the_page_of_method_says_the_numbers_of_json(plan: str) -> None:
    site = know(plan)
    (bands,) = (each for each in site.report["sections"] if each["key"] == "bands")
    (said,) = (each for each in read_site(plan, "method.html") if each.tables)
    assert find_problems(bands, said, site.expected) == []
    assert set(map(tuple, map(list_numbers, said.lines))) <= {
        tuple(list_numbers(text)) for text in list_texts(bands)
    }
