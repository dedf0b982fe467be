"""Every rule, and every code that can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.codes import CODES as _SCHEMA_CODES
from plantool.rules import ADVICE, DATED, GRAVE, OF_TEXTS, modules
from plantool.rules.codes import CODES as _PROCESS_CODES
from plantool.syntax.codes import CODES as _SYNTAX_CODES

if TYPE_CHECKING:
    from plantool.diagnostics import Code
    from plantool.rules import Finder

FINDERS: tuple[Finder, ...] = tuple(modules((*GRAVE, *ADVICE, *DATED, *OF_TEXTS)))
_RULE_CODES = (code for finder in FINDERS for code in finder.CODES)
CODES: tuple[Code, ...] = tuple(
    sorted((*_SYNTAX_CODES, *_SCHEMA_CODES, *_PROCESS_CODES, *_RULE_CODES))
)
