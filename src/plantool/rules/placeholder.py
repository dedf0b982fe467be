"""A plan is free of words that stand for others until it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

PLACEHOLDER = Code("PLT606", "placeholder", Severity.WARNING)
CODES = (PLACEHOLDER,)
_OWN_KEYS = frozenset({"note", "reason"})  # words of the office to itself
# the first character goes first: the search skips fast to the next one
SUSPECT = compile_late(
    r"[TFX要（(○〇●◯×✕？?](?:(?<!\w[TFX])(?:(?<=T)ODO|(?<=T)BD|(?<=F)IXME|(?<=X)XX)\b"
    r"|(?<=要)(?<![重必]要)(?:確認|記入)(?!事項|者|欄)|(?<=[（(])仮[)）]"
    r"|(?<=[○〇●◯])(?<![一二三四五六七八九].)[○〇●◯]+(?![一二三四五六七八九年])|(?<=[×✕])[×✕]+|(?<=？)？+|(?<=\?)\?\?+)"
)


def check(source: SourceText, root: Node) -> Iterator[Finding]:
    """Find words such as TODO, 要確認, （仮） and ○○ in what the plan says; comments are free."""
    for path, scalar in yield_scalars(root):
        if path[0] == "source" or path[-1] in _OWN_KEYS:
            continue
        if found := next(filter(_is_placeholder, SUSPECT.finditer(scalar.text)), None):
            arguments = (("words", found[0]),)
            yield Finding(code=PLACEHOLDER, file=source.file, path=path, arguments=arguments)


def _is_placeholder(found: Match[str]) -> bool:
    """Tell a title that is not decided, 並木の手入れ（仮）, from official names: （仮）公園."""
    return "仮" not in found[0] or not found.string[found.end() :].strip()
