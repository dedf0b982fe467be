"""What on a line should be a sign of YAML: only where one is wanted, for words keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.normal import nfkc
from plantool.patterns import compile_late
from plantool.syntax.flow_entries import FlowEntries
from plantool.syntax.wide_signs import (
    BLANK_PATTERN,
    BRACKETS,
    CLOSING,
    DASHES,
    KEY_PATTERN,
    LONGEST_TYPED_LINE,
    WIDE_BLANKS,
    LineSlip,
    yield_key_slips,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_BUREAU_NAME = (
    f"[^\\s#'\"{{}}\\[\\]:：,，]+(?={BLANK_PATTERN}*[:：]{BLANK_PATTERN}*(?:[{{｛\\[［]|$))"
)
_LINE_HEAD = compile_late(
    f"(?P<indent>{BLANK_PATTERN}*)(?P<dashes>(?:[-{DASHES}](?![-{DASHES}]){BLANK_PATTERN}*)*)"
    f"(?:(?P<key>{KEY_PATTERN}|{_BUREAU_NAME})(?P<gap>{BLANK_PATTERN}*)"
    f"(?P<colon>[:：])(?P<after>{BLANK_PATTERN}*)(?!//))?"
)
_ITEM = compile_late(f"[-{DASHES}]{BLANK_PATTERN}*")
_BLOCK_SIGN = compile_late(f"[|｜>＞][-－+＋]?[0-9]?(?={BLANK_PATTERN}*$)")
_COMMENT_SIGN = compile_late(f"(?<!{BLANK_PATTERN}){BLANK_PATTERN}++(?:#|＃(?={BLANK_PATTERN}))")
_QUOTES = {**dict.fromkeys('"“”„＂', '"'), **dict.fromkeys("'‘’＇", "'")}
_ALWAYS_QUOTES = frozenset("\"'＂＇")


def find_sign_slips(line: str, opened: str = "") -> list[LineSlip]:
    """Return what on a line looks like a sign of YAML, or lacks the blank that makes it one.

    ``opened`` are the signs that close what earlier lines opened. Indentation is left alone,
    and so is a line longer than a hand types.
    """
    if len(line) > LONGEST_TYPED_LINE:
        return []
    if opened:
        return FlowEntries(line, len(line) - len(line.lstrip(f" {WIDE_BLANKS}")), opened).slips
    head = _LINE_HEAD.match(line)
    assert head  # noqa: S101 - it may be empty
    if line[head.end("indent") :].startswith("＃"):
        offset = head.end("indent")
        return [LineSlip(offset, offset + 1, "#", "a full-width hash")]
    if head["indent"].strip(" ") and line[head.end("indent") :].startswith("#"):
        return [LineSlip(0, head.end("indent"), " " * head.end("indent"), "a full-width space")]
    line_slips = list(_yield_dash_slips(line, head))
    if head["key"]:
        line_slips += yield_key_slips(line, head)
    if head["key"] or head["dashes"]:
        line_slips += yield_value_slips(line, head.end())
    return line_slips


def read_flow_entries(line: str, opened: str = "") -> FlowEntries | None:
    """Read what a line has in brackets or braces, where it has a value of that kind."""
    if len(line) > LONGEST_TYPED_LINE:
        return None
    if opened:
        return FlowEntries(line, len(line) - len(line.lstrip(f" {WIDE_BLANKS}")), opened)
    head = _LINE_HEAD.match(line)
    offset = head.end() if head else 0
    return FlowEntries(line, offset) if line[offset : offset + 1] in CLOSING else None


def _yield_dash_slips(line: str, head: re.Match[str]) -> Iterator[LineSlip]:
    for item in _ITEM.finditer(line, *head.span("dashes")):
        at, end = item.span()
        if line[at] != "-":
            yield LineSlip(at, at + 1, "-", "a full-width dash", sure=line[at] != "・")
        if end == at + 1 and end < len(line):
            yield LineSlip(end, end, " ", "no space after the dash")
        elif line[at + 1 : end].strip(" "):
            yield LineSlip(at + 1, end, " ", "a full-width space")


def yield_value_slips(line: str, offset: int) -> Iterator[LineSlip]:
    """Yield the slips of the value that begins at ``offset``."""
    first = line[offset : offset + 1]
    if block := _BLOCK_SIGN.match(line, offset):
        sign = nfkc(block[0])
        if sign != block[0]:
            yield LineSlip(*block.span(), sign, "a full-width bar")
    elif first and first in CLOSING:
        flow_entries = FlowEntries(line, offset)
        rest = line[flow_entries.end :].strip(f" {WIDE_BLANKS}")
        if not (first in BRACKETS and rest and rest[0] not in "#＃"):  # ［新規］ of words
            yield from flow_entries.slips
    elif first in _QUOTES:
        yield from _yield_quote_slips(line, offset)
    elif (remark := _COMMENT_SIGN.search(line, offset)) and not remark[0].endswith(" #"):
        if remark[0].endswith("＃"):
            yield LineSlip(*remark.span(), " #", "a full-width hash", sure=False)
        else:
            yield LineSlip(*remark.span(), " #", "a full-width space")


def _yield_quote_slips(line: str, start: int) -> Iterator[LineSlip]:
    """Make the quotes around a value ordinary ones."""
    end = len(line.rstrip(f" {WIDE_BLANKS}")) - 1
    quote = _QUOTES[line[start]]
    if end == start or _QUOTES.get(line[end]) != quote or quote in line[start + 1 : end]:
        return
    sure = bool({line[start], line[end]} & _ALWAYS_QUOTES)
    for offset in (start, end):
        if line[offset] != quote:
            yield LineSlip(offset, offset + 1, quote, "a full-width quote", sure)
