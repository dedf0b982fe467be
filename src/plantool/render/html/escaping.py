"""Texts of a plan as HTML: nothing in them is markup, and nothing in them is unseen."""

from __future__ import annotations

from html import escape

from plantool.render.values import visible


def prose(text: str) -> str:
    """Return a text of one or more lines."""
    return escape(visible(text)).replace("\n", "<br>")


def line(text: str) -> str:
    """Return a text on one line, for attributes and titles."""
    return escape(" ".join(visible(text).split("\n")))


def preformatted(text: str) -> str:
    """Return lines as they are written."""
    return escape(visible(text))
