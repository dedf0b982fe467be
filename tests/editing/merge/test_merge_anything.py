"""Whatever two sides do to different keys: it is merged, and no comment is lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plantool.diagnostics import apply_edits
from plantool.editing.plain_data import change_at_path, is_same_data
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.comments import list_comments
from plantool.syntax.nodes import Mapping, yield_scalars
from plantool.syntax.parse import parse_document
from tests.drawing import share
from tests.editing.merging import ORDER, data, merged
from tests.editing.writing import put

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[3]

INITIATIVES = sorted(ROOT.glob("plan/*-*.yaml"))
NEW = ("R2", "2021", "note", "x")
values: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.sampled_from(["二", "a: b", "# x", "12"]),
    lambda parts: st.lists(parts, max_size=2) | st.dictionaries(st.sampled_from(NEW[:3]), parts),
    max_leaves=4,
)


@cache
def places_of(path: Path) -> list[NodePath]:
    """List where a file has single values, and where it could have a new key."""
    root = parse_document(path.read_bytes(), path.name).root
    assert isinstance(root, Mapping)
    found = [place for place, _ in yield_scalars(root) if isinstance(place[-1], str)]
    holders = {place[:-1] for place in found}
    known = {(*holder, key) for holder in holders for key in NEW}
    return sorted([*found, *known], key=str)


def set_at(text: str, place: NodePath, value: Plain) -> str:
    document = parse_document(text.encode(), "1-2.yaml")
    edits = put(document, place, value, ORDER)
    assume(edits is not None)
    assert edits is not None
    return apply_edits(text, edits)


def are_apart(one: NodePath, other: NodePath) -> bool:
    """Tell whether no place is in the other, and both are not in one list without ids."""
    pairs = list(zip(one, other, strict=False))
    step = next((at for at, (a, b) in enumerate(pairs) if a != b), len(pairs))
    if step == len(pairs) or any(isinstance(known, int) for known in one[: step + 1]):
        return step < len(pairs) and one[0] == "measures"
    return not find_spelling(str(one[step]), [str(other[step])])


@st.composite
def edits_of(draw: st.DrawFn, path: Path) -> list[tuple[NodePath, Plain]]:
    places = draw(st.lists(st.sampled_from(places_of(path)), min_size=1, max_size=4, unique=True))
    kept = [place for place in places if place[-1] not in {"id", "state", "text", "mark"}]
    return [(place, draw(values)) for place in kept]


@given(st.data(), st.sampled_from(INITIATIVES))
@settings(max_examples=share(120))
def test_different_keys_never_conflict(draws: st.DataObject, path: Path) -> None:
    text = path.read_text("utf-8")
    ours = draws.draw(edits_of(path))
    theirs = draws.draw(edits_of(path))
    every = [place for place, _ in ours + theirs]
    assume(all(are_apart(a, b) for at, a in enumerate(every) for b in every[at + 1 :]))
    one, other = text, text
    for place, value in ours:
        one = set_at(one, place, value)
    for place, value in theirs:
        other = set_at(other, place, value)
    both = data(text)
    for place, value in theirs + ours:
        both = change_at_path(both, place, lambda _, value=value: value)  # type: ignore[misc, assignment]
    for mine, yours in ((one, other), (other, one)):
        done = merged(text, mine, yours)
        assert done.conflicts == ()
        assert is_same_data(data(done.text), both)
        assert [c.text for c in list_comments(parse_document(done.text or b"", "x"))] == [
            c.text for c in list_comments(parse_document(mine.encode(), "x"))
        ]
