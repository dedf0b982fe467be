"""The blocks that only a site has, as HTML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.render.html.blocks import render_block
from plantool.render.html.escaping import escape_line, escape_prose
from plantool.render.html.headings import OutlinedBlock
from plantool.site.measure_tables import render_measure_record
from plantool.site.site_page import Figures, Lede, Links, MeasureRecord, SearchForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.site.site_page import Choices, Figure, SiteBlock

_LONGEST_QUESTION = 200  # characters


def render_site_block(item: OutlinedBlock[SiteBlock], texts: Catalogue) -> Iterator[str]:
    """Yield a block of a page, its own ones and those that documents have as well."""
    match item.block:
        case Lede(text):
            yield f'<p class="lede">{escape_prose(text)}</p>\n'
        case Figures(figures):
            yield '<ul class="figures">\n'
            yield from map(_render_figure, figures)
            yield "</ul>\n"
        case Links() as links:
            yield from _render_links(links)
        case SearchForm() as form:
            yield from _render_search(form, texts)
        case MeasureRecord() as record:
            yield from render_measure_record(record, texts)
        case block:
            yield from render_block(OutlinedBlock(block, item.under), texts, stacks=True)


def _render_figure(figure: Figure) -> str:
    color = f' class="{figure.color}"' if figure.color else ""
    number = f"<b>{escape_line(figure.number)}</b> {escape_prose(figure.label)}"
    if figure.address:
        number = f'<a href="{escape_line(figure.address)}">{number}</a>'
    beside = f" <small>{escape_prose(figure.beside)}</small>" if figure.beside else ""
    return f"<li{color}>{number}{beside}</li>\n"


def _render_links(links: Links) -> Iterator[str]:
    yield '<ul class="links">\n'
    for link, words in links.links:
        beside = f" <span>{escape_prose(words)}</span>" if words else ""
        yield f'<li><a href="{escape_line(link.address)}">{escape_prose(link)}</a>{beside}</li>\n'
    yield "</ul>\n"


def _render_search(form: SearchForm, texts: Catalogue) -> Iterator[str]:
    yield '<form class="search" role="search" hidden>\n'
    label = escape_line(texts("site.search.words"))
    yield f'<p class="words"><label for="words">{label}</label>'
    yield f'<input id="words" name="q" type="search" maxlength="{_LONGEST_QUESTION}"'
    yield ' autocomplete="off" spellcheck="false"></p>\n'
    for choices in form.choices:
        yield from _render_choices(choices, texts)
    reset = escape_line(texts("site.search.reset"))
    yield f'<p class="reset"><button type="reset">{reset}</button></p>\n'
    said = {key: texts(f"site.search.{key}", count="%") for key in ("found", "all-found", "none")}
    data = escape_line(json.dumps(said, ensure_ascii=False))
    yield f'<p id="found" role="status" data-words="{data}"></p>\n</form>\n'


def _render_choices(choices: Choices, texts: Catalogue) -> Iterator[str]:
    name = choices.name
    label = escape_line(texts(f"site.search.{name}"))
    yield f'<p><label for="{name}">{label}</label><select id="{name}" name="{name}">'
    yield f'<option value="">{escape_line(texts("site.search.all"))}</option>'
    for value, words in choices.options:
        given = f' value="{escape_line(value)}"' if value != words else ""
        yield f"<option{given}>{escape_line(words)}</option>"
    yield "</select></p>\n"
