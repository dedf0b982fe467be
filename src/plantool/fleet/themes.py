"""Which common theme an initiative is about, by the codes that its own plan gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.tables.definitions import ATTRIBUTES, INITIATIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.fleet.fleet_file import ThemeMap
    from plantool.tables.columns import Row, Table, Value


def find_themes(rows: Mapping[str, Sequence[Row]], maps: Sequence[ThemeMap]) -> dict[Value, str]:
    """Return the theme of each initiative that has one, by its id.

    ``rows`` are those of the fact tables by their names. The first of ``maps`` that knows one of
    its codes decides; within a map its attributes go before its section, and that before its
    chapter. An initiative has one theme, so that no sum over themes counts it twice.
    """
    attributes: dict[Value, list[tuple[Value, Value]]] = {}
    for identifier, measure, label, text in _pick_columns(
        ATTRIBUTES, rows, "initiative_id", "measure_id", "label", "text"
    ):
        if measure is None:
            attributes.setdefault(identifier, []).append((label, text))
    themes = {}
    for identifier, chapter, section in _pick_columns(
        INITIATIVES, rows, "initiative_id", "chapter_id", "section_id"
    ):
        found = _yield_themes(maps, chapter, section, attributes.get(identifier, ()))
        if theme := next(found, None):
            themes[identifier] = theme
    return themes


def _yield_themes(
    maps: Sequence[ThemeMap],
    chapter: Value,
    section: Value,
    attributes: Sequence[tuple[Value, Value]],
) -> Iterator[str]:
    for each in maps:
        themes = [each.attributes.get(str(label), {}).get(str(text)) for label, text in attributes]
        themes.append(each.sections.get(str(chapter), {}).get(str(section)))
        themes.append(each.chapters.get(str(chapter)))
        yield from filter(None, themes)


def _pick_columns(
    table: Table, rows: Mapping[str, Sequence[Row]], *names: str
) -> Iterator[tuple[Value, ...]]:
    places = [table.column_names.index(name) for name in names]
    return (tuple(row[at] for at in places) for row in rows[table.name])
