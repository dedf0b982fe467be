"""Documents for Word, as other programs read them."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO

import docx
import pytest

from plantool.render.visible_text import make_visible
from plantool.reports.page import (
    Bar,
    Chart,
    Column,
    Cover,
    Heading,
    Items,
    Note,
    Paragraph,
    Role,
    Row,
    Table,
)
from tests.render.pages import (
    BAR_SERIES,
    HOSTILE,
    W,
    build_hostile_page,
    build_page,
    read_docx_tables,
    read_headings,
    read_part,
    read_words,
    write_docx,
)

COLUMNS = (Column("事業", wide=True), Column("年度"), Column("額", numeric=True))
TABLE = Table(
    COLUMNS,
    (
        Row(("柱1", None, None), Role.HEADING),
        Row(("事業a\n続き", "30年度", Decimal(1234)), indent=1),
        Row(("小計", None, Decimal(1234)), Role.SUBTOTAL),
        Row(("合計", None, Decimal(1234)), Role.TOTAL),
    ),
)
WIDE = Table(tuple(Column(f"長い見出しの列{at}") for at in range(12)), (Row(("x",) * 12),))
CHART = Chart("進捗", BAR_SERIES, (Bar("計画1", (3, 1)), Bar("計画2", (None, 2))), "件")
MANY = tuple(Heading(f"章{at}", 2, starts_page=True) for at in range(7))


def test_headings_are_those_of_word_and_none_is_left_out() -> None:
    data = write_docx(build_page(Cover("報告書"), Heading("要約", 2), Heading("章", 5)))
    assert read_headings(data) == [("Title", "報告書"), ("Heading1", "要約"), ("Heading2", "章")]
    styles = docx.Document(BytesIO(data)).styles
    assert [styles[f"Heading {level}"].style_id for level in (1, 2)] == ["Heading1", "Heading2"]


@pytest.mark.parametrize(("language", "latin"), [("ja", "Yu Gothic"), ("en", "Arial")])
def test_every_style_names_a_japanese_font_and_no_font_of_the_template(
    language: str, latin: str
) -> None:
    data = write_docx(build_page(Heading("x"), TABLE), language)
    fonts = list(read_part(data, "word/styles.xml").iter(f"{W}rFonts"))
    assert {font.get(f"{W}eastAsia") for font in fonts} == {"Yu Gothic"}
    assert {font.get(f"{W}ascii") for font in fonts} == {latin}
    assert not [key for font in fonts for key in font.attrib if "Theme" in key]
    languages = {
        (mark.get(f"{W}val"), mark.get(f"{W}eastAsia"))
        for mark in read_part(data, "word/styles.xml").iter(f"{W}lang")
    }
    assert languages == {("en-GB", "ja-JP")}
    assert docx.Document(BytesIO(data)).core_properties.language[:2] == language


def test_every_paragraph_has_a_style_that_there_is() -> None:
    data = write_docx(build_hostile_page())
    styles = read_part(data, "word/styles.xml").iter(f"{W}style")
    known = {style.get(f"{W}styleId"): style for style in styles}
    used = {e.get(f"{W}val") for e in read_part(data, "word/document.xml").iter(f"{W}pStyle")}
    assert {"TOC1", "Note", "ListNumber", "Subtitle", "Caption", "Code"} <= used <= set(known)
    name = known["TOC1"].find(f"{W}name")
    assert name is not None
    assert name.get(f"{W}val") == "toc 1"  # by which Word knows it


def test_the_head_of_a_table_is_repeated_and_no_row_is_split() -> None:
    data = write_docx(build_page(Heading("x"), TABLE))
    rows = list(read_part(data, "word/document.xml").iter(f"{W}tr"))
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, False, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    (caption,) = read_part(data, "word/document.xml").iter(f"{W}tblCaption")
    assert caption.get(f"{W}val") == "x"


def test_cells_are_the_words_of_the_table() -> None:
    (rows,) = read_docx_tables(write_docx(build_page(Heading("x"), TABLE)))
    assert rows == [
        ["事業", "年度", "額"],
        ["柱1"],
        ["事業a\n続き", "30年度", "1,234"],
        ["小計", "", "1,234"],
        ["合計", "", "1,234"],
    ]


def test_notes_stay_with_their_table_and_the_last_is_never_alone() -> None:
    notes = (Note("一"), Note("二"), Note("三"), Note("四"))
    data = write_docx(build_page(Heading("x"), TABLE, *notes, TABLE, Paragraph("後")))
    body = read_part(data, "word/document.xml")
    kept = [
        read_words(paragraph)
        for paragraph in body.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}keepNext") is not None
    ]
    head_and_rows = ["事業", "年度", "額", "柱1", "事業a\n続き", "30年度", "1,234"]
    row_before_the_total = ["小計", "", "1,234"]
    first_table = [*head_and_rows, *row_before_the_total, "合計", "", "1,234", ""]
    assert kept == [*first_table, "三", *head_and_rows, *row_before_the_total]


def test_columns_fill_the_paper() -> None:
    body = read_part(write_docx(build_page(Heading("x"), TABLE)), "word/document.xml")
    widths = [int(column.get(f"{W}w", "")) for column in body.iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(10206, abs=3)  # 180 mm
    assert min(widths) > 2000


def test_a_table_that_is_too_wide_lies_on_its_side_with_its_heading() -> None:
    page = build_page(Heading("x"), Paragraph("前"), Heading("広い", 2), WIDE, Heading("後", 2))
    body = read_part(write_docx(page), "word/document.xml")[0]
    found = []
    for element in body:
        words = "".join(e.text or "" for e in element.iter(f"{W}t"))[:2]
        sizes = [size.get(f"{W}orient", "portrait") for size in element.iter(f"{W}pgSz")]
        found += [word for word in (words, *sizes) if word]
    assert found == ["x", "前", "portrait", "広い", "長い", "landscape", "後", "portrait"]


def test_paper_is_a4_and_every_page_but_the_cover_has_its_number() -> None:
    data = write_docx(build_page(Cover("報告書"), *MANY))
    section = docx.Document(BytesIO(data)).sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    fields = [e.text for e in section.footer.paragraphs[0]._p.iter(f"{W}instrText")]  # noqa: SLF001
    assert fields == [" PAGE ", " NUMPAGES "]
    assert (
        not docx.Document(BytesIO(write_docx(build_page(TABLE))))
        .sections[0]
        .different_first_page_header_footer
    )


def test_the_contents_are_filled_lead_to_headings_and_ask_nobody() -> None:
    data = write_docx(build_page(Cover("報告書"), *MANY, Heading("節", 3)))
    body = read_part(data, "word/document.xml")
    links = [
        (link.get(f"{W}anchor"), "".join(e.text or "" for e in link.iter(f"{W}t")))
        for link in body.iter(f"{W}hyperlink")
    ]
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert [text for _, text in links] == [*(f"章{at}" for at in range(7)), "節"]
    assert [anchor for anchor, _ in links] == marks
    (field,) = [e.text for e in body.iter(f"{W}instrText")]
    assert str(field).split()[0] == "TOC"
    assert not list(read_part(data, "word/settings.xml").iter(f"{W}updateFields"))
    assert not [e for e in body.iter(f"{W}fldChar") if e.get(f"{W}dirty")]
    kinds = [e.get(f"{W}fldCharType") for e in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_few_headings_need_no_contents() -> None:
    body = read_part(write_docx(build_page(Cover("報告書"), *MANY[:6])), "word/document.xml")
    assert not list(body.iter(f"{W}instrText"))


def test_each_numbered_list_counts_from_1() -> None:
    page = build_page(Heading("x"), *(Items(("a", "b"), numbered=True),) * 2, Items(("c",)))
    data = write_docx(page)
    numbers = [e.get(f"{W}val") for e in read_part(data, "word/document.xml").iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = {
        num.get(f"{W}numId"): [e.get(f"{W}val") for e in num.iter(f"{W}startOverride")]
        for num in read_part(data, "word/numbering.xml").iter(f"{W}num")
    }
    assert [starts[number] for number in (numbers[0], numbers[2])] == [["1"], ["1"]]


def test_a_chart_is_one_of_word_with_a_text_in_its_place_and_its_figures_below() -> None:
    data = write_docx(build_page(Heading("x"), CHART))
    body = read_part(data, "word/document.xml")
    (picture,) = [e for e in body.iter() if e.tag.endswith("}docPr")]
    assert picture.get("descr") == "進捗（単位：件）のグラフ。数値は下の表にあります。"
    assert read_docx_tables(data) == [
        [["", "計", "◎ 達成", "× 未達成"], ["計画1", "4", "3", "1"], ["計画2", "2", "", "2"]]
    ]
    chart = read_part(data, "word/charts/chart1.xml")
    assert [e.text for e in chart.iter() if e.tag.endswith("}v")] == [
        *("◎ 達成", "計画1", "計画2", "3"),
        *("× 未達成", "計画1", "計画2", "1", "2"),
    ]


def test_bars_that_do_not_fit_on_a_page_go_on_on_the_same_scale() -> None:
    bars = tuple(Bar(f"計画{at}", (at, 0)) for at in range(30))
    data = write_docx(build_page(Heading("x"), CHART._replace(bars=bars)))
    scales = []
    for number in (1, 2):
        chart = read_part(data, f"word/charts/chart{number}.xml")
        scales += [e.get("val") for e in chart.iter() if e.tag.endswith("}max")]
    assert scales == ["29", "29"]
    assert len(read_docx_tables(data)[0]) == 31


def test_what_could_do_harm_is_text() -> None:
    data = write_docx(build_hostile_page())
    body = read_part(data, "word/document.xml")
    texts = ["".join(e.text or "" for e in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    shown = [make_visible(text) for text in HOSTILE]
    for text in shown:
        assert texts.count(text) >= 8
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(texts))
    assert docx.Document(BytesIO(data)).core_properties.title == shown[0]
    with zipfile.ZipFile(BytesIO(data)) as packed:
        relations = packed.read("word/_rels/document.xml.rels")
    assert b"External" not in relations


def test_the_same_page_gives_the_same_bytes_and_no_trace_of_the_template() -> None:
    page = build_page(Cover("報告書"), *MANY, CHART, Note("注"))
    data = write_docx(page)
    assert data == write_docx(page)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2018, 4, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in packed.namelist()
    properties = docx.Document(BytesIO(data)).core_properties
    assert (properties.author, properties.comments) == ("plantool", "")
    assert properties.created == properties.modified
