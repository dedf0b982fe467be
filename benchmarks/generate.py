"""Writes a plan of any size: python benchmarks/generate.py COUNT DIR [--seed N].

The plan is valid, reads like that of a city and is the same to the byte for the same seed.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

import vocabulary as words
from rows import BASELINES, YEARS, Row, draw, measures

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = Any  # whatever a YAML file can hold

_PER_CHAPTER = 50
_SECTIONS = 4
_WIDTH = 72  # characters of a line that is not broken up
_NEEDS_QUOTES = re.compile(r"[,:#\[\]{}\"]|^[0-9]+$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def generate(folder: Path, count: int, seed: int = 18) -> None:
    """Write a plan of ``count`` initiatives into ``folder``, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, kind, data in yield_files(count, seed):
        write_file(folder, stem, kind, data)


def yield_files(count: int, seed: int) -> Iterator[tuple[str, str, Row]]:
    """Yield the files of a plan: the name without its suffix, the kind, and the data."""
    rng = Random(seed)
    yield "plan", "plan", _plan()
    sizes = _chapter_sizes(count)
    for chapter, size in enumerate(sizes, start=1):
        yield str(chapter), "chapter", _chapter(rng, chapter, sizes)
        for at in range(size):
            data = _initiative(rng, chapter, at, size)
            yield data["id"], "initiative", data


