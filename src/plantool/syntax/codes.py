"""What can be wrong with a file before anyone asks what it says (PLT0xx)."""

from __future__ import annotations

from plantool import finding_limit
from plantool.diagnostics import Code

UNREADABLE = Code("PLT001", "unreadable-file")
NOT_UTF8 = Code("PLT002", "not-utf8")
TOO_LARGE = Code("PLT003", "file-too-large")
TOO_DEEP = Code("PLT004", "nested-too-deep")
TAB = Code("PLT005", "tab")
CONTROL_CHARACTER = Code("PLT006", "control-character")
CONFLICT_MARKER = Code("PLT007", "conflict-marker")
MALFORMED = Code("PLT008", "malformed-yaml")
EMPTY_DOCUMENT = Code("PLT009", "empty-document")
SECOND_DOCUMENT = Code("PLT010", "second-document")
ANCHOR = Code("PLT011", "anchor")
ALIAS = Code("PLT012", "alias")
TAG = Code("PLT013", "tag")
DIRECTIVE = Code("PLT014", "directive")
KEY_NOT_TEXT = Code("PLT015", "key-not-text")
DUPLICATE_KEY = Code("PLT016", "duplicate-key")
DUPLICATE_YEAR = Code("PLT017", "duplicate-year")
TOO_MANY = finding_limit.TOO_MANY
TOO_MANY_DIGITS = Code("PLT020", "too-many-digits")
MISTYPED = Code("PLT021", "mistyped")

CODES = tuple(code for code in globals().values() if isinstance(code, Code))
