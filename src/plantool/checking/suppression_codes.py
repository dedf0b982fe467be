"""The faults of comments and settings that ignore findings (PLT8xx)."""

from __future__ import annotations

from plantool.diagnostics import Code, Severity

NO_REASON = Code("PLT802", "ignore-without-reason")
UNUSED = Code("PLT803", "unused-ignore", Severity.WARNING)
UNKNOWN = Code("PLT804", "ignore-of-unknown-code")
NEVER = Code("PLT805", "ignore-not-allowed")

COMMENT_PREFIX = "plantool:"  # a comment to plantool begins so

CODES = (NO_REASON, UNUSED, UNKNOWN, NEVER)
