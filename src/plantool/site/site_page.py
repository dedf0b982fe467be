"""A page of the site: its blocks, and what stands above, below and beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.reports.page import Block, Link
from plantool.site.addresses import lead_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.model.evaluation import Color


class Figure(NamedTuple):
    """A number that is to be seen first, with what it counts; it may lead to more."""

    number: str
    label: str
    color: Color | None = None
    address: str | None = None


class Figures(NamedTuple):
    """Numbers in a row."""

    figures: tuple[Figure, ...]


class Links(NamedTuple):
    """A list of links, each with words beside it."""

    links: tuple[tuple[Link, str], ...]


class SearchForm(NamedTuple):
    """The form that searches the table below it; there without JavaScript, but not seen."""

    choices: tuple[tuple[str, tuple[str, ...]], ...]


SiteBlock: TypeAlias = Block | Figures | Links | SearchForm


class SitePage(NamedTuple):
    """A page at ``address``; ``trail`` are the pages that lead to it, the uppermost first.

    ``summary`` says in a sentence what stands on it. ``has_script`` where it is searched.
    """

    address: str
    title: str
    summary: str
    blocks: Sequence[SiteBlock]
    trail: tuple[Link, ...] = ()
    has_script: bool = False

    def link(self, address: str, text: str) -> Link:
        """Return a link from this page to another."""
        return Link.to(lead_to(address, self.address), text)
