"""Every law, and every code that can be found. Importing this module loads all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.checking.rule_lists import all_rules
from plantool.checking.suppression_codes import CODES as _PROCESS_CODES
from plantool.loading.codes import CODES as _SCHEMA_CODES
from plantool.syntax.codes import CODES as _SYNTAX_CODES

if TYPE_CHECKING:
    from plantool.checking.rule_lists import Rule
    from plantool.diagnostics import Code

RULES: tuple[Rule, ...] = all_rules().rules
_RULE_CODES = (code for rule in RULES for code in rule.CODES)
CODES: tuple[Code, ...] = tuple(
    sorted((*_SYNTAX_CODES, *_SCHEMA_CODES, *_PROCESS_CODES, *_RULE_CODES))
)
