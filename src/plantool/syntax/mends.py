"""How a slip of the hand may be mended: candidates, each for whoever can tell whether it helps."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.alike import entries, slips
from plantool.syntax.entries import lone_words
from plantool.syntax.rows import STEP, Row, Stack, indent, placed, rows
from plantool.syntax.signs import KEY, LONGEST, WIDE, YEAR, Change, changed, half_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VALUE = re.compile(
    f"^(?P<head>[ {WIDE}]*(?:- )*[^\\s:#\"'{{}}\\[\\]]+: ++)"
    r"(?P<value>(?:(?:[^\S\n]++(?=[^\s#]))?+\S++)*+)(?P<rest>\s+#.*|\s*)$"
)
_PAIR = f"(?>{KEY}[:：])[^,:：()（）\\[\\]]*"
_PAIRS = re.compile(f"[（(\\[]?({_PAIR}(?:, ?{_PAIR})*)[）)\\]]?")
_YEARS = re.compile(f"[（(\\[]?{YEAR}[:：]")
_NEEDS_QUOTES = re.compile(
    r"[@`%&*!]|\[[^\]]*\] *[^,\s#\]}]|\{[^}]*\} *[^,\s#\]}]|[^\"'\[{|>].*(?:: | #)|[|>][-+]? "
)
_NO_COLON = re.compile(f"^( *(?:- )?)({KEY})[ ;=；＝{WIDE}]*(.*)$")
_KEYED = re.compile(f"(?P<head>(?P<column> *(?:- +)*){KEY}:) *+(?P<value>(?: *+[^ \n]++)*+) *$")
_NO_TEXT = re.compile(f" *- |[ {WIDE}]*[^\\s#:：]+ *:(?: |$)|[ {WIDE}]*{KEY}：| *#|---")
_IN_BRACES = re.compile(f".*?(?=, *{KEY}[:：] |[}}｝] *(?:,|$))")
_SIGN = re.compile(r":(?= )|[\[{]")
_A_KEY = re.compile(KEY)
_FIRST_KEY = "id:"  # of every item that has keys of its own
_THOUSANDS = re.compile("(?P<minus>[-△▲])?[+]?(?P<digits>[0-9]{1,3}(?:, ?[0-9]{3})+(?:[.][0-9]+)?)")


TOLD_BY_DATA = frozenset({"indentation", "no colon", "not closed", "no dash", "no braces"})
"""Slips of which the data tells whether a mend gives what was meant."""


class Mend(NamedTuple):
    """Other texts for some ``lines``, by their numbers from 0; one may become two.

    ``line`` and ``column`` are where the slip is (None where the parser knows better), ``name``
    what it is; ``arguments`` are for the sentence. ``safe`` tells that nothing else can be meant.
    """

    lines: dict[int, str]
    line: int
    column: int | None
    name: str
    safe: bool = True
    arguments: tuple[tuple[str, object], ...] = ()

    def applied(self, lines: Sequence[str]) -> list[str]:
        """Return the lines as they would be."""
        return [self.lines.get(number, line) for number, line in enumerate(lines)]


def alike(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield mends of wide signs: of a line and those beside it that have such, or of it alone."""
    if not 0 <= number < len(lines) or (here := _straight(lines, number)) is None:
        return
    above = _run(lines, range(number - 1, -1, -1))
    below = _run(lines, range(number + 1, len(lines)))
    if run := [*reversed(above), *below]:
        texts = {n: text for mend in run for n, text in mend.lines.items()} | here.lines
        yield here._replace(lines=texts, safe=here.safe and all(mend.safe for mend in run))
    yield here


_FEW = 50  # of lines beside each other


def _run(lines: Sequence[str], numbers: range) -> list[Mend]:
    found = (_straight(lines, number) for number in numbers[:_FEW])
    return [mend for mend in takewhile(lambda mend: mend is not None, found) if mend]


def _straight(lines: Sequence[str], number: int) -> Mend | None:
    changes = slips(lines[number], _opened(lines, number))
    if not changes:
        return None
    first = min(changes)
    text = changed(lines[number], changes)
    safe = all(change.sure for change in changes)
    sign = lines[number][first.start : first.end]
    name = first.name
    words: tuple[tuple[str, object], ...] = (("sign", sign), ("instead", first.text))
    if name == "a full-width space" and "\u3000" not in sign:
        odd = next(blank for blank in sign if blank != " ")
        name, words = "an unusual space", (("sign", f"U+{ord(odd):04X}"),)
    return Mend({number: text}, number, first.start, name, safe, words)


def _opened(lines: Sequence[str], number: int) -> str:
    """Return what is open before a line: of the line above it, which is as far as anyone goes."""
    above = entries(lines[number - 1]) if number else None
    return above.opened if above else ""


