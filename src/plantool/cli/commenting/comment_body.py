"""What a comment says: its marker, its length, and what a service would take for an order."""

from __future__ import annotations

import re

_ORDER_LINE = re.compile(r"^([^\S\n]*)/(?=\w)", re.MULTILINE)
_FENCE_LINE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def is_marked(body: str, marker: str) -> bool:
    """Tell whether ``body`` begins with the marker.

    Further down it may be what a person quotes, and nobody's words are to be overwritten.
    """
    return body.lstrip().startswith(marker)


def add_marker(text: str, marker: str) -> str:
    """Return ``text`` with the marker as its first line, and plain line ends."""
    text = text.replace("\r\n", "\n").strip("\n")
    return text if is_marked(text, marker) else f"{marker}\n{text}".rstrip("\n")


def is_empty_body(text: str, marker: str) -> bool:
    """Tell whether there is nothing to say."""
    return not text.strip().removeprefix(marker).strip()


def is_same_body(one: str, other: str) -> bool:
    """Tell whether two bodies say the same; services keep line ends in their own way."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def escape_orders(body: str) -> str:
    """Escape the lines that GitLab would obey, such as ``/merge``."""
    return _ORDER_LINE.sub(r"\1\\/", body)


def cut_body(body: str, limit: int, note: str) -> str:
    """Cut ``body`` at a line, and end it with ``note``, to have ``limit`` characters at most."""
    if len(body) <= limit:
        return body
    kept = body
    while len(whole := f"{kept}{_close_open_blocks(kept)}\n\n{note}\n") > limit:
        kept = _shorten_text(kept, limit - len(whole))
    return whole


def _shorten_text(text: str, by: int) -> str:
    """Take at least ``-by`` characters away: whole lines, as long as there are several."""
    piece = text[:by]
    lines, _, _ = piece.rpartition("\n")
    return lines if "\n" in lines else piece


def _close_open_blocks(kept: str) -> str:
    """Close what is open at the cut, or the note would be hidden in it."""
    closing = ""
    fence = ""
    for found in _FENCE_LINE.finditer(kept):
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence):
            fence = ""
    if fence:
        closing += f"\n{fence}"
    return closing + "\n\n</details>" * (kept.count("<details") - kept.count("</details>"))
