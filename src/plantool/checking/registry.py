"""Every rule, and every code that can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.checking.ignore_codes import CODES as _PROCESS_CODES
from plantool.loading.codes import CODES as _SCHEMA_CODES
from plantool.rules import ADVICE_RULES, DATED_RULES, ERROR_RULES, TEXT_RULES, import_rules
from plantool.syntax.codes import CODES as _SYNTAX_CODES

if TYPE_CHECKING:
    from plantool.diagnostics import Code
    from plantool.rules import RuleModule

RULE_MODULES: tuple[RuleModule, ...] = tuple(
    import_rules((*ERROR_RULES, *ADVICE_RULES, *DATED_RULES, *TEXT_RULES))
)
_RULE_CODES = (code for rule in RULE_MODULES for code in rule.CODES)
CODES: tuple[Code, ...] = tuple(
    sorted((*_SYNTAX_CODES, *_SCHEMA_CODES, *_PROCESS_CODES, *_RULE_CODES))
)
