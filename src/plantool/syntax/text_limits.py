"""How large and how deep a file may be, and which characters it may not hold."""

from __future__ import annotations

from plantool.patterns import compile_late

MAX_BYTES = 1 << 20
MAX_DEPTH = 24  # the reader stops there, and the parser with it: it goes one event at a time
FORBIDDEN = compile_late(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"  # bidirectional overrides: text that reads other than it is
)
