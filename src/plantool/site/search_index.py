"""What the search looks through: the folded words of every initiative, in printed order.

A script on a page from a folder may load no file but a script: the index is one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.model.normal import fold_searched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.site.site_source import SiteSource

_PARTS = "\n"  # which no folded word has: a search never goes from one text into the next


def build_search_index(source: SiteSource) -> str:
    """Return the script: for each row of the table its words, and what it is filtered by."""
    chapters: dict[str, list[str]] = {}
    for listing in source.listings:
        chapters.setdefault(listing.initiative.id, []).append(listing.chapter.id)
    entries = [
        _describe(source, listing, chapters[identifier])
        for identifier, listing in source.main_listings.items()
    ]
    data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"const INDEX = {data.replace('<', chr(92) + 'u003c')};\n"


def _describe(source: SiteSource, listing: Listing, chapters: list[str]) -> list[object]:
    """Return the words, and the chapters, the departments, the statuses and the mark."""
    entries = source.find_entries((listing,), (source.year,))
    return [
        _PARTS.join(dict.fromkeys(map(fold_searched, _yield_words(listing)))),
        chapters,
        [department.name for department in listing.initiative.departments],
        list(dict.fromkeys(entry.status.id for entry in entries)),
        [listing.initiative.mark or ""],
    ]


def _yield_words(listing: Listing) -> Iterator[str]:
    initiative = listing.initiative
    yield initiative.id
    yield initiative.title
    yield initiative.summary or ""
    yield from (department.name for department in initiative.departments)
    for measure in initiative.measures():
        yield measure.name
        yield from (group.name or "" for group in initiative.find_groups_above(measure))
