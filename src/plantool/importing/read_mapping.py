"""Reads a mapping: a YAML file, or one of those that come with plantool, by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.importing.build_mapping import build_mapping
from plantool.loading.finding_positions import locate_finding
from plantool.loading.schema import check_file_data
from plantool.syntax.parse import parse_document
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from plantool.diagnostics import Diagnostic
    from plantool.importing.mapping import TableMapping
    from plantool.syntax.document import Document

_SHIPPED = Path(__file__).parent / "mappings"


class ReadMapping(NamedTuple):
    """A mapping, None where it cannot be used, its findings, and its tree for positions."""

    file: str
    mapping: TableMapping | None
    diagnostics: tuple[Diagnostic, ...]
    document: Document


def list_shipped_mappings() -> list[str]:
    """Name the mappings that come with plantool."""
    return sorted(path.stem for path in _SHIPPED.glob("*.yaml"))


def read_mapping(name: str) -> ReadMapping:
    """Read the file ``name``, or the shipped mapping of that name; raises UsageError."""
    path = Path(name)
    if name in list_shipped_mappings() and not path.exists():
        path = _SHIPPED / f"{name}.yaml"
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        known = ", ".join(list_shipped_mappings())
        raise UsageError("error.import-mapping", file=name, reason=error, known=known) from error
    return parse_mapping(name, data)


def parse_mapping(name: str, data: bytes) -> ReadMapping:
    """Read the bytes of a mapping that is called ``name``."""
    document = parse_document(data, name)
    diagnostics = list(document.diagnostics)
    plain = document.root.to_plain() if document.root else None
    if document.root:
        findings = check_file_data("mapping", plain, name)
        diagnostics += [locate_finding(finding, lambda _: document) for finding in findings]
    is_sound = document.root is not None and not any(found.is_error for found in diagnostics)
    mapping = build_mapping(plain) if is_sound else None
    return ReadMapping(name, mapping, tuple(diagnostics), document)
