"""Sites as tests read them: their pages as trees, which no browser has mended."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from tests.running import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXAMPLES = {  # with the days on which there is something to see
    "ward": "2021-07-31",
    "scorecard": "2017-08-01",
    "program-budget": "2016-10-01",
    "reform": "2024-07-31",
    "strategy": "2024-07-31",
    "commitments": "2024-07-31",
}
_VOID = frozenset({"meta", "link", "br", "input", "rect", "line", "path", "img", "hr"})
_ROWS = frozenset({"td", "th", "tr"})
_IMPLIED_ENDS = {  # what is open ends where one of these begins, as HTML says
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": _ROWS,
    "tbody": _ROWS | {"thead", "tbody"},
    "li": frozenset({"li"}),
    "option": frozenset({"option"}),
}
_ENDED_BY_PARENT = frozenset({*_IMPLIED_ENDS, "thead"})


def write_site(plan: Path, folder: Path, day: str, *more: str) -> Path:
    """Write the site of a plan, and return its folder."""
    done = run("--plan", f"{plan}", "site", "--output", f"{folder}", "--as-of", day, *more)
    assert (done.code, done.out) == (0, ""), done.err
    return folder


def write_example(name: str, folder: Path, *more: str) -> Path:
    """Write the site of an example."""
    return write_site(ROOT / "examples" / name / "plan", folder, EXAMPLES[name], *more)


class Element(NamedTuple):
    """An element with what is in it, in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str]

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, *tags: str) -> list[Element]:
        """Return the elements of some tags."""
        return [each for each in self.walk() if each.tag in tags]

    def find_class(self, name: str) -> list[Element]:
        """Return the elements of a class."""
        return [each for each in self.walk() if name in each.attributes.get("class", "").split()]

    @property
    def text(self) -> str:
        """The text in it; a break is a line break."""
        if self.tag == "br":
            return "\n"
        return "".join(each if isinstance(each, str) else each.text for each in self.children)


class PageTable(NamedTuple):
    """A table under a heading: the texts of its head, and of the cells of each row."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def list_tables(page: Element) -> list[PageTable]:
    """Return the tables of a page."""
    heading, tables = "", []
    for element in page.find("h1", "h2", "h3", "table"):
        if element.tag == "table":
            rows = (row.find("th", "td") for row in element.find("tr"))
            head, *body = (tuple(cell.text.strip() for cell in row) for row in rows)
            tables.append(PageTable(heading, head, tuple(body)))
        else:
            heading = element.text
    return tables


def find_table(page: Element, heading: str) -> PageTable:
    """Return the first table below a heading that has some words."""
    return next(table for table in list_tables(page) if heading in table.heading)


def list_links(page: Element) -> list[str]:
    """Return all addresses that a page leads to or takes something from."""
    given = (each.attributes for each in page.walk())
    return [its[key] for its in given for key in ("href", "src") if key in its]


def list_ids(page: Element) -> list[str]:
    return [each.attributes["id"] for each in page.walk() if "id" in each.attributes]


class _TreeBuilder(HTMLParser):
    """Builds a tree, and fails where tags do not match, but for ends that others imply."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {}, [])
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open[-1].tag in _IMPLIED_ENDS.get(tag, ()):
            self.open.pop()
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag != self.open[-1].tag in _ENDED_BY_PARENT:
            self.open.pop()
        opened = self.open.pop()
        assert opened.tag == tag, (opened.tag, tag, self.getpos())

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_tree(text: str) -> Element:
    """Return the tree of HTML whose tags match."""
    builder = _TreeBuilder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root]
    return builder.root


def read_page(file: Path) -> Element:
    """Return the tree of a page."""
    return read_tree(file.read_text(encoding="utf-8"))


def read_pages(site: Path) -> dict[str, Element]:
    """Return the trees of all pages by their addresses."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): read_page(file) for file in files}
