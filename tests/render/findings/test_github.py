from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from plantool.diagnostics import Severity, Span
from plantool.messages import catalogue
from plantool.render.findings.github import render, render_step_summary
from plantool.render.visible_text import make_visible
from tests.render.findings.conftest import HOSTILE_NAME, ROUNDING, TOTAL, YEAR, with_severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")
COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::(.*)\n")


def unescape(text: str) -> str:
    """Undo what the toolkit does, as the runner does."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


def read(line: str) -> tuple[str, dict[str, str], str]:
    found = COMMAND.fullmatch(line)
    assert found
    properties = dict(pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {key: unescape(properties[key]) for key in properties}, unescape(found[3])


def test_a_command(check: Callable[..., Findings]) -> None:
    assert "".join(render(check(TOTAL), EN)) == (
        "::error file=plan/18-3.yaml,line=18,col=12,endLine=18,endColumn=16,"
        "title=PLT301 planned-total::the planned years do not add up to the total: 2 + 2 = 4, "
        "the total says 5 か所%0Acorrect a year or the total\n"
    )


def test_the_gravest_come_first(check: Callable[..., Findings]) -> None:
    findings = with_severity(check(TOTAL, YEAR, ROUNDING), 0, Severity.INFO)
    lines = [read(line) for line in render(findings, EN)]
    assert [level for level, _, _ in lines] == ["error", "warning", "notice"]
    assert [properties["line"] for _, properties, _ in lines] == ["18", "22", "17"]


def test_columns_only_within_one_line(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    over_lines = findings.diagnostics[0]._replace(span=Span(3, 5, 4, 2))
    empty = over_lines._replace(span=Span(3, 5, 3, 5))
    lines = list(render(findings._replace(diagnostics=(over_lines, empty)), EN))
    assert "line=3,endLine=4,title=" in lines[0]
    assert "line=3,col=5,endLine=3,endColumn=5,title=" in lines[1]


def test_no_more_than_github_shows(check: Callable[..., Findings]) -> None:
    error, warning = check(TOTAL, ROUNDING).diagnostics
    many = check()._replace(diagnostics=(*[warning] * 11, *[error] * 12))
    lines = list(render(many, EN))
    assert [read(line)[0] for line in lines[:-1]] == ["error"] * 10 + ["warning"] * 10
    assert lines[-1] == "findings not shown here: 3\n"


def test_nothing_found(check: Callable[..., Findings]) -> None:
    assert list(render(check(), EN)) == []


def test_hostile_names_and_text_come_out_of_the_escapes_whole(hostile: Findings) -> None:
    lines = list(render(hostile, EN))
    assert "".join(lines).replace("\n", "").isprintable()
    for line, diagnostic in zip(lines, hostile.diagnostics, strict=True):
        _, properties, text = read(line)
        assert properties["file"] == make_visible(diagnostic.file)
        assert properties["title"] == f"{diagnostic.code.code} {diagnostic.code.name}"
        assert text == make_visible(f"{EN.message(diagnostic)}\n{EN.help(diagnostic)}")
    assert HOSTILE_NAME.replace("\x1b", "\\u001b") in read(lines[-1])[1]["file"]


def test_the_whole_summary(check: Callable[..., Findings]) -> None:
    assert (
        "".join(render_step_summary(check(TOTAL, ROUNDING), EN))
        == """\
files checked: 11, errors: 1, warnings: 1, infos: 0

| Code | Rule | Severity | Count |
| --- | --- | --- | ---: |
| PLT301 | planned-total | error | 1 |
| PLT502 | money-rounding | warning | 1 |

| Place | Code | What is wrong |
| --- | --- | --- |
| plan/18-3.yaml:18:12 | PLT301 | the planned years do not add up to the total: 2 + 2 = 4, \
the total says 5 か所 |
| plan/18-3.yaml:22:10 | PLT502 | the printed total is off by one at most: 26 + 25 = 51, \
the total says 52 百万円 |
"""
    )


def test_a_summary_of_nothing(check: Callable[..., Findings]) -> None:
    assert "".join(render_step_summary(check(), catalogue("ja"))) == (
        "11ファイルを検査しました: エラー0件、警告0件、情報0件\n"
    )


def test_a_long_summary_says_how_much_it_leaves_out(check: Callable[..., Findings]) -> None:
    (finding,) = check(TOTAL).diagnostics
    text = "".join(render_step_summary(check()._replace(diagnostics=(finding,) * 103), EN))
    assert text.count("plan/18-3.yaml:18:12") == 100
    assert text.endswith(" |\n\nfindings not shown here: 3\n")


def test_hostile_text_is_no_markdown(hostile: Findings) -> None:
    text = "".join(render_step_summary(hostile, EN))
    reader = MarkdownIt("commonmark").enable("table")
    *_, table = text.split("\n\n")
    cells = [token for token in reader.parse(table) if token.type == "inline"]
    assert len(cells) == 3 * (1 + len(hostile.diagnostics))
    kinds = {child.type for cell in cells for child in cell.children or ()}
    assert kinds == {"text", "html_inline"}
    tags = re.findall("<[^>]*>", reader.render(table))
    assert {tag for tag in tags if not re.match("</?(table|thead|tbody|tr|th|td)", tag)} == {
        "<br>",
        "<!-- -->",
    }


def test_addresses_in_hostile_text_are_no_links(hostile: Findings) -> None:
    text = "".join(render_step_summary(hostile, EN))
    assert not re.search(r"(?i)\w://|www\.", text)
    assert "https<!-- -->://evil.example" in text
    assert "WWW<!-- -->.evil.example @<!-- -->me" in text
