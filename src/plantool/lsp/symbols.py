"""The outline of a plan file: an initiative, its measures and its money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.schemas import Described
from plantool.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Span
    from plantool.lsp.workspace import View
    from plantool.syntax.nodes import Node

_LISTS = frozenset({"measures", "sections", "relisted"})
_LEAD = ("number", "id", "name", "title")


class Symbol(NamedTuple):
    """An entry of the outline: where its key stands, and how far what belongs to it reaches."""

    name: str
    detail: str
    key: Span
    whole: Span
    inner: tuple[Symbol, ...] = ()


def symbols(view: View) -> tuple[Symbol, ...]:
    """Return the outline of a file, nothing of one that cannot be read."""
    root = view.document.root
    if not isinstance(root, Mapping):
        return ()
    described = Described(view.kind, root.plain())
    titles = {key: described.words((key,), "title").words(view.texts) for key in root.entries}
    return tuple(_entries(root, titles))


def _entries(root: Mapping, titles: dict[str, str]) -> Iterator[Symbol]:
    for step, (key, value) in root.entries.items():
        detail = value.text if isinstance(value, Scalar) else titles[step]
        inner = tuple(_rows(value)) if step in _LISTS else ()
        whole = key.span._replace(end_line=value.span.end_line, end_column=value.span.end_column)
        yield Symbol(step, detail.partition("\n")[0], key.span, whole, inner)


def _rows(node: Node) -> Iterator[Symbol]:
    """Yield the rows of a list, and those of groups within them."""
    for at, row in enumerate(node.items if isinstance(node, Sequence) else ()):
        if isinstance(row, Mapping):
            values = {key: value for key, (_, value) in row.entries.items()}
            inner = _rows(values.get("measures", row))
            lead = [values[key] for key in _LEAD if key in values]
            texts = [each.text for each in lead if isinstance(each, Scalar)]
            yield Symbol(" ".join(texts) or f"[{at}]", "", row.span, row.span, tuple(inner))
