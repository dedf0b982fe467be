"""Whole files before and after they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from plantool.editing.layout import lay_out_document
from plantool.syntax.parse import parse_document
from tests.editing.writing import alphabetical, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plantool.diagnostics import NodePath


def as_written(_: NodePath) -> tuple[str, ...]:
    return ()


def laid_out(text: str) -> str | None:
    return lay_out_document(parse_document(text.encode(), "1-2.yaml"), alphabetical)


def every_example(examples: Mapping[str, tuple[str, str]]) -> Callable[..., Any]:
    """Run a test with the two texts of each example, in the line breaks of both kinds."""
    texts = [
        [text_of(text).replace("\n", line_break) for text in pair]
        for line_break in ("\n", "\r\n")
        for pair in examples.values()
    ]
    ids = [f"{name}-{line_break}" for line_break in ("lf", "crlf") for name in examples]
    return pytest.mark.parametrize(("before", "after"), texts, ids=ids)


def assert_laid_out(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after
