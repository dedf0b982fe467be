"""Reads the values of options; a value without a meaning is a UsageError with a way out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from plantool.analysis.choices import Grouping
from plantool.errors import UsageError
from plantool.messages import shorten_text
from plantool.model.day import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from plantool.analysis.title_search import TitleHit
    from plantool.model.breakdown import Breakdown
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

_Meaning = TypeVar("_Meaning")
MOST_HITS = 10  # initiatives that are listed for words
_LONGEST_NAME = 70  # characters of one of them


def parse_date(text: str, option: str = "--as-of") -> date:
    """Read the date of an option; raises UsageError."""
    try:
        return parse_day(text)
    except ValueError:
        raise UsageError("error.bad-date", option=option, value=text) from None


def parse_years(plan: Plan, texts: Sequence[str] | None) -> tuple[FiscalYear, ...]:
    """Read --year, once or several times; every year of the plan without it."""
    if not texts:
        return plan.planned_years

    def yield_years() -> Iterator[FiscalYear]:
        yield from plan.planned_years
        from plantool.analysis.named_years import find_later_years

        yield from find_later_years(plan, plan.initiatives)  # which have to be built for that

    return tuple(dict.fromkeys(parse_year(plan, text, yield_years()) for text in texts))


def parse_year(plan: Plan, text: str, years: Iterable[FiscalYear]) -> FiscalYear:
    """Read a year that is one of ``years``; raises UsageError."""
    with suppress(ValueError):
        year = plan.year(text)
        if year in years:
            return year
    known = ", ".join(year.key for year in plan.planned_years)
    example = plan.planned_years[-1].key
    raise UsageError("error.unknown-year", year=text, known=known, example=example)


def list_years_until(plan: Plan, text: str | None, day: date) -> tuple[FiscalYear, ...]:
    """Return the years up to the one asked for, or up to the last one that is over."""
    if text:
        (last,) = parse_years(plan, [text])
    else:
        over = [year for year in plan.planned_years if plan.calendar.has_ended(year, day)]
        last = over[-1] if over else plan.planned_years[0]
    return tuple(year for year in plan.planned_years if year <= last)


def parse_grouping(plan: Plan, text: str) -> Grouping | tuple[Breakdown, ...]:
    """Read --by of money: a grouping of initiatives, or groups of parts; raises UsageError."""
    meanings: dict[str, Grouping | tuple[Breakdown, ...]] = {}
    meanings.update((group.name, (group,)) for group in plan.breakdowns)
    meanings.update({"part": plan.breakdowns}, **{each.value: each for each in Grouping})
    return find_meaning(text, meanings, "error.unknown-filter", option="--by")


def yield_words(texts: Iterable[str] | None) -> Iterator[str]:
    """Yield the words of an option that takes several: with commas between them, or repeated.

    An empty word is one, too: the command decides whether ``--flag ""`` means anything.
    """
    for text in texts or ():
        yield from (word.strip() for word in text.split(","))


def find_meaning(
    word: str, meanings: Mapping[str, _Meaning], error_key: str, **arguments: object
) -> _Meaning:
    """Return the meaning of a word; raises UsageError, which lists the words and the nearest."""
    if word in meanings:
        return meanings[word]
    from plantool.analysis.selection import find_closest

    known, nearest = ", ".join(meanings), find_closest(word, meanings)
    raise UsageError(error_key, value=word, known=known, nearest=nearest, **arguments)


class UnclearIdError(UsageError):
    """Words instead of an id, which the names of some initiatives hold: ``hits`` (exit 2)."""

    def __init__(self, words: str, hits: Sequence[TitleHit]) -> None:
        more = len(hits) - MOST_HITS
        listed = "\n".join(map(format_hit, hits[:MOST_HITS]))
        key = "error.id-words-more" if more > 0 else "error.id-words"
        example = hits[0].initiative.id
        super().__init__(key, id=words, listed=listed, more=more, example=example)
        self.hits = hits


def format_hit(hit: TitleHit) -> str:
    """Write the id and the title of an initiative that was found, and where in it if not there."""
    named = " / ".join((hit.initiative.title, *hit.measures))
    return f"  {hit.initiative.id}  {shorten_text(named, _LONGEST_NAME)}"


def build_unknown_id_error(
    plan: Plan, identifier: str, known: Iterable[str], words: str | None = None
) -> UsageError:
    """Return the failure of an id without an initiative: its file has errors, or nobody has it.

    ``words`` are what was typed, where the id is folded: they may be those of a title.
    """
    from plantool.analysis.title_search import find_titles

    if plan.is_left_out(identifier):
        return UsageError("error.left-out-id", id=identifier)
    typed = words or identifier
    if hits := find_titles(plan.initiatives, typed):
        return UnclearIdError(typed, hits)
    from plantool.analysis.selection import find_closest

    nearest = find_closest(identifier, known)
    return UsageError("error.unknown-id", id=identifier, nearest=nearest)
