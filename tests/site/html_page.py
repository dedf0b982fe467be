"""Reads pages of a site as a browser does, with nothing of plantool: the standard HTML parser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from tests.site.reading import ENDED_BY_PARENT, IMPLIED_ENDS

if TYPE_CHECKING:
    from pathlib import Path

_VOID = frozenset({"meta", "link", "br", "input", "img", "line", "rect", "path", "hr", "circle"})


class HtmlTable(NamedTuple):
    """A table under a heading: the texts of its head, and of the cells of each row."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class HtmlPage(HTMLParser):
    """What a page says: its text, its headings, its links and its tables."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.tables: list[HtmlTable] = []
        self.items: list[str] = []
        self.refresh = ""
        self._heading = ""
        self._stack: list[str] = []
        self._rows: list[list[str]] = []
        self._cells: list[str] = []
        self.feed(path.read_text("utf-8"))
        self.close()
        assert not self._stack, (path, self._stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._stack and self._stack[-1] in IMPLIED_ENDS.get(tag, ()):
            self.handle_endtag(self._stack[-1])
        given = dict(attrs)
        self.links += [value for key in ("href", "src") if (value := given.get(key))]
        self.ids += [value] if (value := given.get("id")) else []
        if given.get("http-equiv") == "refresh":
            self.refresh = given.get("content") or ""
        if tag in _VOID:
            self.handle_data("\n" if tag == "br" else "")
            return
        self._stack.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self._heading = ""
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._cells = []
        elif tag in {"td", "th"}:
            self._cells.append("")
        elif tag == "li":
            self.items.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            super().handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while tag != self._stack[-1] in ENDED_BY_PARENT:
            self.handle_endtag(self._stack[-1])
        assert self._stack.pop() == tag, tag
        if tag == "tr":
            self._rows.append([cell.strip() for cell in self._cells])
        elif tag == "table":
            head, *rows = map(tuple, self._rows)
            self.tables.append(HtmlTable(self._heading, head, tuple(rows)))

    def handle_data(self, data: str) -> None:
        if {"script", "style", "title"} & {*self._stack}:
            return
        self.text += data
        if {"h1", "h2", "h3"} & {*self._stack}:
            self._heading += data
        if {"td", "th"} & {*self._stack}:
            self._cells[-1] += data
        elif "li" in self._stack:
            self.items[-1] += data

    def find_table(self, heading: str) -> HtmlTable:
        """Return the first table below a heading that has a word."""
        return next(table for table in self.tables if heading in table.heading)
