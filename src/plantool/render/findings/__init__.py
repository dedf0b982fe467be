"""From findings to text: one module per format, each with ``render(findings, texts)``."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.messages import Catalogue


class FindingsFormat(Enum):
    """The output formats of validate."""

    TEXT = "text"
    CONCISE = "concise"
    PLAIN = "plain"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    RDJSON = "rdjson"

    @property
    def is_for_services(self) -> bool:
        """Whether a service reads it, which knows files by their paths in the repository."""
        return self in _FOR_SERVICES


_FOR_SERVICES = frozenset(
    FindingsFormat[name] for name in ("GITHUB", "GITLAB", "SARIF", "JUNIT", "RDJSON")
)


class FindingsRenderer(Protocol):
    """The shape of a format's module."""

    def render(self, findings: Findings, texts: Catalogue) -> Iterator[str]:
        """Yield the text of ``findings``, in pieces that end where lines end."""


def load_findings_renderer(output: FindingsFormat) -> FindingsRenderer:
    """Return the module that renders ``output``."""
    module = import_module(f"plantool.render.findings.{_name_module(output)}")
    return cast("FindingsRenderer", module)


def _name_module(output: FindingsFormat) -> str:
    return "json_document" if output is FindingsFormat.JSON else output.value