def _chapter_sizes(count: int) -> list[int]:
    chapters = -(-count // _PER_CHAPTER)
    return [count // chapters + (at < count % chapters) for at in range(chapters)]


def _plan() -> Row:
    return {
        "title": words.TITLE,
        "publisher": words.PUBLISHER,
        "language": "ja",
        "years": {"baseline": list(BASELINES), "planned": list(YEARS)},
        "money": {"unit": "百万円"},
        "marks": [{"mark": mark, "legend": legend} for mark, legend in words.MARKS.items()],
        "departments": words.DEPARTMENTS,
    }


def _chapter(rng: Random, chapter: int, sizes: list[int]) -> Row:
    title, who, subjects = words.THEMES[chapter % len(words.THEMES)]
    actions = rng.sample(words.ACTIONS, _SECTIONS)
    sections = [f"{rng.choice(subjects)}の{action}" for action in actions]
    return {
        "id": chapter,
        "series": "基本施策",
        "title": title,
        "goals": sections,
        "background": "\n".join(_sentences(rng, who, rng.choice(subjects), actions[0], 3)),
        "sections": [{"id": at, "title": name} for at, name in enumerate(sections, start=1)],
        **_relisted(rng, chapter, sizes),
    }


def _relisted(rng: Random, chapter: int, sizes: list[int]) -> Row:
    """Let every chapter but the first show one initiative of the chapter before it again."""
    if chapter == 1:
        return {}
    identifier = f"{chapter - 1}-{rng.randint(1, sizes[chapter - 2])}"
    return {"relisted": [{"id": identifier, "section": _SECTIONS, "label": "【再掲】"}]}


def _initiative(rng: Random, chapter: int, at: int, size: int) -> Row:
    _, who, subjects = words.THEMES[chapter % len(words.THEMES)]
    what, action = rng.choice(subjects), rng.choice(words.ACTIONS)
    footnotes = rng.sample(words.FOOTNOTES, rng.choices((0, 1, 2), (4, 2, 1))[0])
    summary = _sentences(rng, who, what, action, rng.randint(1, 3))
    summary += [f"「{term}※{at}」の視点を生かします。" for at, (term, _) in enumerate(footnotes, 1)]
    section = at * _SECTIONS // size
    first = -(-section * size // _SECTIONS)
    rows = draw(rng)
    return {
        "id": f"{chapter}-{at + 1}",
        "title": f"{rng.choice(words.AREAS)}{what}の{action}",
        "number": f"({at - first + 1})",
        **({"mark": mark} if (mark := rng.choice(("", *words.MARKS))) else {}),
        "section": section + 1,
        "departments": _departments(rng),
        "summary": "".join(summary),
        "measures": rows,
        "budget": _budget(rng),
        **_footnotes(footnotes),
        "source": {"document": f"{words.TITLE} 基本施策{chapter}", **_unverified(rng, rows)},
    }


def _sentences(rng: Random, who: str, what: str, action: str, count: int) -> list[str]:
    chosen = rng.sample(words.SENTENCES, count)
    return [sentence.format(who=who, what=what, action=action) for sentence in chosen]


def _departments(rng: Random) -> list[str]:
    bureaus = rng.sample(list(words.DEPARTMENTS), rng.choice((1, 1, 1, 2)))
    return [f"{bureau} {rng.choice(words.DEPARTMENTS[bureau])}" for bureau in bureaus]


def _budget(rng: Random) -> Row:
    """Draw planned money that adds up, and for some what became of it in the first two years."""
    amounts = [rng.choice((0, rng.randint(2, 40), rng.randint(2, 600))) for _ in YEARS]
    nothing = (0, "―", {"below_unit": True})
    cells = [amount or rng.choices(nothing, (10, 10, 1))[0] for amount in amounts]
    planned = {"planned": dict(zip(YEARS, cells, strict=True)), "total": sum(amounts)}
    return planned if rng.random() < 0.6 else {**planned, **_settled(rng, amounts)}


def _settled(rng: Random, amounts: list[int]) -> Row:
    initial = [amount + rng.randint(2, 5) for amount in amounts[:2]]
    extra = rng.choice((-1, 3, 12)) if initial[1] else 2
    carried = initial[0] // 10
    spent = [initial[0] - carried, initial[1] + carried + extra - rng.randint(0, initial[1] // 8)]
    return {
        "initial": dict(zip(YEARS, initial, strict=False)),
        "supplementary": {YEARS[1]: [{"date": "2019-10-11", "amount": extra}]},
        **({"carried_in": {YEARS[1]: carried}} if carried else {}),
        **({"carried_out": {YEARS[0]: carried}} if carried else {}),
        "settled": dict(zip(YEARS, spent, strict=False)),
    }


def _footnotes(chosen: list[tuple[str, str]]) -> Row:
    entries = [
        {"mark": f"※{mark}", "term": term, "text": text}
        for mark, (term, text) in enumerate(chosen, start=1)
    ]
    return {"footnotes": entries} if entries else {}


def _unverified(rng: Random, rows: list[Row]) -> Row:
    places = ["budget.planned.H31", f"measures.{measures(rows)[0]['id']}.planned.R2", "title"]
    chosen = rng.sample(places, rng.choices((0, 1, 2), (5, 2, 1))[0])
    entries = [{"at": place, "reason": rng.choice(words.UNVERIFIED)} for place in chosen]
    return {"unverified": entries} if entries else {}


def write_file(folder: Path, stem: str, kind: str, data: Row) -> None:
    """Write one file of a plan."""
    head = f"# yaml-language-server: $schema=../schema/{kind}.schema.json"
    text = "".join(f"{line}\n" for line in (head, *_block(data, "")))
    (folder / f"{stem}.yaml").write_text(text, encoding="utf-8", newline="\n")


def _block(data: Row, indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{key}:", value, indent + "  ")


def _entry(head: str, value: Value, indent: str) -> Iterator[str]:
    """Write one key: on its line where that is short, else below it."""
    match value:
        case [dict(), *_]:
            yield head
            for item in value:
                first, *others = _block(item, indent + "  ")
                yield from (f"{indent}- {first.lstrip()}", *others)
        case dict() if _is_wide(head, value):
            yield head
            yield from _block(value, indent)
        case str() if len(value) > _WIDTH or "\n" in value:
            lines = value.split("\n")
            yield f"{head} {'>-' if len(lines) == 1 else '|-'}"
            yield from (indent + line for line in lines)
        case _:
            yield f"{head} {_flow(value)}"


def _is_wide(head: str, value: Row) -> bool:
    """Tell whether a mapping takes a line per key: it is long, or holds mappings itself."""
    nested = any(isinstance(cell, dict) for cell in value.values())
    return nested or len(head + _flow(value)) > _WIDTH


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(cell)}" for key, cell in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case bool():
            return str(value).lower()
        case str() if _NEEDS_QUOTES.search(value):
            return f'"{value}"'
        case _:
            return str(value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write a valid plan of any size.")
    parser.add_argument("count", type=int, metavar="COUNT", help="how many initiatives")
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or a new folder")
    parser.add_argument("--seed", type=int, default=18, metavar="N")
    arguments = parser.parse_args()
    if arguments.count < 1:
        parser.error("COUNT must be 1 or more")
    if arguments.folder.exists() and any(arguments.folder.iterdir()):
        parser.error(f"{arguments.folder} is not empty")
    return arguments


def main() -> None:
    """Read the command line and write the plan."""
    arguments = _arguments()
    generate(arguments.folder, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
