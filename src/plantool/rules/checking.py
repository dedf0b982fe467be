"""Reads a plan and applies every rule to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic
from plantool.loading.load import Loaded, load
from plantool.rules import (
    ARITHMETIC,
    DATED_RULES,
    RULES,
    TEXT_RULES,
    file_name,
    money_outlier,
    money_total,
    plan_years,
    running_total,
    settings,
    value_and_text,
    year_left_out,
)
from plantool.rules.selectors import leaves_unread
from plantool.rules.suppression import suppress
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR
from plantool.syntax.locate import diagnose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.diagnostics import Finding
    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan
    from plantool.syntax.parse import Document

_SUMS = frozenset(code for rule in ARITHMETIC for code in rule.CODES)
_OF_CELLS = frozenset({*running_total.CODES, value_and_text.DIFFERS})


def load_and_check(folder: PlanFiles, as_of: date | None = None) -> Loaded:
    """Read a plan and apply every rule: all that is wrong with it, in the order of its places.

    ``as_of`` is the day on which years count as ended; today if it is None. What plan.yaml or a
    comment ignores is left out.
    """
    loaded = load(folder)
    read = loaded.reader()
    findings = _without_followers(check(loaded.plan, as_of or date.today()), loaded.diagnostics)  # noqa: DTZ011 - the officer's own day
    findings.sort(key=lambda finding: finding.file)  # so that each file is read once
    found = [*loaded.diagnostics, *(diagnose(finding, read) for finding in findings)]
    found += _without_echoes(_texts(loaded, read), found)
    found = settings.apply(
        suppress(found, loaded.texts, read, loaded.plan.left_out), loaded.plan.validation
    )
    diagnostics = tuple(sorted(found, key=lambda diagnostic: diagnostic.order))
    plan = replace(loaded.plan, diagnostics=diagnostics)
    return loaded._replace(plan=plan, diagnostics=diagnostics)


def check(plan: Plan, as_of: date) -> list[Finding]:
    """Apply every rule about the plan.

    A file's name is what others know it by: an ``id`` that differs is one finding, and no cause of
    others.
    """
    named = list(file_name.check(plan))
    if named:  # a copy under a name that cannot be an id is nothing else
        unfit = {finding.file for finding in named if finding.code is file_name.UNFIT}
        plan = plan.named_by_files().without(unfit)
    found = [f for rule in RULES if rule is not file_name for f in rule.check(plan)]
    found += [finding for rule in DATED_RULES for finding in rule.check(plan, as_of)]
    return [*named, *found, *settings.check(plan)]


def _texts(loaded: Loaded, read: Callable[[str], Document]) -> Iterator[Diagnostic]:
    """Apply the rules about texts to the files that hold what they suspect."""
    for file, text in loaded.texts.items():
        for rule in TEXT_RULES:
            if not rule.SUSPECT.search(text):
                continue
            source, root = read(file).source, read(file).root
            for found in rule.check(source, root) if source and root else ():
                yield found if isinstance(found, Diagnostic) else diagnose(found, read)


def _without_echoes(
    found: Iterable[Diagnostic], graver: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Leave out what is said of a place that could not be read at all."""
    taken = {(d.file, d.span) for d in graver if leaves_unread(d.code)}
    return (diagnostic for diagnostic in found if (diagnostic.file, diagnostic.span) not in taken)


def _without_followers(
    findings: list[Finding], diagnostics: tuple[Diagnostic, ...]
) -> list[Finding]:
    """Leave out what only follows from something else that was found.

    Sums follow from a cell that was dropped because its key stands twice, or that is taken for
    another figure than it prints; an outlier from a total that is not its sum; years left out from
    years of the plan that are not what they should be.
    """
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    cells = {(f.file, f.path) for f in findings if f.code in _OF_CELLS}
    totals = {f.file for f in findings if f.code in money_total.CODES}
    disorder = any(f.code is plan_years.DISORDER for f in findings)

    def follows(finding: Finding) -> bool:
        row = finding.path[:-1]
        in_row = any(at == finding.file and path[: len(row)] == row for at, path in cells)
        return (
            (finding.code in _SUMS and (finding.file in unsure or in_row))
            or (finding.code in money_outlier.CODES and finding.file in totals)
            or (finding.code in year_left_out.CODES and disorder)
        )

    return [finding for finding in findings if not follows(finding)]
