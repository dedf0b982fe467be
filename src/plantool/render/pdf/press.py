"""Prints an HTML document: the library, what it needs of the system, and the letters of fonts."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from plantool.errors import UsageError

try:
    import weasyprint
    from weasyprint.urls import URLFetcher

    from plantool.render.pdf.tags import complete_tags
except OSError as error:  # Pango, which is no package of Python
    system = sys.platform if sys.platform in {"darwin", "win32"} else "linux"
    raise UsageError(f"error.no-pango.{system}") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIANT = "pdf/ua-1"
_MOST_NAMED = 20  # characters that an error names


def print_document(html: str) -> bytes:
    """Return a document as a PDF; raises UsageError where no font has one of its characters."""
    gc.enable()  # boxes know each other, and there may be another document to print
    with _gather_missing() as missing:
        nothing = URLFetcher(allowed_protocols=())  # the document has all that it needs
        document = weasyprint.HTML(string=html, url_fetcher=nothing)
        identifier = sha256(html.encode()).digest()[:16]
        data: bytes = document.write_pdf(
            pdf_variant=_VARIANT, pdf_identifier=identifier, finisher=complete_tags
        )
    del document
    gc.collect()
    if missing:
        named = "".join(sorted(missing)[:_MOST_NAMED])
        raise UsageError("error.no-letters", letters=named, count=len(missing))
    return data


class _MissingLetters(logging.Handler):
    """Hears of the characters that the library would print as boxes."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.letters.add(str(record.args[0]))


@contextmanager
def _gather_missing() -> Iterator[set[str]]:
    logger = logging.getLogger("weasyprint")
    handler = _MissingLetters()
    logger.addHandler(handler)
    try:
        yield handler.letters
    finally:
        logger.removeHandler(handler)
