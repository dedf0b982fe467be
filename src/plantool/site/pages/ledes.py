"""The sentences under the title of a page: how many measures stand where, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.status_counts import count_statuses
from plantool.model.evaluation import Band
from plantool.reports.status_text import name_status
from plantool.site.pages.summaries import SHOWN_BASES, sum_money
from plantool.site.site_page import Lede

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.analysis.selection import Listing
    from plantool.analysis.status_counts import CountedStatus
    from plantool.model.evaluation import Status
    from plantool.model.money import Total
    from plantool.site.site_source import SiteSource


class LedeWriter:
    """Says where the ``listings`` of a page stand in the year of the site."""

    def __init__(self, source: SiteSource, listings: Sequence[Listing]) -> None:
        self.source = source
        self.texts = source.texts
        self.listings = listings
        self.entries = source.find_entries(listings, (source.year,))

    def build_lede(self, *, has_money: bool = True, has_day: bool = False) -> Lede:
        """Return all that is said.

        The day changes with every run that names none: few pages say it.
        """
        day = self._say_day() if has_day else ""
        money = self._say_money() if has_money else ""
        return Lede(self._join(self.say_counts(), money, day))

    def say_counts(self) -> str:
        """Return the counts of ``plantool status --summary`` in words that can be quoted."""
        texts, counts = self.texts, count_statuses(self.entries, self.source.plan.scheme)
        if not counts.lines:
            return texts("site.counts.none", year=self._year)
        judged = [line for line in counts.lines if _is_judged(line.status)]
        open_ = [line for line in counts.lines if not _is_judged(line.status)]
        total, judged_total = counts.total, sum(line.measures for line in judged)
        words = {"year": self._year, "measures": total, "judged": judged_total}
        if not judged:
            said = [texts("site.counts.none-judged", **words)]
        else:
            key = "site.counts.judged" if open_ else "site.counts.all-judged"
            said = [texts(key, **words, counts=self._list_counts(judged, "judged"))]
        said += self._say_provisional(counts.provisional, judged_total)
        if open_:
            said.append(self._say_rest(open_, "rest" if judged else "open", total - judged_total))
        return self._join(*said)

    @property
    def _year(self) -> str:
        return self.source.scope.name_year(self.source.year)

    def _join(self, *sentences: str) -> str:
        return self.texts("site.sentences").join(filter(None, sentences))

    def _list_counts(self, lines: Sequence[CountedStatus], kind: str) -> str:
        texts, scheme = self.texts, self.source.plan.scheme
        return texts("list.and").join(
            texts(
                f"site.counts.status.{kind}",
                status=name_status(line.status, scheme, texts),
                count=line.measures,
            )
            for line in lines
        )

    def _say_rest(self, lines: Sequence[CountedStatus], key: str, count: int) -> str:
        """Say how the ``count`` measures stand that are not judged; one status is said in short."""
        if len(lines) == 1:
            status = name_status(lines[0].status, self.source.plan.scheme, self.texts)
            return self.texts(f"site.counts.{key}.one", count=count, status=status)
        counts = self._list_counts(lines, "open")
        return self.texts(f"site.counts.{key}", count=count, counts=counts)

    def _say_provisional(self, provisional: int, judged: int) -> list[str]:
        """Say how many of the verdicts may change; it stands beside those."""
        if not provisional:
            return []
        key = "some" if provisional != judged else "one" if judged == 1 else "all"
        return [self.texts(f"site.counts.provisional.{key}", count=provisional)]

    def _say_money(self) -> str:
        """Say what the initiatives that are counted here cost over the years that are shown."""
        plan, texts = self.source.plan, self.texts
        counted = [listing for listing in self.listings if listing.is_counted]
        said = []
        for basis in SHOWN_BASES if plan.has_money else ():
            total = sum_money(self.source, counted, basis)
            if total.counted:
                said.append(self._say_amount(texts(f"site.money.{basis.value}"), total))
        if not said:
            return ""
        years = self.source.name_span()
        return texts("site.money", years=years, amounts=texts("list.and").join(said))

    def _say_amount(self, basis: str, total: Total) -> str:
        key = "site.money.known" if total.unknown else "site.money.amount"
        return self.texts(key, basis=basis, amount=total.amount, unit=self.source.plan.unit)

    def _say_day(self) -> str:
        day = self.source.scope.as_of
        words = {"year": day.year, "month": day.month, "day": day.day}
        return self.texts("site.counts.day", date=self.texts("site.day", **words))


def _is_judged(status: Status) -> bool:
    """Tell whether a status says how a measure stands, at its end or on the way there."""
    return isinstance(status, Band) or status.is_on_the_way
