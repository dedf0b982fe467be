"""PDF documents, as other programs read them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from plantool.messages import catalogue
from plantool.render.visible_text import make_visible
from plantool.reports.page import (
    Bar,
    Chart,
    Column,
    Cover,
    Heading,
    Note,
    Paragraph,
    Role,
    Row,
    Table,
)
from tests.render.pages import BAR_SERIES, HOSTILE, build_hostile_page, build_page
from tests.render.printing import NEEDS_PRINTING
from tests.render.reports import WARD_REPORT, write_report
from tests.running import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plantool.reports.page import Block, Page

TABLE = Table((Column("事業", wide=True), Column("額", numeric=True)), (Row(("事業a", 12)),))
CHART = Chart("進捗", BAR_SERIES, (Bar("計画1", (3, 1)),), "件")
MANY = tuple(Heading(f"章{at}", 2, starts_page=True) for at in range(7))

MAY_HOLD = {
    "/Table": {"/THead", "/TBody"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/L"},
    "/LI": {"/Lbl", "/LBody"},
}
PAINTING = {
    *(b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"),
    *(b"Do", b"sh"),
}

pytestmark = NEEDS_PRINTING


def write_pdf(page: Page, language: str = "ja") -> bytes:
    from plantool.render.pdf import render  # noqa: PLC0415 - it needs Pango

    return b"".join(render(page, catalogue(language)))


def read(page: Page, language: str = "ja") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(write_pdf(page, language)))


def read_text(reader: pypdf.PdfReader) -> str:
    """Return all words, without the blanks and the forms of letters that printing brings."""
    return "".join(fold(page.extract_text()) for page in reader.pages)


@cache
def read_pages(file: Path) -> list[str]:
    """Return the words of each page of a file that nobody changes."""
    return [fold(page.extract_text()) for page in pypdf.PdfReader(file).pages]


def fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def walk(element: Any) -> Iterator[Any]:  # noqa: ANN401 - objects of a PDF
    """Yield the elements of the tree that screen readers go through."""
    element = element.get_object()
    if not isinstance(element, pypdf.generic.DictionaryObject) or "/S" not in element:
        return
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from walk(kid)


def list_structure(reader: pypdf.PdfReader) -> list[Any]:
    (document,) = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index] # has one
    return list(walk(document))


def list_bookmarks(reader: pypdf.PdfReader) -> list[tuple[int, str, int]]:
    """Return level, text and page of each bookmark."""

    def walk_outline(outline: Any, level: int) -> Iterator[tuple[int, str, int]]:  # noqa: ANN401
        for item in outline:
            if isinstance(item, list):
                yield from walk_outline(item, level + 1)
            else:
                number = reader.get_destination_page_number(item)
                yield level, str(item.title), -1 if number is None else number + 1

    return list(walk_outline(reader.outline, 1))


@pytest.fixture(scope="module")
def ward() -> pypdf.PdfReader:
    return pypdf.PdfReader(write_report(".pdf", *WARD_REPORT))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_document_says_that_it_is_accessible_and_in_which_language(language: str) -> None:
    reader = read(build_page(Cover("報告書"), TABLE), language)
    root: Any = reader.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "報告書"
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in metadata
    assert re.search("<dc:title>.*報告書.*</dc:title>", metadata)
    assert {str(page["/Tabs"]) for page in reader.pages} == {"/S"}


def test_every_page_is_a4(ward: pypdf.PdfReader) -> None:
    sizes = {tuple(round(float(side)) for side in page.mediabox) for page in ward.pages}
    assert sizes == {(0, 0, 595, 842)}


def test_what_screen_readers_go_through_has_headings_tables_and_lists(
    ward: pypdf.PdfReader,
) -> None:
    elements = list_structure(ward)
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 8  # with the contents
    assert kinds.count("/Table") >= 59  # those that go on over pages are several
    assert kinds.count("/Figure") == 0  # charts are text, and boxes that say nothing
    heads = {element["/ID"] for element in elements if element["/S"] == "/TH"}
    scopes = [str(e["/A"].get("/Scope")) for e in elements if e["/S"] == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}
    cells = [element for element in elements if element["/S"] == "/TD"]
    named = [set(cell["/A"].get("/Headers", [])) for cell in cells]
    assert all(names <= heads for names in named)
    assert sum(map(bool, named)) > len(cells) * 0.99


def list_kids(element: Any) -> list[Any]:  # noqa: ANN401 - objects of a PDF
    kids = element.get("/K", [])
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def test_everything_printed_is_read_out_once_or_named_as_decoration(
    ward: pypdf.PdfReader,
) -> None:
    said: dict[int, list[int]] = {}
    for element in list_structure(ward):
        numbers = [int(kid) for kid in list_kids(element) if isinstance(kid, int)]
        if numbers:
            said.setdefault(element.raw_get("/Pg").idnum, []).extend(numbers)
    for page in ward.pages:
        marks: list[Any] = []
        numbers = []
        for operands, operator in ContentStream(page.get_contents(), ward).operations:
            if operator in {b"BDC", b"BMC"}:
                marks.append(operands)
                numbers += [int(each["/MCID"]) for each in operands[1:] if "/MCID" in each]
            elif operator == b"EMC":
                marks.pop()
            else:
                assert marks or operator not in PAINTING
        footer = numbers[-1:] if page is not ward.pages[0] else []
        assert page.indirect_reference is not None
        read_out = said.get(page.indirect_reference.idnum, [])
        assert sorted([*read_out, *set(footer).difference(read_out)]) == sorted(numbers)


def test_elements_stand_where_they_may_and_rows_are_of_one_length(ward: pypdf.PdfReader) -> None:
    elements = list_structure(ward)
    for element in elements:
        kids = [kid for kid in list_kids(element) if isinstance(kid, dict)]
        kinds = {kid["/S"] for kid in kids if "/S" in kid}
        assert kinds <= MAY_HOLD.get(element["/S"], kinds), element["/S"]
        strangers = kinds & {kind for kinds in MAY_HOLD.values() for kind in kinds} - {"/L"}
        assert element["/S"] in MAY_HOLD or not strangers
    for table in (element for element in elements if element["/S"] == "/Table"):
        rows = [each for each in walk(table) if each["/S"] == "/TR"]
        lengths = {sum(c["/A"].get("/ColSpan", 1) for c in list_kids(row)) for row in rows}
        assert len(lengths) == 1
    levels = [int(e["/S"][2:]) for e in elements if re.fullmatch("/H[1-6]", e["/S"])]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels[0] == 1


def test_a_link_says_where_it_leads_and_is_part_of_what_is_read(ward: pypdf.PdfReader) -> None:
    parents = ward.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    found = dict(zip(parents[::2], parents[1::2], strict=True))
    links = [note.get_object() for page in ward.pages for note in page.get("/Annots", [])]
    assert links
    for link in links:
        assert link["/Contents"]
        assert found[link["/StructParent"]].get_object()["/S"] == "/Link"


def test_words_of_another_language_say_so() -> None:
    table = Table((Column("Initiative", wide=True),), (Row(("保育施設の整備",)),))
    elements = list_structure(read(build_page(Cover("Report"), table, Paragraph("区の計画")), "en"))
    assert [e["/Lang"] for e in elements if "/Lang" in e] == ["ja", "ja"]


def test_bookmarks_and_contents_lead_to_the_headings(ward: pypdf.PdfReader) -> None:
    bookmarks = list_bookmarks(ward)
    assert bookmarks[0] == (1, "みなも区 まちづくり実行計画（架空）", 1)
    pages = {fold(text): page for level, text, page in bookmarks if 1 < level <= 3}
    texts = read_pages(write_report(".pdf", *WARD_REPORT))
    contents = texts[1].removesuffix(f"2/{len(texts)}")
    assert len(pages) > 50
    for text, page in pages.items():
        if text != "目次":
            assert re.search(rf"{re.escape(text)}\.*{page}(?![0-9])", contents), (text, page)
    for _, text, page in bookmarks[1:]:
        assert fold(text) in texts[page - 1]


def test_letters_are_embedded_and_can_be_copied(ward: pypdf.PdfReader) -> None:
    fonts: dict[str, Any] = {}
    for page in ward.pages:
        fonts.update(page["/Resources"]["/Font"])  # type: ignore[index] # a dictionary
    assert fonts
    for font in fonts.values():
        whole = font.get_object()
        (descendant,) = whole["/DescendantFonts"]
        assert "/ToUnicode" in whole
        keys = set(descendant.get_object()["/FontDescriptor"].get_object())
        assert keys & {"/FontFile2", "/FontFile3"}


def test_nothing_acts_or_leads_away(ward: pypdf.PdfReader) -> None:
    assert "/OpenAction" not in ward.root_object
    assert "/AA" not in ward.root_object
    annotations = [note.get_object() for page in ward.pages for note in page.get("/Annots", [])]
    assert annotations
    assert all(note["/Subtype"] == "/Link" and "/Dest" in note for note in annotations)


@pytest.mark.parametrize("before", [0, 1])
def test_what_a_row_sums_up_is_on_the_page_of_the_row(before: int) -> None:
    columns = (Column("項目", wide=True), Column("30年度", wide=True))
    pairs = [(Row(("取組", at)), Row(("実績", at), Role.SUBTOTAL)) for at in range(90)]
    rows = (*(Row(("前", 0)),) * before, *(row for pair in pairs for row in pair))
    pages = read(build_page(Heading("x"), Table(columns, rows))).pages
    assert len(pages) > 3
    tops = [fold(page.extract_text()).removeprefix("項目30年度")[:2] for page in pages[1:]]
    assert set(tops) == {"取組"}


def build_noted_table(rows: int) -> tuple[Block, ...]:
    table = Table((Column("項目"),), tuple(Row((f"行{at}",)) for at in range(rows)))
    notes = (Note(f"注{at}") for at in range(3))
    return Heading(f"表{rows}。", 2, starts_page=True), table, *notes


def read_last_pages(*blocks: Block) -> dict[int, str]:
    """Return what stands on the last page of each table, by its rows."""
    last_pages = {}
    for page in read(build_page(*blocks)).pages:
        text = fold(page.extract_text()).rpartition("/")[0]
        if found := re.match("表([0-9]+)。", text):
            rows = int(found[1])
        last_pages[rows] = text
    return last_pages


def test_notes_stay_with_their_table_and_the_last_is_never_alone() -> None:
    tables = range(20, 40)
    last_pages = read_last_pages(*(block for rows in tables for block in build_noted_table(rows)))
    assert [*last_pages] == [*tables]
    for rows, text in last_pages.items():
        assert "注0" not in text or f"行{rows - 1}" in text, rows
        assert "注2" not in text or "注1" in text, rows
    divided = next(rows for rows, text in last_pages.items() if "注0" not in text)
    (text,) = read_last_pages(*build_noted_table(divided)).values()  # nothing comes behind it
    assert text.startswith("注1")


def test_no_text_is_so_long_that_others_get_no_room() -> None:
    columns = (Column("部", wide=True), Column("未報告", numeric=True))
    table = Table(columns, tuple(Row((text, 1)) for text in ("短い", "あ" * 250 + "W" * 250)))
    lines = read(build_page(Heading("x"), table)).pages[0].extract_text().split("\n")
    assert any("未報告" in unicodedata.normalize("NFKC", line) for line in lines)


def test_a_chart_says_its_figures() -> None:
    text = read_text(read(build_page(Heading("x"), CHART)))
    assert "進捗(単位:件)◎達成×未達成計画14件◎3×1" in text


def test_what_could_do_harm_is_text() -> None:
    reader = read(build_hostile_page())
    text = read_text(reader)
    for each in HOSTILE:
        assert text.count(fold(make_visible(each))[:60]) >= 8
    assert not [note for page in reader.pages for note in page.get("/Annots", []) if "/A" in note]


def test_the_same_page_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    files = []
    for seed in ("1", "2"):
        files.append(tmp_path / f"{seed}.pdf")
        done = run("report", "--output", str(files[-1]), PYTHONHASHSEED=seed)
        assert done.code == 0, done.err
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert pypdf.PdfReader(BytesIO(first)).metadata.creation_date is None  # type: ignore[union-attr]


def shadow(folder: Path, name: str, body: str) -> str:
    """Make a package that is found before the real one; return what PYTHONPATH is to say."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text(body, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("weasyprint", "raise ModuleNotFoundError(name='weasyprint')", "'plantool[pdf]'"),
        ("weasyprint", "raise OSError('cannot load library')", "pango"),
        ("docx", "raise ModuleNotFoundError(name='docx')", "'plantool[docx]'"),
    ],
)
def test_what_is_missing_is_named_before_the_plan_is_read(
    name: str, body: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / ("x.docx" if name == "docx" else "x.pdf")
    path = shadow(tmp_path, name, body)
    words = ("--plan", "nowhere", "report", "--output", str(file))
    done = run(*words, PYTHONPATH=path, PLANTOOL_LANG="en")
    assert (done.code, file.exists()) == (2, False)
    assert said in done.err.lower()


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig tells where its fonts are")
def test_a_letter_that_no_font_has_is_named_and_never_a_box(tmp_path: Path) -> None:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True
    )
    fonts = os.path.dirname(found.stdout)  # noqa: PTH120 - of a text
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    file = tmp_path / "x.pdf"
    words = ("--lang", "en", "report", "--output", str(file))
    done = run(*words, FONTCONFIG_FILE=str(settings), PYTHONHASHSEED="1")
    assert (done.code, file.exists()) == (2, False)
    assert "fonts-noto-cjk" in done.err
    named = re.search(r"boxes: (\S+) \((\d+)\)", done.err)
    assert named
    assert len(named[1]) == 20
    assert int(named[2]) > 100


def test_a_sign_without_a_letter_is_named_too() -> None:
    from plantool.errors import UsageError  # noqa: PLC0415 - beside what needs Pango

    with pytest.raises(UsageError) as caught:
        write_pdf(build_page(Heading("x"), Paragraph("\U000f1234")))
    assert caught.value.arguments["letters"] == "\U000f1234"


def test_nothing_is_fetched() -> None:
    from plantool.render.pdf.press import print_document  # noqa: PLC0415 - it needs Pango

    path = (ROOT / "README.md").as_uri()
    html = f'<html lang="en"><title>x</title><img alt="x" src="{path}"><p>y'
    reader = pypdf.PdfReader(BytesIO(print_document(html)))
    assert not [image for page in reader.pages for image in page.images]
