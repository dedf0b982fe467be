from __future__ import annotations

import re
from base64 import b64decode
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.messages import LANGUAGES, catalogue
from plantool.render.html import render
from plantool.reports.page import (
    Bar,
    Block,
    Chart,
    CodeBlock,
    Column,
    Cover,
    Heading,
    Items,
    Note,
    Page,
    Paragraph,
    Records,
    Role,
    Row,
    Series,
    Table,
)

VOID = {"meta", "br", "rect", "path"}
HOSTILE = '<script>alert("1")</script> & \' </title></style> \u202e \x1b[31m \ud800'
SERIES = (Series("達成", "green", "◎"), Series("未達", "red"))
CHART = Chart(
    "進捗",
    SERIES,
    (Bar("計画1", (1234, 5)), Bar("計画2", (0, 0)), Bar("3", (7, Decimal("0.5")))),
    "件",
)
COLUMNS = (Column("事業", wide=True), Column("年度"), Column("額", numeric=True))
TABLE = Table(
    COLUMNS,
    (
        Row(("柱1", None, None), Role.HEADING),
        Row(("事業a\n続き", "30年度", Decimal(1234)), indent=1),
        Row((None, "31年度", Decimal(5)), indent=1),
        Row(("小計", None, Decimal(1239)), Role.SUBTOTAL),
        Row(("柱2", None, None), Role.HEADING),
        Row(("事業b", "30年度", None), Role.RELISTED, indent=9),
        Row(("合計", None, Decimal(1239)), Role.TOTAL),
    ),
)


