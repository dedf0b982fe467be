"""How a page is divided into the sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late
from plantool.render.visible_text import make_visible
from plantool.reports.chart_figures import build_chart_table, format_caption
from plantool.reports.page import (
    BlockGroup,
    Chart,
    CodeBlock,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.headings import PageBlock
    from plantool.reports.page import Block

_LONGEST_NAME = 31
_NOT_IN_NAMES = compile_late(r"[\[\]:*?/\\'\n\x00-\x1f]+")
_TAKEN = "history"  # by Excel


class Line(NamedTuple):
    """A line of words on a sheet; ``level`` 0 is text, 1 and up are headings, a note is small."""

    text: str
    level: int = 0
    is_note: bool = False


class Sheet:
    """One sheet: tables and lines below each other, under a ``title``, by a unique ``name``."""

    def __init__(self, name: str, title: str, chart: Chart | None = None) -> None:
        self.name = name
        self.title = title
        self.chart = chart
        self.parts: list[Line | Table] = []


def divide_page(outlined: Sequence[PageBlock], texts: Catalogue) -> tuple[list[Line], list[Sheet]]:
    """Return the lines of the first sheet, and the other sheets.

    What groups of blocks hold, such as the initiatives of a chapter, stands on one sheet.
    """
    divider = _Divider(texts)
    for item in outlined:
        divider.take(item)
    return divider.front, divider.sheets


class _Divider:
    def __init__(self, texts: Catalogue) -> None:
        self.texts = texts
        self.front: list[Line] = []
        self.sheets: list[Sheet] = []
        self.names = {_TAKEN, self.name_front().lower()}
        self.path: list[str] = []  # the headings above a block, the document's own left out
        self.level = 1
        self.waiting: Line | None = None  # a heading under which nothing was said yet
        self.table_sheet: Sheet | None = None  # of the last table under the same heading
        self.chapter: tuple[str, Sheet] | None = None  # of groups, under a heading of level 2

    def name_front(self) -> str:
        return self.texts("page.contents")

    def take(self, item: PageBlock) -> None:
        block = item.block
        match block:
            case Cover(title, lines):
                self.front += [Line(title, 1), *map(Line, lines)]
            case Heading():
                self._open(item.under.text, item.under.level)
            case BlockGroup():
                self._add_group(block)
            case Table():
                self._add_table(block)
            case Details(title, table):
                self._add_table(table, title)
            case Chart():
                caption = format_caption(block, self.texts)
                self._add_table(build_chart_table(block, self.texts), caption, block)
            case _:
                self._add_lines(block)

    def _open(self, text: str, level: int) -> None:
        title = " ".join(text.split("\n"))
        self.path = [*self.path[: level - 2], title] if level > 1 else []
        self.level = level
        self.waiting, self.table_sheet = Line(title, level), None

    def _add_lines(self, block: Block) -> None:
        """Put words under the table before them, or else on the first sheet."""
        lines = list(_yield_lines(block))
        if self.table_sheet:
            self.table_sheet.parts += lines
            return
        self.front += [self.waiting, *lines] if self.waiting else lines
        self.waiting = None

    def _add_table(self, table: Table, caption: str = "", chart: Chart | None = None) -> None:
        path = [*self.path, caption] if caption else self.path
        name = caption or (self.path[-1] if self.path else self.texts("page.contents"))
        self.table_sheet = self._add_sheet(name, " / ".join(path), chart)
        self.table_sheet.parts.append(table)
        self.waiting = None

    def _add_group(self, group: BlockGroup) -> None:
        chapter = self.path[0] if self.path else ""
        if self.chapter is None or self.chapter[0] != chapter:
            self.chapter = (chapter, self._add_sheet(chapter or self.name_front(), chapter))
        sheet = self.chapter[1]
        if self.path[1:]:
            sheet.parts.append(Line(" / ".join(self.path[1:]), 2))
        self.waiting = None
        for block in group.make_blocks():
            if isinstance(block, Table):
                sheet.parts.append(block)
            elif isinstance(block, Details):
                sheet.parts += [Line(block.title, 3), block.table]
            else:
                sheet.parts += _yield_lines(block)

    def _add_sheet(self, name: str, title: str, chart: Chart | None = None) -> Sheet:
        sheet = Sheet(_find_name(name, self.names), title, chart)
        self.sheets.append(sheet)
        return sheet


def _yield_lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(text):
            yield from map(Line, text.split("\n"))
        case Note(text):
            yield Line(text, is_note=True)
        case Items(items, numbered):
            for at, text in enumerate(items, 1):
                yield Line(f"{at}. {text}" if numbered else f"・{text}")
        case CodeBlock(file, text):
            yield Line(file, 3)
            yield from map(Line, text.splitlines())
        case _:
            raise TypeError(block)


def _find_name(text: str, used: set[str]) -> str:
    """Return a name that a sheet may have, and no other sheet has."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", make_visible(text)).split()) or "-"
    number, name = 1, _cut(words, _LONGEST_NAME)
    while name.lower() in used:
        number += 1
        end = f" {number}"
        name = _cut(words, _LONGEST_NAME - len(end)) + end
    used.add(name.lower())
    return name


def _cut(text: str, longest: int) -> str:
    """Return what fits of a text, in units of UTF-16, as Excel counts."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip()
