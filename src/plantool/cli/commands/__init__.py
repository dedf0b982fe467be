"""One module per command, with the function of its own name."""

COMMAND_NAMES = (
    "status",
    "pending",
    "budget",
    "show",
    "report",
    "diff",
    "log",
    "blame",
    "record",
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
"""All commands, in the order of --help; ``help.NAME`` is the text of each in the catalogues."""
