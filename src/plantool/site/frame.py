"""The HTML of a page: its head, the way through the site, its blocks, and who stands behind it."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.html.blocks import render_block
from plantool.render.html.escaping import escape_line, escape_prose
from plantool.render.html.headings import OutlinedBlock, outline_blocks
from plantool.render.html.language_marks import mark_language
from plantool.render.html.patterns import render_patterns
from plantool.reports.page import Chart
from plantool.site import addresses
from plantool.site.addresses import lead_to
from plantool.site.site_page import Figures, Links, SearchForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.site.site_page import Figure, SiteBlock, SitePage

STYLE, SCRIPT, INDEX = "site.css", "site.js", "index.js"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_SECTIONS = (
    ("start", addresses.START),
    ("initiatives", addresses.INITIATIVES),
    ("departments", addresses.DEPARTMENTS),
    ("missed", addresses.MISSED),
    ("method", addresses.METHOD),
    ("changes", addresses.CHANGES),
    ("data", addresses.DATA),
    ("about", addresses.ABOUT),
)


class Frame(NamedTuple):
    """What all pages of a site have in common; ``base_url`` is where it will stand, if known.

    ``remarks`` stand on every page: what is left out of the site.
    """

    plan: Plan
    texts: Catalogue
    base_url: str = ""
    remarks: tuple[str, ...] = ()

    def render(self, page: SitePage) -> str:
        """Return the whole page."""
        return "".join(mark_language(self._render_page(page), self.texts.language))

    def _render_page(self, page: SitePage) -> Iterator[str]:
        yield from self._render_head(page)
        yield from self._render_header(page)
        blocks = outline_blocks(page.blocks)
        if any(isinstance(item.block, Chart) for item in blocks):
            yield from render_patterns()
        yield '<main id="main">\n'
        yield from (f'<p class="note" role="note">{escape_prose(t)}</p>\n' for t in self.remarks)
        yield from chain.from_iterable(self._render_block(item) for item in blocks)
        yield "</main>\n"
        yield from self._render_footer(page)

    def _render_head(self, page: SitePage) -> Iterator[str]:
        whole = (
            page.title if page.address == addresses.START else f"{page.title} | {self.plan.title}"
        )
        title, summary = escape_line(whole), escape_line(page.summary)
        yield f'<!doctype html>\n<html lang="{self.texts.language}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="color-scheme" content="light dark">\n'
        yield f"<title>{title}</title>\n"
        yield f'<meta name="description" content="{summary}">\n'
        yield f'<meta property="og:title" content="{title}">\n'
        yield f'<meta property="og:description" content="{summary}">\n'
        yield '<meta property="og:type" content="article">\n'
        yield f'<meta property="og:site_name" content="{escape_line(self.plan.publisher.name)}">\n'
        if self.base_url:
            url = escape_line(self.base_url + lead_to(page.address, ""))
            yield f'<link rel="canonical" href="{url}">\n<meta property="og:url" content="{url}">\n'
        yield f'<link rel="stylesheet" href="{lead_to(STYLE, page.address)}">\n'
        yield (
            '<link rel="alternate" type="application/atom+xml" '
            f'href="{lead_to(addresses.FEED, page.address)}">\n'
        )
        if page.has_script:
            for name in (INDEX, SCRIPT):
                yield f'<script src="{lead_to(name, page.address)}" defer></script>\n'
        yield "</head>\n"

    def _render_header(self, page: SitePage) -> Iterator[str]:
        skip = escape_line(self.texts("site.skip"))
        yield f'<body>\n<a class="skip" href="#main">{skip}</a>\n<header class="site">\n'
        start = lead_to(addresses.START, page.address)
        yield f'<p class="plan"><a href="{start}">{escape_line(self.plan.title)}</a></p>\n'
        yield f'<p class="publisher">{escape_line(self.plan.publisher.name)}</p>\n'
        yield f'<nav aria-label="{escape_line(self.texts("site.navigation"))}">\n<ul>\n'
        for name, address in _SECTIONS:
            current = ' aria-current="page"' if address == page.address else ""
            text = escape_line(self.texts(f"site.{name}"))
            yield f'<li><a href="{lead_to(address, page.address)}"{current}>{text}</a></li>\n'
        yield "</ul>\n</nav>\n</header>\n"
        if page.trail:
            label = escape_line(self.texts("site.trail"))
            yield f'<nav class="trail" aria-label="{label}">\n<ol>\n'
            for link in page.trail:
                yield f'<li><a href="{escape_line(link.address)}">{escape_line(link)}</a></li>\n'
            yield "</ol>\n</nav>\n"

    def _render_block(self, item: OutlinedBlock[SiteBlock]) -> Iterator[str]:
        match item.block:
            case Figures(figures):
                yield '<ul class="figures">\n'
                yield from map(_render_figure, figures)
                yield "</ul>\n"
            case Links(links):
                yield '<ul class="links">\n'
                for link, words in links:
                    beside = f" <span>{escape_prose(words)}</span>" if words else ""
                    address = escape_line(link.address)
                    yield f'<li><a href="{address}">{escape_prose(link)}</a>{beside}</li>\n'
                yield "</ul>\n"
            case SearchForm() as form:
                yield from self._render_search(form)
            case block:
                yield from render_block(OutlinedBlock(block, item.under), self.texts, stacks=True)

    def _render_search(self, form: SearchForm) -> Iterator[str]:
        texts = self.texts
        yield '<form class="search" role="search" hidden>\n'
        yield f'<p><label for="words">{escape_line(texts("site.search.words"))}</label>'
        yield '<input id="words" name="words" type="search" autocomplete="off"></p>\n'
        for name, choices in form.choices:
            label = escape_line(texts(f"site.search.{name}"))
            yield f'<p><label for="{name}">{label}</label><select id="{name}" name="{name}">'
            yield f'<option value="">{escape_line(texts("site.search.all"))}</option>'
            for choice in choices:
                yield f"<option>{escape_line(choice)}</option>"
            yield "</select></p>\n"
        found = escape_line(json.dumps(texts("site.search.found", count="%"), ensure_ascii=False))
        yield f'<p id="found" role="status" data-found="{found}"></p>\n</form>\n'

    def _render_footer(self, page: SitePage) -> Iterator[str]:
        plan, texts = self.plan, self.texts
        yield "<footer>\n"
        yield f"<p>{escape_prose(texts('site.by', publisher=plan.publisher.name))}</p>\n"
        if plan.license:
            yield f"<p>{escape_prose(texts('report.license', license=plan.license))}</p>\n"
        about = escape_line(texts("site.about"))
        yield f'<p><a href="{lead_to(addresses.ABOUT, page.address)}">{about}</a></p>\n'
        yield "</footer>\n</body>\n</html>\n"


def _render_figure(figure: Figure) -> str:
    color = f' class="{figure.color}"' if figure.color else ""
    number = f"<b>{escape_line(figure.number)}</b> {escape_prose(figure.label)}"
    if figure.address:
        number = f'<a href="{escape_line(figure.address)}">{number}</a>'
    return f"<li{color}>{number}</li>\n"
