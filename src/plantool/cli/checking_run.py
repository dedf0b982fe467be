"""Checks the plans a command was given, and gathers what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.loading.parallel import count_processes
from plantool.loading.today import read_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from plantool.checking.diagnostic_filter import DiagnosticFilter
    from plantool.checking.findings import Findings
    from plantool.checking.fixing import FixedPlan
    from plantool.cli.plan_arguments import PlanArgument
    from plantool.diagnostics import Diagnostic
    from plantool.loading.read_plan import Loaded


class CheckedPlan(NamedTuple):
    """One plan with what was found in the files asked for; ``mended`` where fixes were made."""

    argument: PlanArgument
    loaded: Loaded
    diagnostics: tuple[Diagnostic, ...]
    mended: FixedPlan | None = None


class CheckingRun(NamedTuple):
    """What to look for: ``choice`` of findings, in files changed since a revision.

    ``as_of`` is the day of judgement; each plan's today without it.
    """

    choice: DiagnosticFilter
    as_of: date | None
    changed_since: str | None = None

    def check_plan(self, argument: PlanArgument) -> CheckedPlan:
        """Check one plan; rules see all of it, however few of its files are reported."""
        source = argument.source
        loaded = load_and_check(
            source.files,
            self.as_of,
            memory=source.memory,
            jobs=count_processes(),
            level=self.choice.level,
        )
        changed = self._list_changed_files(argument)
        found = self._select_diagnostics(argument, loaded, loaded.diagnostics, changed)
        return CheckedPlan(argument, loaded, found)

    def fix_plan(self, argument: PlanArgument, *, unsafe: bool) -> CheckedPlan:
        """Check one plan as it is after the fixes of what is reported."""
        from plantool.checking.fixing import apply_all_fixes

        folder = argument.source.open_folder()
        day = self.as_of or read_today(folder)
        first = load_and_check(folder, day)
        changed = self._list_changed_files(argument)

        def select_fixable(diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
            found = self._select_diagnostics(argument, first, diagnostics, changed)
            return (d for d in found if d.fix and (d.fix.safe or unsafe))

        mended = apply_all_fixes(folder, day, select_fixable, first)
        loaded = mended.loaded
        found = self._select_diagnostics(argument, loaded, loaded.diagnostics, changed)
        return CheckedPlan(argument, loaded, found, mended)

    def _list_changed_files(self, argument: PlanArgument) -> set[str] | None:
        if self.changed_since is None:
            return None
        return argument.list_changed_files(self.changed_since)

    def _select_diagnostics(
        self,
        argument: PlanArgument,
        loaded: Loaded,
        diagnostics: Iterable[Diagnostic],
        changed: set[str] | None,
    ) -> tuple[Diagnostic, ...]:
        files = argument.list_files(loaded)
        found = self.choice.select_wanted(d for d in diagnostics if d.file in files)
        if changed is None:
            return found
        from plantool.checking.touched_findings import select_touched

        return select_touched(found, loaded.contents, changed)


def join_findings(checked: Iterable[CheckedPlan], choice: DiagnosticFilter) -> Findings:
    """Join the findings of several plans into one report."""
    from plantool.checking.findings import Findings
    from plantool.finding_limit import limit_diagnostics

    checked = list(checked)
    found = [diagnostic for each in checked for diagnostic in each.diagnostics]
    shown = choice.select_severe(found)
    file_count = partly_checked = 0
    for each in checked:
        files = each.argument.list_files(each.loaded)
        file_count += len(files)
        partly_checked += len(files.intersection(each.loaded.head.left_out))
    return Findings(
        diagnostics=tuple(limit_diagnostics(shown)),
        file_count=file_count,
        sources=_join_sources([each.loaded.contents for each in checked]),
        partly_checked=partly_checked,
        hidden_count=len(found) - len(shown),
    )


def _join_sources(contents: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return the texts of files by their names; those of one plan are decoded only when asked."""
    if len(contents) == 1:
        return contents[0]
    texts: dict[str, str] = {}
    for each in contents:
        texts.update(each)
    return texts
