"""A page of the site: its blocks, and what stands above, below and beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.reports.page import Block, Link
from plantool.site.addresses import lead_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from plantool.model.evaluation import Color


class Lede(NamedTuple):
    """The sentences that say the most; they stand under the title of a page."""

    text: str


class Figure(NamedTuple):
    """A number that is to be seen first, with what it counts; it may lead to more.

    ``beside`` says what a reader needs to know of it.
    """

    number: str
    label: str
    color: Color | None = None
    address: str | None = None
    beside: str = ""


class Figures(NamedTuple):
    """Numbers in a row."""

    figures: tuple[Figure, ...]


class Links(NamedTuple):
    """A list of links, each with words beside it."""

    links: tuple[tuple[Link, str], ...]


class Choices(NamedTuple):
    """What initiatives may be filtered by: a value of the address, and its name, for each."""

    name: str
    options: tuple[tuple[str, str], ...]


class SearchForm(NamedTuple):
    """The form that searches the table below it; there without JavaScript, but not seen."""

    choices: tuple[Choices, ...]


class Quantity(NamedTuple):
    """A bar of a chart, and its figure as people read it.

    What ``is_promised`` was planned; anything else came about.
    """

    label: str
    value: Decimal
    text: str
    is_promised: bool


class YearVerdict(NamedTuple):
    """The status of a year, and how it follows from the figures, line by line."""

    status: str
    reasons: tuple[str, ...]


class MeasureYear(NamedTuple):
    """What stands together: the quantities of a year and its verdict, or a beginning or an end."""

    label: str
    quantities: tuple[Quantity, ...]
    verdict: YearVerdict | None = None


class MeasureRecord(NamedTuple):
    """A measure year by year: its quantities as bars on one scale, and as figures; its verdicts."""

    title: str
    remark: str
    years: tuple[MeasureYear, ...]


SiteBlock: TypeAlias = Block | Lede | Figures | Links | SearchForm | MeasureRecord


class SitePage(NamedTuple):
    """A page at ``address``; ``trail`` are the pages that lead to it, the uppermost first.

    ``summary`` says in a sentence what stands on it. ``has_script`` where it is searched. One that
    ``leads_to`` another stands where that was before.
    """

    address: str
    title: str
    summary: str
    blocks: Sequence[SiteBlock]
    trail: tuple[Link, ...] = ()
    has_script: bool = False
    leads_to: str = ""

    def link(self, address: str, text: str) -> Link:
        """Return a link from this page to another."""
        return Link.to(lead_to(address, self.address), text)
