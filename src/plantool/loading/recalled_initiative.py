"""Initiatives of files that are known already: their heads at once, the rest when it is asked for.

Building all that a file says takes most of the time of a run, and many runs look at little of it:
one page, the ids that a chapter names, a plan in which one file has changed.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FIELDS = tuple(field.name for field in fields(Initiative))


class RecalledInitiative(Initiative):
    """An initiative that is built to its end when something beyond its head is asked for.

    It equals one that was built at once.
    """

    __slots__ = ("_build_whole",)
    _build_whole: Callable[[], Initiative]

    @classmethod
    def from_head(
        cls, head: Mapping[str, Any], build_whole: Callable[[], Initiative]
    ) -> RecalledInitiative:
        """Return an initiative with the fields in ``head``."""
        initiative = object.__new__(cls)
        object.__setattr__(initiative, "_build_whole", build_whole)
        for name, value in head.items():
            object.__setattr__(initiative, name, value)
        return initiative

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field; called for what is missing
        if name not in _FIELDS:
            raise AttributeError(name)
        whole = self._build_whole()
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(whole, field))
        return getattr(whole, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Initiative):
            return NotImplemented
        return self is other or _list_compared(self) == _list_compared(other)

    def __hash__(self) -> int:
        return hash(_list_compared(self))


_COMPARED = tuple(field.name for field in fields(Initiative) if field.compare)


def _list_compared(initiative: Initiative) -> tuple[object, ...]:
    return tuple(getattr(initiative, name) for name in _COMPARED)
