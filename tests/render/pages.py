"""Pages for the formats of office programs, and what stands in the files, read by others."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from plantool.messages import catalogue
from plantool.render.docx import render as render_docx
from plantool.render.xlsx import render as render_xlsx
from plantool.reports.page import (
    Bar,
    Chart,
    CodeBlock,
    Column,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Page,
    Paragraph,
    Records,
    Row,
    Series,
    Table,
)

if TYPE_CHECKING:
    from plantool.reports.page import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "</w:t></w:r><w:r><w:t>&amp;",
    "\u202e逆さ\u2066まわし\u2069",
    "長" * 260,  # more than the 255 that some fields of Excel hold
    "制御\x00\x07\x1b[31m\ud800\uffff",
    "=1+1",
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "[Book]'Sheet'!*?/\\:",
    "{{ 7*7 }} <%= x %> ${x}",
)
BAR_SERIES = (Series("達成", "green", "◎"), Series("未達成", "red", "×"))


def build_page(*blocks: Block) -> Page:
    return Page("report", blocks, Records(), {})


def build_hostile_page() -> Page:
    """Return a page on which every place holds what could do harm."""
    blocks: list[Block] = [Cover(HOSTILE[0], HOSTILE)]
    for at, text in enumerate(HOSTILE):
        columns = (Column(text, wide=True), Column(text, numeric=True))
        blocks += [
            Heading(text, 2, starts_page=True),
            Paragraph(text),
            Items((text,), numbered=bool(at % 2)),
            Table(columns, (Row((text, text)), Row((text, None)))),
            Details(text, Table(columns, (Row((text, text)),))),
            Note(text),
            CodeBlock(text, text),
            Chart(text, (BAR_SERIES[0]._replace(label=text),), (Bar(text, (1,)),), text),
        ]
    return build_page(*blocks)


def write_docx(page: Page, language: str = "ja") -> bytes:
    return b"".join(render_docx(page, catalogue(language)))


def write_xlsx(page: Page, language: str = "ja") -> bytes:
    return b"".join(render_xlsx(page, catalogue(language)))


def read_part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return ET.fromstring(packed.read(name))  # noqa: S314 - our own file


def read_words(element: ET.Element) -> str:
    """Return the words of a paragraph or cell, line by line."""
    paragraphs = []
    for paragraph in element.iter(f"{W}p"):
        words = ("\n" if e.tag == f"{W}br" else e.text or "" for e in paragraph.iter())
        paragraphs.append("".join(words))
    return "\n".join(paragraphs)


def read_docx_tables(data: bytes) -> list[list[list[str]]]:
    """Return the tables of a document for Word: rows of the words of their cells."""
    body = read_part(data, "word/document.xml")
    return [
        [[read_words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body.iter(f"{W}tbl")
    ]


def read_headings(data: bytes) -> list[tuple[str, str]]:
    """Return the styles and words of the headings of a document for Word."""
    found = []
    for paragraph in read_part(data, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        if re.fullmatch(r"Title|Heading[0-9]", name):
            words = "".join(e.text or "" for e in paragraph.iter(f"{W}t"))
            found.append((name, words))
    return found
