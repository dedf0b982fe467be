"""Text is written in composed characters (NFC), so that the same word is the same text.

か followed by a combining ゛ looks like が, but no search for が finds it. CJK compatibility
ideographs are left alone: NFC would turn 神 of a name into another character.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Edit, Fix, Severity
from plantool.model.normal import nfc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

DECOMPOSED = Code("PLT601", "decomposed-text", Severity.WARNING)
CODES = (DECOMPOSED,)
_MARKS = "\u0300-\u036f\u3099\u309a"
SUSPECT = compile_late(f"[{_MARKS}]")
_CLUSTER = compile_late(f"[^{_MARKS}\r\n][{_MARKS}]+")


def check(source: SourceText, root: Node) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of TextRule
    """Find characters that are written as a base and a mark, once a line."""
    first: dict[int, Diagnostic] = {}
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for cluster in _CLUSTER.finditer(source.text):
        composed = nfc(cluster[0])
        if composed == cluster[0]:
            continue
        span = source.find_span(*cluster.span())
        if span.line not in first:
            first[span.line] = source.diagnose(DECOMPOSED, span, composed=composed)
        edits[span.line].append(Edit(*cluster.span(), composed))
    for line, found in first.items():
        yield found._replace(fix=Fix(tuple(edits[line]), safe=True))
