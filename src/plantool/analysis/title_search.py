"""Finds initiatives by words of their titles and of the names of their measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import fold_searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plantool.model.initiative import Initiative


class TitleHit(NamedTuple):
    """An initiative in whose names all words are, and the ``measures`` that words were found in.

    No measures are named where the title has all words.
    """

    initiative: Initiative
    measures: tuple[str, ...] = ()


def find_titles(initiatives: Iterable[Initiative], words: str) -> list[TitleHit]:
    """Return the initiatives in whose names all ``words`` are, those with them in the title first.

    Width, case, kana and blanks within names make no difference. An id is no word: text without a
    letter finds nothing.
    """
    wanted = [*map(fold_searched, words.split())]
    if not any(letter.isalpha() for word in wanted for letter in word):
        return []
    hits = (_search_initiative(initiative, wanted) for initiative in initiatives)
    return sorted(filter(None, hits), key=lambda hit: bool(hit.measures))


def _search_initiative(initiative: Initiative, wanted: Sequence[str]) -> TitleHit | None:
    title = fold_searched(initiative.title)
    in_measures = [word for word in wanted if word not in title]
    if not in_measures:
        return TitleHit(initiative)
    names = dict.fromkeys(_list_names(initiative))
    folded = {name: fold_searched(name) for name in names}
    if any(all(word not in name for name in folded.values()) for word in in_measures):
        return None
    found = (name for name in names if any(word in folded[name] for word in in_measures))
    return TitleHit(initiative, tuple(found))


def _list_names(initiative: Initiative) -> list[str]:
    """Return the names of all measures, behind those of the groups that they stand in."""
    names: list[str] = []
    for measure in initiative.measures():
        names += [group.name for group in initiative.find_groups_above(measure) if group.name]
        names.append(measure.name)
    return names
