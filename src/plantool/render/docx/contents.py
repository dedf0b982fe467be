"""The table of contents: a field that Word can work out anew, filled with what it would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.docx.markup import write_paragraph, write_run, yield_bookmarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.messages import Catalogue
    from plantool.render.html.headings import OutlineTitle

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>\n"
)


def write_contents(titles: Sequence[OutlineTitle], texts: Catalogue, *, starts_page: bool) -> str:
    """Return the contents, each entry a link; numbers of pages come when Word works them out.

    To make it do so by itself would ask everybody who opens the file whether it may.
    """
    new_page = "<w:pageBreakBefore/>" if starts_page else ""
    head = write_paragraph("TOCHeading", write_run(texts("page.contents")), new_page)
    entries = []
    for at, (title, name) in enumerate(zip(titles, yield_bookmarks(), strict=False)):
        text = write_run(" ".join(title.text.split("\n")))
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink>'
        runs = f"{_BEGIN if at == 0 else ''}{link}{_END if at == len(titles) - 1 else ''}"
        entries.append(write_paragraph(f"TOC{title.level - 1}", runs))
    return f"{_GALLERY}{head}{''.join(entries)}</w:sdtContent></w:sdt>\n"
