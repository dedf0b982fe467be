"""From pages to files: one module per format, each with ``render(page, texts)``."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from plantool.errors import UsageError

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
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


class ChangeFormat(Enum):
    """The output formats of pages that are both data and a document to read."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


class ShownFormat(Enum):
    """The output formats of a single initiative or chapter."""

    TABLE = "table"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


class Renderer(Protocol):
    """The shape of a format's module."""

    def render(self, page: Page, texts: Catalogue) -> Iterator[str | bytes]:
        """Yield ``page`` as text, in pieces that end where lines end, or as the bytes of a file."""


AnyFormat: TypeAlias = Format | DocumentFormat | ChangeFormat | ShownFormat
_MODULES = {
    "table": "plain",
    "markdown": "markdown",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "xlsx": "xlsx",
    "csv": "comma_separated",
    "json": "json_document",
}
_BINARY = frozenset({"docx", "pdf", "xlsx"})
_LIBRARIES = frozenset({"docx", "lxml", "weasyprint"})


def is_binary(output: AnyFormat) -> bool:
    """Tell whether a format is bytes that no terminal can show."""
    return output.value in _BINARY


def load_renderer(output: AnyFormat) -> Renderer:
    """Return the module that renders ``output``; a table becomes plain text.

    Raises UsageError where a library that the format needs is not installed.
    """
    try:
        module = import_module(f"plantool.render.{_MODULES[output.value]}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise UsageError(f"error.no-{output.value}") from error
    return cast("Renderer", module)
