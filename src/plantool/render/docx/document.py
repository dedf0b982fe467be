"""The package of a document for Word: its template, its properties, its paper, and its parts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from plantool.render.docx.markup import write_field, write_run
from plantool.render.docx.styles import name_language, name_other_fonts, set_up_styles
from plantool.render.reproducible import MADE, pack_parts
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from docx.section import Section

_LONG, _SHORT = Mm(297), Mm(210)
_MARGINS = {"left": 15, "right": 15, "top": 18, "bottom": 20, "header": 9, "footer": 9}
UPRIGHT_WIDTH = (210 - 30) * 56.7  # twentieths of a point between the margins
LANDSCAPE_WIDTH = (297 - 30) * 56.7
_BODY, _LONGEST_TITLE = "word/document.xml", 255
_LIST_NUMBER = "ListNumber"


class WordDocument:
    """A document under its ``title``, that gets its charts and lists while its body is written."""

    def __init__(self, title: str, language: str, *, has_cover: bool) -> None:
        self.document = Document()
        self.charts = 0
        self.has_cover = has_cover
        set_up_styles(self.document, language)
        self._set_properties(title, language)
        self._drop_leftovers()
        self._set_paper(self.document.sections[0])
        self.end_of_section = self._write_sections()

    def _set_properties(self, title: str, language: str) -> None:
        properties = self.document.core_properties
        properties.title = make_visible(" ".join(title.split("\n")))[:_LONGEST_TITLE]
        properties.author, properties.comments, properties.keywords = "plantool", "", ""
        properties.last_modified_by = "plantool"
        properties.language = name_language(language)
        properties.created = properties.modified = MADE
        properties.revision = 1

    def _drop_leftovers(self) -> None:
        """Drop the picture of the template's first page, and name the fonts."""
        package = self.document.part.package
        relations = package.rels
        for name in [key for key, each in relations.items() if "thumbnail" in each.reltype]:
            del relations[name]
        for part in package.iter_parts():
            if part.partname == "/word/fontTable.xml":
                part._blob = name_other_fonts()  # noqa: SLF001 - there is no other way in

    def _set_paper(self, section: Section) -> None:
        section.page_width, section.page_height = _SHORT, _LONG
        for side, size in _MARGINS.items():
            name = f"{side}_distance" if side in {"header", "footer"} else f"{side}_margin"
            setattr(section, name, Mm(size))
        section.different_first_page_header_footer = self.has_cover
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field, pages = write_field("PAGE", write_run("1")), write_field("NUMPAGES", write_run("1"))
        runs = f"<w:p {nsdecls('w')}>{field}{write_run(' / ')}{pages}</w:p>"
        footer._p.extend(list(parse_xml(runs)))  # noqa: SLF001 - the library knows no fields
        grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - ditto
        if grid is not None:  # of lines, which would pull small print apart
            section._sectPr.remove(grid)  # noqa: SLF001 - ditto

    def _write_sections(self) -> dict[bool, str]:
        """Return what ends a section, upright and (True) on its side."""
        section = self.document.sections[0]
        upright = etree.tostring(section._sectPr, encoding="unicode")  # noqa: SLF001 - as it is
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG, _SHORT
        landscape = etree.tostring(section._sectPr, encoding="unicode")  # noqa: SLF001 - ditto
        return {False: upright, True: landscape}

    def add_chart(self, drawing: str) -> str:
        """Add a chart as its own part; return the id by which the body names it."""
        self.charts += 1
        name = PackURI(f"/word/charts/chart{self.charts}.xml")
        kind, package = CONTENT_TYPE.DML_CHART, self.document.part.package
        part = Part(name, kind, drawing.encode(), package)
        return self.document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)

    def start_list(self) -> int:
        """Return the number of a new list that counts from 1."""
        style = next(s for s in self.document.styles if s.style_id == _LIST_NUMBER)
        used = style.element.find(".//" + qn("w:numId")).get(qn("w:val"))
        numbering = self.document.part.numbering_part.element
        abstract = numbering.num_having_numId(int(used)).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(added.numId)

    def pack(self, body: str) -> bytes:
        """Return the file with a body that is written already, the last section's end with it."""
        data = BytesIO()
        self.document.save(data)
        with zipfile.ZipFile(data) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        start, _, _ = parts[_BODY].partition(b"<w:sectPr")
        parts[_BODY] = start + body.encode() + b"</w:body></w:document>"
        return pack_parts(parts)
