"""What needs attention: what was promised, what came of it, and the reason that was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.reports.arithmetic import Reckoning
from plantool.reports.page import Link
from plantool.reports.phrases import format_planned, format_staged_result, name_row_fully
from plantool.reports.status_text import format_standing
from plantool.site.pages.measure_records import put_in_line
from plantool.site.site_page import Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.analysis.progress import Progress
    from plantool.site.site_source import SiteSource

_MOST = 10


class AttentionList:
    """Lists measures on the page at ``start``, the first of them; ``rest`` leads to all."""

    def __init__(self, source: SiteSource, start: str, rest: str) -> None:
        self.source = source
        self.texts = source.texts
        self.start = start
        self.rest = rest
        self.reckoning = Reckoning(source.plan, source.texts)

    def build_list(self, entries: Iterable[Progress]) -> Links:
        """Return the list of ``entries``, with a link to all where there are more."""
        entries = list(entries)
        links = [(self._link(e), "\n".join(self._yield_lines(e))) for e in entries[:_MOST]]
        if len(entries) > _MOST:
            more = self.texts("site.attention.all", count=len(entries))
            links.append((Link.to(self.rest, more), ""))
        return Links(tuple(links))

    def _link(self, entry: Progress) -> Link:
        return self.source.link_listing(entry.listing, self.start)

    def _yield_lines(self, entry: Progress) -> Iterator[str]:
        texts, unit, scheme = self.texts, entry.measure.unit, self.source.plan.scheme
        yield name_row_fully(entry.listing.initiative, entry.measure)
        planned = put_in_line(format_planned(entry.planned, entry.due, unit, texts))
        result = put_in_line(format_staged_result(entry.result, unit, scheme, texts))
        if planned and result:
            status = put_in_line(format_standing(entry, scheme, texts))
            yield texts("site.attention.said", planned=planned, result=result, status=status)
        else:
            yield next(self.reckoning.explain_verdicts(entry), "")
        if entry.result and entry.result.reason:
            yield texts("show.result.reason", text=entry.result.reason)


def list_missed(entries: Iterable[Progress]) -> list[Progress]:
    """Return the counted entries that were missed, also by reports that may still change."""
    return [entry for entry in entries if entry.status.missed and entry.listing.is_counted]


def list_attention(entries: Iterable[Progress]) -> list[Progress]:
    """Return what was missed, and after it what misses the target or is at risk."""
    wanted = {Flag.MISSED, Flag.AT_RISK}
    counted = [entry for entry in entries if entry.listing.is_counted]
    flagged = [e for e in counted if e.status.missed or not wanted.isdisjoint(e.flags)]
    return sorted(
        flagged, key=lambda entry: (not entry.status.missed, Flag.MISSED not in entry.flags)
    )
