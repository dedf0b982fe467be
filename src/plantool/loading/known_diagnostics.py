"""The findings in a plan, as the cache keeps them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.cached_json import decode_findings, encode_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.diagnostics import Code, Diagnostic


class PlanHead(NamedTuple):
    """The little that must be known of a plan to show its findings."""

    is_readable: bool
    language: str
    left_out: tuple[str, ...]


class KnownDiagnostics(NamedTuple):
    """The findings in a plan."""

    head: PlanHead
    diagnostics: tuple[Diagnostic, ...]


def encode_known(known: KnownDiagnostics) -> str:
    """Write findings: those that say no more than their code and file by their codes."""
    bare: dict[Code, list[str]] = {}
    others = []
    for found in known.diagnostics:
        if found == found.strip():
            bare.setdefault(found.code, []).append(found.file)
        else:
            others.append(found)
    listed = tuple((code, tuple(files)) for code, files in bare.items())
    return encode_findings((*known.head, tuple(others), listed))


def decode_known(text: str) -> KnownDiagnostics:
    """Read findings, in any order; raises ValueError, LookupError or TypeError for others."""
    from plantool.diagnostics import Diagnostic  # noqa: PLC0415 - imported by all that found any

    readable, language, left_out, others, bare = decode_findings(text)
    if not all(isinstance(finding, Diagnostic) for finding in others):
        raise TypeError("no findings")
    head = PlanHead(readable is True, str(language), tuple(map(str, left_out)))
    stripped = (Diagnostic(code, file) for code, files in bare for file in files)
    return KnownDiagnostics(head, (*others, *stripped))


def rename_files(known: KnownDiagnostics, names: Mapping[str, str]) -> KnownDiagnostics:
    """Return findings in their order, with files called as ``names`` has them; raises KeyError.

    An argument that is the name of a file is called ``file``, too.
    """
    head = known.head._replace(left_out=tuple(names[file] for file in known.head.left_out))
    renamed = (
        found._replace(
            file=names[found.file],
            arguments=tuple(
                (key, names[str(value)] if key == "file" and value else value)
                for key, value in found.arguments
            ),
            related=found.related and found.related._replace(file=names[found.related.file]),
        )
        for found in known.diagnostics
    )
    return KnownDiagnostics(head, tuple(sorted(renamed, key=attrgetter("order"))))
