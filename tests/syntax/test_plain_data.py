"""Plain data is that of the tree, and is there wherever the tree has nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.syntax.parse import parse_document
from plantool.syntax.plain_data import read_plain_data
from tests.running import ROOT
from tests.syntax.test_parse_anything import DOCUMENTS, SOUP, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.syntax.nodes import Plain

_PATHS = [*ROOT.glob("plan/*.yaml"), *ROOT.glob("tests/examples/**/*.yaml")]
FILES = sorted(path for path in _PATHS if path.is_file())
DEEPEST, TOO_DEEP = "[" * 24 + "]" * 24, "[" * 25 + "]" * 25


def assert_agreed(data: bytes) -> None:
    document = parse_document(data, "1-1.yaml")
    plain = read_plain_data(data, "1-1.yaml")
    if document.root is None or document.diagnostics:
        assert plain is None
    else:
        expected = document.root.to_plain()
        assert (plain, repr(plain)) == (expected, repr(expected))  # True is no 1, 1.0 no 1.00


def test_every_file_of_plans_and_examples() -> None:
    assert len(FILES) > 200
    for file in FILES:
        assert_agreed(file.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "# nothing", "a", "{}", "[]", "--- {a: 1}\n...\n", DEEPEST, TOO_DEEP),
        *("a: &x 1\nb: *x", "a: !!str 1", "&k a: 1", "? [a]\n: 1", "<<: {a: 1}", '"<<": {a: 1}'),
        *("%YAML 1.2\n---\na: 1", "%TAG ! !\n---\na: 1", "a: 1\n---\nb: 2", "a: 1\n...\nb"),
        *("a: 1\na: 2", "{H31: 1, R1: 2}", "{2019: 1, 2019-20: 2}", "{H31: 1, '平成31年度': 2}"),
        *(r'a: "\u0007"', r'"\u202e": 1', "a: '\\u0007'", "a: [1", "a: 1\x00", "<<<<<<< a\n"),
        *(f"a: {'9' * 5000}", f"{'9' * 5000}: 1", f"a: '{'9' * 5000}'", "a: 0x" + "f" * 40),
        *("a: 1.50", "a: .5", "a: 1e3", "a: 0o17", "a: 012", "a: .inf", "a: yes", "a: null"),
    ],
)
def test_what_is_refused_and_what_is_odd(text: str) -> None:
    assert_agreed(text.encode())


@settings(deadline=None)
@given(SOUP)
def test_any_soup_of_yaml(text: str) -> None:
    assert_agreed(text.encode())


@settings(deadline=None)
@given(DOCUMENTS, st.sampled_from(STYLES), st.data())
def test_any_document_with_something_set_in(
    value: Plain, style: Callable[[Plain], str], data: st.DataObject
) -> None:
    text = style(value)
    assert_agreed(text.encode())
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(st.sampled_from([*"&*!|>?:-#%\"'\t\n,[]{}", "<<: ", "--- ", "\n", "H31: 1"]))
    assert_agreed((text[:at] + put + text[at:]).encode())
