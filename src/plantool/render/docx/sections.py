"""The body of a document: headings with what stands under them, on upright or landscape paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.docx.blocks import BlockWriter
from plantool.render.docx.contents import write_contents
from plantool.render.docx.tables import LaidOutTable
from plantool.render.html.contents import choose_titles
from plantool.render.paper_tables import PaperSize
from plantool.reports.page import BlockGroup, Cover, Details, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.render.docx.document import WordDocument
    from plantool.render.html.headings import OutlineTitle, PageBlock
    from plantool.reports.page import Block


class Passage(NamedTuple):
    """Headings that follow upon each other, and the blocks under the last of them."""

    titles: tuple[tuple[OutlineTitle, Block | BlockGroup], ...]
    blocks: tuple[Block | LaidOutTable, ...]

    @property
    def is_wide(self) -> bool:
        """Tell whether a table in it does not fit on upright paper."""
        tables = (block for block in self.blocks if isinstance(block, LaidOutTable))
        return any(table.size is PaperSize.WIDE for table in tables)


def lay_out_body(
    outlined: Sequence[PageBlock], document: WordDocument, texts: Catalogue
) -> Iterator[str]:
    """Yield the body of a document, to the end of its last section."""
    writer = BlockWriter(document, texts)
    contents = choose_titles(outlined)
    listed, wide = not contents, False
    for passage in _yield_passages(outlined, texts):
        opens = any(title.level > 1 for title, _ in passage.titles)
        if opens and not listed:
            yield write_contents(contents, texts, starts_page=document.has_cover)
            listed = True
        turns = passage.is_wide != wide
        if turns:
            yield f"<w:p><w:pPr>{document.end_of_section[wide]}</w:pPr></w:p>\n"
            wide = passage.is_wide
        yield from writer.write_passage(passage.titles, passage.blocks, is_turned=turns)
    yield document.end_of_section[wide]


def _yield_passages(outlined: Sequence[PageBlock], texts: Catalogue) -> Iterator[Passage]:
    """Yield the passages; the document's own title is one by itself, with what stands under it."""
    titles: list[tuple[OutlineTitle, Block | BlockGroup]] = []
    for opens, items in groupby(outlined, lambda item: isinstance(item.block, Cover | Heading)):
        if opens:
            heads = [(item.under, item.block) for item in items]
            first = [head for head in heads if head[0].level == 1]
            if first and len(heads) > 1:
                yield Passage(tuple(first), ())
                heads = heads[1:]
            titles = heads
        else:
            blocks = tuple(_yield_laid_out(items, texts))
            yield Passage(tuple(titles), blocks)
            titles = []
    if titles:
        yield Passage(tuple(titles), ())


def _yield_laid_out(items: Iterator[PageBlock], texts: Catalogue) -> Iterator[Block | LaidOutTable]:
    for item in items:
        made = item.block.make_blocks() if isinstance(item.block, BlockGroup) else (item.block,)
        for block in made:
            if isinstance(block, Details):
                yield block
                yield LaidOutTable.of(block.table, item.under.text, texts)
            elif isinstance(block, Table):
                yield LaidOutTable.of(block, item.under.text, texts)
            else:
                yield block
