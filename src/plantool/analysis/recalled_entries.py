"""Entries of an initiative that are known in part: the rest is worked out when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from plantool.loading.memory import BROKEN_CACHE_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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


class RecalledEntry:
    """The part of an entry's class that knows its head, and asks for the rest."""

    __slots__ = ()
    _entries: ListingEntries[Any]
    _at: int

    @classmethod
    def from_head(cls, entries: ListingEntries[Any], at: int, **head: object) -> Self:
        """Return one of the entries of a listing, of which the fields in ``head`` are known."""
        entry = object.__new__(cls)
        for name, value in {"_entries": entries, "_at": at, **head}.items():
            object.__setattr__(entry, name, value)
        return entry

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field; called for what is missing
        whole = self._entries.whole[self._at]
        fields: tuple[str, ...] = type(whole).__slots__
        if name not in fields:
            raise AttributeError(name)
        for field in fields:
            object.__setattr__(self, field, getattr(whole, field))
        return getattr(whole, name)


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
