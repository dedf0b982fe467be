"""The way into plantool: runs a command and turns what stops it into a message and an exit code."""

from __future__ import annotations

import sys

from plantool.cli.session import Session
from plantool.errors import PlantoolError


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")  # shows what a terminal lacks
    session = Session()
    from plantool.cli.app import app

    try:
        app(obj=session, prog_name="plantool")
    except PlantoolError as error:
        session.fail(error)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001 - whatever it is, the user gets something to report
        session.report_bug()
        sys.exit(PlantoolError.exit_code)
