"""GitHub-flavoured Markdown, for pull requests, wikis and reports."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from plantool.patterns import compile_late
from plantool.render.value_text import format_row
from plantool.render.visible_text import make_visible
from plantool.reports.chart_figures import build_chart_table, format_caption
from plantool.reports.page import (
    Chart,
    CodeBlock,
    Cover,
    Details,
    Heading,
    Items,
    Note,
    Paragraph,
    Role,
    Table,
    flatten_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Page, Row

_SPECIAL = compile_late(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = compile_late(r"^(\s*(?:[0-9]+(?=[.)]))?)([-+.)](?=\s|$)|[-=]+$)")
_LINKED = compile_late(
    r"""
      (?<=@)(?=[\w-])                        # people, mail
    | (?<=[#!%^&])(?=[0-9])                  # issues, merge requests, milestones, alerts, epics
    | (?<=[~%])(?=[\w"])                     # labels, milestones by name
    | (?<=\*)(?=iteration:)
    | (?i: (?<=\bgh-)(?=[0-9]) | (?<=\bwww)(?=\.) )
    | (?<=[A-Za-z0-9])(?=://)
    | (?<=:)(?=[a-z+-][\w+-]*:)             # :tada:
    """,
    re.VERBOSE | re.ASCII,
)
"""The beginnings of plain text that a service would make a link, a mention or a sign of.

Services look for most of these after Markdown was read, so that no escape of it helps.
"""
_COMMIT = compile_late(r"(?<![0-9A-Za-z_])[0-9a-fA-F]{7,}(?![0-9A-Za-z_])")
_NO_COMMIT = 6  # digits that are too few for the id of a commit
_SPLIT, _APART = "\0", "<!-- -->"  # no text has the one, and the other is not seen
_DOLLAR, _DOLLAR_IN_HTML = r"<span>\$</span>", "<span>$</span>"  # which begin no formula
_INDENT = "&emsp;"


def render(page: Page, texts: Catalogue) -> Iterator[str]:
    """Yield the page block by block."""
    for at, block in enumerate(flatten_blocks(page.blocks)):
        yield "\n" if at else ""
        yield from (line + "\n" for line in _render_block(block, texts))


def escape_markdown(text: str, *, keep_commits: bool = False) -> str:
    """Return ``text`` so that Markdown shows it as it is, and no service makes more of it.

    What reads like the id of a commit is left a link where ``commits`` are meant.
    """
    plain = _split_links(make_visible(text), keep_commits=keep_commits).replace("&", "&amp;")
    escaped = _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", plain))
    if escaped.startswith(" "):  # four of them would make code of it
        escaped = f"&#32;{escaped[1:]}"
    return escaped.replace("$", _DOLLAR).replace(_SPLIT, _APART)


def _split_links(text: str, *, keep_commits: bool = False) -> str:
    """Part the words that services would link, by a sign that is not seen."""
    parted = _LINKED.sub(_SPLIT, text)
    return parted if keep_commits else _COMMIT.sub(_split_commit, parted)


def _split_commit(found: re.Match[str]) -> str:
    digits = found[0]
    return _SPLIT.join(digits[at : at + _NO_COMMIT] for at in range(0, len(digits), _NO_COMMIT))


def _escape_in_html(text: str) -> str:
    """Return a text on one line for where HTML stands, which knows no escapes of Markdown."""
    escaped = html.escape(_split_links(make_visible(" ".join(text.split("\n")))), quote=False)
    return escaped.replace("$", _DOLLAR_IN_HTML).replace(_SPLIT, _APART)


def _escape_line(text: str) -> str:
    """Return a text on one line."""
    return escape_markdown(" ".join(text.split("\n")))


def _render_block(block: Block, texts: Catalogue) -> Iterator[str]:
    match block:
        case Cover(title, lines):
            yield f"# {_escape_line(title)}"
            yield from (f"\n{escape_markdown(line)}" for line in lines)
        case Heading(text, level):
            yield f"{'#' * level} {_escape_line(text)}"
        case Paragraph(text, marked_up=True):
            yield text
        case CodeBlock(file, text):
            yield from (f"```yaml title={file}", *map(make_visible, text.splitlines()), "```")
        case Paragraph(text):
            yield "\n\n".join(escape_markdown(line) for line in text.split("\n"))
        case Note(text, commits):
            yield "\n".join(
                f"> {escape_markdown(line, keep_commits=commits)}" for line in text.split("\n")
            )
        case Items(items, numbered):
            yield from (f"{'1.' if numbered else '-'} {_escape_line(text)}" for text in items)
        case Table() | Details() | Chart():
            yield from _render_figures(block, texts)


def _render_figures(block: Table | Details | Chart, texts: Catalogue) -> Iterator[str]:
    match block:
        case Table():
            yield _format_row([_escape_cell(c.heading) for c in block.columns])
            yield _format_row(["---:" if c.numeric else "---" for c in block.columns])
            yield from (_format_row(_format_cells(row, block, texts)) for row in block.rows)
        case Details(title, table):
            yield f"<details>\n<summary>{_escape_in_html(title)}</summary>\n"
            yield from _render_figures(table, texts)
            yield "\n</details>"
        case Chart():
            yield f"**{escape_markdown(format_caption(block, texts))}**\n"
            yield from _render_figures(build_chart_table(block, texts), texts)


def _format_cells(row: Row, table: Table, texts: Catalogue) -> list[str]:
    columns = zip(format_row(row, texts), table.columns, strict=True)
    cells = [make_visible(cell) if c.has_commits else _escape_cell(cell) for cell, c in columns]
    if row.role in {Role.HEADING, Role.SUBTOTAL, Role.TOTAL}:
        cells = [f"**{cell}**" if cell else "" for cell in cells]
    return [_INDENT * row.indent + cells[0], *cells[1:]]


def _escape_cell(text: str) -> str:
    return escape_markdown(text).replace("\n", "<br>")


def _format_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
