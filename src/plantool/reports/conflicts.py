"""Conflicts of a merge in the plan's own words: row, field and year, and what the sides say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.fields import Fields
from plantool.loading.folder import kind_of
from plantool.loading.key_order import key_order
from plantool.loading.schema import schema_of
from plantool.model.fiscal_year import spelling_of
from plantool.syntax.compose import Composer
from plantool.syntax.three_way import Missing

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.syntax.three_way import Conflict, Place, Value

_LONGEST = 60  # characters of a value


def words(conflict: Conflict, file: str, texts: Catalogue) -> dict[str, str]:
    """Return the words of the message ``merge.conflict`` about a place in ``file``."""
    kind = kind_of(file.rpartition("/")[2])
    composer = Composer(key_order(kind))
    base, ours, theirs = (_shown(value, texts, composer) for value in conflict.sides)
    place = _words(conflict.place, kind, texts)
    return {"file": file, "place": place, "base": base, "ours": ours, "theirs": theirs}


def _words(place: Place, kind: str, texts: Catalogue) -> str:
    """Say where a conflict is; a row that one side took away is its own place."""
    row = texts("plain.row", name=place.row) if place.row else ""
    if row and isinstance(place.path[-1], int):
        return row
    return texts("plain.of").join(filter(None, [row, _field(place, kind, texts)]))


def _field(place: Place, kind: str, texts: Catalogue) -> str:
    """Name the last field on the way that has a name of its own, and the year as it is written."""
    fields, path = Fields(schema_of(kind)), place.path
    named = 0
    for at, step in enumerate(path):
        if any(step in part.get("properties", ()) for part in fields.parts(path[:at])):
            named = at + 1
    title = fields.title(path[:named]).words(texts)
    years = [step for step in path if isinstance(step, str) and spelling_of(step, (step,))]
    return texts("plain.year", field=title, year=years[-1]) if years else title


def _shown(value: Value, texts: Catalogue, composer: Composer) -> str:
    """Write a value on one line that is not too long."""
    if isinstance(value, Missing):
        return texts("merge.nothing")
    written = value if isinstance(value, str) else composer.line(value, (), flow=True)
    line = " ".join(written.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
