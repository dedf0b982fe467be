"""From the ``attributes`` of a file to those of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.attributes import Attribute

if TYPE_CHECKING:
    from plantool.loading.field_values import Data


def build_attributes(data: Data) -> tuple[Attribute, ...]:
    """Build attributes, whose values are words: a number is kept as it is written."""
    return tuple(
        Attribute(label, tuple(value), is_list=True)
        if isinstance(value, list)
        else Attribute(label, (str(value),))
        for label, value in data.items()
    )
