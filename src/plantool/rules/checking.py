"""Reads a plan and applies the rules to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic
from plantool.loading.load import Loaded, load
from plantool.rules import ADVICE, DATED, GRAVE, OF_TEXTS, file_name, modules
from plantool.rules.codes import SPOKEN_TO
from plantool.rules.followers import without_followers
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
    return _with(loaded, _everything(loaded, as_of or date.today()))  # noqa: DTZ011 - the officer's own day


def load_for_sums(folder: PlanFiles) -> Loaded:
    """Read a plan and look for errors alone, which is all that a sum has to know of."""
    loaded = load(folder)
    if loaded.plan.validation or any(SPOKEN_TO in text for text in loaded.texts.values()):
        found: Iterable[Diagnostic] = _everything(loaded, date.today())  # noqa: DTZ011 - ditto
    else:
        found = _located(loaded, _about_plan(loaded.plan, GRAVE), loaded.reader())
    return _with(loaded, (diagnostic for diagnostic in found if diagnostic.is_error))


def _with(loaded: Loaded, found: Iterable[Diagnostic]) -> Loaded:
    diagnostics = tuple(sorted(found, key=lambda diagnostic: diagnostic.order))
    plan = replace(loaded.plan, diagnostics=diagnostics)
    return loaded._replace(plan=plan, diagnostics=diagnostics)


def _everything(loaded: Loaded, as_of: date) -> list[Diagnostic]:
    from plantool.rules import settings  # noqa: PLC0415 - seldom needed for a sum
    from plantool.rules.suppression import suppress  # noqa: PLC0415 - ditto

    plan, read = loaded.plan, loaded.reader()
    findings = _about_plan(plan, (*GRAVE, *ADVICE))
    findings += [f for rule in modules(DATED) for f in rule.check(plan, as_of)]
    found = _located(loaded, [*findings, *settings.check(plan)], read)
    found += _without_echoes(_about_texts(loaded, read), found)
    return settings.apply(suppress(found, loaded.texts, read, plan.left_out), plan.validation)


def _about_plan(plan: Plan, names: Iterable[str]) -> list[Finding]:
    """Apply the rules of these names.

    A file's name is what others know it by: an ``id`` that differs is one finding, and no cause of
    others.
    """
    named = list(file_name.check(plan))
    if named:  # a copy under a name that cannot be an id is nothing else
        unfit = {finding.file for finding in named if finding.code is file_name.UNFIT}
        plan = plan.named_by_files().without(unfit)
    rules = [rule for rule in modules(names) if rule is not file_name]
    return named + [finding for rule in rules for finding in rule.check(plan)]


def _located(
    loaded: Loaded, findings: list[Finding], read: Callable[[str], Document]
) -> list[Diagnostic]:
    """Give findings their places, beside what reading found."""
    kept = without_followers(findings, loaded.diagnostics)
    kept.sort(key=lambda finding: finding.file)  # so that each file is read once
    return [*loaded.diagnostics, *(diagnose(finding, read) for finding in kept)]


def _about_texts(loaded: Loaded, read: Callable[[str], Document]) -> Iterator[Diagnostic]:
    """Apply the rules about texts to the files that hold what they suspect."""
    rules = modules(OF_TEXTS)
    for file, text in loaded.texts.items():
        for rule in rules:
            if not rule.SUSPECT.search(text):
                continue
            source, root = read(file).source, read(file).root
            for found in rule.check(source, root) if source and root else ():
                yield found if isinstance(found, Diagnostic) else diagnose(found, read)


def _without_echoes(
    found: Iterable[Diagnostic], graver: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Leave out what is said of a place that could not be read at all."""
    from plantool.rules.selectors import leaves_unread  # noqa: PLC0415 - loads all rules

    taken = {(d.file, d.span) for d in graver if leaves_unread(d.code)}
    return (diagnostic for diagnostic in found if (diagnostic.file, diagnostic.span) not in taken)
