"""The way into plantool: runs a command and turns what stops it into a message and an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
from io import TextIOWrapper
from itertools import islice
from typing import NoReturn

from plantool.cli.session import Session
from plantool.errors import PlantoolError

_GLOBAL_OPTIONS = ("--plan", "--lang", "--color", "--at")
_GLOBAL_FLAGS = ("--cache", "--no-cache")


def main() -> NoReturn:
    """Run the command line and end the process.

    One run is short and makes no garbage in cycles, so collecting it and taking the interpreter
    down in good order are left out: together they are a quarter of a small command's time.
    """
    gc.disable()
    if hasattr(signal, "SIGPIPE"):  # a reader that has seen enough ends us as it ends any tool
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal says itself what it can show
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    arguments = _global_options_first(sys.argv[1:])
    if arguments == ["--version"]:  # nothing has to be imported to say that
        from plantool.cli.versions import versions

        sys.stdout.write(versions() + "\n")
        code = 0
    else:
        code = _run(Session(), arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        code = code or 1
    os._exit(code)


def _global_options_first(arguments: list[str]) -> list[str]:
    """Move the options of all commands before the command, wherever they were written."""
    first: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, _ = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif word in _GLOBAL_FLAGS:
            first.append(word)
        elif name in _GLOBAL_OPTIONS:
            first += [word] if equals else [word, *islice(words, 1)]
        else:
            rest.append(word)
    return first + rest


def _run(session: Session, arguments: list[str]) -> int:
    try:
        from plantool.cli.app import app

        app(arguments, obj=session, prog_name="plantool")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except KeyboardInterrupt:  # before Typer looks after it
        return 130
    except PlantoolError as error:
        session.fail(error)
        return error.exit_code
    except OSError as error:
        session.fail(PlantoolError("error.system", reason=error.strerror or error))
        return PlantoolError.exit_code
    except Exception:  # noqa: BLE001 - whatever it is, the user gets something to report
        session.report_bug()
        return PlantoolError.exit_code
    return 0
