"""Nothing that is to be replaced before publication is left in a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.syntax.nodes import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

PLACEHOLDER = Code("PLT606", "placeholder", Severity.WARNING)
CODES = (PLACEHOLDER,)
# the first character goes first: the search skips fast to the next one
SUSPECT = re.compile(
    r"[TFX](?<!\w.)(?:(?<=T)ODO|(?<=T)BD|(?<=F)IXME|(?<=X)XX)\b"
    r"|[要調（(○〇●◯×✕？?](?:(?<=要)確認|(?<=調)整中|(?<=[（(])仮[)）]"
    r"|(?<=[○〇●◯])[○〇●◯]+|(?<=[×✕])[×✕]+|(?<=？)？+|(?<=\?)\?\?+)"
)


def check(source: SourceText, root: Node) -> Iterator[Finding]:
    """Find words such as TODO, 要確認, （仮） and ○○ in what the plan says; comments are free."""
    for path, scalar in scalars(root):
        if found := SUSPECT.search(scalar.text):
            words = (("words", found[0]),)
            yield Finding(code=PLACEHOLDER, file=source.file, path=path, arguments=words)
