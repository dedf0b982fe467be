"""A sign meant for YAML, but in wide characters, becomes part of the words of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Edit, Fix, Severity
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars
from plantool.syntax.sign_slips import yield_value_slips
from plantool.syntax.wide_signs import LONGEST_TYPED_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.syntax.nodes import Node, Scalar
    from plantool.syntax.source import SourceText
    from plantool.syntax.wide_signs import LineSlip

AMONG_WORDS = Code("PLT022", "sign-among-words", Severity.WARNING)
CODES = (AMONG_WORDS,)
SUSPECT = compile_late(  # by the sign first: most texts have none
    "[#＃｜＞“”„＂‘’＇](?:(?<=[\u3000\u00a0][#＃])|(?<= ＃)|(?<=[: ] [｜＞“”„＂‘’＇]))"
)


def check(source: SourceText, root: Node) -> Iterator[Diagnostic]:
    """Find wide bars, quotes around a value, and marks of a comment that are read as words."""
    for _, scalar in yield_scalars(root):
        if source.text[scalar.start.index : scalar.start.index + 1] in {*"\"'|>", ""}:
            continue
        if signs := _find_signs(source, scalar):
            yield _diagnose_signs(source, scalar, signs)


def _diagnose_signs(source: SourceText, scalar: Scalar, signs: list[LineSlip]) -> Diagnostic:
    """Return the finding of the first sign; its fix mends all of them."""
    first = signs[0]
    start, end = _find_offsets(scalar, first)
    span, sign = source.find_span(start, end), source.text[start:end]
    found = source.diagnose(AMONG_WORDS, span, problem=first.name, sign=sign, instead=first.text)
    edits = tuple(Edit(*_find_offsets(scalar, each), each.text) for each in signs)
    return found._replace(fix=Fix(edits, safe=all(each.sure for each in signs)))


def _find_signs(source: SourceText, scalar: Scalar) -> list[LineSlip]:
    """Return the signs among the words of a scalar, from its start on."""
    goes_on = scalar.end.line > scalar.start.line
    end = None if goes_on else scalar.end.column  # others may follow on the line
    words = source.lines[scalar.start.line][scalar.start.column : end]
    changes = list(yield_value_slips(words, 0)) if len(words) <= LONGEST_TYPED_LINE else []
    is_bar = any(change.name == "a full-width bar" for change in changes)
    is_sure = all(change.sure or change.name == "a full-width hash" for change in changes)
    # a bar announces the text of the lines below: on the last line it is a word
    return changes if is_sure and (goes_on or not is_bar) else []


def _find_offsets(scalar: Scalar, change: LineSlip) -> tuple[int, int]:
    return scalar.start.index + change.start, scalar.start.index + change.end
