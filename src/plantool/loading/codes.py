"""The codes of findings in one file by itself: schema (PLT1xx), files left over (PLT221)."""

from __future__ import annotations

from plantool.diagnostics import Code, Severity

UNKNOWN_KEY = Code("PLT101", "unknown-key")
MISSING_KEY = Code("PLT102", "missing-key")
WRONG_TYPE = Code("PLT103", "wrong-type")
NOT_ALLOWED = Code("PLT104", "not-allowed")
WRONG_FORM = Code("PLT105", "wrong-form")
TOO_FEW = Code("PLT106", "too-few")
NOT_FOR_KIND = Code("PLT107", "not-for-this-kind")
NOT_A_QUANTITY = Code("PLT108", "not-a-quantity")
NOT_A_YEAR = Code("PLT109", "not-a-fiscal-year")
REPEATED_ITEM = Code("PLT110", "repeated-item")
NOT_AN_AMOUNT = Code("PLT111", "not-an-amount")
NOT_A_DATE = Code("PLT112", "not-a-date")
UNKNOWN_FIELD = Code("PLT113", "unknown-place")
NOT_READ = Code("PLT114", "file-not-read")
REPEATED_YEAR = Code("PLT115", "repeated-year")
NUMBER_AS_TEXT = Code("PLT116", "number-as-text")
NOT_A_TIME_ZONE = Code("PLT117", "not-a-time-zone")
TOO_MANY = Code("PLT118", "too-many")
BACKUP = Code("PLT221", "backup-file", Severity.WARNING)

CODES = tuple(code for code in globals().values() if isinstance(code, Code))
