"""Values that other readers of YAML, or people, take for something else than plantool does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.editing.scalar_text import write_scalar
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars
from plantool.syntax.scalars import is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

AMBIGUOUS = Code("PLT019", "ambiguous-scalar", Severity.WARNING)
CODES = (AMBIGUOUS,)
# what can begin a value goes first: the search skips fast to the next such character
SUSPECT = compile_late(
    r"[ \n\[{,](?=[-+.0-9yYnNoO])(?<![0-9],)"
    r"(?:[-+]?0[0-9ox]|[-+]?[0-9.]+[_:eE][-+0-9]|\+[0-9]|[-+]?\.[0-9iInN]"
    r"|[0-9]+\.(?![0-9])|(?i:y|n|yes|no|on|off)\b)"
)


def check(source: SourceText, root: Node) -> Iterator[Finding]:
    """Find unquoted values such as ``012``, ``1_000``, ``12:30`` and ``yes``."""
    for path, scalar in yield_scalars(root):
        if source.text[scalar.start.index] not in "\"'|>" and is_ambiguous(scalar.text):
            written = write_scalar(scalar.value)
            yield Finding(
                code=AMBIGUOUS,
                file=source.file,
                path=path,
                arguments=(("text", scalar.text), ("value", written)),
                repair=Repair((propose_change(path, scalar.value),), safe=True),
            )
