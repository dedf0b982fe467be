"""Words do not begin or end with blanks: an unseen blank makes two names of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

STRAY = Code("PLT603", "stray-space", Severity.WARNING)
CODES = (STRAY,)
_BLANK = " \u3000\u00a0"
# a quote or a wide blank first: the search skips fast to the next one
SUSPECT = compile_late(
    "[\"'\u3000\u00a0](?:"
    f"(?<=[\\s\\[{{,][\"'])[{_BLANK}]"  # an opening quote, then a blank
    f"|(?<=[{_BLANK}][\"'])\\s*(?:[,}}\\]#]|$)"  # a blank, then a closing quote
    "|(?<=[ \\[{,][\u3000\u00a0])|(?<=[\u3000\u00a0])(?:[,}\\]]|\\s|$))",  # a wide blank at an end
    re.MULTILINE,
)


def check(source: SourceText, root: Node) -> Iterator[Finding]:
    """Find words with blanks at their ends, full-width ones as well."""
    for path, scalar in yield_scalars(root):
        stripped = scalar.text.strip()
        if stripped != scalar.text and source.text[scalar.start.index] not in "|>":
            removal = Repair((propose_change(path, stripped),), safe=True)
            yield Finding(
                code=STRAY,
                file=source.file,
                path=path,
                arguments=(("value", stripped),),
                repair=removal if stripped else None,
            )
