"""Addresses that a user names: where the site will stand, and where files of the plan are read."""

from __future__ import annotations

from string import Formatter
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from plantool.errors import UsageError

_REQUIRED = frozenset({"commit", "path"})
_KNOWN = _REQUIRED | {"line"}


class SourceLinks(NamedTuple):
    """Where a line of a file is read at a commit: a URL with ``{commit} {path} {line}``."""

    template: str = ""

    @classmethod
    def parse(cls, text: str | None) -> SourceLinks:
        """Read --source-url; raises UsageError for another scheme or other places."""
        if not text:
            return cls()
        if _find_places(text) is None or not _is_web_address(text):
            raise UsageError("error.source-url", value=text)
        return cls(text)

    def build_url(self, commit: str, path: str, line: int = 1) -> str | None:
        """Return the address of a line; None where no service is known."""
        if not self.template:
            return None
        url = self.template.replace("{commit}", quote(commit)).replace("{line}", f"{line}")
        return url.replace("{path}", quote(path))


def read_base_url(text: str | None) -> str:
    """Read --base-url, with a slash at its end; raises UsageError for what is none."""
    if not text:
        return ""
    if not _is_web_address(text) or "?" in text or "#" in text:
        raise UsageError("error.base-url", value=text)
    return text.rstrip("/") + "/"


def _find_places(text: str) -> frozenset[str] | None:
    """Return the places that a template names, None for one that cannot be filled in."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    named = [part for part in parts if part[1] is not None]
    if any(part[2] or part[3] for part in named) or "{{" in text or "}}" in text:
        return None
    places = frozenset(f"{part[1]}" for part in named)
    return places if places >= _REQUIRED and places <= _KNOWN else None


def _is_web_address(text: str) -> bool:
    if not text.isascii() or not text.isprintable() or set(' "<>\\') & set(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