def places(lines: Sequence[str], last: int) -> Iterator[Mend]:
    """Yield mends of the first line, down to ``last``, that begins where it cannot."""
    stack, found = Stack(), list(rows(lines))
    for at, row in enumerate(found):
        if row.number > last:
            return
        margin = stack.margin(row)
        blanks = lines[row.number][: row.column]
        if blanks.strip(" ") or not margin.fits(row.column):
            after = found[at + 1] if at + 1 < len(found) else None
            columns = placed(margin, row, blanks, after)
            aside = list(_aside(lines, found[max(at - 2, 0) : at + 1], stack)) if at else []
            yield from (mend for mend in aside if mend.safe)
            yield from (_at(lines, row, column, safe=len(columns) == 1) for column in columns)
            yield from (mend for mend in aside if not mend.safe)
            yield from (_at(lines, row, column, safe=False) for column in margin.open[::-1])
            return
        stack.take(row)


def _aside(lines: Sequence[str], near: Sequence[Row], stack: Stack) -> Iterator[Mend]:
    """Yield the move of the last row but one to where the last is, if that is the one off."""
    *earlier, before, row = near
    off = row.column - before.columns[-1]
    outer = [column for column, _ in stack.open if column < before.column]
    is_usual = before.column == (outer[-1] + STEP if outer else 0)
    leaves_empty = bool(earlier) and earlier[0].holds and earlier[0].columns[-1] >= before.column
    if off and before.column + off >= 0:
        safe = leaves_empty or (abs(off) == 1 and not is_usual)
        yield _at(lines, before, before.column + off, safe=safe)


def _at(lines: Sequence[str], row: Row, column: int, *, safe: bool) -> Mend:
    blanks, rest = lines[row.number][: row.column], lines[row.number][row.column :]
    name = "a full-width space in the indentation" if blanks.strip(" \t") else "indentation"
    at, words = 0 if blanks.strip(" ") else row.column, (("column", column + 1),)
    text = " " * column + rest
    return Mend({row.number: text}, row.number, at, name, safe, words)


