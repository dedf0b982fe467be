"""Signs that an encoding of a console lacks: a readable one stands in, ``^`` for ↗ in CP932."""

from __future__ import annotations

import codecs

_SINGLE = dict(
    zip(
        "─│┌┬┐├┼┤└┴┘■█▓▒░▚▄·↗↘→←×÷–—―‑‒±²„“”‘’…★☆◎○●△▲▽▼✕✓※①②③④⑤",
        '-|+++++++++*#%=-+:.^v><x/-----~2"""\'\'.**Ooo--vvxv*12345',
        strict=True,
    )
)
_SEVERAL = {"≤": "<=", "≥": ">=", "≠": "!=", "⇒": "=>"}
STAND_INS = {**_SINGLE, **_SEVERAL}
"""What is shown instead, as many cells wide wherever a table may have the sign."""

ERRORS = "plantool-stand-in"
"""The name under which streams are told to use them."""


def register_stand_ins() -> None:
    """Make the stand-ins known to streams; any other character shows as its number."""
    codecs.register_error(ERRORS, _stand_in)


def _stand_in(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    shown = [STAND_INS.get(sign) or _write_number(sign) for sign in lacking]
    return "".join(shown), error.end


def _write_number(sign: str) -> str:
    return sign.encode("ascii", "backslashreplace").decode("ascii")
