"""Entries of an initiative that are known in part: the rest is worked out when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from plantool.loading.memory import BROKEN_CACHE_ERRORS
from plantool.loading.partly_known import PartlyKnown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Self

    from plantool.analysis.selection import Listing
    from plantool.loading.derived_texts import DerivedTexts

E_co = TypeVar("E_co", covariant=True)


class ListingEntries(Generic[E_co]):
    """The entries of one listing, worked out when one of them is asked for."""

    def __init__(self, listing: Listing, work_out: Callable[[], Iterable[E_co]]) -> None:
        self.listing = listing
        self._work_out = work_out

    @cached_property
    def whole(self) -> list[E_co]:
        """The entries with all that there is to know of them."""
        return list(self._work_out())

    @property
    def is_done(self) -> bool:
        """Tell whether they were worked out."""
        return "whole" in self.__dict__


class RecalledEntry(PartlyKnown):
    """What makes an entry of which the head is known, one of those of a listing."""

    __slots__ = ()
    _entries: ListingEntries[Any]
    _at: int

    @classmethod
    def from_head(cls, entries: ListingEntries[Any], at: int, **head: object) -> Self:
        """Return an entry of which the fields in ``head`` are known."""
        entry = object.__new__(cls)
        entry.take_fields({"_entries": entries, "_at": at, **head})
        return entry

    def work_out_field(self, _: str) -> Mapping[str, Any]:
        return self.map_fields(self._entries.whole[self._at])


def recall_entries(
    texts: DerivedTexts,
    question: tuple[str, ...],
    entries: ListingEntries[E_co],
    describe: Callable[[E_co], object],
    restore: Callable[[Any, int], E_co],
) -> Sequence[E_co]:
    """Return the entries of a listing: those that are known as they are restored, or all anew.

    ``describe`` makes the head of an entry, a value of JSON, and ``restore`` an entry of it.
    """
    files = (entries.listing.initiative.file,)
    known = texts.recall(question, files, lambda: list(map(describe, entries.whole)))
    if not entries.is_done:
        try:
            return [restore(head, at) for at, head in enumerate(known)]
        except BROKEN_CACHE_ERRORS:
            pass
    return entries.whole
