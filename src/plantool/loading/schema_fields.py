"""What the schemas say about a place in a file: the parts that describe it, titles and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.diagnostics import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath

Schema: TypeAlias = dict[str, Any]


class SchemaFields:
    """One schema, asked by the paths of its instances."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def find_title(self, path: NodePath) -> Bilingual:
        """Return the title of ``path``, or of the nearest thing around it that has one."""
        return self._find_words(path, "title")

    def find_description(self, path: NodePath) -> Bilingual:
        """Return what the schema says about ``path``."""
        return self._find_words(path, "description")

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
            words = next((read_bilingual(p, keyword) for p in parts if keyword in p), words)
        return words

    def _walk_path(self, path: NodePath) -> Iterator[list[Schema]]:
        parts = [self.schema]
        yield parts
        for step in path:
            inner = (
                self.follow_reference(part) for p in parts for part in _yield_step_parts(p, step)
            )
            parts = [branch for part in inner for branch in self._yield_branches(part)]
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


def _yield_step_parts(part: Schema, step: str | int) -> Iterator[Schema]:
    """Yield the parts of a schema that describe one step into its instance."""
    if isinstance(step, int):
        candidates = [part.get("items")]
    else:
        properties = part.get("properties", {})
        candidates = [properties.get(step, part.get("additionalProperties"))]
    yield from (candidate for candidate in candidates if isinstance(candidate, dict))
