"""Which findings a user asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.selectors import is_binding, leaves_file_unread, matches_code
from plantool.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Diagnostic


class DiagnosticFilter(NamedTuple):
    """Selectors of what to report, and what not; nothing selected asks for everything.

    ``level`` is the lowest severity to show.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Severity = Severity.INFO

    def select_wanted(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return what was chosen of ``diagnostics``, of any severity.

        Files that cannot be read are never left out: what is in them is unknown.
        """
        return tuple(d for d in diagnostics if self._is_wanted(d))

    def select_severe(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return those of ``diagnostics`` that are grave enough."""
        return tuple(d for d in diagnostics if d.code.severity.rank <= self.level.rank)

    def _is_wanted(self, diagnostic: Diagnostic) -> bool:
        code = diagnostic.code
        if leaves_file_unread(code):
            return True
        if any(matches_code(selector, code) for selector in self.ignore) and not is_binding(code):
            return False
        return not self.select or any(matches_code(selector, code) for selector in self.select)
