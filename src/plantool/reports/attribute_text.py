"""Attributes (補足項目) as people read them, and as records name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.attributes import Attribute


def yield_attribute_lines(attributes: tuple[Attribute, ...], texts: Catalogue) -> Iterator[str]:
    """Yield a line for each attribute, in printed order: ``協力団体: 商店会、大学``."""
    for label, words, _ in attributes:
        yield texts("show.attribute", label=label, value=texts("list.and").join(words))
