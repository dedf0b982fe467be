"""What this machine can print: PDF needs Pango, and fonts that have the letters."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def _has_pango() -> bool:
    try:
        import weasyprint  # noqa: F401, PLC0415 - what it needs of the system may be missing
    except (OSError, ImportError):
        return False
    return True


def _has_japanese() -> bool:
    if (tool := shutil.which("fc-list")) is None:
        return False
    return bool(subprocess.run([tool, ":lang=ja"], capture_output=True, check=True).stdout)


NEEDS_PRINTING = pytest.mark.skipif(
    not (_has_pango() and _has_japanese()), reason="Pango or a Japanese font is not installed"
)
