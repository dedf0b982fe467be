"""What the search looks through: the folded words of every initiative, in printed order.

A script on a page from a folder may load no file but a script: the index is one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.model.normal import fold_searched
from plantool.reports.phrases import name_chapter
from plantool.reports.status_text import name_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.site.site_source import SiteSource

_PARTS = "\n"  # which no folded word has: a search never goes from one text into the next


def build_search_index(source: SiteSource) -> str:
    """Return the script: for each row of the table its words, and what it is filtered by."""
    entries = [_describe(source, listing) for listing in source.main_listings.values()]
    data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"const INDEX = {data.replace('<', chr(92) + 'u003c')};\n"


def _describe(source: SiteSource, listing: Listing) -> list[object]:
    """Return the words, the chapter, the departments, the statuses and the mark."""
    scheme, texts = source.plan.scheme, source.texts
    entries = source.find_entries((listing,), (source.year,))
    return [
        _PARTS.join(dict.fromkeys(map(fold_searched, _yield_words(listing)))),
        name_chapter(listing.chapter),
        [department.name for department in listing.initiative.departments],
        list(dict.fromkeys(name_status(entry.status, scheme, texts) for entry in entries)),
        listing.initiative.mark or "",
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