def dashes(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield mends that make an item of a line, beside others or below a key."""
    column, stack = indent(lines[number]), Stack()
    if lines[number][column:].startswith("- ") or not lines[number].strip():
        return
    for row in rows(lines[:number]):
        stack.take(row)
    is_beside = (column, True) in stack.open
    is_below = stack.below is not None and column > stack.below
    begins = is_beside or lines[number][column:].startswith(_FIRST_KEY)
    if is_below and stack.below is not None and column - STEP > stack.below:
        text = f"{lines[number][: column - STEP]}- {lines[number][column:]}"
        yield Mend({number: text}, number, column, "no dash", begins)
    if is_beside or is_below:
        yield from _items(lines, number, safe=begins)


def _items(lines: Sequence[str], number: int, *, safe: bool) -> Iterator[Mend]:
    """Make items of a line and of those beside it: one of keys, or each of words its own."""
    column = indent(lines[number])
    one = Mend({number: _item(lines[number])}, number, column, "no dash", safe)
    yield one
    filled = [n for n in _block(lines, number) if lines[n].strip()]
    if len(filled) == 1:
        return
    if not all(map(_is_text, (lines[n] for n in filled))):
        yield one._replace(lines={n: "  " + lines[n] for n in filled} | one.lines)
    else:
        yield one._replace(lines={n: _item(lines[n]) for n in filled})


def _item(line: str) -> str:
    column = indent(line)
    return f"{line[:column]}- {line[column:]}"


def _block(lines: Sequence[str], start: int) -> list[int]:
    """Return the lines from ``start`` on that are not set off to the left of it, nor items."""
    column = indent(lines[start])

    def belongs(number: int) -> bool:
        line = lines[number]
        at = indent(line)
        return at == len(line) or at > column or (at == column and not line[at:].startswith("- "))

    return list(takewhile(belongs, range(start, len(lines))))


def texts(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of lines of text, without a key, that go on with the one above them."""
    above = next((n for n in range(number, -1, -1) if not _is_text(lines[n])), None)
    found = None if above is None else _KEYED.match(lines[above])
    if above is None or not found or found["value"][:1] in {"'", '"', "{", "[", "｛", "［"}:
        return
    below = next((n for n in range(above + 1, len(lines)) if not _is_text(lines[n])), len(lines))
    at = next((n for n in range(above + 1, below) if lines[n].strip()), None)
    if at is None:
        return
    pad = " " * (len(found["column"]) + STEP)
    new = {
        n: pad + lines[n].lstrip(" ") if lines[n].strip() else "" for n in range(above + 1, below)
    }
    is_block = re.match("[|>][-+]?$", found["value"]) is not None
    if not is_block:
        first = f"\n{pad}{found['value']}" if found["value"] else ""
        new[above] = f"{found['head']} |-{first}"
    name = "text not indented" if is_block else "text without a bar"
    yield Mend(new, at, indent(lines[at]), name, safe=is_block)


def _is_text(line: str) -> bool:
    return not _NO_TEXT.match(line[:LONGEST])


def beside_bar(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of text that begins on the line of its bar."""
    found = _KEYED.match(lines[number])
    bar = re.match("([|>][-+]?) +([^#].*)", found["value"]) if found else None
    if found and bar:
        pad = " " * (len(found["column"]) + STEP)
        text = f"{found['head']} {bar[1]}\n{pad}{bar[2]}"
        yield Mend({number: text}, number, found.start("value"), "text beside the bar")


def braces(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of entries on one line that nothing encloses."""
    found = _VALUE.match(lines[number])
    value = found["value"] if found else ""
    pairs = _PAIRS.fullmatch(value)
    if found and pairs and (", " in value or _YEARS.match(value)):
        text = f"{found['head']}{{{pairs[1]}}}{found['rest']}"
        text = changed(text, slips(text))
        yield Mend({number: text}, number, found.end("head"), "no braces", safe=value == pairs[1])


def quotes(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mends of words that a sign of YAML is part of."""
    line = lines[number]
    found = _VALUE.match(line)
    if found and _NEEDS_QUOTES.match(found["value"]) and not _PAIRS.fullmatch(found["value"]):
        text = found["head"] + _quoted(found["value"]) + found["rest"]
        name = _why(found["value"])
        yield Mend({number: text}, number, None, name, safe=False)
    read = entries(line, _opened(lines, number))
    for words in read.words if read else ():
        value = _IN_BRACES.match(line, words.start) if words.keyed else None
        if words.keyed and value is None:
            break  # nor does any value further on end
        if value and (sign := _SIGN.search(value[0])):
            text = line[: words.start] + _quoted(value[0]) + line[value.end() :]
            name = "a second colon" if sign[0] == ":" else "a bracket among words"
            yield Mend({number: text}, number, words.start, name, safe=False)
    if read and read.opened:
        text = line[: read.end].rstrip() + read.opened[::-1] + line[read.end :]
        yield Mend({number: text}, number, None, "not closed", safe=False)
    if found and found["value"][:1] in {'"', "'"}:
        text = line.rstrip() + found["value"][0]
        yield Mend({number: text}, number, None, "no closing quote", safe=False)


def _why(value: str) -> str:
    if value[0] in "@`%&*!|>":
        return "a sign before words"
    return "a bracketed word" if value[0] in "[{" else "a second colon"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def commas(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of values in braces that hold a comma: figures lose it, words need quotes."""
    read = entries(lines[number], _opened(lines, number))
    line, parts, sure = lines[number], [], False
    for value, others in lone_words(read) if read else ():
        said = line[value.start : others[-1].end]
        figure = _THOUSANDS.fullmatch(half_width(said))
        sure = sure or any(not _A_KEY.fullmatch(line[other.start : other.end]) for other in others)
        text = _figure(figure) if figure else _quoted(said)
        name = "a comma in a figure" if figure else "a comma in words"
        parts.append(Change(value.start, others[-1].end, text, name, sure=figure is not None))
    if not parts:
        return
    first, figures = parts[0], all(part.sure for part in parts)
    column = line.index(",", first.start)
    sure = sure or figures or (line[column - 1].isdigit() and line[column + 1].isdigit())
    name = first.name if figures else "a comma in words"
    words = (("instead", first.text),)
    yield Mend({number: changed(line, parts)}, number, column, name, sure, words)


def _figure(found: re.Match[str]) -> str:
    return ("-" if found["minus"] else "") + re.sub(", ?", "", found["digits"])


def colons(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of a key that no colon follows."""
    found = _NO_COLON.match(lines[number])
    if found and ":" not in lines[number] and "：" not in lines[number]:
        text = f"{found[1]}{found[2]}: {found[3]}".rstrip()
        yield Mend({number: text}, number, found.end(2), "no colon", safe=False)


def inward(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the move of a line to below the key above it, or to beside what is below that."""
    found = {row.number: row for row in rows(lines)}
    row = found.get(number)
    before = next((found[n] for n in range(number - 1, -1, -1) if n in found), None)
    if row and before and not lines[number][: row.column].strip(" "):
        column = before.columns[-1] + STEP if before.holds else before.columns[-1]
        if column != row.column:
            yield _at(lines, row, column, safe=before.holds)


def of_malformed(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Mend]:
    """Yield what may have been meant where a parser gave up at one of these lines."""
    beside = dict.fromkeys(n for at in numbers for n in (at, at - 1) if 0 <= n < len(lines))
    near = [number for number in beside if len(lines[number]) <= LONGEST]
    for number in near:
        yield from alike(lines, number)
    for number in near:
        yield from (mend for mend in dashes(lines, number) if mend.safe)
    yield from places(lines, max(numbers))
    for kind in (beside_bar, braces, colons, texts, quotes, dashes):
        for number in near:
            yield from kind(lines, number)


def of_refused(lines: Sequence[str], number: int, *, is_list: bool, is_key: bool) -> Iterator[Mend]:
    """Yield what may have been meant where a line can be read, and its data is refused.

    The data should be a list where it ``is_list``; where it ``is_key``, a key is not known there.
    """
    if len(lines[number]) > LONGEST:
        return
    yield from alike(lines, number)
    if lines[number][: indent(lines[number])].strip(" "):
        yield from places(lines, number)
    if is_list:
        yield from dashes(lines, number)
    yield from commas(lines, number)
    yield from braces(lines, number)
    if is_key:
        yield from inward(lines, number)
