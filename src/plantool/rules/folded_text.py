"""Japanese has no blanks between words: a line break that becomes one was not meant.

YAML folds the lines of a text that is not under ``|`` with a blank between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Edit, Fix, Severity
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.syntax.nodes import Node, Scalar
    from plantool.syntax.source import SourceText

FOLDED = Code("PLT609", "folded-text", Severity.WARNING)
CODES = (FOLDED,)
_WORD = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
SUSPECT = compile_late(f"\n(?<=[\u3001-\uff60\r]\n) +(?={_WORD})")
_BREAK = compile_late(f"(?P<before>{_WORD}) *\r?\n *(?P<after>(?={_WORD}).)")


def check(source: SourceText, root: Node) -> Iterator[Diagnostic]:
    """Find breaks between Japanese characters, each at the end of its line."""
    for _, scalar in yield_scalars(root):
        if scalar.end.line > scalar.start.line and source.text[scalar.start.index] not in "|｜＞":
            yield from _find_breaks(source, scalar)


def _find_breaks(source: SourceText, scalar: Scalar) -> Iterator[Diagnostic]:
    """Find the breaks that YAML folded: of the lines that are set off, it folds none."""
    folded = _collect_blanks(scalar.text)
    for found in _BREAK.finditer(source.text, scalar.start.index, scalar.end.index):
        before, after = found["before"], found["after"]
        if f"{before} {after}" not in folded:
            continue
        span = source.find_span(found.start(), found.start() + 1)
        edit = Edit(found.end("before"), found.start("after"), "")
        diagnostic = source.diagnose(FOLDED, span, before=before, after=after)
        yield diagnostic._replace(fix=Fix((edit,), safe=True))


def _collect_blanks(text: str) -> set[str]:
    """Return each blank of ``text`` with the characters beside it."""
    return {text[at - 1 : at + 2] for at, sign in enumerate(text) if sign == " "}
