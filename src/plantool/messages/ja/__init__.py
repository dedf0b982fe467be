"""Japanese texts."""

from __future__ import annotations

from plantool.messages.ja import findings, help, results, screens  # noqa: A004 - what --help says

TEXTS = {**findings.TEXTS, **screens.TEXTS, **results.TEXTS, **help.TEXTS}
