"""What on a line should be a sign of YAML: only where one is wanted, for words keep theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.model.normal import nfkc
from plantool.syntax.entries import Entries
from plantool.syntax.signs import (
    BLANK,
    BRACKETS,
    CLOSING,
    DASHES,
    KEY,
    LONGEST,
    WIDE,
    Change,
    of_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = f"[^\\s#'\"{{}}\\[\\]:：,，]+(?={BLANK}*[:：]{BLANK}*(?:[{{｛\\[［]|$))"  # of a bureau
_HEAD = re.compile(
    f"(?P<indent>{BLANK}*)(?P<dashes>(?:[-{DASHES}](?![-{DASHES}]){BLANK}*)*)"
    f"(?:(?P<key>{KEY}|{_NAME})(?P<gap>{BLANK}*)(?P<colon>[:：])(?P<after>{BLANK}*)(?!//))?"
)
_ITEM = re.compile(f"[-{DASHES}]{BLANK}*")
_BLOCK = re.compile(f"[|｜>＞][-－+＋]?[0-9]?(?={BLANK}*$)")
_REMARK = re.compile(f"(?<!{BLANK}){BLANK}++(?:#|＃(?={BLANK}))")
_QUOTES = {**dict.fromkeys('"“”„＂', '"'), **dict.fromkeys("'‘’＇", "'")}
_ALWAYS_QUOTES = frozenset("\"'＂＇")


def slips(line: str, opened: str = "") -> list[Change]:
    """Return what on a line looks like a sign of YAML, or lacks the blank that makes it one.

    ``opened`` are the signs that close what earlier lines opened. Indentation is left alone,
    and so is a line longer than a hand types.
    """
    if len(line) > LONGEST:
        return []
    if opened:
        return Entries(line, len(line) - len(line.lstrip(f" {WIDE}")), opened).changes
    head = _HEAD.match(line)
    assert head  # noqa: S101 - it may be empty
    if line[head.end("indent") :].startswith("＃"):
        at = head.end("indent")
        return [Change(at, at + 1, "#", "a full-width hash")]
    if head["indent"].strip(" ") and line[head.end("indent") :].startswith("#"):
        return [Change(0, head.end("indent"), " " * head.end("indent"), "a full-width space")]
    changes = list(_of_dashes(line, head))
    if head["key"]:
        changes += of_entry(line, head)
    if head["key"] or head["dashes"]:
        changes += of_value(line, head.end())
    return changes


def entries(line: str, opened: str = "") -> Entries | None:
    """Read what a line has in brackets or braces, where it has a value of that kind."""
    if len(line) > LONGEST:
        return None
    if opened:
        return Entries(line, len(line) - len(line.lstrip(f" {WIDE}")), opened)
    head = _HEAD.match(line)
    at = head.end() if head else 0
    return Entries(line, at) if line[at : at + 1] in CLOSING else None


def _of_dashes(line: str, head: re.Match[str]) -> Iterator[Change]:
    for item in _ITEM.finditer(line, *head.span("dashes")):
        at, end = item.span()
        if line[at] != "-":
            yield Change(at, at + 1, "-", "a full-width dash", sure=line[at] != "・")
        if end == at + 1 and end < len(line):
            yield Change(end, end, " ", "no space after the dash")
        elif line[at + 1 : end].strip(" "):
            yield Change(at + 1, end, " ", "a full-width space")


def of_value(line: str, at: int) -> Iterator[Change]:
    """Yield the slips of the value that begins at ``at``."""
    first = line[at : at + 1]
    if block := _BLOCK.match(line, at):
        sign = nfkc(block[0])
        if sign != block[0]:
            yield Change(*block.span(), sign, "a full-width bar")
    elif first and first in CLOSING:
        found = Entries(line, at)
        goes_on = line[found.end :].strip(f" {WIDE}")
        if not (first in BRACKETS and goes_on and goes_on[0] not in "#＃"):  # ［新規］ of words
            yield from found.changes
    elif first in _QUOTES:
        yield from _of_quotes(line, at)
    elif (remark := _REMARK.search(line, at)) and not remark[0].endswith(" #"):
        if remark[0].endswith("＃"):
            yield Change(*remark.span(), " #", "a full-width hash", sure=False)
        else:
            yield Change(*remark.span(), " #", "a full-width space")


def _of_quotes(line: str, at: int) -> Iterator[Change]:
    """Make the quotes around a value ordinary ones."""
    end = len(line.rstrip(f" {WIDE}")) - 1
    quote = _QUOTES[line[at]]
    if end == at or _QUOTES.get(line[end]) != quote or quote in line[at + 1 : end]:
        return
    sure = bool({line[at], line[end]} & _ALWAYS_QUOTES)
    for place in (at, end):
        if line[place] != quote:
            yield Change(place, place + 1, quote, "a full-width quote", sure)
