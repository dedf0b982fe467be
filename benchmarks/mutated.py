"""Files as hands, editors, merges and attackers spoil them, drawn from a seeded generator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Plan: TypeAlias = dict[str, bytes]
"""The files of a plan by their names."""

_PIECES = (
    *"\t\u3000\xa0\ufeff\x00\x01\x85\u2028\u202e\u200b：，、－（）｛｝［］＃＝※☆―△①㎡゛👪𠮷",
    *"#&*!|>%@`'\"[]{},:-?\n\r \\",
    *("\r\n", "---\n", "...\n", "<<<<<<< a\n", "=======\n", "# plantool: ignore[PLT301] x\n"),
    *(
        "\u0301" * 40,
        "か\u3099",
        "x" * 300,
        "[" * 30,
        "- ",
        ": ",
        "※1",
        "{}",
        "[]",
        "TODO",
        "*1",
        "<<: ",
    ),
)
_VALUES = (
    *("null", "true", "~", "''", "[]", "{}", "[[]]", "{a: {b: 1}}", "-", "―", "0", "-0", "1e400"),
    *(
        "9" * 400,
        "0." + "0" * 300 + "1",
        ".inf",
        ".nan",
        "0x1F",
        "１２",
        "△3",
        "45,000",
        "3.0",
        "-1",
    ),
    *(
        "H0",
        "H31",
        "R1",
        "令和元年度",
        "2019",
        "2019-02-30",
        "10月",
        "6.5以上",
        "40 to 45%",
        "計12か所",
    ),
    *(
        "50％",
        "２か所開設",
        '"\\ud800"',
        "|\n  a\n",
        ">-\n  a\n  b\n",
        "&a 1",
        "*a",
        "!x 1",
        "=SUM(A1)",
    ),
)
_FIGURES = (
    *("0", "-0", "1", "-1", "0.5", "1,000", "１２", "１，０００", "△3", "1e3", "1e400", "1e-400"),
    *("9" * 20, "9" * 310, "9" * 5000, "0." + "0" * 400 + "1", "12345678901234567.89", "1" * 18),
    *("1.2.3", "1_000", "0x10", "3か", "①", "²", "9999", "2018", "30", "31"),
)
_SCALAR = re.compile(r"(?<=: )[^\n{\[|>]+|(?<=: )[^\n,{}\[\]]+(?=[,}])")
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,][0-9]+)?")
_KEY = re.compile(r"[^\s{,\[:]+(?=: )")


def mutate(plan: Plan, rng: Random) -> Plan:
    """Return a copy of a plan with a few faults in one or two of its files."""
    spoilt = dict(plan)
    for name in rng.sample(sorted(plan), rng.choice((1, 1, 1, 2))):
        for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
            spoilt[name] = _fault(spoilt, name, rng)
    return spoilt


def _fault(plan: Plan, name: str, rng: Random) -> bytes:
    data = plan[name]
    if rng.random() < 0.08 or not data:
        return _bytes(data, rng)
    text = data.decode("utf-8", "surrogateescape")
    other = plan[rng.choice(sorted(plan))].decode("utf-8", "surrogateescape")
    spoilt = rng.choice(_FAULTS)(text, other, rng)
    return spoilt[: 1 << 18].encode("utf-8", "surrogateescape")


def _bytes(data: bytes, rng: Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.randbytes(rng.randint(0, 4)) + data[at + rng.randint(0, 4) :]


def _insert(text: str, _: str, rng: Random) -> str:
    at = rng.randint(0, len(text))
    piece: str = rng.choice(_PIECES)
    return text[:at] + piece + text[at:]


def _replace(text: str, _: str, rng: Random) -> str:
    at = rng.randint(0, len(text))
    piece: str = rng.choice(_PIECES)
    return text[:at] + piece + text[at + rng.randint(1, 3) :]


def _cut(text: str, _: str, rng: Random) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 10, 100, len(text))) :]


def _lines(text: str, other: str, rng: Random) -> str:
    """Delete, repeat, move, indent or take over a line."""
    lines, others = text.splitlines(keepends=True) or [""], other.splitlines(keepends=True) or [""]
    at = rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines[at] *= rng.choice((2, 2, 3, 150))
        case 2:
            lines.insert(rng.randint(0, len(lines)), lines.pop(at))
        case 3:
            lines[at] = rng.choice((" ", "  ", "\t", "\u3000")) + lines[at]
        case 4:
            lines[at] = lines[at].removeprefix(rng.choice((" ", "  ", "    ", "- ")))
        case _:
            lines.insert(at, rng.choice(others))
    return "".join(lines)


def _sub(pattern: re.Pattern[str], values: tuple[str, ...]) -> Callable[[str, str, Random], str]:
    """Replace something of the text by one of ``values``, or by its like from another file."""

    def replaced(text: str, other: str, rng: Random) -> str:
        places = [found.span() for found in pattern.finditer(text)]
        if not places:
            return text
        start, end = rng.choice(places)
        likes: list[str] = [found[0] for found in pattern.finditer(other)]
        new: str = rng.choice(likes if likes and rng.random() < 0.4 else values)
        return text[:start] + new + text[end:]

    return replaced


_FAULTS = (
    _insert,
    _replace,
    _cut,
    _lines,
    _lines,
    _sub(_SCALAR, _VALUES),
    _sub(_NUMBER, _FIGURES),
    _sub(_NUMBER, _FIGURES),
    _sub(_KEY, ("id", "title", "H31", "R0", "2019", "x", "measures", "planned", "results", "?")),
)
