"""The page of every kind of finding: one Markdown file a code, in both languages.

A file has four parts: ``## ja`` and ``## en``, each with the same four headings, then ``## bad``
and ``## good``, whose fenced examples are tests. An example names its file after ``yaml``; it
stands for the top-level keys it shows, the rest of that file being the minimal example plan's.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Code

HEADINGS = {
    "ja": ("何を見つけるか", "なぜ大切か", "直し方", "自動修正"),
    "en": ("What it finds", "Why it matters", "How to fix", "Fix safety"),
}
_PART_HEADING = compile_late(r"^## (\w+)\n", re.MULTILINE)
_SECTION_HEADING = compile_late(r"^### (.+)\n", re.MULTILINE)
_FENCE = compile_late(r"^```(\w+) (\S+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_SENTENCE = compile_late(r"^.*?(?:。|\.(?=\s|$)|$)", re.MULTILINE)


class PageExample(NamedTuple):
    """A file of an example plan; ``options`` say what its text alone cannot.

    ``whole``: nothing of the minimal plan's file is left. ``times=N``: its last line stands N
    times. ``encoding=NAME``: it is saved so. ``link``: the file is a symbolic link to its text.
    """

    file: str
    text: str
    options: tuple[str, ...] = ()


class RulePage(NamedTuple):
    """The page of a code; ``sections`` holds its four sections by language."""

    code: Code
    sections: dict[str, tuple[str, ...]]
    bad: tuple[PageExample, ...]
    good: tuple[PageExample, ...]

    def summarize_in(self, language: str) -> str:
        """Return the first sentence, which says what the code means."""
        return str(_SENTENCE.findall(self.sections[language][0])[0])


def read_page(code: Code) -> RulePage:
    """Read the page of ``code``; raises FileNotFoundError, ValueError where it is incomplete."""
    text = (Path(__file__).parent / f"{code.code}.md").read_text(encoding="utf-8")
    _, *pieces = _PART_HEADING.split(text)
    parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    if list(parts) != [*HEADINGS, "bad", "good"]:
        raise ValueError(f"{code.code}.md: parts are {list(parts)}")
    sections = {language: _split_sections(parts[language], language) for language in HEADINGS}
    return RulePage(
        code, sections, tuple(_parse_examples(parts["bad"])), tuple(_parse_examples(parts["good"]))
    )


def _split_sections(text: str, language: str) -> tuple[str, ...]:
    _, *pieces = _SECTION_HEADING.split(text)
    if tuple(pieces[::2]) != HEADINGS[language]:
        raise ValueError(f"headings are {pieces[::2]}")
    return tuple(piece.strip() for piece in pieces[1::2])


def _parse_examples(text: str) -> Iterator[PageExample]:
    for _, file, options, body in _FENCE.findall(text):
        yield PageExample(file, body, tuple(options.split()))
