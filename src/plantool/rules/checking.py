"""Reads a plan and applies the rules to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Severity
from plantool.loading.contents import Contents
from plantool.loading.load import Loaded, build
from plantool.loading.memory import Known, Memory
from plantool.rules import ADVICE, DATED, GRAVE, OF_TEXTS, file_name, modules
from plantool.rules.codes import SPOKEN_TO
from plantool.syntax.codes import MISTYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.diagnostics import Finding
    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan
    from plantool.syntax.parse import Document

_MOST_REMEMBERED = 1000  # findings, each with its quote; a plan with more is not asked in a hurry


def load_and_check(
    folder: PlanFiles,
    as_of: date | None = None,
    *,
    memory: Memory | None = None,
    jobs: int = 1,
    level: Severity = Severity.INFO,
) -> Loaded:
    """Read a plan and apply every rule: all that is wrong with it, in the order of its places.

    ``as_of`` is the day on which years count as ended; today if it is None. What plan.yaml or a
    comment ignores is left out. Findings below ``level`` may lack their places, which take time.
    What ``memory`` knows is not asked again; ``jobs`` processes read what it does not know.
    """
    day = as_of or date.today()  # noqa: DTZ011 - the officer's own day
    question = ("everything", day.isoformat(), level.value)

    def find(loaded: Loaded) -> Iterable[Diagnostic]:
        return _everything(loaded, day, level)

    return _found(folder, question, find, memory or Memory(), jobs)


def load_for_sums(folder: PlanFiles, *, memory: Memory | None = None, jobs: int = 1) -> Loaded:
    """Read a plan and look for errors alone, which is all that a sum has to know of."""
    today = date.today()  # noqa: DTZ011 - ditto

    def find(loaded: Loaded) -> Iterable[Diagnostic]:
        if loaded.plan.validation or loaded.texts.holding(SPOKEN_TO):
            found: Iterable[Diagnostic] = _everything(loaded, today, Severity.ERROR)
        else:
            found = _located(loaded, _about_plan(loaded.plan, GRAVE), loaded.reader())
        return (diagnostic for diagnostic in found if diagnostic.is_error)

    return _found(folder, ("errors", today.isoformat()), find, memory or Memory(), jobs)


def _found(
    folder: PlanFiles,
    question: tuple[str, ...],
    find: Callable[[Loaded], Iterable[Diagnostic]],
    memory: Memory,
    jobs: int,
) -> Loaded:
    """Return what was found, from memory if the same was asked of the same files before."""
    contents = Contents(folder)
    if known := memory.known(question, contents):
        return Loaded(contents, known.findings, lambda: build(contents, memory).plan, known.head)
    loaded = build(contents, memory, jobs)
    diagnostics = tuple(sorted(find(loaded), key=lambda diagnostic: diagnostic.order))
    if len(diagnostics) <= _MOST_REMEMBERED:
        memory.keep(question, contents, Known(loaded.head, diagnostics))
    memory.save()
    return Loaded(contents, diagnostics, loaded.plan)


def _everything(loaded: Loaded, as_of: date, level: Severity) -> list[Diagnostic]:
    from plantool.rules import settings  # noqa: PLC0415 - seldom needed for a sum
    from plantool.rules.suppression import suppress  # noqa: PLC0415 - ditto

    plan, read = loaded.plan, loaded.reader()
    spoken_to = loaded.texts.holding(SPOKEN_TO)
    findings = _about_plan(plan, (*GRAVE, *ADVICE))
    findings += [f for rule in modules(DATED) for f in rule.check(plan, as_of)]
    # what a plan or a comment speaks of has to be placed, to be heard
    lowest = Severity.INFO if plan.validation or spoken_to else level
    found = _located(loaded, [*findings, *settings.check(plan)], read, lowest)
    found += _without_echoes(_about_texts(loaded, read), found)
    found = suppress(found, spoken_to, read, plan.left_out)
    return settings.apply(found, plan.validation)


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
    loaded: Loaded,
    findings: list[Finding],
    read: Callable[[str], Document],
    level: Severity = Severity.INFO,
) -> list[Diagnostic]:
    """Give findings their places, those down to ``level``, beside what reading found."""
    if not findings:
        return list(loaded.diagnostics)
    from plantool.rules.followers import without_followers  # noqa: PLC0415 - most plans are clean
    from plantool.syntax.locate import diagnose, unplaced  # noqa: PLC0415 - ditto

    kept = without_followers(findings, loaded.diagnostics)
    kept.sort(key=lambda finding: finding.file)  # so that each file is read once
    placed = (
        diagnose(f, read) if f.code.severity.rank <= level.rank else unplaced(f) for f in kept
    )
    return [*loaded.diagnostics, *placed]


def _about_texts(loaded: Loaded, read: Callable[[str], Document]) -> Iterator[Diagnostic]:
    """Apply the rules about texts to the files that hold what they suspect."""
    rules = modules(OF_TEXTS)
    for file, text in loaded.texts.items():
        for rule in rules:
            if not rule.SUSPECT.search(text):
                continue
            from plantool.syntax.locate import diagnose  # noqa: PLC0415 - most texts are clean

            source, root = read(file).source, read(file).root
            for found in rule.check(source, root) if source and root else ():
                yield found if isinstance(found, Diagnostic) else diagnose(found, read)


def _without_echoes(
    found: Iterable[Diagnostic], graver: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Leave out what is said of a place that could not be read at all."""
    from plantool.rules.selectors import leaves_unread  # noqa: PLC0415 - loads all rules

    taken = {(d.file, d.span) for d in graver if leaves_unread(d.code)}
    mistyped = {(d.file, d.span.line) for d in graver if d.code == MISTYPED}
    return (
        d for d in found if (d.file, d.span) not in taken and (d.file, d.span.line) not in mistyped
    )
