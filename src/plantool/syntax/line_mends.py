"""What may have been meant by the signs, quotes and commas of a line."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late
from plantool.syntax.flow_entries import yield_lone_words
from plantool.syntax.sign_slips import find_sign_slips, read_flow_entries
from plantool.syntax.wide_signs import (
    KEY_PATTERN,
    WIDE_BLANKS,
    YEAR_PATTERN,
    LineSlip,
    mend_line,
    to_half_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VALUE_LINE = compile_late(
    f"^(?P<head>[ {WIDE_BLANKS}]*(?:- )*[^\\s:#\"'{{}}\\[\\]]+: ++)"
    r"(?P<value>(?:(?:[^\S\n]++(?=[^\s#]))?+\S++)*+)(?P<rest>\s+#.*|\s*)$"
)
_PAIR_PATTERN = f"(?>{KEY_PATTERN}[:：])[^,:：()（）\\[\\]]*"
_BARE_PAIRS = compile_late(f"[（(\\[]?({_PAIR_PATTERN}(?:, ?{_PAIR_PATTERN})*)[）)\\]]?")
_FIRST_YEAR = compile_late(f"[（(\\[]?{YEAR_PATTERN}[:：]")
_NEEDS_QUOTES = compile_late(
    r"[@`%&*!]|\[[^\]]*\] *[^,\s#\]}]|\{[^}]*\} *[^,\s#\]}]|[^\"'\[{|>].*(?:: | #)|[|>][-+]? "
)
_LINE_WITHOUT_COLON = compile_late(f"^( *(?:- )?)({KEY_PATTERN})[ ;=；＝{WIDE_BLANKS}]*(.*)$")
_VALUE_IN_BRACES = compile_late(f".*?(?=, *{KEY_PATTERN}[:：] |[}}｝] *(?:,|$))")
_SIGN_AMONG_WORDS = compile_late(r":(?= )|[\[{]|:(?=\S)")
_ONLY_KEY = compile_late(KEY_PATTERN)
_THOUSANDS = compile_late(
    "(?P<minus>[-△▲])?[+]?(?P<digits>[0-9]{1,3}(?:, ?[0-9]{3})+(?:[.][0-9]+)?)"
)


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
    """Yield mends of wide signs: of a line with those beside it that have some, or of it alone."""
    if not 0 <= number < len(lines) or (here := _mend_signs(lines, number)) is None:
        return
    above = _list_sign_run(lines, range(number - 1, -1, -1))
    below = _list_sign_run(lines, range(number + 1, len(lines)))
    together = here
    for mend in (*reversed(above), *below):
        lines_of_both = mend.lines | together.lines
        together = together._replace(lines=lines_of_both, safe=together.safe and mend.safe)
    if together is not here:
        yield together
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
    """Return the brackets that the line above leaves open; no further line is looked at."""
    above = read_flow_entries(lines[number - 1]) if number else None
    return above.opened if above else ""


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
            name = _name_sign_slip(value[0][sign.start() :])
            # https://… can mean nothing else
            yield Mend({number: text}, number, words.start, name, safe=name == "a colon in words")
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


def _name_sign_slip(words: str) -> str:
    if words[0] != ":":
        return "a bracket among words"
    return "a second colon" if words[1] == " " else "a colon in words"


def _quote_words(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def yield_comma_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of values in braces that hold a comma: figures lose it, words need quotes."""
    flow_entries = read_flow_entries(lines[number], _find_opened(lines, number))
    line, parts, is_sure = lines[number], [], False
    for value, others in yield_lone_words(flow_entries) if flow_entries else ():
        written = line[value.start : others[-1].end]
        figure = _THOUSANDS.fullmatch(to_half_width(written))
        for other in others:  # what cannot be a key is part of the value for certain
            is_sure = is_sure or not _ONLY_KEY.fullmatch(line[other.start : other.end])
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
