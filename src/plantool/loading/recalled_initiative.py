"""Initiatives of files that are known already: their heads at once, the rest when it is asked for.

Building all that a file says takes most of the time of a run, and many runs look at little of it:
one page, the money alone, a plan in which one file has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FIELDS = Initiative.__slots__


class RecalledInitiative(Initiative):
    """An initiative whose fields are built when one of them is asked for.

    It equals one that was built at once.
    """

    __slots__ = ("_build_fields",)
    _build_fields: Callable[[str], Mapping[str, Any]]

    @classmethod
    def from_head(
        cls, head: Mapping[str, Any], build_fields: Callable[[str], Mapping[str, Any]]
    ) -> RecalledInitiative:
        """Return an initiative with the fields in ``head``.

        ``build_fields`` is given the name of a field that is missing, and returns it, perhaps with
        others.
        """
        initiative = object.__new__(cls)
        object.__setattr__(initiative, "_build_fields", build_fields)
        initiative._take_fields(head)
        return initiative

    def _take_fields(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field; called for what is missing
        if name not in _FIELDS:
            raise AttributeError(name)
        values = self._build_fields(name)
        self._take_fields(values)
        return values[name]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Initiative):
            return NotImplemented
        return self is other or _to_plain(self) == _to_plain(other)

    def __hash__(self) -> int:
        return hash(_to_plain(self))


def map_fields(initiative: Initiative) -> dict[str, Any]:
    """Return the fields of an initiative by their names."""
    return {name: getattr(initiative, name) for name in _FIELDS}


def _to_plain(initiative: Initiative) -> Initiative:
    is_plain = type(initiative) is Initiative
    return initiative if is_plain else Initiative(**map_fields(initiative))
