"""From pages to text: one module per format, each with ``render(page, texts)``."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Page


class Format(Enum):
    """The output formats of data commands."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


class DocumentFormat(Enum):
    """The output formats of documents."""

    MARKDOWN = "markdown"
    HTML = "html"


class ChangeFormat(Enum):
    """The output formats of pages that are both data and a document to read."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


class Renderer(Protocol):
    """The shape of a format's module."""

    def render(self, page: Page, texts: Catalogue) -> Iterator[str]:
        """Yield the text of ``page``, in pieces that end where lines end."""


AnyFormat: TypeAlias = Format | DocumentFormat | ChangeFormat
_MODULES = {
    "table": "plain",
    "markdown": "markdown",
    "html": "html",
    "csv": "comma_separated",
    "json": "json_document",
}


def load_renderer(output: AnyFormat) -> Renderer:
    """Return the module that renders ``output``; a table becomes plain text."""
    return cast("Renderer", import_module(f"plantool.render.{_MODULES[output.value]}"))
