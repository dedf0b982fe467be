"""The style sheet that paper needs beside that of the HTML document."""

from __future__ import annotations

from pathlib import Path

STYLE = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
