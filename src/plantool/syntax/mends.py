"""How a slip of the hand may be mended: candidates, each for whoever can tell whether it helps."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.entry_lines import (
    INDENT_STEP,
    EntryLine,
    OpenColumns,
    count_indent,
    list_meant_columns,
    yield_entry_lines,
)
from plantool.syntax.flow_entries import yield_lone_words
from plantool.syntax.sign_slips import find_sign_slips, read_flow_entries
from plantool.syntax.wide_signs import (
    KEY_PATTERN,
    LONGEST_TYPED_LINE,
    WIDE_BLANKS,
    YEAR_PATTERN,
    LineSlip,
    mend_line,
    to_half_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VALUE_LINE = re.compile(
    f"^(?P<head>[ {WIDE_BLANKS}]*(?:- )*[^\\s:#\"'{{}}\\[\\]]+: ++)"
    r"(?P<value>(?:(?:[^\S\n]++(?=[^\s#]))?+\S++)*+)(?P<rest>\s+#.*|\s*)$"
)
_PAIR_PATTERN = f"(?>{KEY_PATTERN}[:：])[^,:：()（）\\[\\]]*"
_BARE_PAIRS = re.compile(f"[（(\\[]?({_PAIR_PATTERN}(?:, ?{_PAIR_PATTERN})*)[）)\\]]?")
_FIRST_YEAR = re.compile(f"[（(\\[]?{YEAR_PATTERN}[:：]")
_NEEDS_QUOTES = re.compile(
    r"[@`%&*!]|\[[^\]]*\] *[^,\s#\]}]|\{[^}]*\} *[^,\s#\]}]|[^\"'\[{|>].*(?:: | #)|[|>][-+]? "
)
_LINE_WITHOUT_COLON = re.compile(f"^( *(?:- )?)({KEY_PATTERN})[ ;=；＝{WIDE_BLANKS}]*(.*)$")
_KEY_LINE = re.compile(
    f"(?P<head>(?P<column> *(?:- +)*){KEY_PATTERN}:) *+(?P<value>(?: *+[^ \n]++)*+) *$"
)
_NO_TEXT_LINE = re.compile(
    f" *- |[ {WIDE_BLANKS}]*[^\\s#:：]+ *:(?: |$)|[ {WIDE_BLANKS}]*{KEY_PATTERN}：| *#|---"
)
_VALUE_IN_BRACES = re.compile(f".*?(?=, *{KEY_PATTERN}[:：] |[}}｝] *(?:,|$))")
_SIGN_AMONG_WORDS = re.compile(r":(?= )|[\[{]")
_ONLY_KEY = re.compile(KEY_PATTERN)
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

    def apply_to(self, lines: Sequence[str]) -> list[str]:
        """Return the lines as they would be."""
        return [self.lines.get(number, line) for number, line in enumerate(lines)]


def yield_sign_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield mends of wide signs: of a line and those beside it that have such, or of it alone."""
    if not 0 <= number < len(lines) or (here := _mend_signs(lines, number)) is None:
        return
    above = _list_sign_run(lines, range(number - 1, -1, -1))
    below = _list_sign_run(lines, range(number + 1, len(lines)))
    if run := [*reversed(above), *below]:
        texts = {n: text for mend in run for n, text in mend.lines.items()} | here.lines
        yield here._replace(lines=texts, safe=here.safe and all(mend.safe for mend in run))
    yield here


_MOST_BESIDE = 50  # of lines beside each other


def _list_sign_run(lines: Sequence[str], numbers: range) -> list[Mend]:
    found = (_mend_signs(lines, number) for number in numbers[:_MOST_BESIDE])
    return [mend for mend in takewhile(lambda mend: mend is not None, found) if mend]


def _mend_signs(lines: Sequence[str], number: int) -> Mend | None:
    line_slips = find_sign_slips(lines[number], _find_opened(lines, number))
    if not line_slips:
        return None
    first = min(line_slips)
    text = mend_line(lines[number], line_slips)
    safe = all(change.sure for change in line_slips)
    sign = lines[number][first.start : first.end]
    name = first.name
    arguments: tuple[tuple[str, object], ...] = (("sign", sign), ("instead", first.text))
    if name == "a full-width space" and "\u3000" not in sign:
        odd = next(blank for blank in sign if blank != " ")
        name, arguments = "an unusual space", (("sign", f"U+{ord(odd):04X}"),)
    return Mend({number: text}, number, first.start, name, safe, arguments)


def _find_opened(lines: Sequence[str], number: int) -> str:
    """Return what is open before a line: of the line above it, which is as far as anyone goes."""
    above = read_flow_entries(lines[number - 1]) if number else None
    return above.opened if above else ""


