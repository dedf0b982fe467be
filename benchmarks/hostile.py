"""Plans that are made to be slow: each kind repeats one thing until a file has the size asked for.

python benchmarks/hostile.py FOLDER [--size BYTES] writes one plan of every kind.
"""

from __future__ import annotations

import argparse
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Files: TypeAlias = dict[str, str]
"""The texts of a plan by the names of its files."""

LARGEST = (1 << 20) - 200  # bytes, just below what is read of one file

_PLAN = """\
title: T
publisher: {name: X}
language: ja
years: {baseline: [H29], planned: [H30, H31]}
money: {unit: 百万円}
departments:
  企画部: [企画課]
"""
_CHAPTER = """\
id: 1
title: C
sections:
  - {id: 1, title: S}
"""
_HEAD = """\
id: 1-1
title: I
section: 1
departments: [企画部 企画課]
"""
_MEASURES = """\
measures:
  - id: a
    name: A
    kind: cumulative
    direction: up
    unit: か所
    baseline: {H29: 計12か所}
    planned: {H30: ２か所開設, H31: ２か所開設}
    total: ４か所開設
    target: 計16か所
"""
_BUDGET = """\
budget:
  planned: {H30: 26, H31: 25}
  total: 51
"""
_INITIATIVE = _HEAD + _MEASURES + _BUDGET


def _fill(head: str, unit: Callable[[int], str], size: int, tail: str = "") -> str:
    """Put as many units between ``head`` and ``tail`` as ``size`` bytes have room for."""
    parts = [head]
    room = size - len((head + tail).encode())
    for at in count():
        part = unit(at)
        room -= len(part.encode())
        if room < 0:
            return "".join([*parts, tail])
        parts.append(part)
    raise AssertionError


def _initiative(head: str, unit: str, tail: str = "") -> Callable[[int], Files]:
    """Fill 1-1.yaml with ``unit``, in which ``@`` is a number of its own."""

    def files(size: int) -> Files:
        return {"1-1.yaml": _fill(head, lambda at: unit.replace("@", str(at)), size, tail)}

    return files


def _in_title(unit: str) -> Callable[[int], Files]:
    head, tail = _INITIATIVE.split("title: I")
    return _initiative(head + 'title: "', unit, '"' + tail)


def _chapter(head: str, unit: str) -> Callable[[int], Files]:
    return lambda size: {"1.yaml": _fill(head, lambda at: unit.replace("@", str(at)), size)}


def _plan(head: str, unit: str, tail: str = "") -> Callable[[int], Files]:
    def files(size: int) -> Files:
        return {"plan.yaml": _fill(head, lambda at: unit.replace("@", str(at)), size, tail)}

    return files


_ROW = "  - {id: a@, name: A, kind: cumulative, direction: up, unit: か所, "
_SUM = "planned: {H30: 1か所, H31: 1か所}, total: 3か所}\n"
_RESULTS = _MEASURES + "    results:\n      H30:\n"

