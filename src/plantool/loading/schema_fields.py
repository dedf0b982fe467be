"""The words of the schemas about a path in a file: the parts that describe it, titles, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from plantool.diagnostics import Bilingual
from plantool.model.fiscal_year import find_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath, Vocabulary

Schema: TypeAlias = dict[str, Any]


class FieldName(NamedTuple):
    """The name of the last field on a path, ``at`` which it has one, among the plan's own keys."""

    at: NodePath
    before: tuple[str, ...]
    title: Bilingual
    after: tuple[str, ...]

    def words(self, catalogue: Vocabulary) -> str:
        """Return the name in one language: ``財源 一般財源 決算額``, ``補足項目 SDG``."""
        return " ".join(filter(None, (*self.before, self.title.words(catalogue), *self.after)))


class SchemaFields:
    """One schema, asked by the paths of its instances."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def find_title(self, path: NodePath) -> Bilingual:
        """Return the title of ``path``, or of the nearest path above that has one."""
        return self._find_words(path, "title")

    def find_description(self, path: NodePath) -> Bilingual:
        """Return the description of ``path``, or of the nearest path above that has one."""
        return self._find_words(path, "description")

    def find_name(self, path: NodePath) -> FieldName:
        """Return the name of the last field on ``path`` that has one of its own.

        Keys of the plan's own, but for years, are part of it: parts of money, labels, departments.
        """
        at, own = path[:0], list[tuple[int, str]]()
        for end, (step, parts) in enumerate(zip(path, self._walk_path(path), strict=False)):
            if any(step in part.get("properties", ()) for part in parts):
                at = path[: end + 1]
            elif isinstance(step, str) and any(map(_takes_any_key, parts)):
                own += [] if find_spelling(step, (step,)) else [(end, step)]
        before = tuple(step for end, step in own if end < len(at))
        after = tuple(step for end, step in own if end >= len(at))
        return FieldName(at, before, self.find_title(at), after)

    def list_parts(self, path: NodePath) -> list[Schema]:
        """Return the parts of the schema that describe ``path``, with those of its conditions."""
        *_, parts = self._walk_path(path)
        return parts

    def follow_reference(self, part: Schema) -> Schema:
        """Follow a reference; what stands beside it goes before what it refers to."""
        if "$ref" not in part:
            return part
        target = self.schema["$defs"][part["$ref"].rpartition("/")[2]]
        return {**self.follow_reference(target), **part}

    def _find_words(self, path: NodePath, keyword: str) -> Bilingual:
        words = read_bilingual(self.schema, keyword)
        for parts in self._walk_path(path):
            telling = [part for part in parts if keyword in part]
            words = read_bilingual(telling[0], keyword) if telling else words
        return words

    def _walk_path(self, path: NodePath) -> Iterator[list[Schema]]:
        """Yield the parts of the schema that describe the file, and then each step into it."""
        parts = [self.schema]
        yield parts
        for step in path:
            inner_parts: list[Schema] = []
            for part in parts:
                inner = _find_step_part(part, step)
                if inner is not None:
                    inner_parts += self._yield_branches(self.follow_reference(inner))
            parts = inner_parts
            yield parts

    def _yield_branches(self, part: Schema) -> Iterator[Schema]:
        """Yield ``part`` and what it becomes under its conditions."""
        yield part
        for keyword in ("then", "else"):
            if keyword in part:
                yield from self._yield_branches(self.follow_reference(part[keyword]))


def read_bilingual(part: Schema, keyword: str = "title") -> Bilingual:
    """Return a part's own words, which the schemas write as ``日本語 / English``."""
    japanese, _, english = str(part.get(keyword, "")).partition("/ ")
    return Bilingual(japanese.strip(), english.strip())


def _takes_any_key(part: Schema) -> bool:
    return isinstance(part.get("additionalProperties"), dict)


def _find_step_part(part: Schema, step: str | int) -> Schema | None:
    """Return the part of a schema that describes one step into its instance."""
    if isinstance(step, int):
        found = part.get("items")
    else:
        found = part.get("properties", {}).get(step, part.get("additionalProperties"))
    return found if isinstance(found, dict) else None  # true and false are schemas, too
