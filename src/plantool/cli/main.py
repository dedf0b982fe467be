"""The way into plantool: runs a command and turns what stops it into a message and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

from plantool.cli.session import Session
from plantool.errors import PlantoolError


def main() -> NoReturn:
    """Run the command line and end the process.

    One run is short and makes no garbage in cycles, so collecting it and taking the interpreter
    down in good order are left out: together they are a quarter of a small command's time.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal says itself what it can show
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    code = _run(Session())
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        code = code or 1
    os._exit(code)


def _run(session: Session) -> int:
    try:
        from plantool.cli.app import app

        app(obj=session, prog_name="plantool")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except PlantoolError as error:
        session.fail(error)
        return error.exit_code
    except Exception:  # noqa: BLE001 - whatever it is, the user gets something to report
        session.report_bug()
        return PlantoolError.exit_code
    return 0
