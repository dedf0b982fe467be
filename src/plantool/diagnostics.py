"""Findings about what a user wrote: a stable code, a place, and the values for its sentence.

The sentences themselves, Japanese and English, stand in ``plantool.messages`` under the code.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

NodePath: TypeAlias = tuple[str | int, ...]
"""A place in a plan file by keys and indexes: ``("measures", 0, "planned", "H30")``."""


class Severity(Enum):
    """How grave a finding is; only errors make sums refuse and ``validate`` fail."""

    ERROR = "error"
    WARNING = "warning"


class Code(NamedTuple):
    """A kind of finding: its stable code (``PLT301``) and its readable name."""

    code: str
    name: str
    severity: Severity = Severity.ERROR


class Span(NamedTuple):
    """A stretch of text: lines and columns count code points from 1, the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Vocabulary(Protocol):
    """The words of one language, as ``plantool.messages.Catalogue`` has them."""

    language: str

    def __call__(self, key: str, /) -> str:
        """Return the words under ``key``."""


class Bilingual(NamedTuple):
    """Words for a sentence that come with the data in both languages, such as a field's title."""

    ja: str
    en: str

    def words(self, catalogue: Vocabulary) -> str:
        """Return the words in the language of ``catalogue``."""
        return self.ja if catalogue.language == "ja" else self.en


class Terms(NamedTuple):
    """Words for a sentence by their keys in the message catalogue: alternatives, in order."""

    keys: tuple[str, ...]

    def words(self, catalogue: Vocabulary) -> str:
        """Return the alternatives in the language of ``catalogue``."""
        return catalogue("list.or").join(catalogue(key) for key in self.keys)


class Finding(NamedTuple):
    """A finding that knows its place by path; it becomes a Diagnostic when it is located.

    ``on_key`` points at the key rather than at its value. ``also`` names the file and path of
    another place that belongs to it, such as the first of two duplicates.
    """

    code: Code
    file: str
    path: NodePath = ()
    arguments: tuple[tuple[str, object], ...] = ()
    on_key: bool = False
    also: tuple[str, NodePath] | None = None


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    file: str
    span: Span


class Diagnostic(NamedTuple):
    """One finding at its place. ``excerpt`` is the user's own line at ``span.line``."""

    code: Code
    file: str
    span: Span = Span()
    arguments: tuple[tuple[str, object], ...] = ()
    excerpt: str = ""
    related: Related | None = None

    @property
    def is_error(self) -> bool:
        """Tell whether this finding makes the plan unusable for sums."""
        return self.code.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, Span, str]:
        """The order in which findings are reported."""
        return self.file, self.span, self.code.code
