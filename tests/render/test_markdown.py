"""Markdown of a plan's words reads back as those words, and no service makes a link of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plantool.messages import catalogue
from plantool.render.markdown import escape_markdown, render
from plantool.render.visible_text import make_visible
from plantool.reports.page import (
    Column,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Page,
    Paragraph,
    Records,
    Row,
    Table,
)

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SERVICES = re.compile(
    r"""
      @[\w-] | \#\d | GH-\d | \w://\w | www\.\w | \b[0-9a-f]{7,40}\b | \$.+\$
    | [!%^&]\d | ~\w | :[a-z+-][\w+-]*:
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What GitHub and GitLab look for in the texts between the tags."""


class Texts(HTMLParser):
    """The pieces of text in HTML: a tag or a comment ends one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not attrs or tag in {"td", "th"}


def rendered(text: str) -> Texts:
    return Texts(READER.render(escape_markdown(text)))


LINKED = (
    "https://evil.example/x",
    "see http://evil.example, www.evil.example and WWW.Evil.example",
    "mail@evil.example",
    "@org/team と @user",
    "#12、GH-12、gh-9、owner/repo#1",
    "owner/repo@0123456789abcdef0123456789abcdef01234567",
    "0123abc",
    "1234567円",
    "版0123abcdef",
    "$a$、$$b$$、$`c`$、1$ to 2$",
    '!12 %12 &12 ^12 ~12 ~bug %"one" *iteration:3',
    ":tada: と :+1:",
    "<https://evil.example> <b>x</b> <!-- x --> [a](javascript:x) ![i](//x) &lt;i&gt; &#64;user",
    "[^1] [x] ~~gone~~ `code` **bold** _under_ | a",
    "    four",
    "1.",
    "+",
    "- [ ] task",
    "# title",
    "> quoted",
    "===",
    "a\\",
)


@pytest.mark.parametrize("text", LINKED)
def test_no_service_links_what_a_plan_says(text: str) -> None:
    found = rendered(text)
    assert "".join(found.pieces).removesuffix("\n") == text
    assert [piece for piece in found.pieces if SERVICES.search(piece)] == []
    assert set(found.tags) <= {"p", "span"}


SIGNS = st.text(st.sampled_from("@#$%&!~^*_`[]()<>|\\+-=.:/ 年度１12abfghw\"'"), max_size=40)


@given(SIGNS)
def test_any_text_reads_back(text: str) -> None:
    found = rendered(text)
    assert "".join(found.pieces).removesuffix("\n").strip(" ") == make_visible(text).strip(" ")
    assert [piece for piece in found.pieces if SERVICES.search(piece)] == []
    assert set(found.tags) <= {"p", "span"}


@given(SIGNS)
def test_a_cell_reads_back(text: str) -> None:
    found = Texts(READER.render(f"| a | b |\n| --- | --- |\n| {escape_markdown(text)} | x |"))
    assert found.tags[-1 - found.tags[::-1].index("td") :] == ["td"]
    assert [piece for piece in found.pieces if piece.strip()][-1] == "x"
    assert [piece for piece in found.pieces if SERVICES.search(piece)] == []


HOSTILE = "#12 @user $a$ $b$ https://evil.example 0123abc"


def test_every_block_is_escaped() -> None:
    table = Table((Column("a" + HOSTILE),), (Row((HOSTILE,)),))
    blocks = (
        Cover(HOSTILE, (HOSTILE,)),
        Heading(HOSTILE, 2),
        Paragraph(HOSTILE),
        Note(HOSTILE),
        Items((HOSTILE,)),
        table,
        Details(HOSTILE, table),
    )
    page = Page("x", blocks, Records((), ()), {})
    found = Texts(READER.render("".join(render(page, catalogue("ja")))))
    assert [piece for piece in found.pieces if SERVICES.search(piece)] == []
    assert "".join(found.pieces).count(HOSTILE) == 11


def test_ids_of_commits_stay_links() -> None:
    table = Table((Column("commit", has_commits=True),), (Row(("0123abcdef",)),))
    page = Page("x", (table,), Records((), ()), {})
    assert "| 0123abcdef |" in "".join(render(page, catalogue("ja")))
