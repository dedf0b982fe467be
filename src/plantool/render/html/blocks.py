"""Each block of a page as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.html.charts import chart
from plantool.render.html.escaping import line, preformatted, prose
from plantool.render.html.tables import table
from plantool.reports.page import (
    Chart,
    Code,
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
    from plantool.render.html.outline import Placed, Title


def block(placed: Placed, texts: Catalogue) -> Iterator[str]:
    """Yield one block, where it stands in the document."""
    match placed.block:
        case Cover(_, lines):
            yield from _cover(placed.under, lines)
        case Heading(starts_page=starts_page):
            yield _heading(placed.under, ' class="sheet"' if starts_page else "")
        case Paragraph(text):
            yield f"<p>{prose(text)}</p>\n"
        case Note(text):
            yield f'<p class="note" role="note">{prose(text)}</p>\n'
        case Code(file, text):
            yield f'<figure class="code"><figcaption>{line(file)}</figcaption>'
            yield f"<pre><code>{preformatted(text)}</code></pre></figure>\n"
        case Items(items, numbered):
            yield from _items(items, "ol" if numbered else "ul")
        case Table():
            yield from table(placed.block, placed.under, texts)
        case Details(title, inner):
            yield f"<details open>\n<summary>{prose(title)}</summary>\n"
            yield from table(inner, placed.under, texts)
            yield "</details>\n"
        case Chart():
            yield from chart(placed.block, texts)


def _cover(title: Title, lines: tuple[str, ...]) -> Iterator[str]:
    yield f'<header class="cover">\n{_heading(title)}'
    yield from (f"<p>{prose(text)}</p>\n" for text in lines)
    yield "</header>\n"


def _heading(title: Title, attributes: str = "") -> str:
    tag = f"h{title.level}"
    return f'<{tag} id="{line(title.id)}"{attributes}>{prose(title.text)}</{tag}>\n'


def _items(items: tuple[str, ...], tag: str) -> Iterator[str]:
    yield f"<{tag}>\n"
    yield from (f"<li>{prose(text)}</li>\n" for text in items)
    yield f"</{tag}>\n"
