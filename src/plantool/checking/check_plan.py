"""Reads a plan and applies the rules to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.checking.ignore_codes import COMMENT_PREFIX
from plantool.diagnostics import Diagnostic, Severity
from plantool.loading.memory import KnownFindings, Memory
from plantool.loading.plan_contents import PlanContents
from plantool.loading.read_plan import Loaded, read_plan
from plantool.rules import (
    ADVICE_RULES,
    DATED_RULES,
    ERROR_RULES,
    TEXT_RULES,
    file_name,
    import_rules,
)
from plantool.syntax.codes import MISTYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.diagnostics import Finding
    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan
    from plantool.syntax.parse import Document

_MAX_REMEMBERED = 1000  # findings, each with its quote; a plan with more is not asked in a hurry


def load_and_check(
    plan_files: PlanFiles,
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

    def find_all(loaded: Loaded) -> Iterable[Diagnostic]:
        return _find_everything(loaded, day, level)

    return _recall_or_load(plan_files, question, find_all, memory or Memory(), jobs)


def load_for_sums(plan_files: PlanFiles, *, memory: Memory | None = None, jobs: int = 1) -> Loaded:
    """Read a plan and look for errors alone, which is all that a sum has to know of."""
    today = date.today()  # noqa: DTZ011 - ditto

    def find_errors(loaded: Loaded) -> Iterable[Diagnostic]:
        if loaded.plan.validation or loaded.contents.list_files_with(COMMENT_PREFIX):
            found: Iterable[Diagnostic] = _find_everything(loaded, today, Severity.ERROR)
        else:
            found = _locate_findings(
                loaded, _check_plan(loaded.plan, ERROR_RULES), loaded.build_tree_reader()
            )
        return (diagnostic for diagnostic in found if diagnostic.is_error)

    return _recall_or_load(
        plan_files, ("errors", today.isoformat()), find_errors, memory or Memory(), jobs
    )


def _recall_or_load(
    plan_files: PlanFiles,
    question: tuple[str, ...],
    find_diagnostics: Callable[[Loaded], Iterable[Diagnostic]],
    memory: Memory,
    jobs: int,
) -> Loaded:
    """Return what was found, from memory if the same was asked of the same files before."""
    contents = PlanContents(plan_files)
    if known := memory.recall_findings(question, contents):
        return Loaded(
            contents, known.findings, lambda: read_plan(contents, memory).plan, known.head
        )
    loaded = read_plan(contents, memory, jobs)
    diagnostics = tuple(sorted(find_diagnostics(loaded), key=lambda diagnostic: diagnostic.order))
    if len(diagnostics) <= _MAX_REMEMBERED:
        memory.keep_findings(question, contents, KnownFindings(loaded.head, diagnostics))
    memory.save_cache()
    return Loaded(contents, diagnostics, loaded.plan)


def _find_everything(loaded: Loaded, as_of: date, level: Severity) -> list[Diagnostic]:
    from plantool.checking import validation_settings  # noqa: PLC0415 - seldom needed for a sum
    from plantool.checking.suppression import suppress_diagnostics  # noqa: PLC0415 - ditto

    plan, read = loaded.plan, loaded.build_tree_reader()
    commented_files = loaded.contents.list_files_with(COMMENT_PREFIX)
    findings = _check_plan(plan, (*ERROR_RULES, *ADVICE_RULES))
    findings += [f for rule in import_rules(DATED_RULES) for f in rule.check(plan, as_of)]
    # what a plan or a comment speaks of has to be placed, to be heard
    lowest_level = Severity.INFO if plan.validation or commented_files else level
    found = _locate_findings(
        loaded, [*findings, *validation_settings.check_settings(plan)], read, lowest_level
    )
    found += _drop_echoes(_check_texts(loaded, read), found)
    found = suppress_diagnostics(found, commented_files, read, plan.left_out)
    return validation_settings.apply_settings(found, plan.validation)


def _check_plan(plan: Plan, rule_names: Iterable[str]) -> list[Finding]:
    """Apply the rules of these names.

    A file's name is what others know it by: an ``id`` that differs is one finding, and no cause of
    others.
    """
    misnamed = list(file_name.check(plan))
    if misnamed:  # a copy under a name that cannot be an id is nothing else
        unfit_files = {finding.file for finding in misnamed if finding.code is file_name.UNFIT}
        plan = plan.name_by_files().leave_out(unfit_files)
    rules = [rule for rule in import_rules(rule_names) if rule is not file_name]
    return misnamed + [finding for rule in rules for finding in rule.check(plan)]


def _locate_findings(
    loaded: Loaded,
    findings: list[Finding],
    read: Callable[[str], Document],
    level: Severity = Severity.INFO,
) -> list[Diagnostic]:
    """Give findings their places, those down to ``level``, beside what reading found."""
    if not findings:
        return list(loaded.diagnostics)
    from plantool.checking.followers import drop_followers  # noqa: PLC0415 - most plans are clean
    from plantool.loading.finding_positions import diagnose_unlocated, locate_finding  # noqa: PLC0415 - ditto

    kept = drop_followers(findings, loaded.diagnostics)
    kept.sort(key=lambda finding: finding.file)  # so that each file is read once
    located = (
        locate_finding(f, read) if f.code.severity.rank <= level.rank else diagnose_unlocated(f)
        for f in kept
    )
    return [*loaded.diagnostics, *located]


def _check_texts(loaded: Loaded, read: Callable[[str], Document]) -> Iterator[Diagnostic]:
    """Apply the rules about texts to the files that hold what they suspect."""
    rules = import_rules(TEXT_RULES)
    for file, text in loaded.contents.items():
        for rule in rules:
            if not rule.SUSPECT.search(text):
                continue
            from plantool.loading.finding_positions import locate_finding  # noqa: PLC0415 - most texts are clean

            source, root = read(file).source, read(file).root
            for found in rule.check(source, root) if source and root else ():
                yield found if isinstance(found, Diagnostic) else locate_finding(found, read)


def _drop_echoes(found: Iterable[Diagnostic], graver: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what is said of a place that could not be read at all."""
    from plantool.checking.selectors import leaves_file_unread  # noqa: PLC0415 - loads all rules

    unread_spans = {(d.file, d.span) for d in graver if leaves_file_unread(d.code)}
    mistyped_lines = {(d.file, d.span.line) for d in graver if d.code == MISTYPED}
    return (
        d
        for d in found
        if (d.file, d.span) not in unread_spans and (d.file, d.span.line) not in mistyped_lines
    )
