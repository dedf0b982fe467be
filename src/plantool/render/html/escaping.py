"""Texts of a plan as HTML: nothing in them is markup, and nothing in them is unseen."""

from __future__ import annotations

from html import escape

from plantool.render.visible_text import make_visible


def escape_prose(text: str) -> str:
    """Return a text of one or more lines."""
    return escape(make_visible(text)).replace("\n", "<br>")


def escape_line(text: str) -> str:
    """Return a text on one line, for attributes and titles."""
    return escape(" ".join(make_visible(text).split("\n")))


def escape_preformatted(text: str) -> str:
    """Return lines as they are written."""
    return escape(make_visible(text))
