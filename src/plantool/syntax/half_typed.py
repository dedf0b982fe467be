"""Texts that can be read, made of one that is being typed: each holds MARK where the cursor is.

First comes the whole text with its line finished, then the text down to this line, and last, for
text that is broken above it as well, only the lines above that lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

MARK = "\ue000"  # a private character that no plan prints

_CLOSING = {"[": "]", "{": "}"}
_INDICATORS = tuple("|>&*!%@`")  # signs that begin no plain value: what follows them is lost
_HAS_COLON = compile_late(r":(?:\s|$)")
_LINE = compile_late(
    r"(?P<pad> *)(?P<dashes>(?:- +)*)(?P<key>[^\s\-#'\"\[\]{}][^:#]*:)?(?P<value>.*)"
)


def yield_candidates(lines: Sequence[str], line: int, column: int) -> Iterator[str]:
    """Yield the texts that the file could become, the likeliest first."""
    plain = [each.replace("\t", " ") for each in lines]  # which are forbidden, but may come to go
    above, here, below = plain[:line], plain[line], plain[line + 1 :]
    finished = list(_yield_finished_lines(here[:column], here[column:]))
    indent = len(here) - len(here.lstrip(" ")) if here.strip() else column
    leading = _list_leading_lines(above, indent)
    # from the most to the least that is kept of the file: any line may be broken
    for before, after in ((above, below), (above, []), (leading, [])):
        yield from ("\n".join([*before, each, *after]) for each in finished)


def _yield_finished_lines(before: str, after: str) -> Iterator[str]:
    """Yield the line with the mark in it, in the ways it could go on."""
    marked = f"{before}{MARK}{after}"
    closing = _find_missing_closers(marked)
    key = [] if closing or _HAS_COLON.search(marked) else [f"{marked.rstrip()}:"]
    if closing:
        yield marked + closing
    if before.lstrip().startswith("- "):  # an item may be a value as well
        yield from (marked, *key)
    else:
        yield from (*key, marked)


def _find_missing_closers(line: str) -> str:
    """Return the quote and the brackets that would close those left open in a line."""
    missing: list[str] = []
    quote = before = ""
    # a quote opens only where a value may begin: 's in a word is a letter
    for character in line:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and before in {"", " ", "[", "{", ","}:
            quote = character
        elif character in _CLOSING:
            missing.append(_CLOSING[character])
        elif missing and character == missing[-1]:
            missing.pop()
        before = character
    return quote + "".join(reversed(missing))


def _list_leading_lines(above: Sequence[str], indent: int) -> list[str]:
    """Return the lines above that lead to a line: its siblings, then lines ever less indented."""
    kept: list[str] = []
    for line in reversed(above):
        found = _LINE.match(line)
        if found is None or not (found["key"] or found["dashes"]) or len(found["pad"]) > indent:
            continue
        indent = min(indent, len(found["pad"]))
        kept.append(_drop_broken_value(found))
    return kept[::-1]


def _drop_broken_value(found: re.Match[str]) -> str:
    """Return a line, without its value where that is not complete in itself."""
    value = found["value"]
    broken = _find_missing_closers(value) or value.strip().startswith(_INDICATORS)
    start = f"{found['pad']}{found['dashes']}{found['key'] or ''}"
    return start if broken or _HAS_COLON.search(value) else start + value
