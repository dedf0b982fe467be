"""Bytes to syntax tree, or to the reasons why there is none."""

from __future__ import annotations

from plantool.diagnostics import Diagnostic
from plantool.syntax import refused_text
from plantool.syntax.document import Document, parse_source


def parse_document(data: bytes, file: str) -> Document:
    """Read one file. ``root`` is None where the rest of the file cannot be trusted."""
    source = refused_text.decode_source(data, file)
    if isinstance(source, Diagnostic):
        return Document(None, None, (source,))
    if refused_findings := refused_text.check_source(source):
        return Document(source, None, tuple(refused_findings))
    document, error = parse_source(source)
    if error is None:
        return document
    from plantool.syntax.malformed import explain_malformed  # noqa: PLC0415 - only a faulty file needs it

    return Document(source, None, (*document.diagnostics, *explain_malformed(source, error)))
