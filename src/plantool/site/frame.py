"""The HTML of a page: its head, the way through the site, its blocks, and who stands behind it."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from plantool.patterns import compile_late
from plantool.render.html.escaping import escape_line, escape_prose
from plantool.render.html.headings import outline_blocks
from plantool.render.html.language_marks import mark_language
from plantool.render.html.patterns import render_patterns
from plantool.render.html.whole_figures import FigureKeeper
from plantool.reports.page import Chart
from plantool.site import addresses
from plantool.site.addresses import lead_to
from plantool.site.dataset_description import describe_dataset
from plantool.site.site_blocks import render_site_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.site.site_page import SitePage

STYLE, SCRIPT, INDEX, ICON = "site.css", "site.js", "index.js", "icon.svg"
# a description of data (JSON-LD) is no script that runs: no policy has to let it in
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
_LOCALES = {"ja": "ja_JP", "en": "en"}
# ends that HTML implies, a tenth of a page; the line break after one would be part of its text
_IMPLIED_ENDS = compile_late(r"</(?:t[dhr]|thead|tbody|li|option)>\n?")
_LONGEST_SUMMARY = 160  # characters: others show no more


class Frame:
    """What all pages of a site have in common; ``base_url`` is where it will stand, if known.

    ``remarks`` stand on every page: what is left out of the site. ``units`` are those of figures,
    ``absent`` the addresses of pages that this site does not have.
    """

    def __init__(  # noqa: PLR0913 - all by their names
        self,
        plan: Plan,
        texts: Catalogue,
        base_url: str = "",
        remarks: tuple[str, ...] = (),
        *,
        units: frozenset[str] = frozenset(),
        absent: frozenset[str] = frozenset(),
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.base_url = base_url
        self.remarks = remarks
        self.units = units
        self.absent = absent

    def describe(self) -> tuple[str, ...]:
        """Return all that the frame of a page says besides what plan.yaml says."""
        return (self.base_url, *self.remarks, "", *sorted(self.units), "", *sorted(self.absent))

    def render(self, page: SitePage) -> str:
        """Return the whole page."""
        html = "".join(mark_language(self._render_page(page), self.texts.language))
        return _IMPLIED_ENDS.sub("", self._figures.keep_whole(html))

    @cached_property
    def _figures(self) -> FigureKeeper:
        return FigureKeeper({*self.units, *filter(None, (self.plan.unit,))})

    def _render_page(self, page: SitePage) -> Iterator[str]:
        yield from self._render_head(page)
        yield from self._render_header(page)
        blocks = outline_blocks(page.blocks)
        yield from render_patterns(i.block for i in blocks if isinstance(i.block, Chart))
        yield '<main id="main" tabindex="-1">\n'
        yield from (f'<p class="note" role="note">{escape_prose(t)}</p>\n' for t in self.remarks)
        yield from chain.from_iterable(render_site_block(item, self.texts) for item in blocks)
        yield "</main>\n"
        yield from self._render_footer(page)

    def _render_head(self, page: SitePage) -> Iterator[str]:
        yield f'<!doctype html>\n<html lang="{self.texts.language}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield from self._render_description(page)
        yield f'<link rel="icon" href="{lead_to(ICON, page.address)}">\n'
        yield f'<link rel="stylesheet" href="{lead_to(STYLE, page.address)}">\n'
        if addresses.CHANGES not in self.absent:
            yield (
                f'<link rel="alternate" type="application/atom+xml" '
                f'title="{escape_line(self.texts("site.changes"))}" '
                f'href="{lead_to(addresses.FEED, page.address)}">\n'
            )
        if page.leads_to:
            yield f'<meta http-equiv="refresh" content="0; url={escape_line(page.leads_to)}">\n'
        if page.has_script:
            for name in (INDEX, SCRIPT):
                yield f'<script src="{lead_to(name, page.address)}" defer></script>\n'
        if page.address == addresses.DATA:
            yield self._render_dataset(page)
        yield "</head>\n"

    def _render_description(self, page: SitePage) -> Iterator[str]:
        """Yield what browsers, searches and those who pass a link on say of the page."""
        is_start = page.address == addresses.START
        summary = " ".join(page.summary.split())
        if len(summary) > _LONGEST_SUMMARY:
            summary = f"{summary[: _LONGEST_SUMMARY - 1]}…"
        title = page.title if is_start else f"{page.title} | {self.plan.title}"
        yield f"<title>{escape_line(title)}</title>\n"
        said = escape_line(summary)
        yield f'<meta name="description" property="og:description" content="{said}">\n'
        properties = {
            "title": page.title,
            "type": "website" if is_start else "article",
            "site_name": f"{self.plan.title} | {self.plan.publisher.name}",
            "locale": _LOCALES[self.texts.language],
        }
        if self.base_url:
            here = self.base_url + lead_to(page.address, "")
            url = urljoin(here, page.leads_to).removesuffix(addresses.START)
            yield f'<link rel="canonical" href="{escape_line(url)}">\n'
            properties["url"] = url
        for name, content in properties.items():
            yield f'<meta property="og:{name}" content="{escape_line(content)}">\n'

    def _render_dataset(self, page: SitePage) -> str:
        described = json.dumps(
            describe_dataset(self.plan, page, self.base_url, self.texts),
            ensure_ascii=False,
            indent=1,
        )
        safe = described.replace("<", "\\u003c")
        return f'<script type="application/ld+json">\n{safe}\n</script>\n'

    def _render_header(self, page: SitePage) -> Iterator[str]:
        skip = escape_line(self.texts("site.skip"))
        yield f'<body>\n<a class="skip" href="#main">{skip}</a>\n<header class="site">\n'
        start = lead_to(addresses.START, page.address)
        yield f'<p class="plan"><a href="{start}">{escape_line(self.plan.title)}</a></p>\n'
        yield f'<p class="publisher">{escape_line(self.plan.publisher.name)}</p>\n'
        yield f'<nav aria-label="{escape_line(self.texts("site.navigation"))}">\n<ul>\n'
        for name, address in _SECTIONS:
            if address in self.absent:
                continue
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

    def _render_footer(self, page: SitePage) -> Iterator[str]:
        plan, texts = self.plan, self.texts
        yield "<footer>\n"
        yield f"<p>{escape_prose(texts('site.by', publisher=plan.publisher.name))}</p>\n"
        if plan.license:
            yield f"<p>{escape_prose(texts('report.license', license=plan.license))}</p>\n"
        about = escape_line(texts("site.about"))
        yield f'<p><a href="{lead_to(addresses.ABOUT, page.address)}">{about}</a></p>\n'
        yield "</footer>\n</body>\n</html>\n"
