"""Findings about what a user wrote: a stable code, its position, and the values for its sentence.

The sentences themselves, Japanese and English, stand in ``plantool.messages`` under the code.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

NodePath: TypeAlias = tuple[str | int, ...]
"""Where something is in a plan file, by keys and indexes: ``("measures", 0, "planned", "H30")``."""
Plain: TypeAlias = "str | int | Decimal | bool | dict[str, Plain] | list[Plain] | None"
"""What a file says, without positions."""


class Severity(Enum):
    """How grave a finding is, the gravest first; only errors make sums refuse."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Family(Enum):
    """What a kind of finding is about; its number is the first digit of the code."""

    SYNTAX = 0
    SCHEMA = 1
    IDENTITY = 2
    ARITHMETIC = 3
    YEARS = 4
    MONEY = 5
    TEXT = 6
    RESULTS = 7
    PROCESS = 8


class Code(NamedTuple):
    """A kind of finding: its stable code (``PLT301``) and its readable name.

    ``severity`` is the usual one; a plan may set another. ``since`` is the version that brought it.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR
    since: str = "0.1"

    @property
    def family(self) -> Family:
        """What it is about."""
        return Family(int(self.code[3]))


class Reach(Enum):
    """How near a cause has to be to what follows from it."""

    PLAN = "the same plan"
    FILE = "the same file"
    ROW = "the row of the finding, or what stands in it"
    YEAR = "the same file and year"
    NODE = "the same node"


class Cause(NamedTuple):
    """Other faults that a finding only follows from, if one of ``codes`` was found that near."""

    codes: tuple[Code, ...]
    reach: Reach


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
    """Words for a sentence that come with the data in both languages: the title of a field."""

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


class Missing(Enum):
    """Says that there is nothing at a path, which is not the same as ``null``."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


class Written(Enum):
    """Speaks of what a file has at the path of a change, for those who have not seen its text."""

    AS_READ = "as read"
    """As a base: the value that the file had when it was read."""
    AS_TEXT = "as text"
    """As a new value: the characters that are written there, as text."""


class Change(NamedTuple):
    """``new`` instead of ``base`` at ``path`` in ``file``: the one way to ask for a change.

    ``base`` is the value that whoever made the change saw there, MISSING where there was none. A
    ``new`` that is MISSING takes the entry away with its key. ``on_key`` tells that both are keys:
    the one at the end of ``path`` is renamed. Numbers are int or Decimal.
    """

    file: str
    path: NodePath
    base: Plain | Missing | Written
    new: Plain | Missing | Written
    on_key: bool = False


def propose_change(
    path: NodePath, new: Plain | Missing | Written, *, on_key: bool = False
) -> Change:
    """Return a change of the file that a finding is about, for any value at ``path``."""
    return Change("", path, Written.AS_READ, new, on_key)


class Repair(NamedTuple):
    """Changes that mend a finding; ``safe`` ones leave what the plan says as it is."""

    changes: tuple[Change, ...]
    safe: bool = False


class Edit(NamedTuple):
    """``text`` instead of what stands from ``start`` to ``end``, in code points from 0."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits``, which do not overlap."""
    parts, offset = [], 0
    for edit in sorted(edits):
        parts += [text[offset : edit.start], edit.text]
        offset = edit.end
    return "".join([*parts, text[offset:]])


class Fix(NamedTuple):
    """A repair as edits of the text of the finding's file (without its BOM)."""

    edits: tuple[Edit, ...]
    safe: bool = False


class Finding(NamedTuple):
    """A finding that knows its path; it becomes a Diagnostic when it is located.

    ``on_key`` points at the key rather than at its value. ``related`` names the file and path of
    another value that belongs to it: the first of two duplicates. Where a cause that the finding
    ``follows`` was found, the finding is left out.
    """

    code: Code
    file: str
    path: NodePath = ()
    arguments: tuple[tuple[str, object], ...] = ()
    on_key: bool = False
    related: tuple[str, NodePath] | None = None
    repair: Repair | None = None
    follows: tuple[Cause, ...] = ()


class Related(NamedTuple):
    """Another position that belongs to a finding."""

    file: str
    span: Span


class Diagnostic(NamedTuple):
    """One finding at its position. ``excerpt`` is the user's own line at ``span.line``.

    Of a very long line it is the part around the finding; ``skipped`` characters stand before it.
    ``path`` leads to it in the plan's data, () where only its line is known.
    """

    code: Code
    file: str
    span: Span = Span()
    arguments: tuple[tuple[str, object], ...] = ()
    excerpt: str = ""
    related: Related | None = None
    path: NodePath = ()
    fix: Fix | None = None
    skipped: int = 0

    @property
    def is_error(self) -> bool:
        """Tell whether this finding makes the plan unusable for sums."""
        return self.code.severity is Severity.ERROR

    def strip(self) -> Diagnostic:
        """Return what there is to count of it: its code and its file."""
        return Diagnostic(self.code, self.file)

    @property
    def order(self) -> tuple[str, Span, str]:
        """The order in which findings are reported."""
        return self.file, self.span, self.code.code
