"""The headings of a document: one h1, no level left out, an id for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from plantool.patterns import compile_late
from plantool.reports.page import Cover, Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.reports.page import Block, BlockGroup, Page

B = TypeVar("B")

CONTENTS = "contents"  # the id of the table of contents
_DEEPEST = 6  # level that HTML has
_LONGEST = 100  # bytes of an id in a link; those of a PDF end at 127
_NOT_IN_IDS = compile_late(r"[^\w]+")


class OutlineTitle(NamedTuple):
    """A heading as the document has it; ``level`` 1 is the document's own title."""

    text: str
    level: int
    id: str


class OutlinedBlock(NamedTuple, Generic[B]):
    """A block of any kind, and the heading that it is or stands under."""

    block: B
    under: OutlineTitle


PageBlock: TypeAlias = "OutlinedBlock[Block | BlockGroup]"
"""A block of a page, as any format lays it out."""


def outline_page(page: Page) -> tuple[PageBlock, ...]:
    """Return the blocks of ``page`` with their headings; there is a first one in any case."""
    blocks = tuple(page.blocks)
    if not any(isinstance(block, Cover | Heading) for block in blocks):
        blocks = (Heading(page.name), *blocks)
    return outline_blocks(blocks)


def outline_blocks(blocks: Sequence[B]) -> tuple[OutlinedBlock[B], ...]:
    """Return blocks of any kinds, the first of them a heading, with their headings."""
    titles = list(_yield_titles(blocks))
    under, at = titles[0], 0
    outlined = []
    for block in blocks:
        if isinstance(block, Cover | Heading):
            under, at = titles[at], at + 1
        outlined.append(OutlinedBlock(block, under))
    return tuple(outlined)


def yield_headings(outlined: Iterable[OutlinedBlock[B]]) -> Iterator[OutlineTitle]:
    """Yield the headings below the document's own title."""
    for block, under in outlined:
        if isinstance(block, Cover | Heading) and under.level > 1:
            yield under


def _yield_titles(blocks: Iterable[object]) -> Iterator[OutlineTitle]:
    level, used = 0, {CONTENTS}
    for block in blocks:
        match block:
            case Cover(text):
                wanted = 1
            case Heading(text, wanted):
                pass
            case _:
                continue
        level = min(max(wanted, 2), level + 1, _DEEPEST)
        yield OutlineTitle(text, level, _build_heading_id(text, used))


def _build_heading_id(text: str, used: set[str]) -> str:
    """Return an id made of the words of ``text``, numbered where it is taken."""
    words = _cut_for_link(_NOT_IN_IDS.sub("-", text).strip("-").lower()) or "section"
    number, name = 1, words
    while name in used:
        number += 1
        name = f"{words}-{number}"
    used.add(name)
    return name


def _cut_for_link(words: str) -> str:
    """Return as much of an id as a link has room for, which writes ``%E4%BA%8B`` for 事."""
    room = _LONGEST
    for at, char in enumerate(words):
        room -= 1 if char.isascii() else 3 * len(char.encode())
        if room < 0:
            return words[:at]
    return words
