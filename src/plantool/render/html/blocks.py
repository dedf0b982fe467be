"""Each block of a page as HTML."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plantool.render.html.bar_charts import render_chart
from plantool.render.html.escaping import escape_line, escape_preformatted, escape_prose
from plantool.render.html.language_marks import MarkedHtml, mark_language
from plantool.render.html.tables import render_table
from plantool.reports.page import (
    BlockGroup,
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
    from plantool.render.html.headings import OutlineTitle, PageBlock
    from plantool.reports.page import Block


def render_block(outlined: PageBlock, texts: Catalogue, *, stacks: bool = False) -> Iterator[str]:
    """Yield one block, or those of a group, where it stands in the document.

    Its table ``stacks`` where pages are read on telephones.
    """
    if isinstance(outlined.block, BlockGroup):
        yield _render_group(outlined.block, outlined.under, texts)
    else:
        yield from _render_single(outlined.block, outlined.under, texts, stacks=stacks)


def _render_single(
    block: Block, under: OutlineTitle, texts: Catalogue, *, stacks: bool = False
) -> Iterator[str]:
    match block:
        case Cover(_, lines):
            yield from _render_cover(under, lines)
        case Heading(starts_page=starts_page):
            yield _render_heading(under, ' class="sheet"' if starts_page else "")
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
            yield from render_table(block, under, texts, stacks=stacks)
        case Details(title, inner):
            yield f"<details open>\n<summary>{escape_prose(title)}</summary>\n"
            yield from render_table(inner, under, texts, stacks=stacks)
            yield "</details>\n"
        case Chart():
            yield from render_chart(block, texts)


def _render_group(group: BlockGroup, under: OutlineTitle, texts: Catalogue) -> MarkedHtml:
    """Return the blocks of a group, as they are known from an earlier run."""

    def make() -> str:
        blocks = group.make_blocks()
        html = chain.from_iterable(_render_single(block, under, texts) for block in blocks)
        return "".join(mark_language(html, texts.language))

    return MarkedHtml(group.recall(("html", under.id), make))


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
