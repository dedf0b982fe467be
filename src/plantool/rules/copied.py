"""A file that was copied to begin a new one no longer says the same as the old one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.analysis.content_outline import outline_content
from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.rules import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.analysis.content_outline import ContentOutline
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

COPIED = Code("PLT220", "copied-file", Severity.WARNING)
CODES = (COPIED,)
# the copy has kept its id as well
FOLLOWS = (Cause((file_name.DIFFERS, file_name.TAKEN), Reach.FILE),)


def gather(initiative: Initiative, _plan: Plan, _: date) -> ContentOutline:
    """Return the outline of an initiative: those of a file and its copy are equal."""
    return outline_content(initiative)


def check(plan: Plan, gathered: Mapping[str, ContentOutline]) -> Iterator[Finding]:
    """Find initiatives with the title, the rows and the money of one of the same chapter."""
    by_content: defaultdict[tuple[object, ...], list[Initiative]] = defaultdict(list)
    for initiative in plan.initiatives:
        key = (initiative.chapter, initiative.title, gathered[initiative.file])
        by_content[key].append(initiative)
    for alike in by_content.values():
        if len(alike) > 1:
            yield from _find_copies(alike)


def _find_copies(alike: list[Initiative]) -> Iterator[Finding]:
    first_of: dict[object, Initiative] = {}
    for initiative in alike:
        first = first_of.setdefault((initiative.rows, initiative.budget), initiative)
        if first is not initiative:
            yield Finding(
                code=COPIED,
                file=initiative.file,
                path=("title",),
                arguments=(("first", first.id), ("id", initiative.id)),
                related=(first.file, ("title",)),
                follows=FOLLOWS,
            )
