"""Attributes (補足項目): what a plan prints beside an initiative or a measure, never judged."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

AttributeObject: TypeAlias = dict[str, str | list[str]]
"""Attributes for machines, by their labels."""


class Attribute(NamedTuple):
    """One label with its texts, kept as they are written; a ``is_list`` may hold several."""

    label: str
    texts: tuple[str, ...]
    is_list: bool = False

    @property
    def plain(self) -> str | list[str]:
        """The value as files write it."""
        return list(self.texts) if self.is_list else self.texts[0]


def to_plain_object(attributes: tuple[Attribute, ...]) -> AttributeObject:
    """Return attributes as an object of JSON, in printed order."""
    return {attribute.label: attribute.plain for attribute in attributes}
