"""English texts."""

from __future__ import annotations

from plantool.messages import join_texts
from plantool.messages.en import (
    changes,
    commenting,
    findings,
    help,  # noqa: A004 - what --help says
    importing,
    merging,
    new_files,
    results,
    screens,
    sheets,
    starting,
    syntax_faults,
)

TEXTS = join_texts(
    changes.TEXTS,
    findings.TEXTS,
    syntax_faults.TEXTS,
    screens.TEXTS,
    results.TEXTS,
    merging.TEXTS,
    help.TEXTS,
    commenting.TEXTS,
    sheets.TEXTS,
    new_files.TEXTS,
    starting.TEXTS,
    importing.TEXTS,
)
