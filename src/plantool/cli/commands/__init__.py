"""One module per command, with the function of its own name: ``show``, ``sheet_export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND_NAMES = (
    "init",
    "new",
    "rename",
    "status",
    "pending",
    "budget",
    "show",
    "report",
    "diff",
    "log",
    "blame",
    "query",
    "fleet",
    "record",
    "sheet",
    "import",
    "export",
    "site",
    "validate",
    "comment",
    "fmt",
    "merge",
    "explain",
    "rules",
    "schema",
    "lsp",
    "completion",
)
"""The first words of all commands, in the order of --help.

``help.NAME`` is the text of each in the catalogues.
"""

SUBCOMMAND_NAMES: dict[str, tuple[str, ...]] = {
    "sheet": ("export", "import"),
    "fleet": ("build", "query", "sql"),
    "import": ("xlsx", "csv", "guess"),
}
"""The second words of commands that have two; ``help.NAME-SECOND`` is the text of each."""


def yield_commands() -> Iterator[str]:
    """Yield the commands that do something, as people type them, in the order of --help."""
    for name in COMMAND_NAMES:
        seconds = SUBCOMMAND_NAMES.get(name)
        yield from (f"{name} {second}" for second in seconds) if seconds else (name,)
