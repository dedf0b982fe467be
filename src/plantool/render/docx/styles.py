"""The styles of documents for Word: fonts for Japanese and for the rest, sizes, spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

JAPANESE_FONT = "Yu Gothic"
_OTHER_NAME = "游ゴシック"  # by which Japanese systems know it
_LATIN_FONTS = {"ja": JAPANESE_FONT, "en": "Arial"}
_LANGUAGES = {"ja": "ja-JP", "en": "en-GB"}
_INK, _SOFT = RGBColor(0x1B, 0x1B, 0x1B), RGBColor(0x4D, 0x4D, 0x4D)
_RULES = {
    "Heading1": '<w:bottom w:val="single" w:sz="12" w:space="2" w:color="1B1B1B"/>',
    "Note": '<w:left w:val="single" w:sz="18" w:space="8" w:color="8C8C8C"/>',
}

_ENTRY = "toc "  # and a level: an entry of the contents
_AFTER_BORDERS = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


class _Look(NamedTuple):
    """What a style looks like, in points; ``line`` is the height of its lines, if it is fixed."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    line: float | None = None
    bold: bool = False
    base: str | None = None
    align: str | None = None
    indent: float = 0


_LOOKS = (
    _Look("Normal", 10.5, after=6),
    _Look("Title", 20, before=12, after=8, bold=True),
    _Look("Subtitle", 11, after=4),
    _Look("Heading 1", 15, before=18, after=8, bold=True),
    _Look("Heading 2", 12.5, before=14, after=6, bold=True),
    _Look("Heading 3", 11, before=12, after=4, bold=True),
    _Look("Heading 4", 10.5, before=10, after=4, bold=True),
    _Look("Heading 5", 10.5, before=10, after=4, bold=True),
    _Look("Caption", 10.5, before=8, after=4, bold=True),
    _Look("List Bullet", 10.5, after=2),
    _Look("List Number", 10.5, after=2),
    _Look("TOC Heading", 12.5, after=6, bold=True),
    _Look("toc 1", 10.5, after=1, base="Normal"),
    _Look("toc 2", 10.5, after=1, base="Normal", indent=12),
    _Look("Note", 9, after=3, line=14, base="Normal", indent=12),
    _Look("Code", 9, line=13, base="Normal"),
    _Look("Table Text", 9, line=13.5, base="Normal"),
    _Look("Table Number", 9, line=13.5, base="Table Text", align="right"),
    _Look("Table Small", 7.5, line=11.5, base="Normal"),
    _Look("Table Small Number", 7.5, line=11.5, base="Table Small", align="right"),
    _Look("After Table", 5, line=9, base="Normal"),
)


def name_language(language: str) -> str:
    """Return the language of a catalogue as files name it: ja-JP."""
    return _LANGUAGES[language]


def set_up_styles(document: Document, language: str) -> None:
    """Give the styles of the library's template our fonts and sizes, and add those it lacks."""
    _set_fonts(document, language)
    for look in _LOOKS:
        _set_look(_find_style(document, look.name), look, document)
    for style_id, border in _RULES.items():
        style = next(s for s in document.styles if s.style_id == style_id)
        properties = style.element.get_or_add_pPr()
        properties.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
            *(
                "w:shd",
                "w:tabs",
                "w:spacing",
                "w:ind",
                "w:contextualSpacing",
                "w:jc",
                "w:outlineLvl",
            ),
        )


def _set_fonts(document: Document, language: str) -> None:
    """Name a font for Japanese and one for the rest, wherever the template names its theme's."""
    latin = _LATIN_FONTS[language]
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), latin)
        fonts.set(qn("w:eastAsia"), JAPANESE_FONT)
        if language == "ja":  # whose signs are as wide as its letters: ― … ①
            fonts.set(qn("w:hint"), "eastAsia")
    for languages in document.styles.element.iter(qn("w:lang")):
        # which of the two holds is told by the script of each letter
        languages.set(qn("w:val"), _LANGUAGES["en"])
        languages.set(qn("w:eastAsia"), _LANGUAGES["ja"])


def name_other_fonts() -> bytes:
    """Return the table of fonts, with the other name of the Japanese one."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts {nsdecls("w")}><w:font w:name="{JAPANESE_FONT}">'
        f'<w:altName w:val="{_OTHER_NAME}"/><w:charset w:val="80"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def _find_style(document: Document, name: str) -> ParagraphStyle:
    if name in {style.name for style in document.styles}:
        return cast("ParagraphStyle", document.styles[name])
    is_known = name.startswith(_ENTRY)  # to Word, by an id of its own
    added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_known)
    style = cast("ParagraphStyle", added)
    style.quick_style = False
    if is_known:
        style.element.set(qn("w:styleId"), name.replace(" ", "").upper())
        stops = style.paragraph_format.tab_stops  # of the numbers that Word will work out
        stops.add_tab_stop(Mm(180), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return style


def _set_look(style: ParagraphStyle, look: _Look, document: Document) -> None:
    if look.base:
        style.base_style = document.styles[look.base]
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = _SOFT if look.name == "Note" else _INK
    if (italic := style.element.find(".//" + qn("w:i"))) is not None:
        italic.getparent().remove(italic)
    spaces = style.paragraph_format
    spaces.space_before, spaces.space_after = Pt(look.before), Pt(look.after)
    spaces.line_spacing = Pt(look.line) if look.line else 1.15
    if look.indent:
        spaces.left_indent = Pt(look.indent)
    if look.align:
        spaces.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for border in style.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)
