"""Where a key goes among its siblings: as a schema has it, a year among the years."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as OrderedKeys
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import NodePath
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyOrder: TypeAlias = Callable[[NodePath], OrderedKeys[str]]
"""Tells how the keys of the mapping at a path go; none where their order is the writer's."""


def order_keys(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return ``keys`` in the order of ``known``, then those that are not known, as they were."""
    ranks = {key: rank for rank, key in enumerate(known)}
    return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))


def find_key_position(key: str, siblings: Iterable[str], known: OrderedKeys[str]) -> int:
    """Return where a new ``key`` goes among its siblings.

    Those of ``known`` go first and in that order, then years from the first to the last, then
    others as they come. Siblings in disorder stay so: the key follows the nearest before it, or
    precedes the nearest after it.
    """
    ranks = [_rank_key(sibling, known) for sibling in siblings]
    new_rank = _rank_key(key, known)
    if new_rank == inf:
        return len(ranks)
    if key in known:  # before all others alike, be they years in disorder
        ranks = [min(rank, len(known)) for rank in ranks]
    if before := [(rank, at) for at, rank in enumerate(ranks) if rank < new_rank]:
        return max(before)[1] + 1
    return min((rank, at) for at, rank in enumerate([*ranks, inf]))[1]


def _rank_key(key: str, known: OrderedKeys[str]) -> float:
    if key in known:
        return known.index(key)
    try:
        return FiscalYear.parse(key).start  # more than any schema has keys
    except ValueError:
        return inf
