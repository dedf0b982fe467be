"""The parts of a schema that hold for a path in a file, given the data of the file.

A row with ``measures`` is a group, and one of the kind ``milestone`` has no unit: such conditions
of the schema are decided by the data. ``SchemaFields``, made for findings, leaves them open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs

from plantool.editing.key_positions import order_keys
from plantool.loading.key_order import build_key_order
from plantool.loading.schema import load_schema
from plantool.loading.schema_fields import SchemaFields, read_bilingual
from plantool.model.fiscal_year import find_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Bilingual, NodePath
    from plantool.loading.schema_fields import Schema
    from plantool.syntax.nodes import Plain

_NEVER: Schema = {"not": {}}


class DescribedFile:
    """The schema of one of KINDS, and the data of a file of that kind."""

    def __init__(self, kind: str, data: Plain) -> None:
        self.kind = kind
        self.data = data
        self.fields = SchemaFields(load_schema(kind))

    def find_parts(self, path: NodePath) -> list[Schema]:
        """Return the parts of the schema that hold for ``path``."""
        data, parts = self.data, list(self._yield_holding_parts(self.fields.schema, self.data))
        # Step by step into schema and data at once. Each step may lead into several parts, since a
        # condition adds a part of its own to what stands beside it.
        for step in path:
            data = _find_child(data, step)
            outer, parts = parts, []
            for part in outer:
                if inner := _find_inner_part(part, step):
                    parts += self._yield_holding_parts(self.fields.follow_reference(inner), data)
        return parts

    def find_text(self, path: NodePath, keyword: str) -> Bilingual:
        """Return the title or description of ``path``, or of the nearest field around it."""
        for length in range(len(path), -1, -1):
            for part in self.find_parts(path[:length]):
                if keyword in part:
                    return read_bilingual(part, keyword)
        return read_bilingual({}, keyword)

    def list_allowed_keys(self, path: NodePath) -> list[str]:
        """Return the keys that belong into the mapping at ``path``, in the order of the schema."""
        names: set[str] = set()
        for part in self.find_parts(path):
            names.update(part.get("properties", ()))
        allowed = [name for name in names if _NEVER not in self.find_parts((*path, name))]
        return order_keys(sorted(allowed), build_key_order(self.kind)(path))

    def is_required(self, path: NodePath, key: str) -> bool:
        """Tell whether the mapping at ``path`` needs ``key``."""
        return any(key in part.get("required", ()) for part in self.find_parts(path))

    def list_allowed_values(self, path: NodePath) -> list[Any]:
        """Return the values that ``path`` may have; none where the schema does not list them.

        A condition may leave only some: a measure of numbers is never ``done``.
        """
        lists = (part["enum"] for part in self.find_parts(path) if "enum" in part)
        return min(lists, key=len, default=[])

    def list_examples(self, path: NodePath) -> list[Any]:
        """Return examples of a value at ``path``."""
        for part in self.find_parts(path):
            if "examples" in part:
                return list(part["examples"])
        return []

    def is_by_year(self, path: NodePath) -> bool:
        """Tell whether the mapping at ``path`` has fiscal years as keys."""
        for part in self.find_parts(path):
            key = self.fields.follow_reference(part.get("propertyNames", {}))
            # a total may stand beside the years
            key = self.fields.follow_reference(key.get("else", key))
            if key.get("format") == "fiscal-year":
                return True
        return False

    def has_keys(self, path: NodePath) -> bool:
        """Tell whether a mapping stands at ``path``, of named keys or of years."""
        return any("properties" in part for part in self.find_parts(path)) or self.is_by_year(path)

    def is_nested(self, path: NodePath) -> bool:
        """Tell whether the value at ``path`` is always a collection."""
        kinds = [part["type"] for part in self.find_parts(path) if "type" in part]
        return bool(kinds) and kinds[0] in ("object", "array")

    def can_be_group(self, path: NodePath) -> bool:
        """Tell whether the mapping at ``path`` is a row that nothing tells from a group yet."""
        row = self.data
        for step in path:
            row = _find_child(row, step)
        keys = {*row} if isinstance(row, dict) else set()
        return keys.isdisjoint({"measures", "kind", "planned", "direction", "unit"})

    def _yield_holding_parts(self, part: Schema, data: Plain) -> Iterator[Schema]:
        """Yield ``part``, and the parts that its conditions add for ``data``."""
        yield part
        if "if" in part:
            branch = "then" if jsonschema_rs.is_valid(part["if"], data) else "else"
            if branch in part:
                added = self.fields.follow_reference(part[branch])
                yield from self._yield_holding_parts(added, data)


def _find_child(data: Plain, step: str | int) -> Plain:
    match data:
        case dict():
            key = str(step)
            return data.get(key, data.get(find_spelling(key, data) or key))
        case list() if isinstance(step, int) and step < len(data):
            return data[step]
        case _:
            return None


def _find_inner_part(part: Schema, step: str | int) -> Schema | None:
    """Return the schema of a step into ``part``; None where it says nothing, or true or false."""
    if isinstance(step, int):
        found = part.get("items")
    else:
        found = part.get("properties", {}).get(step, part.get("additionalProperties"))
    return found if isinstance(found, dict) else None
