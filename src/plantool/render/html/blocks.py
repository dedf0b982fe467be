"""Each block of a page as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.html.bar_charts import render_chart
from plantool.render.html.escaping import escape_line, escape_preformatted, escape_prose
from plantool.render.html.tables import render_table
from plantool.reports.page import (
    Chart,
    CodeBlock,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.render.html.headings import OutlinedBlock, OutlineTitle


def render_block(outlined: OutlinedBlock, texts: Catalogue) -> Iterator[str]:
    """Yield one block, where it stands in the document."""
    match outlined.block:
        case Cover(_, lines):
            yield from _render_cover(outlined.under, lines)
        case Heading(starts_page=starts_page):
            yield _render_heading(outlined.under, ' class="sheet"' if starts_page else "")
        case Paragraph(text):
            yield f"<p>{escape_prose(text)}</p>\n"
        case Note(text):
            yield f'<p class="note" role="note">{escape_prose(text)}</p>\n'
        case CodeBlock(file, text):
            yield f'<figure class="code"><figcaption>{escape_line(file)}</figcaption>'
            yield f"<pre><code>{escape_preformatted(text)}</code></pre></figure>\n"
        case Items(items, numbered):
            yield from _render_items(items, "ol" if numbered else "ul")
        case Table():
            yield from render_table(outlined.block, outlined.under, texts)
        case Details(title, inner):
            yield f"<details open>\n<summary>{escape_prose(title)}</summary>\n"
            yield from render_table(inner, outlined.under, texts)
            yield "</details>\n"
        case Chart():
            yield from render_chart(outlined.block, texts)


def _render_cover(title: OutlineTitle, lines: tuple[str, ...]) -> Iterator[str]:
    yield f'<header class="cover">\n{_render_heading(title)}'
    yield from (f"<p>{escape_prose(text)}</p>\n" for text in lines)
    yield "</header>\n"


def _render_heading(title: OutlineTitle, attributes: str = "") -> str:
    tag = f"h{title.level}"
    return f'<{tag} id="{escape_line(title.id)}"{attributes}>{escape_prose(title.text)}</{tag}>\n'


def _render_items(items: tuple[str, ...], tag: str) -> Iterator[str]:
    yield f"<{tag}>\n"
    yield from (f"<li>{escape_prose(text)}</li>\n" for text in items)
    yield f"</{tag}>\n"
