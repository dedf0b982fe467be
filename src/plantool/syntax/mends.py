"""How a slip of the hand may be mended: candidates, each for whoever can tell whether it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.syntax.entry_lines import count_indent
from plantool.syntax.indent_mends import (
    yield_bar_mends,
    yield_column_mends,
    yield_dash_mends,
    yield_inward_moves,
    yield_text_mends,
)
from plantool.syntax.line_mends import (
    yield_brace_mends,
    yield_colon_mends,
    yield_comma_mends,
    yield_quote_mends,
    yield_sign_mends,
)
from plantool.syntax.wide_signs import LONGEST_TYPED_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.syntax.line_mends import Mend

TOLD_BY_DATA = frozenset({"indentation", "no colon", "not closed", "no dash", "no braces"})
"""Slips of which the data tells whether a mend gives what was meant."""


def yield_malformed_mends(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Mend]:
    """Yield what may have been meant where a parser gave up at one of these lines."""
    beside = dict.fromkeys(n for at in numbers for n in (at, at - 1) if 0 <= n < len(lines))
    near = [number for number in beside if len(lines[number]) <= LONGEST_TYPED_LINE]
    for number in near:
        yield from yield_sign_mends(lines, number)
    for number in near:
        yield from (mend for mend in yield_dash_mends(lines, number) if mend.safe)
    yield from yield_column_mends(lines, max(numbers))
    for yield_mends in (
        yield_bar_mends,
        yield_brace_mends,
        yield_colon_mends,
        yield_text_mends,
        yield_quote_mends,
        yield_dash_mends,
    ):
        for number in near:
            yield from yield_mends(lines, number)


def yield_refused_mends(
    lines: Sequence[str], number: int, *, is_list: bool, is_key: bool
) -> Iterator[Mend]:
    """Yield what may have been meant where a line can be read, and its data is refused.

    The data should be a list where it ``is_list``; where it ``is_key``, a key is not known there.
    """
    if len(lines[number]) > LONGEST_TYPED_LINE:
        return
    yield from yield_sign_mends(lines, number)
    if lines[number][: count_indent(lines[number])].strip(" "):
        yield from yield_column_mends(lines, number)
    if is_list:
        yield from yield_dash_mends(lines, number)
    yield from yield_comma_mends(lines, number)
    yield from yield_brace_mends(lines, number)
    if is_key:
        yield from yield_inward_moves(lines, number)