def yield_column_mends(lines: Sequence[str], last: int) -> Iterator[Mend]:
    """Yield mends of the first line, down to ``last``, that begins where it cannot."""
    stack, entry_lines = OpenColumns(), list(yield_entry_lines(lines))
    for at, entry_line in enumerate(entry_lines):
        if entry_line.number > last:
            return
        margin = stack.find_margin(entry_line)
        blanks = lines[entry_line.number][: entry_line.column]
        if blanks.strip(" ") or not margin.allows_column(entry_line.column):
            after = entry_lines[at + 1] if at + 1 < len(entry_lines) else None
            columns = list_meant_columns(margin, entry_line, blanks, after)
            aside = (
                list(_yield_neighbour_moves(lines, entry_lines[max(at - 2, 0) : at + 1], stack))
                if at
                else []
            )
            yield from (mend for mend in aside if mend.safe)
            yield from (
                _move_line(lines, entry_line, column, safe=len(columns) == 1) for column in columns
            )
            yield from (mend for mend in aside if not mend.safe)
            yield from (
                _move_line(lines, entry_line, column, safe=False) for column in margin.open[::-1]
            )
            return
        stack.take_line(entry_line)


def _yield_neighbour_moves(
    lines: Sequence[str], near: Sequence[EntryLine], stack: OpenColumns
) -> Iterator[Mend]:
    """Yield the move of the last row but one to where the last is, if that is the one off."""
    *earlier, before, row = near
    shift = row.column - before.columns[-1]
    outer = [column for column, _ in stack.open if column < before.column]
    is_usual = before.column == (outer[-1] + INDENT_STEP if outer else 0)
    leaves_empty = bool(earlier) and earlier[0].holds and earlier[0].columns[-1] >= before.column
    if shift and before.column + shift >= 0:
        safe = leaves_empty or (abs(shift) == 1 and not is_usual)
        yield _move_line(lines, before, before.column + shift, safe=safe)


def _move_line(lines: Sequence[str], entry_line: EntryLine, column: int, *, safe: bool) -> Mend:
    blanks, rest = (
        lines[entry_line.number][: entry_line.column],
        lines[entry_line.number][entry_line.column :],
    )
    name = "a full-width space in the indentation" if blanks.strip(" \t") else "indentation"
    slip_column, arguments = (
        0 if blanks.strip(" ") else entry_line.column,
        (("column", column + 1),),
    )
    text = " " * column + rest
    return Mend({entry_line.number: text}, entry_line.number, slip_column, name, safe, arguments)


def yield_dash_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield mends that make an item of a line, beside others or below a key."""
    column, stack = count_indent(lines[number]), OpenColumns()
    if lines[number][column:].startswith("- ") or not lines[number].strip():
        return
    for entry_line in yield_entry_lines(lines[:number]):
        stack.take_line(entry_line)
    is_beside = (column, True) in stack.open
    is_below = stack.below is not None and column > stack.below
    begins = is_beside or lines[number][column:].startswith(_FIRST_KEY)
    if is_below and stack.below is not None and column - INDENT_STEP > stack.below:
        text = f"{lines[number][: column - INDENT_STEP]}- {lines[number][column:]}"
        yield Mend({number: text}, number, column, "no dash", begins)
    if is_beside or is_below:
        yield from _yield_item_mends(lines, number, safe=begins)


def _yield_item_mends(lines: Sequence[str], number: int, *, safe: bool) -> Iterator[Mend]:
    """Make items of a line and of those beside it: one of keys, or each of words its own."""
    column = count_indent(lines[number])
    one = Mend({number: _add_dash(lines[number])}, number, column, "no dash", safe)
    yield one
    filled = [n for n in _list_block_lines(lines, number) if lines[n].strip()]
    if len(filled) == 1:
        return
    if not all(map(_is_text_line, (lines[n] for n in filled))):
        yield one._replace(lines={n: "  " + lines[n] for n in filled} | one.lines)
    else:
        yield one._replace(lines={n: _add_dash(lines[n]) for n in filled})


def _add_dash(line: str) -> str:
    column = count_indent(line)
    return f"{line[:column]}- {line[column:]}"


def _list_block_lines(lines: Sequence[str], start: int) -> list[int]:
    """Return the lines from ``start`` on that are not set off to the left of it, nor items."""
    column = count_indent(lines[start])

    def belongs_to_block(number: int) -> bool:
        line = lines[number]
        at = count_indent(line)
        return at == len(line) or at > column or (at == column and not line[at:].startswith("- "))

    return list(takewhile(belongs_to_block, range(start, len(lines))))


def yield_text_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of lines of text, without a key, that go on with the one above them."""
    above = next((n for n in range(number, -1, -1) if not _is_text_line(lines[n])), None)
    key_line = None if above is None else _KEY_LINE.match(lines[above])
    if above is None or not key_line or key_line["value"][:1] in {"'", '"', "{", "[", "｛", "［"}:
        return
    below = next(
        (n for n in range(above + 1, len(lines)) if not _is_text_line(lines[n])), len(lines)
    )
    first_line = next((n for n in range(above + 1, below) if lines[n].strip()), None)
    if first_line is None:
        return
    pad = " " * (len(key_line["column"]) + INDENT_STEP)
    new = {
        n: pad + lines[n].lstrip(" ") if lines[n].strip() else "" for n in range(above + 1, below)
    }
    is_block = re.match("[|>][-+]?$", key_line["value"]) is not None
    if not is_block:
        first = f"\n{pad}{key_line['value']}" if key_line["value"] else ""
        new[above] = f"{key_line['head']} |-{first}"
    name = "text not indented" if is_block else "text without a bar"
    yield Mend(new, first_line, count_indent(lines[first_line]), name, safe=is_block)


