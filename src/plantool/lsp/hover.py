"""What an editor shows about the key or figure under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.cursor import Leaf, pointed, typed
from plantool.lsp.figures import sums
from plantool.lsp.names import meaning
from plantool.lsp.schemas import Described
from plantool.lsp.years import year_names
from plantool.syntax.edit import write_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath, Span
    from plantool.lsp.workspace import View


class Help(NamedTuple):
    """Help in Markdown, and what it is about; None where that is not known exactly."""

    text: str
    span: Span | None = None


def hover(view: View, line: int, column: int) -> Help | None:
    """Return help about a place (from 0) of a file, also where that cannot be read."""
    root = view.document.root
    if root is None:
        return _in_broken_file(view, line, column)
    leaf = pointed(root, line, column)
    if leaf is None:
        return None
    blocks = list(_blocks(view, leaf, Described(view.kind, root.plain())))
    return Help("\n\n".join(blocks), leaf.node.span)


def _in_broken_file(view: View, line: int, column: int) -> Help | None:
    """Return help about a key, which is known by what leads to it."""
    found = typed(view.text, line, column)
    if found is None or not found.on_key or not found.path[-1]:
        return None
    described = Described(view.kind, found.root.plain())
    return Help("\n\n".join(describe(view, described, found.path)))


def _blocks(view: View, leaf: Leaf, described: Described) -> Iterator[str]:
    """Yield what is known: the figure's sums, what a name stands for, then the field itself."""
    years = year_names(str(leaf.path[-1])) if described.is_by_year(leaf.path[:-1]) else ""
    known = [] if leaf.on_key else [meaning(view, leaf.path, leaf.node.text)]
    yield from filter(None, (years if leaf.on_key else "", *known))
    yield from sums(view, leaf.path)
    if not (leaf.on_key and years):
        yield from describe(view, described, leaf.path, example=leaf.on_key)


def describe(
    view: View, described: Described, path: NodePath, *, example: bool = True
) -> Iterator[str]:
    """Yield title, description, and the values or an example of the field at ``path``."""
    texts = view.texts
    yield f"**{described.words(path, 'title').words(texts)}**"
    yield described.words(path, "description").words(texts)
    if values := described.values(path):
        listed = ", ".join(f"`{write_scalar(value)}`" for value in values)
        yield texts("lsp.values", values=listed)
    elif example and (examples := described.examples(path)):
        yield texts("lsp.example", example=f"`{in_brackets(examples[0])}`")


def in_brackets(value: object) -> str:
    """Write an example as YAML on one line."""
    match value:
        case dict():
            pairs = (f"{write_scalar(key)}: {in_brackets(inner)}" for key, inner in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list():
            return "[" + ", ".join(map(in_brackets, value)) + "]"
        case _:
            return write_scalar(value, flow=True)
