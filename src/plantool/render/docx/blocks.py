"""Each block of a page as Word has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.docx.charts import write_charts
from plantool.render.docx.markup import (
    KEEP_NEXT,
    mark_place,
    write_line,
    write_paragraph,
    write_run,
    yield_bookmarks,
)
from plantool.render.docx.tables import LaidOutTable
from plantool.render.html.contents import DEEPEST
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
    from plantool.render.docx.document import WordDocument
    from plantool.render.html.headings import OutlineTitle
    from plantool.reports.page import Block

_COVER = '<w:spacing w:before="3900"/><w:jc w:val="center"/>'
_CENTRED = '<w:jc w:val="center"/>'
_NEW_PAGE = "<w:pageBreakBefore/>"
_CHART_WIDTH = 180 * 36_000  # English Metric Units, as wide as the text


class BlockWriter:
    """Writes the blocks of one document, which numbers its headings and pictures."""

    def __init__(self, document: WordDocument, texts: Catalogue) -> None:
        self.document = document
        self.texts = texts
        self.places = 0
        self.bookmarks = yield_bookmarks()
        self.pictures = 0

    def write_passage(
        self,
        titles: Sequence[tuple[OutlineTitle, Block | BlockGroup]],
        blocks: Sequence[Block | LaidOutTable],
        *,
        is_turned: bool,
    ) -> Iterator[str]:
        """Yield headings and the blocks under them; a turn of the paper began a page already."""
        for at, (title, block) in enumerate(titles):
            if isinstance(block, Cover):
                yield from self._write_cover(title, block.lines)
            else:
                begins = isinstance(block, Heading) and block.starts_page and not is_turned
                yield self._write_heading(title, _NEW_PAGE if begins and at == 0 else "")
        for at, laid_out in enumerate(blocks):
            opens = at == 0 and bool(titles)
            keeps_next = _keeps_next(laid_out, blocks[at + 1 : at + 3], opens=opens)
            yield from self._write_block(laid_out, keeps_next=keeps_next)

    def _write_cover(self, title: OutlineTitle, lines: tuple[str, ...]) -> Iterator[str]:
        yield write_paragraph("Title", write_run(title.text), _COVER)
        yield from (write_paragraph("Subtitle", write_run(line), _CENTRED) for line in lines)

    def _write_heading(self, title: OutlineTitle, properties: str) -> str:
        run = write_run(title.text)
        if title.level == 1:
            return write_paragraph("Title", run, properties)
        if title.level <= DEEPEST:
            self.places += 1
            run = mark_place(self.places, next(self.bookmarks), run)
        return write_paragraph(f"Heading{title.level - 1}", run, properties)

    def _write_block(
        self, block: Block | BlockGroup | LaidOutTable, *, keeps_next: bool
    ) -> Iterator[str]:
        keep = KEEP_NEXT if keeps_next else ""
        match block:
            case LaidOutTable():
                yield from block.write(keeps_next=keeps_next)
            case Paragraph(text):
                yield from self._write_lines(text, keep)
            case Note(text):
                yield write_paragraph("Note", write_run(text), keep)
            case Details(title):
                yield write_paragraph("Caption", write_run(title), KEEP_NEXT)
            case CodeBlock(file, text):
                yield write_paragraph("Caption", write_run(file), KEEP_NEXT)
                yield write_paragraph("Code", write_run(text))
            case Items(items, numbered):
                yield from self._write_items(items, is_numbered=numbered)
            case Chart():
                yield from self._write_chart(block)
            case Table() | Cover() | Heading() | BlockGroup():  # laid out, or written above
                raise TypeError(block)

    def _write_lines(self, text: str, properties: str) -> Iterator[str]:
        lines = text.split("\n")
        yield from (write_paragraph("Normal", write_run(line), properties) for line in lines)

    def _write_items(self, items: tuple[str, ...], *, is_numbered: bool) -> Iterator[str]:
        style, properties = "ListBullet", ""
        if is_numbered:
            number = self.document.start_list()
            style = "ListNumber"
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        yield from (write_paragraph(style, write_run(text), properties) for text in items)

    def _write_chart(self, chart: Chart) -> Iterator[str]:
        """Yield a chart of Word under its caption, and its figures as a table."""
        caption = format_caption(chart, self.texts)
        yield write_paragraph("Caption", write_run(caption), KEEP_NEXT)
        alternative = self.texts("chart.alternative", caption=caption)
        for drawing, height in write_charts(chart):
            self.pictures += 1
            name = self.document.add_chart(drawing)
            yield _write_picture(self.pictures, name, alternative, height)
        yield from LaidOutTable.of(
            build_chart_table(chart, self.texts), caption, self.texts
        ).write()


def _keeps_next(
    block: Block | LaidOutTable, following: Sequence[Block | LaidOutTable], *, opens: bool
) -> bool:
    """Tell whether a block stays with the one after it on a page.

    What stands under a heading first does, a table with its note, and the last two notes.
    """
    notes = [isinstance(each, Note) for each in following]
    match block:
        case Paragraph():
            return opens and bool(following)
        case LaidOutTable():
            return notes[:1] == [True]
        case Note():
            return notes in ([True], [True, False])
        case _:
            return False


def _write_picture(number: int, relation: str, alternative: str, height: int) -> str:
    """Return a chart as part of the text; sizes are in English Metric Units."""
    return write_paragraph(
        "Normal",
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_CHART_WIDTH}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={write_line(alternative)}/>'
        '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/'
        '2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
        KEEP_NEXT,
    )
