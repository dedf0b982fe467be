"""The markup of Word: texts, paragraphs and the marks that links lead to."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

BOLD = "<w:b/><w:bCs/>"
KEEP_NEXT = "<w:keepNext/>"  # on one page with the paragraph or row after it
GREY = '<w:color w:val="4D4D4D"/>'


def write_run(text: str, properties: str = "") -> str:
    """Return a text of one or more lines; nothing in it is markup, and nothing unseen."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = escape(make_visible(text)).split("\n")
    written = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
    return f'<w:r>{looks}<w:t xml:space="preserve">{written}</w:t></w:r>'


def write_line(text: str) -> str:
    """Return a text on one line, as the value of an attribute in its quotes."""
    return quoteattr(" ".join(make_visible(text).split("\n")))


def write_paragraph(style: str, runs: str, properties: str = "") -> str:
    """Return a paragraph in a style, by its id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>\n'


def write_field(instruction: str, result: str = "") -> str:
    """Return a field, which an office program works out, and what it shows until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def yield_bookmarks() -> Iterator[str]:
    """Yield the names of bookmarks, as Word names those of its contents."""
    yield from (f"_Toc{number:08}" for number in count(1))


def mark_place(number: int, name: str, runs: str) -> str:
    """Return runs with a bookmark around them."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    )
