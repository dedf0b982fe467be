"""Failures that end a command, each with its exit code and what to do next.

Findings about what a user wrote are not failures: see ``plantool.diagnostics``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from plantool.diagnostics import Diagnostic


class PlantoolError(Exception):
    """Something that cannot go on; ``key`` names its text in the message catalogue."""

    exit_code: ClassVar[int] = 4

    def __init__(self, key: str, **arguments: object) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.arguments.items())
        return f"{self.key}: {details}" if details else self.key


class UsageError(PlantoolError):
    """The command line asks for something that does not exist (exit 2)."""

    exit_code = 2


class PlanUnreadableError(PlantoolError):
    """There is no plan to read, or its folder cannot be read (exit 3)."""

    exit_code = 3


class NotWrittenError(PlantoolError):
    """Output or a file could not be written; what was there is as it was (exit 5)."""

    exit_code = 5


class PlanInvalidError(PlantoolError):
    """The plan has errors where a whole plan was needed (exit 1)."""

    exit_code = 1

    def __init__(
        self, key: str, *, diagnostics: tuple[Diagnostic, ...] = (), **arguments: object
    ) -> None:
        super().__init__(key, **arguments)
        self.diagnostics = diagnostics
