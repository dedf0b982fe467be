"""Initiatives of files that are known already: their heads at once, the rest when it is asked for.

Building all that a file says takes most of the time of a run, and many runs look at little of it:
one page, the money alone, a plan in which one file has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plantool.loading.partly_known import PartlyKnown
from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class RecalledInitiative(PartlyKnown, Initiative):
    """An initiative whose fields are built when one of them is asked for.

    It equals one that was built at once.
    """

    __slots__ = ("_build_fields",)
    FIELDS = Initiative.__slots__
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
        initiative.take_fields({"_build_fields": build_fields, **head})
        return initiative

    def build_anew(self) -> RecalledInitiative:
        """Return the same initiative with nothing built but its head: its file says the rest.

        Whoever goes through a large plan lets go of each initiative again.
        """
        head = {name: getattr(self, name) for name in ("id", "title", "file")}
        return self.from_head(head, self._build_fields)

    def work_out_field(self, name: str) -> Mapping[str, Any]:
        return self._build_fields(name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Initiative):
            return NotImplemented
        return self is other or _to_plain(self) == _to_plain(other)

    def __hash__(self) -> int:
        return hash(_to_plain(self))


def _to_plain(initiative: Initiative) -> Initiative:
    is_plain = type(initiative) is Initiative
    return initiative if is_plain else Initiative(**RecalledInitiative.map_fields(initiative))
