"""The help that an editor shows about the key or figure under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.scalar_text import write_scalar
from plantool.lsp.cursor import Leaf, find_leaf, find_typed
from plantool.lsp.described_file import DescribedFile
from plantool.lsp.hover_sums import list_figure_sums
from plantool.lsp.references import explain_reference
from plantool.model.fiscal_year import format_year_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath, Span
    from plantool.lsp.workspace import View


class HoverHelp(NamedTuple):
    """Help in Markdown, and the span that it is about; None where that is not known exactly."""

    text: str
    span: Span | None = None


def build_help(view: View, line: int, column: int) -> HoverHelp | None:
    """Return help about a position (from 0) of a file, even of one that cannot be read."""
    root = view.document.root
    if root is None:
        return _build_broken_help(view, line, column)
    leaf = find_leaf(root, line, column)
    if leaf is None:
        return None
    blocks = list(_yield_help_blocks(view, leaf, DescribedFile(view.kind, root.to_plain())))
    return HoverHelp("\n\n".join(blocks), leaf.node.span)


def _build_broken_help(view: View, line: int, column: int) -> HoverHelp | None:
    """Return help about a key of a file that cannot be read, known by the lines that lead to it."""
    found = find_typed(view.text, line, column)
    if found is None or not found.on_key or not found.path[-1]:
        return None
    described = DescribedFile(view.kind, found.root.to_plain())
    return HoverHelp("\n\n".join(describe_field(view, described, found.path)))


def _yield_help_blocks(view: View, leaf: Leaf, described: DescribedFile) -> Iterator[str]:
    """Yield the names of a year or the meaning of a reference, the sums of a figure, the field."""
    years = format_year_names(str(leaf.path[-1])) if described.is_by_year(leaf.path[:-1]) else ""
    meanings = [] if leaf.on_key else [explain_reference(view, leaf.path, leaf.node.text)]
    yield from filter(None, (years if leaf.on_key else "", *meanings))
    yield from list_figure_sums(view, leaf.path)
    if not (leaf.on_key and years):
        yield from describe_field(view, described, leaf.path, example=leaf.on_key)


def describe_field(
    view: View, described: DescribedFile, path: NodePath, *, example: bool = True
) -> Iterator[str]:
    """Yield title, description, and the values or an example of the field at ``path``."""
    texts = view.texts
    yield f"**{described.find_text(path, 'title').words(texts)}**"
    yield described.find_text(path, "description").words(texts)
    if values := described.list_allowed_values(path):
        listed = ", ".join(f"`{write_scalar(value)}`" for value in values)
        yield texts("lsp.values", values=listed)
    elif example and (examples := described.list_examples(path)):
        yield texts("lsp.example", example=f"`{format_example(examples[0])}`")


def format_example(value: object) -> str:
    """Write an example as YAML on one line."""
    match value:
        case dict():
            pairs = [f"{write_scalar(key)}: {format_example(item)}" for key, item in value.items()]
            return "{" + ", ".join(pairs) + "}"
        case list():
            return "[" + ", ".join(map(format_example, value)) + "]"
        case _:
            return write_scalar(value, flow=True)
