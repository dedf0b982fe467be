"""Reads a plan and applies every rule to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic
from plantool.loading.load import Loaded, load
from plantool.rules import ARITHMETIC, DATED_RULES, RULES, TEXT_RULES, file_name, settings
from plantool.rules.suppression import suppress
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR
from plantool.syntax.locate import diagnose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.diagnostics import Finding
    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan
    from plantool.syntax.parse import Document


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
    if named:
        plan = plan.named_by_files()
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
    """Leave out what is said of a place with which something graver is wrong."""
    taken = {(diagnostic.file, diagnostic.span) for diagnostic in graver}
    return (diagnostic for diagnostic in found if (diagnostic.file, diagnostic.span) not in taken)


def _without_followers(
    findings: list[Finding], diagnostics: tuple[Diagnostic, ...]
) -> list[Finding]:
    """Leave out sums over cells of which one was dropped because its key stands twice."""
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    sums = {code for rule in ARITHMETIC for code in rule.CODES}
    return [f for f in findings if not (f.file in unsure and f.code in sums)]
