"""The findings that a user asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.selectors import is_binding, leaves_file_unread, matches_code
from plantool.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Code, Diagnostic


class DiagnosticFilter(NamedTuple):
    """Selectors of the codes to report and of those to ignore; none selected asks for all.

    ``level`` is the lowest severity to show.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Severity = Severity.INFO

    def select_wanted(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the ``diagnostics`` that the selectors choose, of any severity.

        A file that cannot be read is never left out, since its content is unknown.
        """
        return tuple(d for d in diagnostics if self._is_wanted(d))

    def select_severe(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return those of ``diagnostics`` that are grave enough."""
        return tuple(d for d in diagnostics if d.code.severity.rank <= self.level.rank)

    def _is_wanted(self, diagnostic: Diagnostic) -> bool:
        code = diagnostic.code
        if leaves_file_unread(code):
            return True
        if _matches_any(self.ignore, code) and not is_binding(code):
            return False
        return not self.select or _matches_any(self.select, code)


def _matches_any(selectors: Iterable[str], code: Code) -> bool:
    return any(matches_code(selector, code) for selector in selectors)
