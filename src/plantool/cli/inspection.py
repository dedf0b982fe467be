"""Checks the plans a command was given, and gathers what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.parallel import processes
from plantool.rules.checking import load_and_check
from plantool.rules.fixing import Mended, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from plantool.cli.targets import Target
    from plantool.diagnostics import Diagnostic
    from plantool.loading.load import Loaded
    from plantool.loading.memory import Memory
    from plantool.reports.findings import Findings
    from plantool.rules.choice import Choice


class Checked(NamedTuple):
    """One plan with what was found in the files asked for; ``mended`` where fixes were made."""

    target: Target
    loaded: Loaded
    found: tuple[Diagnostic, ...]
    mended: Mended | None = None


class Inspection(NamedTuple):
    """What to look for: ``choice`` of findings, as of a day, in files changed since a revision.

    ``remembering`` gives the memory for the place of a plan.
    """

    choice: Choice
    as_of: date
    remembering: Callable[[Path], Memory]
    changed_since: str | None = None

    def check(self, target: Target) -> Checked:
        """Check one plan; rules see all of it, whatever is reported."""
        loaded = load_and_check(
            target.folder,
            self.as_of,
            memory=self.remembering(target.place),
            jobs=processes(),
            level=self.choice.level,
        )
        changed = self._changed(target)
        return Checked(target, loaded, self._asked(target, loaded, loaded.diagnostics, changed))

    def mend(self, target: Target, *, unsafe: bool) -> Checked:
        """Check one plan as it is after the fixes of what is reported."""
        first, changed = load_and_check(target.folder, self.as_of), self._changed(target)

        def wanted(diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
            found = self._asked(target, first, diagnostics, changed)
            return (d for d in found if d.fix and (d.fix.safe or unsafe))

        mended = mend(target.folder, self.as_of, wanted, first)
        loaded = mended.loaded
        found = self._asked(target, loaded, loaded.diagnostics, changed)
        return Checked(target, loaded, found, mended)

    def _changed(self, target: Target) -> set[str] | None:
        return None if self.changed_since is None else target.changed(self.changed_since)

    def _asked(
        self,
        target: Target,
        loaded: Loaded,
        diagnostics: Iterable[Diagnostic],
        changed: set[str] | None,
    ) -> tuple[Diagnostic, ...]:
        files = target.files(loaded)
        found = self.choice.of(d for d in diagnostics if d.file in files)
        if changed is None:
            return found
        from plantool.rules.changed import touched

        return touched(found, loaded.texts, changed)


def gather(checked: Iterable[Checked], choice: Choice) -> Findings:
    """Join what was found in several plans into one report."""
    from plantool.reports.findings import Findings
    from plantool.syntax.limit import limited

    checked = list(checked)
    found = [diagnostic for each in checked for diagnostic in each.found]
    asked = choice.shown(found)
    texts = [each.loaded.texts for each in checked]
    return Findings(
        diagnostics=tuple(limited(asked)),
        files=sum(len(each.target.files(each.loaded)) for each in checked),
        sources=texts[0] if len(texts) == 1 else {f: t for each in texts for f, t in each.items()},
        partly=sum(
            len(each.target.files(each.loaded).intersection(each.loaded.head.left_out))
            for each in checked
        ),
        hidden=len(found) - len(asked),
    )
