"""A year whose amount is left blank counts as one of unknown amount; that may be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.fiscal_year import FiscalYear
from plantool.patterns import compile_late
from plantool.syntax.nodes import yield_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

BLANK = Code("PLT515", "blank-amount", Severity.INFO)
CODES = (BLANK,)
# a year or total with nothing behind its colon; in a block, nothing deeper may stand below it
SUSPECT = compile_late(
    r":(?:(?<=[0-9度l]:)|(?<=[0-9度l][\"']:))"  # by the colon first: digits are everywhere
    r"(?: *[,}]|(?<![\"']:)(?= *\r?$| +#)(?! *\r?\n {6}))",
    re.MULTILINE,
)


def check(source: SourceText, root: Node) -> Iterator[Finding]:
    """Find years of the budget, and totals, with nothing behind the colon."""
    for path, scalar in yield_scalars(root):
        is_blank = scalar.value is None and not scalar.text
        if is_blank and path[0] == "budget" and _is_amount_path(path):
            arguments = (("key", path[-1]),)
            yield Finding(code=BLANK, file=source.file, path=path, arguments=arguments, on_key=True)


def _is_amount_path(path: NodePath) -> bool:
    if path[-1] == "total":
        return True
    try:
        FiscalYear.parse(str(path[-1]))
    except ValueError:
        return False
    return True
