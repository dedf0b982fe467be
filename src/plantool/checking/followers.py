"""Findings that say nothing new, since their cause was found as well: they are left out.

Each law states in its ``FOLLOWS`` what its findings follow from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Reach
from plantool.syntax.codes import MISTYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.checking.file_checks import LocatedFinding
    from plantool.diagnostics import Cause, Diagnostic, NodePath

_Area: TypeAlias = tuple[object, ...]  # the part of a plan that a cause and its follower share


def drop_followers(
    findings: list[LocatedFinding], diagnostics: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Return the diagnostics of ``findings`` without those of which a cause was found.

    The cause may be one of the findings, even one that is left out itself, or one of the
    ``diagnostics`` that reading the files gave.
    """
    causes: set[Cause] = set()
    for finding in findings:
        causes.update(finding.follows)
    located = [finding.diagnostic for finding in findings]
    if not causes:
        return located
    # A plan can have thousands of causes and of followers. So not each is held against each: causes
    # leave their marks in the areas that they reach, and a finding looks for marks in its own.
    reached: set[tuple[Cause, _Area]] = set()
    for found in (*located, *diagnostics):
        for cause in causes:
            if found.code in cause.codes:
                areas = _yield_reached_areas(cause.reach, found.file, found.path)
                reached.update((cause, area) for area in areas)
    return [finding.diagnostic for finding in findings if not _is_follower(finding, reached)]


def _is_follower(finding: LocatedFinding, reached: set[tuple[Cause, _Area]]) -> bool:
    found = finding.diagnostic
    for cause in finding.follows:
        if (cause, _find_area(cause.reach, found.file, found.path)) in reached:
            return True
    return False


def _yield_reached_areas(reach: Reach, file: str, path: NodePath) -> Iterator[_Area]:
    """Yield the areas of all findings that a cause at ``path`` is near enough to."""
    if reach is Reach.ROW:  # it may stand deep in the row: each length of its path may lead there
        for length in range(len(path) + 1):
            yield file, path[:length]
    else:
        yield _find_area(reach, file, path)


def _find_area(reach: Reach, file: str, path: NodePath) -> _Area:
    """Return the area in which the causes of a finding at ``path`` stand."""
    match reach:
        case Reach.PLAN:
            return ()
        case Reach.FILE:
            return (file,)
        case Reach.ROW:
            return file, path[:-1]
        case Reach.YEAR:
            return file, path[-1:]
        case Reach.NODE:
            return file, path


def drop_echoes(
    found: Iterable[Diagnostic], diagnostics: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what the laws of the text ``found``, but where reading could make nothing of it.

    A value that the schema refuses is mended first, and so is a line with a sign in wide
    characters: what else is said of the same characters would go with it.
    """
    from plantool.checking.selectors import leaves_file_unread  # noqa: PLC0415 - loads all rules

    diagnostics = tuple(diagnostics)
    unread_spans = {(d.file, d.span) for d in diagnostics if leaves_file_unread(d.code)}
    mistyped_lines = {(d.file, d.span.line) for d in diagnostics if d.code == MISTYPED}
    for each in found:
        is_unread = (each.file, each.span) in unread_spans
        if not is_unread and (each.file, each.span.line) not in mistyped_lines:
            yield each
