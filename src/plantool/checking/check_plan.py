"""Reads a plan and asks the laws about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.checking.file_checks import FileChecks
from plantool.checking.rule_lists import all_rules, error_rules
from plantool.checking.suppression_codes import COMMENT_PREFIX
from plantool.diagnostics import Severity
from plantool.loading.known_diagnostics import KnownDiagnostics
from plantool.loading.memory import Memory
from plantool.loading.plan_contents import PlanContents
from plantool.loading.read_plan import Loaded, PlanReading
from plantool.loading.today import read_today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from plantool.checking.rule_lists import RuleSet
    from plantool.diagnostics import Diagnostic, Finding
    from plantool.loading.folder import PlanFiles

_MAX_REMEMBERED = 1000  # findings, each with its quote; a plan with more is not asked in a hurry


def load_and_check(
    plan_files: PlanFiles,
    as_of: date | None = None,
    *,
    memory: Memory | None = None,
    jobs: int = 1,
    level: Severity = Severity.INFO,
) -> Loaded:
    """Read a plan and ask every law: all that is wrong with it, in the order of files and lines.

    ``as_of`` is the day on which years count as ended; the plan's today if it is None. What
    plan.yaml or a comment ignores is left out. Findings below ``level`` may be no more than a code
    and a file: lines take time. What ``memory`` knows is not asked again; ``jobs`` processes read
    what it does not know.
    """
    reading = _begin_reading(plan_files, memory or Memory(), jobs)
    return _check_everything(reading, as_of or read_today(plan_files), level)


def check_loaded(loaded: Loaded, as_of: date) -> tuple[Diagnostic, ...]:
    """Ask every law about a plan that was loaded for sums, as ``load_and_check`` does."""
    return _check_everything(loaded.reading, as_of, Severity.INFO).diagnostics


def _check_everything(reading: PlanReading, day: date, level: Severity) -> Loaded:
    question = ("everything", day.isoformat(), level.value)
    return _recall_or_ask(reading, question, lambda: _find_everything(reading, day, level))


def load_for_sums(plan_files: PlanFiles, *, memory: Memory | None = None, jobs: int = 1) -> Loaded:
    """Read a plan and look for errors alone, which is all that a sum has to know of."""
    today = read_today(plan_files)
    reading = _begin_reading(plan_files, memory or Memory(), jobs)

    def find_errors() -> Iterable[Diagnostic]:
        # plan.yaml may make an error of a warning, and a comment that ignores may be at fault
        if reading.plan.validation or reading.contents.list_files_with(COMMENT_PREFIX):
            found = _find_everything(reading, today, Severity.ERROR)
        else:
            found = _find_errors(reading, today)
        return (diagnostic for diagnostic in found if diagnostic.is_error)

    return _recall_or_ask(reading, ("errors", today.isoformat()), find_errors)


def _begin_reading(plan_files: PlanFiles, memory: Memory, jobs: int) -> PlanReading:
    memory.begin_reading()
    return PlanReading(PlanContents(plan_files), memory, jobs)


def _recall_or_ask(
    reading: PlanReading,
    question: tuple[str, ...],
    find_diagnostics: Callable[[], Iterable[Diagnostic]],
) -> Loaded:
    """Return what was found, from memory if the same was asked of the same files before."""
    memory, contents = reading.memory, reading.contents
    if known := memory.recall_findings(question, contents):
        return Loaded(reading, known.head, known.diagnostics)
    diagnostics = tuple(sorted(find_diagnostics(), key=lambda diagnostic: diagnostic.order))
    if sum(bool(diagnostic.excerpt) for diagnostic in diagnostics) <= _MAX_REMEMBERED:
        memory.keep_findings(question, contents, KnownDiagnostics(reading.head, diagnostics))
    memory.save_findings()
    return Loaded(reading, reading.head, diagnostics)


def _find_errors(reading: PlanReading, as_of: date) -> list[Diagnostic]:
    checks, findings = _ask_laws(reading, error_rules(), as_of, Severity.ERROR)
    return _list_causes(reading, checks, findings)


def _find_everything(reading: PlanReading, as_of: date, level: Severity) -> list[Diagnostic]:
    from plantool.checking import validation_settings  # noqa: PLC0415 - seldom needed for a sum
    from plantool.checking.followers import drop_echoes  # noqa: PLC0415 - ditto
    from plantool.checking.suppression import suppress_diagnostics  # noqa: PLC0415 - ditto

    plan = reading.plan
    commented_files = reading.contents.list_files_with(COMMENT_PREFIX)
    # settings may change the severity of any finding, and a comment is known by its line: then all
    # findings need their lines
    lowest_level = Severity.INFO if plan.validation or commented_files else level
    checks, findings = _ask_laws(reading, all_rules(), as_of, lowest_level)
    findings += validation_settings.check_settings(plan)
    found = _list_causes(reading, checks, findings)
    texts = (diagnostic for check in checks.by_file.values() for diagnostic in check.texts)
    found = [*found, *drop_echoes(texts, found)]
    # without plan.yaml no rule could find all that it finds with it: no comment is without use
    half_checked = plan.left_out if plan.has_settings else tuple(reading.contents)
    found = suppress_diagnostics(found, commented_files, checks.read, half_checked)
    found = validation_settings.apply_settings(found, plan.validation)
    return [_strip_slight(diagnostic, level) for diagnostic in found]


def _strip_slight(found: Diagnostic, level: Severity) -> Diagnostic:
    """Leave of a finding below the level what is counted, and what tells that a file touches it."""
    is_slight = found.code.severity.rank > level.rank
    return found.strip() if is_slight and found.related is None else found


def _ask_laws(
    reading: PlanReading, rules: RuleSet, as_of: date, level: Severity
) -> tuple[FileChecks, list[Finding]]:
    """Ask the laws; return the checks of files, and what those about more than one file found.

    An ``id`` that is not the file's name would make other laws speak of what is missing or there
    twice. They see the plan by the names of its files, which is how others refer to it, and a copy
    whose name cannot be an id (``18-3 (2).yaml``) not at all.
    """
    plan = reading.plan
    from plantool.rules import file_name  # noqa: PLC0415 - not needed where all is known

    findings = list(file_name.check(plan))
    if findings:
        unfit_files = {finding.file for finding in findings if finding.code is file_name.UNFIT}
        plan = plan.name_by_files().leave_out(unfit_files)
    checks = FileChecks(reading, plan, rules, as_of, level)
    for rule in rules.of_plan:
        if rule is not file_name:
            findings += rule.check(plan)
    for at, gathering_rule in enumerate(rules.gathering):
        findings += gathering_rule.check(plan, checks.map_gathered(at))
    return checks, findings


def _list_causes(
    reading: PlanReading, checks: FileChecks, findings: list[Finding]
) -> list[Diagnostic]:
    """Return what reading and laws found, but for what only follows from the rest of it."""
    located = [*checks.yield_found(), *checks.locate_findings(findings)]
    if not located:
        return list(reading.diagnostics)
    from plantool.checking.followers import drop_followers  # noqa: PLC0415 - most plans are clean

    return [*reading.diagnostics, *drop_followers(located, reading.diagnostics)]
