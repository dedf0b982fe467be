"""Whatever a file looks like: laid out, it says what it said, and it is laid out for good."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random  # noqa: TC003 - hypothesis reads it
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.editing.comment_owners import outline_file
from plantool.editing.layout import lay_out_document
from plantool.loading.folder import find_file_kind
from plantool.loading.key_order import build_key_order
from plantool.syntax.comments import list_comments
from plantool.syntax.parse import parse_document
from tests.drawing import share
from tests.editing.own_comments import own_comments
from tests.editing.scribe import Scribe

if TYPE_CHECKING:
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples"
VALID = [*sorted(ROOT.glob("plan/*.yaml")), *sorted(EXAMPLES.glob("valid/*/*.yaml"))]
INVALID = sorted(path for path in EXAMPLES.glob("invalid/*/*.y*ml") if path.is_file())

randoms = st.randoms(use_true_random=True)
BREAKS = ["\n", "\n\n", "\r\n", "  ", "\n  "]
MARKS = [
    "- ",
    ": ",
    "? ",
    ", ",
    " # x",
    "|+\n",
    ">-\n",
    "|2\n",
    "---\n",
    "...\n",
    "&a ",
    "!t ",
    "1.0",
]
scraps = st.sampled_from([*BREAKS, *MARKS, *"#'\"\\　|{}[]~"])


@cache
def text_of(path: Path) -> str:
    document = parse_document(path.read_bytes(), path.name)
    assert document.source is not None
    return document.source.text


def read(text: str, name: str) -> Document:
    return parse_document(text.encode(), name)


def data(document: Document) -> Plain:
    assert document.root is not None
    return document.root.to_plain()


def as_json(document: Document) -> str:
    """Write data so that what is equal is the same: ``true`` is not 1, and 1 is not 1.0."""
    return json.dumps(data(document), sort_keys=True, default=lambda value: ["Decimal", str(value)])


def remarks(document: Document) -> Counter[str]:
    return Counter(comment.text.rstrip(" ") for comment in list_comments(document))


def laid_out(document: Document, name: str) -> str | None:
    """Lay a file out; assert that it lost nothing."""
    order = build_key_order(find_file_kind(name))
    out = lay_out_document(document, order)
    if out is not None:
        again = read(out, name)
        assert as_json(again) == as_json(document)
        assert remarks(again) == remarks(document)
        assert again.diagnostics == ()
        assert lay_out_document(again, order) == out
    return out


@given(st.sampled_from(VALID), randoms)
@settings(max_examples=share(300))
def test_every_hand_is_laid_out(path: Path, random: Random) -> None:
    written = data(read(text_of(path), path.name))
    scribe = Scribe(random)
    document = read(scribe.file(written), path.name)
    assert data(document) == written
    assert remarks(document) == Counter(scribe.comments)
    out = laid_out(document, path.name)
    assert out is not None
    assert not re.search(r"\n\n\n|\A\n|\n\n\Z", out.replace("\r\n", "\n"))
    assert not re.search(r" +\r?$", out, re.MULTILINE)


@given(st.sampled_from(VALID), randoms)
@settings(max_examples=share(300))
def test_comments_stay_right_above_their_entries(path: Path, random: Random) -> None:
    document = read(Scribe(random).file(data(read(text_of(path), path.name))), path.name)
    out = laid_out(document, path.name)
    assert out is not None
    again = read(out, path.name)
    outline = outline_file(again)
    assert outline is not None
    after = own_comments(again)
    # without a head, what is right above the first key is one
    after |= {comment.text: (outline.root.entries[0].step,) for comment in outline.head}
    for comment, owner in own_comments(document).items():
        item = owner[:-1] if len(owner) > 1 and isinstance(owner[-2], int) else owner
        assert after[comment] in {owner, item}  # which begins with its first key


@given(st.sampled_from(VALID), randoms)
@settings(max_examples=share(100))
def test_departments_stay_in_the_order_of_print(path: Path, random: Random) -> None:
    document = read(Scribe(random).file(data(read(text_of(path), path.name))), path.name)
    out = laid_out(document, path.name)
    assert out is not None
    before, after = data(document), data(read(out, path.name))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert json.dumps(after.get("departments")) == json.dumps(before.get("departments"))


def tangled(text: str, cuts: list[tuple[float, int, str]]) -> str:
    """Cut stretches out of ``text`` and put scraps in."""
    for place, length, scrap in cuts:
        at = int(place * len(text))
        text = text[:at] + scrap + text[at + length :]
    return text


@given(
    st.sampled_from(VALID),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 3]), scraps), max_size=5),
)
@settings(max_examples=share(300))
def test_nothing_is_lost_of_a_tangled_file(path: Path, cuts: list[tuple[float, int, str]]) -> None:
    document = read(tangled(text_of(path), cuts), path.name)
    laid_out(document, path.name)


@given(st.text(alphabet=" \n-?:,[]{}#'\"|>+2ab題　\\", max_size=40))
@settings(max_examples=share(500))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    laid_out(read(text, "1-2.yaml"), "1-2.yaml")


def test_nothing_is_lost_of_invalid_examples() -> None:
    for path in INVALID:
        document = parse_document(path.read_bytes(), path.name)
        out = laid_out(document, path.name)
        refused = document.root is None or document.diagnostics
        is_refused = bool(refused or not isinstance(data(document), dict | list))
        assert (out is None) == is_refused, path