def _is_text_line(line: str) -> bool:
    return not _NO_TEXT_LINE.match(line[:LONGEST_TYPED_LINE])


def yield_bar_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of text that begins on the line of its bar."""
    key_line = _KEY_LINE.match(lines[number])
    bar = re.match("([|>][-+]?) +([^#].*)", key_line["value"]) if key_line else None
    if key_line and bar:
        pad = " " * (len(key_line["column"]) + INDENT_STEP)
        text = f"{key_line['head']} {bar[1]}\n{pad}{bar[2]}"
        yield Mend({number: text}, number, key_line.start("value"), "text beside the bar")


def yield_brace_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of entries on one line that nothing encloses."""
    found = _VALUE_LINE.match(lines[number])
    value = found["value"] if found else ""
    pairs = _BARE_PAIRS.fullmatch(value)
    if found and pairs and (", " in value or _FIRST_YEAR.match(value)):
        text = f"{found['head']}{{{pairs[1]}}}{found['rest']}"
        text = mend_line(text, find_sign_slips(text))
        yield Mend({number: text}, number, found.end("head"), "no braces", safe=value == pairs[1])


def yield_quote_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mends of words that a sign of YAML is part of."""
    line = lines[number]
    found = _VALUE_LINE.match(line)
    if found and _NEEDS_QUOTES.match(found["value"]) and not _BARE_PAIRS.fullmatch(found["value"]):
        text = found["head"] + _quote_words(found["value"]) + found["rest"]
        name = _name_quote_slip(found["value"])
        yield Mend({number: text}, number, None, name, safe=False)
    flow_entries = read_flow_entries(line, _find_opened(lines, number))
    for words in flow_entries.words if flow_entries else ():
        value = _VALUE_IN_BRACES.match(line, words.start) if words.keyed else None
        if words.keyed and value is None:
            break  # nor does any value further on end
        if value and (sign := _SIGN_AMONG_WORDS.search(value[0])):
            text = line[: words.start] + _quote_words(value[0]) + line[value.end() :]
            name = "a second colon" if sign[0] == ":" else "a bracket among words"
            yield Mend({number: text}, number, words.start, name, safe=False)
    if flow_entries and flow_entries.opened:
        text = (
            line[: flow_entries.end].rstrip() + flow_entries.opened[::-1] + line[flow_entries.end :]
        )
        yield Mend({number: text}, number, None, "not closed", safe=False)
    if found and found["value"][:1] in {'"', "'"}:
        text = line.rstrip() + found["value"][0]
        yield Mend({number: text}, number, None, "no closing quote", safe=False)


def _name_quote_slip(value: str) -> str:
    if value[0] in "@`%&*!|>":
        return "a sign before words"
    return "a bracketed word" if value[0] in "[{" else "a second colon"


def _quote_words(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def yield_comma_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of values in braces that hold a comma: figures lose it, words need quotes."""
    flow_entries = read_flow_entries(lines[number], _find_opened(lines, number))
    line, parts, is_sure = lines[number], [], False
    for value, others in yield_lone_words(flow_entries) if flow_entries else ():
        written = line[value.start : others[-1].end]
        figure = _THOUSANDS.fullmatch(to_half_width(written))
        is_sure = is_sure or any(
            not _ONLY_KEY.fullmatch(line[other.start : other.end]) for other in others
        )
        text = _strip_thousands(figure) if figure else _quote_words(written)
        name = "a comma in a figure" if figure else "a comma in words"
        parts.append(LineSlip(value.start, others[-1].end, text, name, sure=figure is not None))
    if not parts:
        return
    first, figures = parts[0], all(part.sure for part in parts)
    column = line.index(",", first.start)
    is_sure = is_sure or figures or (line[column - 1].isdigit() and line[column + 1].isdigit())
    name = first.name if figures else "a comma in words"
    arguments = (("instead", first.text),)
    yield Mend({number: mend_line(line, parts)}, number, column, name, is_sure, arguments)


def _strip_thousands(found: re.Match[str]) -> str:
    return ("-" if found["minus"] else "") + re.sub(", ?", "", found["digits"])


def yield_colon_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of a key that no colon follows."""
    found = _LINE_WITHOUT_COLON.match(lines[number])
    if found and ":" not in lines[number] and "：" not in lines[number]:
        text = f"{found[1]}{found[2]}: {found[3]}".rstrip()
        yield Mend({number: text}, number, found.end(2), "no colon", safe=False)


def yield_inward_moves(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the move of a line to below the key above it, or to beside what is below that."""
    entry_lines = {row.number: row for row in yield_entry_lines(lines)}
    entry_line = entry_lines.get(number)
    before = next((entry_lines[n] for n in range(number - 1, -1, -1) if n in entry_lines), None)
    if entry_line and before and not lines[number][: entry_line.column].strip(" "):
        column = before.columns[-1] + INDENT_STEP if before.holds else before.columns[-1]
        if column != entry_line.column:
            yield _move_line(lines, entry_line, column, safe=before.holds)


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
