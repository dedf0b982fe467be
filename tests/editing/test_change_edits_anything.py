"""Whatever a file looks like: set into it, a value is there, and all else is as it was."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.diagnostics import apply_edits
from plantool.editing.layout import lay_out_document
from plantool.loading.key_order import build_key_order
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.comments import list_comments
from plantool.syntax.nodes import yield_scalars
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import find_node
from tests.drawing import share
from tests.editing.scribe import Scribe
from tests.editing.writing import add, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[2]
FILES = [*ROOT.glob("plan/*.yaml"), *ROOT.glob("tests/examples/valid/*/*.yaml")]
INITIATIVES = sorted(path for path in FILES if "-" in path.stem)
ORDER = build_key_order("initiative")

OVER_LINES = re.compile(r"[\[{,] *(#.*)?\r?$|^ *[\]}]", re.MULTILINE)
INDENTED_BELOW = re.compile(r"[^\n]*\n(?:\s*\n)* +#")
COMMENT_BELOW = re.compile(r" *(#.*)?\s*\n *#")

KEYS = ["results", "note", "x: y", "null", "#", "12", "", "?", "- "]
YEARS = ["H29", "H31", "平成30年度", "2020", "R3", "S64"]
WORDS = ["新規２事業", "a: b", "- x", "''", '"', "2019-05-20", "yes", "12", "[", "a, b", "x #y"]
TEXTS = [
    "一\n二",
    "一\n\n  二\n",
    " a\nb",
    "\n",
    "a \nb",
    "a\tb",
    "応募21件" * 20,
    "「一」\n" * 9,
    "",
]

every_file = st.sampled_from(INITIATIVES)
randoms = st.randoms(use_true_random=True)
keys = st.sampled_from(KEYS)
texts = st.sampled_from([*WORDS, *TEXTS]) | st.text(
    "a \n:#'\"-[]{},?|>&*%@`!\\\t\r一　", max_size=9
)
single = st.none() | st.booleans() | st.integers() | st.decimals(-999, 999, places=2) | texts
values: st.SearchStrategy[Plain] = st.recursive(
    single,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(keys, parts, max_size=3),
    max_leaves=6,
)


class Call(NamedTuple):
    """A call to make, and the data after it."""

    function: Callable[..., Any]
    path: NodePath
    value: Plain
    data: Plain


def read(text: str) -> Document:
    return parse_document(text.encode(), "1-2.yaml")


def data(document: Document) -> Plain:
    assert document.root is not None
    return document.root.to_plain()


def remarks(document: Document) -> list[str]:
    return [comment.text for comment in list_comments(document)]


@cache
def data_of(path: Path) -> Plain:
    return data(parse_document(path.read_bytes(), path.name))


def nodes(value: Plain, path: NodePath = ()) -> Iterator[tuple[NodePath, Plain]]:
    yield path, value
    pairs: Any = value.items() if isinstance(value, dict) else ()
    pairs = enumerate(value) if isinstance(value, list) else pairs
    for step, inner in pairs:
        yield from nodes(inner, (*path, step))


def changed(before: Plain, path: NodePath, change: Callable[[Any], Plain]) -> Plain:
    """Change what is at ``path`` in a copy; the last step may be new."""
    whole: Any = deepcopy(before)
    holder = whole
    for step in path[:-1]:
        holder = holder[step]
    last: Any = path[-1]
    if isinstance(holder, list):
        holder[last:] = [change(*holder[last : last + 1] or [None]), *holder[last + 1 :]]
    else:
        holder[last] = change(holder.get(last))
    return cast("Plain", whole)


@st.composite
def additions(draw: st.DrawFn, before: Plain) -> Call:
    """Draw a new key, or another item of a list."""
    places = [(path, node) for path, node in nodes(before) if isinstance(node, dict | list)]
    path, node = draw(st.sampled_from(places))
    value = draw(values)
    if isinstance(node, list):
        return Call(add, path, value, changed(before, (*path, len(node)), lambda _: value))
    new = [key for key in [*KEYS, *YEARS, *ORDER(path)] if not find_spelling(key, node)]
    path = (*path, draw(st.sampled_from([key for key in new if key not in node])))
    return Call(put, path, value, changed(before, path, lambda _: value))


@st.composite
def replacements(draw: st.DrawFn, before: Plain) -> Call:
    """Draw another value for what is there."""
    path = draw(st.sampled_from([path for path, _ in nodes(before) if path]))
    value = draw(values)
    return Call(put, path, value, changed(before, path, lambda _: value))


@st.composite
def second_items(draw: st.DrawFn, before: Plain) -> Call:
    """Draw a second item for what is no list yet."""
    found = [path for path, node in nodes(before) if isinstance(node, dict)]
    found = [path for path in found if path and isinstance(path[-1], str)]
    if not found:
        return draw(additions(before))
    path = draw(st.sampled_from(found))
    value = draw(values)
    return Call(add, path, value, changed(before, path, lambda old: [old, value]))


def outcome(text: str, call: Call) -> str | None:
    """Make the call; assert that the data is as expected and no comment is lost."""
    document = read(text)
    edits = call.function(document, call.path, call.value, ORDER)
    if edits is None:
        return None
    new = apply_edits(text, edits)
    again = read(new)
    assert again.diagnostics == ()
    assert data(again) == call.data
    assert remarks(again) == remarks(document)
    return new


def touched(before: str, after: str) -> int:
    """Count the lines of ``before`` from the first that is not in ``after`` to the last.

    Blank lines are alike: those next to a new block of text lose their blanks.
    """
    old, new = (
        [line if line.strip() else "" for line in text.splitlines(keepends=True)]
        for text in (before, after)
    )
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    rest = min(len(old), len(new)) - same
    return len(old) - same - next((n for n in range(rest) if old[-n - 1] != new[-n - 1]), rest)


def may_lose_a_comment(text: str, path: NodePath) -> bool:
    """Tell whether a comment is within what is at ``path``, or between it and its key.

    One right below that is indented would be a line of a block of text.
    """
    root = read(text).root
    assert root is not None
    key, node = find_node(root, path, on_key=True), find_node(root, path)
    within = "#" in text[key.start.index : node.end.index]
    return within or bool(INDENTED_BELOW.match(text, node.end.index))


def is_odd(text: str) -> bool:
    """Tell whether there is a layout that a value can break.

    A collection over several lines is to be joined once it has become shorter; a comment in place
    of a value is indented too far once there is a value.
    """
    root = read(text).root
    assert root is not None
    empty = (node for _, node in yield_scalars(root) if node.start.index == node.end.index)
    gaps = [text[node.start.index :] for node in empty]
    return bool(OVER_LINES.search(text) or any(map(COMMENT_BELOW.match, gaps)))


def scribbled(draws: st.DataObject, path: Path) -> str:
    """Write what a file says in any hand, maybe without a line break at the end."""
    text = Scribe(draws.draw(randoms)).file(data_of(path))
    cut = text.rstrip("\r\n")
    is_whole = data(read(cut)) == data_of(path)  # else it ends with a text that takes the break in
    return draws.draw(st.sampled_from([text, text, cut if is_whole else text]))


@given(st.data(), every_file)
@settings(max_examples=share(300))
def test_what_is_new_is_added_in_every_hand(draws: st.DataObject, path: Path) -> None:
    text = scribbled(draws, path)
    new = outcome(text, draws.draw(additions(data_of(path))))
    assert new is not None
    assert touched(text, new) <= 1


@given(st.data(), every_file)
@settings(max_examples=share(300))
def test_what_is_there_is_replaced_in_every_hand(draws: st.DataObject, path: Path) -> None:
    text = scribbled(draws, path)
    call = draws.draw(replacements(data_of(path)))
    assert outcome(text, call) is not None or may_lose_a_comment(text, call.path)


@given(st.data(), every_file)
@settings(max_examples=share(300))
def test_what_is_no_list_becomes_one_in_every_hand(draws: st.DataObject, path: Path) -> None:
    text = scribbled(draws, path)
    assert outcome(text, draws.draw(second_items(data_of(path)))) is not None


@given(st.data(), every_file)
@settings(max_examples=share(300))
def test_what_is_laid_out_stays_so(draws: st.DataObject, path: Path) -> None:
    text = lay_out_document(read(scribbled(draws, path)), ORDER)
    assert text is not None
    odd = is_odd(text)
    for _ in range(3):
        kind = draws.draw(st.sampled_from([additions, replacements, second_items]))
        call = draws.draw(kind(data(read(text))))
        new = outcome(text, call)
        assert new is not None or may_lose_a_comment(text, call.path)
        text = new or text
        assert odd or lay_out_document(read(text), ORDER) == text
