"""The terms of use that a plan states, as catalogues of data name them."""

from __future__ import annotations

import re
from typing import NamedTuple

from plantool.exporting.addresses import quote_address
from plantool.patterns import compile_late

_ADDRESS = compile_late(r"https?://\S+")
_IDENTIFIER = compile_late(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_CREATIVE_COMMONS = compile_late(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([0-9]\.[0-9])", re.IGNORECASE)
_PUBLIC_DOMAIN = compile_late(r"CC0-1\.0", re.IGNORECASE)


class LicenseTerms(NamedTuple):
    """What a plan says of its terms: its ``words``, an ``identifier`` (CC-BY-4.0), an address."""

    words: str
    identifier: str | None
    address: str | None


def read_license(words: str) -> LicenseTerms:
    """Read the terms of use: an identifier of SPDX, an address, or words."""
    plain = words.strip()
    identifier = plain if _IDENTIFIER.fullmatch(plain) else None
    return LicenseTerms(plain, identifier, _find_address(plain))


def _find_address(words: str) -> str | None:
    if _ADDRESS.fullmatch(words):
        return quote_address(words)
    if _PUBLIC_DOMAIN.fullmatch(words):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if found := _CREATIVE_COMMONS.fullmatch(words):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return None
