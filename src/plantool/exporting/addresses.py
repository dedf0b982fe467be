"""Addresses of plans as the web takes them."""

from __future__ import annotations

import re
from urllib.parse import quote

from plantool.patterns import compile_late

_URL_SIGNS = ":/?#[]@!$&'()*+,;=%~"
_MAIL = compile_late(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE
)


def quote_address(address: str) -> str:
    """Return an address of the web with every other sign than those of URIs written as ``%XX``."""
    return quote(address, safe=_URL_SIGNS)


def find_mail_address(words: str | None) -> str | None:
    """Return a mail address, unless others would refuse it: forms of HTML know the same ones."""
    return words if words and _MAIL.fullmatch(words) else None
