"""What a file of a plan was read to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from plantool.diagnostics import Diagnostic
    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    Part: TypeAlias = Plan | Chapter | Initiative


class FileRead(NamedTuple):
    """One file read: its part of the plan where it has one, and the findings in it by itself."""

    name: str
    part: Part | None
    diagnostics: list[Diagnostic]

    @property
    def is_left_out(self) -> bool:
        """Tell whether something of the plan is missing: what an editor keeps is none of it."""
        return self.part is None and any(found.is_error for found in self.diagnostics)
