"""The table of contents of a long document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.html.escaping import escape_line
from plantool.render.html.headings import CONTENTS, yield_headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.headings import OutlineTitle, PageBlock

_FEW = 6  # headings that need no table
DEEPEST = 3  # level of headings that are listed


def choose_titles(outlined: Sequence[PageBlock]) -> list[OutlineTitle]:
    """Return the headings that the contents list; none where they are few."""
    titles = [title for title in yield_headings(outlined) if title.level <= DEEPEST]
    return titles if len(titles) > _FEW else []


def render_contents(outlined: Sequence[PageBlock], texts: Catalogue) -> Iterator[str]:
    """Yield links to the headings of the upper levels, if they are many."""
    titles = choose_titles(outlined)
    if not titles:
        return
    yield f'<nav class="contents" aria-labelledby="{CONTENTS}">\n'
    yield f'<h2 id="{CONTENTS}">{escape_line(texts("page.contents"))}</h2>\n'
    yield from _render_nested(titles)
    yield "</nav>\n"


def _render_nested(titles: Sequence[OutlineTitle]) -> Iterator[str]:
    """Yield lists within lists; no level is left out on the way down."""
    level = 1
    for title in titles:
        if title.level > level:
            yield "<ul>\n"
        else:
            yield "</li>\n" + "</ul>\n</li>\n" * (level - title.level)
        yield f'<li><a href="#{escape_line(title.id)}">{escape_line(title.text)}</a>'
        level = title.level
    yield "</li>\n</ul>\n" * (level - 1)
