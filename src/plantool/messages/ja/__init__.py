"""Japanese texts."""

from __future__ import annotations

from plantool.messages import join_texts
from plantool.messages.ja import (
    changes,
    commenting,
    exporting,
    findings,
    first_files,
    fleet,
    fleet_questions,
    help,  # noqa: A004 - what --help says
    importing,
    merging,
    prefectures,
    querying,
    questions,
    results,
    screens,
    sheets,
    site,
    starting,
    syntax_faults,
    tables,
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
    site.TEXTS,
    first_files.TEXTS,
    starting.TEXTS,
    importing.TEXTS,
    querying.TEXTS,
    questions.TEXTS,
    fleet_questions.TEXTS,
    prefectures.TEXTS,
    tables.TEXTS,
    exporting.TEXTS,
    fleet.TEXTS,
)
