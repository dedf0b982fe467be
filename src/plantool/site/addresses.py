"""The addresses of pages, which stay: links from elsewhere are kept for years.

An address is a path below the site's folder. Names of departments are kept in it, as far as file
systems allow.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from plantool.loading.blake2 import blake2b
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.initiative import Department

START = "index.html"
INITIATIVES = "initiatives.html"
DEPARTMENTS = "departments.html"
MISSED = "missed.html"
METHOD = "method.html"
CHANGES = "changes.html"
DATA = "data.html"
ABOUT = "about.html"
FEED = "changes.atom"
_UNSAFE = compile_late(r'[\x00-\x20"#%&\'*/:;<>?\\|\x7f]+')
_RESERVED = compile_late(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")  # by Windows
_LONGEST_NAME = 60  # characters: three bytes each in UTF-8, below the 255 that systems take


def name_initiative_page(identifier: str) -> str:
    """Return the address of an initiative."""
    return f"i/{identifier}.html"


def name_chapter_page(identifier: str) -> str:
    """Return the address of a chapter."""
    return f"c/{identifier}.html"


def name_department_pages(departments: Iterable[Department]) -> dict[Department, str]:
    """Return the addresses of departments: their names, with hashes where those name no files.

    One that is as an earlier one but for its capitals has a hash as well: not every file system
    tells them apart.
    """
    found: dict[Department, str] = {}
    taken: set[str] = set()
    for department in departments:
        plain = _UNSAFE.sub("-", nfkc(department.name)).strip("-.")
        is_plain = plain.replace("-", " ") == department.name and not _RESERVED.match(plain)
        if not is_plain or len(plain) > _LONGEST_NAME or plain.casefold() in taken:
            digest = blake2b(department.name.encode(), digest_size=4).hexdigest()
            plain = f"{plain[:_LONGEST_NAME]}-{digest}"
        taken.add(plain.casefold())
        found[department] = f"d/{plain}.html"
    return found


def lead_to(address: str, start: str) -> str:
    """Return a link to ``address`` in the page at ``start``, escaped as addresses are."""
    folder = posixpath.dirname(start) or "."
    return quote(posixpath.relpath(address, folder), safe="/.-_~#")


def lead_to_search(start: str, **filters: str) -> str:
    """Return a link to the initiatives that some filters leave, in the page at ``start``."""
    return f"{lead_to(INITIATIVES, start)}#{urlencode(filters, quote_via=quote)}"
