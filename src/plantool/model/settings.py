"""How a plan wants to be checked: the ``validation`` of plan.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plantool.diagnostics import Severity


class Setting(NamedTuple):
    """The codes to ignore, and the severity of others, in the files whose names match ``files``.

    ``reason`` is the plan's own reason for that. Codes are selectors as written: ``PLT502``,
    ``PLT5``, ``money-rounding`` or ``money``.
    """

    files: tuple[str, ...] = ("*",)
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    reason: str = ""

    def is_for_file(self, name: str) -> bool:
        """Tell whether it holds for the file of this name."""
        from fnmatch import fnmatchcase  # noqa: PLC0415 - few plans have settings

        return any(fnmatchcase(name, pattern) for pattern in self.files)
