"""The outline of a plan file: an initiative, its measures and its money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.described_file import DescribedFile
from plantool.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Span
    from plantool.lsp.workspace import View
    from plantool.syntax.nodes import Node

_ROW_LISTS = frozenset({"measures", "sections", "relisted"})
_LEADING_KEYS = ("number", "id", "name", "title")


class OutlineEntry(NamedTuple):
    """An entry of the outline: the span of its key, and of the ``whole`` that belongs to it."""

    name: str
    detail: str
    key: Span
    whole: Span
    inner: tuple[OutlineEntry, ...] = ()


def build_outline(view: View) -> tuple[OutlineEntry, ...]:
    """Return the outline of a file; no entries for one that cannot be read."""
    root = view.document.root
    if not isinstance(root, Mapping):
        return ()
    described = DescribedFile(view.kind, root.to_plain())
    titles = {key: described.find_text((key,), "title").words(view.texts) for key in root.entries}
    return tuple(_yield_outline_entries(root, titles))


def _yield_outline_entries(root: Mapping, titles: dict[str, str]) -> Iterator[OutlineEntry]:
    for step, (key, value) in root.entries.items():
        detail = value.text if isinstance(value, Scalar) else titles[step]
        inner = tuple(_yield_outline_rows(value)) if step in _ROW_LISTS else ()
        whole = key.span._replace(end_line=value.span.end_line, end_column=value.span.end_column)
        yield OutlineEntry(step, detail.partition("\n")[0], key.span, whole, inner)


def _yield_outline_rows(node: Node) -> Iterator[OutlineEntry]:
    """Yield the rows of a list, and those of groups within them."""
    for at, row in enumerate(node.items if isinstance(node, Sequence) else ()):
        if isinstance(row, Mapping):
            values = {key: value for key, (_, value) in row.entries.items()}
            inner = _yield_outline_rows(values.get("measures", row))
            lead = [values[key] for key in _LEADING_KEYS if key in values]
            texts = [each.text for each in lead if isinstance(each, Scalar)]
            yield OutlineEntry(" ".join(texts) or f"[{at}]", "", row.span, row.span, tuple(inner))