class Document(HTMLParser):
    """A document as it nests: its elements in order, with attributes and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[int] = []
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs), ""))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for at in self.open:
            tag, attributes, text = self.elements[at]
            self.elements[at] = (tag, attributes, text + data)

    def all(self, *tags: str) -> list[tuple[str, dict[str, str | None], str]]:
        return [element for element in self.elements if element[0] in tags]

    def texts(self, *tags: str) -> list[str]:
        return [text for _, _, text in self.all(*tags)]

    @property
    def headings(self) -> list[tuple[int, str]]:
        found = self.all("h1", "h2", "h3", "h4", "h5", "h6")
        return [(int(tag[1]), text) for tag, _, text in found]


def html(*blocks: Block, language: str = "ja") -> str:
    page = Page("report", blocks, Records((), ()), {})
    return "".join(render(page, catalogue(language)))


def document(*blocks: Block, language: str = "ja") -> Document:
    return Document(html(*blocks, language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_says_what_it_is(language: str) -> None:
    shown = document(Cover("報告書\n令和元年度", ("練馬区",)), language=language)
    assert html(Heading("x")).startswith("<!doctype html>\n")
    assert [attributes["lang"] for _, attributes, _ in shown.all("html")] == [language]
    assert shown.texts("title") == ["報告書 令和元年度"]
    assert [(tag, text) for tag, _, text in shown.all("h1")] == [("h1", "報告書令和元年度")]
    assert shown.texts("header")[0].split() == ["報告書令和元年度", "練馬区"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "18-3 相談情報ひろば, planned 2 か所", ["相談情報ひろば", "か所"]),
        ("en", "NPO法人A会（仮称）の「公園」", ["法人A会（仮称）の「公園」"]),
        ("en", "２か所 <公園> & 広場", ["２か所", "公園", "広場"]),
        ("en", "Two parks ― ★ … 3,000", []),
        ("ja", "公園 Open two new parks まで", ["Open two new parks"]),
        ("ja", "R7 ICT NPO法人 PLT301 <b> & lt; x", []),
    ],
)
def test_words_of_the_other_language_are_marked(language: str, text: str, words: list[str]) -> None:
    other = {"ja": "en", "en": "ja"}[language]
    shown = document(Paragraph(text), Chart(text, SERIES, ()), language=language)
    assert shown.texts("p") == [text]
    marks = [(attributes, said) for _, attributes, said in shown.all("span") if attributes]
    assert [said for _, said in marks][: len(words)] == words
    assert all(attributes == {"lang": other} for attributes, _ in marks)


def test_what_holds_no_elements_is_marked_itself() -> None:
    shown = document(Cover("報告書"), CHART, language="en")
    assert [(a, text) for _, a, text in shown.all("title")][:1] == [({"lang": "ja"}, "報告書")]
    assert {a.get("lang") for _, a, _ in shown.all("title")} == {"ja"}


def test_nothing_comes_from_elsewhere_and_only_its_own_style_is_let_in() -> None:
    text = html(Heading("x"), CHART, TABLE)
    shown = Document(text)
    policy = next(a["content"] for _, a, _ in shown.all("meta") if "http-equiv" in a)
    assert policy is not None
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (digest,) = re.findall(r"style-src 'sha256-([^']+)'", policy)
    assert b64decode(digest) == sha256(style.encode()).digest()
    assert policy.startswith("default-src 'none'; ")
    assert not shown.all("script", "link", "img", "iframe", "base", "form")
    names = {name for _, attributes, _ in shown.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in {"src", "style"}}
    assert "http:" not in text
    assert "https:" not in text
    assert "@import" not in style
    assert "url(" not in style


LEVELS = st.lists(st.integers(1, 9), max_size=20)


@given(LEVELS)
def test_headings_have_one_top_and_leave_no_level_out(levels: list[int]) -> None:
    shown = document(*(Heading(f"見出し {level}", level) for level in levels))
    found = [level for level, _ in shown.headings]
    assert found.count(1) == 1
    assert found[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(found))


@given(LEVELS)
def test_ids_are_unique_and_links_lead_to_them(levels: list[int]) -> None:
    shown = document(*(Heading("目次 <contents>", level) for level in levels), CHART, TABLE)
    ids = [attributes["id"] for _, attributes, _ in shown.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    links = [str(attributes["href"]) for tag, attributes, _ in shown.all("a")]
    assert {link.removeprefix("#") for link in links} <= set(map(str, ids))
    labels = [a["aria-labelledby"] for _, a, _ in shown.elements if "aria-labelledby" in a]
    assert set(labels) <= set(ids)


def test_ids_are_words_and_short_enough_for_a_pdf() -> None:
    texts = (
        "No. 18-3 (2) 相談情報ひろば ★",
        "★",
        "No. 18-3 (2) 相談情報ひろば",
        "長" * 200,
        "x" * 200,
    )
    ids = [str(a["id"]) for _, a, _ in document(*map(Heading, texts)).all("h1", "h2")]
    assert ids[:3] == ["no-18-3-2-相談情報ひろば", "section", "no-18-3-2-相談情報ひろば-2"]
    assert ids[3:] == ["長" * 11, "x" * 100]


def test_a_long_document_has_contents_before_its_first_section() -> None:
    few = [Heading("報告書"), *(Heading(f"章{n}", 2) for n in range(6))]
    assert not document(*few).all("nav")
    shown = document(*few, Heading("節", 3), Heading("項", 4))
    assert [text.split() for text in shown.texts("nav")] == [
        ["目次", *(f"章{n}" for n in range(6)), "節"]
    ]
    assert [text for _, text in shown.headings][:3] == ["報告書", "目次", "章0"]


def test_a_heading_may_start_a_sheet() -> None:
    shown = document(Heading("報告書"), Heading("要約", 2, starts_page=True), Heading("次", 2))
    assert [attributes.get("class") for _, attributes, _ in shown.all("h2")] == ["sheet", None]


def test_a_page_without_headings_has_one() -> None:
    assert document(TABLE).headings == [(1, "report")]


def test_every_heading_of_a_table_says_what_of() -> None:
    shown = document(Heading("報告書"), Heading("事業費", 2), TABLE)
    heads = [(a["scope"], a.get("colspan"), text) for _, a, text in shown.all("th")]
    assert heads == [
        *(("col", None, column.heading) for column in COLUMNS),
        ("rowgroup", "3", "柱1"),
        ("row", None, "事業a続き"),
        ("row", None, "小計"),
        ("rowgroup", "3", "柱2"),
        ("row", None, "事業b"),
        ("row", None, "合計"),
    ]
    groups = [text.split() for text in shown.texts("tbody")]
    assert [group[0][:2] for group in groups] == ["柱1", "柱2", "合計"]
    assert len(groups) == 3
    (region,) = [a for _, a, _ in shown.all("div") if a.get("class") == "scroll"]
    assert (region["tabindex"], region["role"]) == ("0", "group")
    assert region["aria-labelledby"] == "事業費"


def test_rows_and_cells_say_what_they_are() -> None:
    text = html(Heading("報告書"), TABLE)
    assert '<tr class="item"><th scope="row" class="wide in1">事業a<br>続き</th>' in text
    assert '<td>30年度</td><td class="number">1,234</td></tr>' in text
    assert '<tr class="item"><td></td><td>31年度</td>' in text
    assert '<tr class="relisted"><th scope="row" class="wide in4">事業b</th>' in text
    roles = re.findall(r'<tr class="(\w+)">', text)
    assert [*dict.fromkeys(roles)] == ["heading", "item", "subtotal", "relisted", "total"]


def test_a_heading_row_with_values_does_not_span() -> None:
    row = Row(("群", "12か所", None), Role.HEADING)
    assert (
        '<tr class="heading"><th scope="rowgroup" class="wide">群</th><td>12か所</td>'
        '<td class="number"></td></tr>'
    ) in html(Heading("x"), Table(COLUMNS, (row,)))


@pytest.mark.parametrize(
    ("columns", "size"), [(3, "lined"), (8, "lined small"), (12, "lined tiny")]
)
def test_tables_too_wide_for_a_sheet_are_set_smaller(columns: int, size: str) -> None:
    table = Table(tuple(Column(f"{n}年度", wide=True) for n in range(columns)), (), lined=True)
    assert [a["class"] for _, a, _ in document(Heading("x"), table).all("table")] == [size]


def test_a_long_text_is_broken_in_any_column() -> None:
    rows = (Row(("短い", "長" * 20)),)
    text = html(Heading("x"), Table((Column("名"), Column("説明")), rows))
    assert f'<th scope="row">短い</th><td class="wide">{"長" * 20}</td>' in text


def test_other_blocks_are_what_they_are_called() -> None:
    shown = document(
        Heading("x"),
        Paragraph("一行目\n二行目"),
        Note("注"),
        Items(("甲", "乙")),
        Items(("一",), numbered=True),
        CodeBlock("plan/1.yaml", "id: 1\n  a: b"),
    )
    assert shown.texts("p") == ["一行目二行目", "注"]
    assert shown.all("br")
    assert [text.split() for text in shown.texts("ul", "ol")] == [["甲", "乙"], ["一"]]
    assert shown.texts("figcaption") == ["plan/1.yaml"]
    assert shown.texts("pre") == ["id: 1\n  a: b"]


def every_block(text: str) -> tuple[Block, ...]:
    series = (Series(text, "blue", text), Series(text, "yellow"))
    columns = (Column(text), Column(text, wide=True))
    rows = tuple(Row((text, text if role is Role.ITEM else None), role) for role in Role)
    return (
        Cover(text, (text,)),
        *(Heading(text, 2) for _ in range(7)),
        Paragraph(text),
        Paragraph(text, marked_up=True),
        Note(text),
        Items((text,)),
        CodeBlock(text, text),
        Table(columns, rows),
        Chart(text, series, (Bar(text, (1, 2)),), text),
        Chart(text, series[:1], (Bar(text, (1,)),), text),
    )


def test_hostile_text_is_text() -> None:
    shown = document(*every_block(HOSTILE))
    plain = document(*every_block("あ" * len(HOSTILE)))
    assert [tag for tag, _, _ in shown.elements] == [tag for tag, _, _ in plain.elements]
    attributes = [sorted(names) for _, names, _ in shown.elements]
    assert attributes == [sorted(names) for _, names, _ in plain.elements]
    assert '<script>alert("1")</script> & \' </title></style> \\u202e \\u001b[31m \\ud800' in (
        shown.texts("p")
    )
    html(*every_block(HOSTILE)).encode("utf-8")


@given(st.text(max_size=30))
def test_any_text_leaves_the_document_in_order(text: str) -> None:
    shown = html(*every_block(text))
    Document(shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_every_bar_is_an_image_that_says_all_its_figures() -> None:
    shown = document(Heading("x"), CHART)
    assert [a for _, a, _ in shown.all("svg") if a.get("role") == "img"] == [{"role": "img"}] * 3
    assert shown.texts("title")[1:] == [
        "計画1：達成 1,234、未達 5、計 1,239件",
        "計画2：達成 0、未達 0、計 0件",
        "3：達成 7、未達 0.5、計 7.5件",
    ]
    assert [text.split() for text in shown.texts("div")] == [
        ["計画1", "1,239件"],
        ["◎", "1,234", "未達", "5"],
        ["計画2", "0件"],
        [],
        ["3", "7.5件"],
        ["◎", "7", "未達", "0.5"],
    ]
    assert shown.texts("figcaption") == ["進捗（単位：件）"]
    assert [text for text in shown.texts("li") if text in {"◎ 達成", "未達"}] == ["◎ 達成", "未達"]


def test_bars_lie_on_one_scale_and_nothing_is_drawn_for_nothing() -> None:
    chart = Chart("図", SERIES, (Bar("a", (3, 1)), Bar("b", (0, 2)), Bar("c", (0, -1))))
    drawn = re.findall(
        r'<rect x="(.*?)%" width="(.*?)%" height="100%" fill="url\(#(.*?)\)"/>', html(chart)
    )
    assert drawn == [
        ("0.000", "75.000", "fill.green.plain"),
        ("75.000", "25.000", "fill.red.crosses"),
        ("0.000", "50.000", "fill.red.crosses"),
    ]


def test_colours_have_patterns_that_are_there_once() -> None:
    shown = document(Heading("x"), CHART, CHART)
    patterns = [a["id"] for _, a, _ in shown.all("pattern")]
    assert patterns == ["fill.green.plain", "fill.red.crosses"]
    used = {str(a["fill"]) for _, a, _ in shown.all("rect") if "fill" in a}
    assert used == {f"url(#{name})" for name in patterns}
    assert not document(Heading("x"), TABLE).all("pattern")


def test_one_series_is_its_label_and_figure() -> None:
    chart = Chart("決算", (Series("決算額", "blue"),), (Bar("H30", (Decimal("1E+3"),)),), "百万円")
    shown = document(Heading("x"), chart, language="en")
    assert shown.texts("title")[1:] == ["H30: 1,000 百万円"]
    assert shown.texts("figcaption") == ["決算 (百万円)"]
    assert len(shown.all("ul")) == 1
