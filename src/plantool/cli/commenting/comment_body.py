"""The text of a comment: its marker, its length, and lines that a service would obey."""

from __future__ import annotations

import re

from plantool.patterns import compile_late

_ORDER_LINE = compile_late(r"^([^\S\n]*)/(?=\w)", re.MULTILINE)
_FENCE_LINE = compile_late(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def is_marked(body: str, marker: str) -> bool:
    """Tell whether ``body`` begins with the marker.

    Further down the marker may be a quotation in the comment of a person, which must not be lost.
    """
    return body.lstrip().startswith(marker)


def add_marker(text: str, marker: str) -> str:
    """Return ``text`` with the marker as its first line, and plain line ends."""
    text = text.replace("\r\n", "\n").strip("\n")
    return text if is_marked(text, marker) else f"{marker}\n{text}".rstrip("\n")


def is_empty_body(text: str, marker: str) -> bool:
    """Tell whether a text has nothing beside its marker."""
    return not text.strip().removeprefix(marker).strip()


def is_same_body(one: str, other: str) -> bool:
    """Tell whether two bodies are the same text; services keep line ends in their own way."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def escape_orders(body: str) -> str:
    """Escape the lines that GitLab would obey, such as ``/merge``."""
    return _ORDER_LINE.sub(r"\1\\/", body)


def cut_body(body: str, limit: int, note: str) -> str:
    """Cut ``body`` at a line, and end it with ``note``, to have ``limit`` characters at most."""
    if len(body) <= limit:
        return body
    kept = body
    # what has to be closed at the cut depends on the cut, and takes room of its own: cut anew
    while len(whole := f"{kept}{_close_open_blocks(kept)}\n\n{note}\n") > limit:
        kept = _shorten_text(kept, limit - len(whole))
    return whole


def _shorten_text(text: str, by: int) -> str:
    """Take at least ``-by`` characters away: whole lines, as long as there are several."""
    piece = text[:by]
    lines, _, _ = piece.rpartition("\n")
    return lines if "\n" in lines else piece


def _close_open_blocks(kept: str) -> str:
    """Return the ends of the code block and the details that are open, or they hide the note."""
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
