"""Why a change is not made: one reason each, with a sentence in ``plantool.messages``."""

from __future__ import annotations

from enum import Enum


class RefusalReason(Enum):
    """Why a change is refused."""

    ERRORS = "errors"
    """The schema or a rule finds errors: ``Refusal.diagnostics``."""
    UNKNOWN_FILE = "unknown-file"
    """The plan has no file of this name."""
    UNREADABLE = "unreadable"
    """The file cannot be opened, or has a fault of its YAML, which is to be mended first."""
    NO_SUCH_PATH = "no-such-path"
    """The path leads through a value that holds nothing, past the end of a list, or to no key."""
    COMMENT = "comment"
    """A comment would be lost."""
    ONLY_ENTRY = "only-entry"
    """Nothing would be left of the file, or of an item of a list."""
    UNWRITABLE = "unwritable"
    """No file can hold the value: a character that YAML forbids, too many digits."""
    UNSURE = "unsure"
    """No edit of the text is certain to make it: it is to be made by hand."""

    @property
    def key(self) -> str:
        """The key of its sentence in the message catalogue."""
        return f"refusal.{self.value}"
