"""What stands in a document, section by section, read by others than plantool."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl

from tests.render.pages import W, read_part, read_words
from tests.site.reading import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.reading import Element


class Section(NamedTuple):
    """A heading, the lines below it, the rows of tables and bars, and the items of lists."""

    heading: str
    lines: list[str]
    tables: list[list[list[str]]]
    bars: list[list[str]]
    items: list[str]
    ledes: list[str]

    @classmethod
    def under(cls, heading: str) -> Section:
        return cls(" ".join(heading.split()), [], [], [], [], [])


def read_docx(data: bytes) -> list[Section]:
    """Return the sections of a document for Word; what is before the first is its contents."""
    sections = [Section.under("")]
    (body,) = read_part(data, "word/document.xml").iter(f"{W}body")
    for child in body:
        if child.tag == f"{W}tbl":
            rows = [
                [read_words(cell) for cell in row.iter(f"{W}tc")] for row in child.iter(f"{W}tr")
            ]
            sections[-1].tables.append(rows)
            continue
        style = child.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        words = read_words(child)
        if re.fullmatch(r"Title|Heading[0-9]", name):
            sections.append(Section.under(words))
        elif child.tag == f"{W}p" and not name.startswith("TOC") and words.strip():
            sections[-1].lines.extend(words.split("\n"))
    return sections[1:]


def read_docx_charts(data: bytes) -> list[str]:
    """Return the numbers that the charts of a document for Word are drawn of."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = [
            name for name in packed.namelist() if re.fullmatch(r"word/charts/[^/]+\.xml", name)
        ]
    roots = (read_part(data, name) for name in names)
    found = (
        each.text
        for root in roots
        for value in root.iter(f"{space}val")
        for each in value.iter(f"{space}v")
    )
    return [text or "" for text in found]


def read_markdown(text: str) -> list[Section]:
    """Return the sections of a document in Markdown."""
    sections: list[Section] = []
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if found := re.match(r"#+ (.*)", lines[0]):
            sections.append(Section.under(_read_cell(found[1])))
        elif lines[0].startswith("| "):
            cells = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines]
            head, _, *rows = [list(map(_read_cell, row)) for row in cells]
            sections[-1].tables.append([head, *rows])
        else:
            plain = (re.sub(r"^(> |- |1\. )", "", line) for line in lines)
            sections[-1].lines.extend(map(_read_cell, plain))
    return sections


def _read_cell(cell: str) -> str:
    text = cell.replace("&emsp;", "").strip().replace("<br>", "\n").replace("<!-- -->", "")
    bold = re.fullmatch(r"\*\*(.*)\*\*", text, re.DOTALL)
    plain = re.sub(r"\\([\\`*_{}\[\]<>#|~+.)-])", r"\1", bold[1] if bold else text)
    return plain.replace("&#32;", " ").replace("&amp;", "&")


def read_html(text: str) -> list[Section]:
    """Return the sections of a page; its contents are none of them."""
    (main,) = read_tree(text).find("main")
    sections: list[Section] = []
    for element in _walk_blocks(main):
        if re.fullmatch(r"h[1-6]", element.tag):
            sections.append(Section.under(element.text))
        elif element.tag == "table":
            sections[-1].tables.append(read_rows(element))
        elif element.tag == "figure":
            sections[-1].lines.append(element.find("figcaption")[0].text)
            (bars,) = element.find_class("bars")
            sections[-1].bars.extend(
                [each.text for each in bar.find("div", "title")] for bar in bars.find("li")
            )
        else:
            if element.attributes.get("class") == "lede":
                sections[-1].ledes.append(element.text)
            if element.tag == "li":
                sections[-1].items.append(element.text)
            sections[-1].lines.extend(element.text.strip().split("\n"))
    return sections


def _walk_blocks(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, str) or child.tag in {"nav", "style", "script", "svg"}:
            continue
        if child.tag in {"div", "section", "header", "main", "ul", "ol", "details"}:
            yield from _walk_blocks(child)
        else:
            yield child


def read_rows(table: Element) -> list[list[str]]:
    """Return the rows of a table."""
    return [[cell.text for cell in row.find("th", "td")] for row in table.find("tr")]


def trim(row: list[str]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end."""
    return tuple("|".join(row).rstrip("|").split("|"))


def read_xlsx(file: Path) -> list[list[str]]:
    """Return the rows of every sheet as Excel would show them."""
    book = openpyxl.load_workbook(file)
    return [[_show(cell) for cell in row] for sheet in book for row in sheet.iter_rows()]


def _show(cell: Any) -> str:  # noqa: ANN401 - the library has no types
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