KINDS: dict[str, Callable[[int], Files]] = {
    "tabs": _initiative(_INITIATIVE + "x: ", "\t", "\n"),
    "tabs-between": _initiative(_INITIATIVE + "x: ", "a\t", "\n"),
    "tab-lines": _initiative(_INITIATIVE, "\tx\n"),
    "control": _initiative(_INITIATIVE + "x: ", "\x01", "\n"),
    "departments": _initiative(
        "id: 1-1\ntitle: I\nsection: 1\ndepartments: [",
        "企画部 課@, ",
        "企画部 企画課]\n" + _MEASURES + _BUDGET,
    ),
    "ignores": _initiative(_INITIATIVE, "# plantool: ignore[PLT301] x\n"),
    "ignores-in-one-line": _initiative(
        _INITIATIVE + "footnotes: [{mark: ※1, text: t}]", " # plantool: ignore[PLT301] x", "\n"
    ),
    "comments": _initiative("# plantool: ignore[PLT301] x\n" + _INITIATIVE, "# x\n"),
    "footnotes": _initiative(_INITIATIVE + "footnotes:\n", "  - {mark: a@, text: t}\n"),
    "same-ids": _initiative(
        _HEAD + _MEASURES, "  - {id: a, name: A, kind: milestone, planned: {H30: x}}\n"
    ),
    "relisted": _chapter(_CHAPTER + "relisted:\n", "  - {id: 9-@}\n"),
    "marks": _in_title("※@ "),
    "bureaus": _plan(_PLAN, "  部@: [課]\n"),
    "divisions": _plan(_PLAN, "  部@: [企画課]\n"),
    "combining": _in_title("\u0301\u0323"),
    "letters-with-marks": _in_title("か\u3099"),
    "long-title": _in_title("あ"),
    "long-key": _initiative(_INITIATIVE + "? ", "a", "\n: x\n"),
    "unknown-keys": _initiative(_INITIATIVE, "titel@: x\n"),
    "unknown-keys-in-one-line": _initiative(_INITIATIVE + "x: {", "b@: 1, ", "c: 1}\n"),
    "same-keys": _initiative(_INITIATIVE, "x: 1\n"),
    "same-years": _initiative(_HEAD + _MEASURES + "budget:\n  planned: {", "H30: 1, ", "H31: 1}\n"),
    "years": _initiative(_HEAD + _MEASURES + "budget:\n  planned: {", "H@: 1, ", "R1: 1}\n"),
    "false-sums": _initiative(_HEAD + "measures:\n", _ROW + _SUM),
    "false-sums-in-one-line": _initiative(
        _HEAD + "measures: [", (_ROW + _SUM)[4:].replace("\n", ", "), "]\n"
    ),
    "groups": _initiative(
        _HEAD + "measures:\n",
        "  - {id: g@, measures: [{id: b@, name: A, kind: milestone, planned: {H30: x}}]}\n",
    ),
    "in-braces": _initiative(_INITIATIVE + "attributes: ", "[", "\n"),
    "unverified": _initiative(
        _INITIATIVE + "source:\n  document: d\n  unverified:\n",
        "    - {at: measures.a.planned.x@, reason: r}\n",
    ),
    "results": _initiative(_RESULTS, "        - {value: 1か所, reported: 2019-01-01}\n"),
    "supplements": _initiative(
        _INITIATIVE + "  supplementary:\n    H30:\n", "      - {date: 2018-06-@, amount: 1}\n"
    ),
    "unknown-ignores": _initiative(_INITIATIVE, "# plantool: ignore[x@] x\n"),
    "settings": _plan(_PLAN + "validation:\n", "  - {ignore: [PLT3@], files: ['1-*.yaml']}\n"),
    "plan-marks": _plan(_PLAN + "marks:\n", "  ★@: x\n"),
    "sections": _chapter(_CHAPTER, "  - {id: @, title: S}\n"),
    "conflicts": _initiative(_INITIATIVE, "<<<<<<< a\n"),
    "anchors": _initiative(_INITIATIVE + "x: [", "&a@ 1, ", "1]\n"),
    "paragraphs": _initiative(_INITIATIVE + "summary: >-\n", "  あいう\n"),
    "blank-lines": _initiative(_INITIATIVE + "summary: >-\n  a\n", "\n"),
    "one-word": _initiative(_INITIATIVE + "summary: ", "a", "\n"),
    "quotes": _initiative(_INITIATIVE + 'summary: "', '\\"', '"\n'),
    "entities": _initiative(_INITIATIVE + 'summary: "', "<|*_`$", '"\n'),
    "placeholders": _initiative(_INITIATIVE + "summary: ", "○○（仮）", "\n"),
    "spaces": _initiative(_INITIATIVE + "summary: ", "a  　", "x\n"),
    "digits": _in_title("9"),
    "open-brackets": _in_title("（"),
    "decimal-points": _in_title("1."),
    "full-width-colons": _initiative(_HEAD, "title：x\n"),
    "full-width-colons-in-one-line": _initiative(_HEAD + "x：｛", "a@：1，", "b：1｝\n"),
    "full-width-brackets": _initiative(_HEAD + "x: ", "［", "\n"),
    "full-width-brackets-closed": _initiative(_HEAD + "x: {a: ", "］｝", "\n"),
    "full-width-brackets-in-lines": _initiative(_HEAD + "x: ", "｛\n"),
    "missing-dashes": _initiative(_HEAD + "measures:\n", "  name: A\n"),
    "missing-colons": _initiative(_INITIATIVE, "key x\n"),
    "missing-braces": _initiative(_HEAD + "x: ", "H30: 1, ", "(\n"),
    "commas": _initiative(_HEAD + _MEASURES + "budget:\n  planned: {H30: ", "1,", "1}\n"),
    "dashes": _initiative(_HEAD + "x:\n  ", "－ ", "x\n"),
    "dashes-in-lines": _initiative(_HEAD + "x:\n", "  － " * 20 + "x\n"),
    "spaces-in-braces": _initiative(_HEAD + "titel: {a: b", " ", "c}\n"),
    "spaces-after-a-key": _initiative(_HEAD + "titel:", "\u3000", "x ＃ y\n"),
    "spaces-among-words": _initiative(_INITIATIVE + "summary: a ＃b", " ", "x\n"),
    "hashes": _initiative(_HEAD + "summary: a", "0:#", "\n      x\n"),
    "quotes-in-one-line": _initiative(_INITIATIVE + "x: [“a ＃ b, ", "“a, ", "“a]\n"),
    "set-off": _initiative(_INITIATIVE + "summary: >-\n", "  あ\n    い\n"),
    "misplaced": _initiative(_INITIATIVE, "  x: 1\n x: 1\n"),
    "no-widths": _initiative(_INITIATIVE, "\u200b" * 500 + "x\n"),
}


def write(kind: str, folder: Path, size: int = LARGEST) -> Path:
    """Write a plan of which the largest file has about ``size`` bytes; return its folder.

    What is no kind is the small plan that the others are made of.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {"plan.yaml": _PLAN, "1.yaml": _CHAPTER, "1-1.yaml": _INITIATIVE}
    files |= KINDS[kind](size) if kind in KINDS else {}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def main() -> None:
    """Write the plans."""
    parser = argparse.ArgumentParser(description="Write plans that are made to be slow.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=LARGEST, help="of the largest file, in bytes")
    arguments = parser.parse_args()
    for kind in KINDS:
        write(kind, arguments.folder / kind, arguments.size)


if __name__ == "__main__":
    main()
