"""What every format says of a finding in the same words, fit for a log and for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from plantool.diagnostics import Code, Diagnostic
    from plantool.messages import Catalogue


def to_one_line(text: str) -> str:
    """Return ``text`` printable in one line that no CI runner takes for a command (``##[…]``)."""
    return make_visible(text).replace("\n", "\\u000a").replace("##[", "#\u200b#[")


def name_code(code: Code) -> str:
    """Name a kind of finding: ``PLT301 planned-total``."""
    return f"{code.code} {code.name}"


def format_location(diagnostic: Diagnostic) -> str:
    """Say where, in one line: ``plan/18-3.yaml:18:12``."""
    return f"{to_one_line(diagnostic.file)}:{diagnostic.span.line}:{diagnostic.span.column}"


def format_sentences(diagnostic: Diagnostic, texts: Catalogue) -> str:
    """Return the fault and, in another line, the way to mend it."""
    return make_visible(f"{texts.message(diagnostic)}\n{texts.help(diagnostic)}")
