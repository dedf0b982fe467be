"""The way into plantool: runs a command and turns what stops it into a message and an exit code."""

from __future__ import annotations

import os
import sys

try:  # from here on Ctrl-C ends plantool quietly, also while what it needs is imported
    import gc
    import signal
    from itertools import islice
    from typing import TYPE_CHECKING, NoReturn
except KeyboardInterrupt:
    os._exit(130)

if TYPE_CHECKING:
    from plantool.cli.session import Session

_GLOBAL_OPTIONS = ("--plan", "--lang", "--color", "--at")
_GLOBAL_FLAGS = ("--cache", "--no-cache")


def main() -> NoReturn:
    """Run the command line and end the process.

    One run is short and makes no garbage in cycles, so collecting it and taking the interpreter
    down in good order are left out: together they are a quarter of a small command's time.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored
        signal.signal(signal.SIGINT, _exit_interrupted)
    gc.disable()
    if hasattr(signal, "SIGPIPE"):  # a reader that has seen enough ends us as it ends any tool
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from plantool.cli.streams import configure_streams, open_closed_streams

    open_closed_streams()
    configure_streams()
    from plantool.cli.session import Session

    arguments = sys.argv[1:]
    session = Session(arguments)
    os._exit(_flush_stdout(session, run_command(session, _move_global_options(arguments))))


def _exit_interrupted(*_: object) -> None:
    """End at once: files are written whole, and an exception might be caught on its way."""
    os._exit(130)


def _flush_stdout(session: Session, code: int) -> int:
    """Write out the rest of the output; return the exit code, another one where that fails."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return code if code > 1 else _write_system_error(session, error)
    return code


def _move_global_options(arguments: list[str]) -> list[str]:
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


def run_command(session: Session, arguments: list[str]) -> int:
    """Run one command within this process, to its streams; return the exit code.

    ``arguments`` have the options of all commands first. Runs may follow one another, each with a
    session of its own.
    """
    from plantool.errors import PlantoolError

    try:
        if arguments == ["--version"]:  # nothing has to be imported to say that
            from plantool.cli.program_version import describe_versions

            sys.stdout.write(describe_versions() + "\n")
            return 0
        from plantool.cli.app import run_app

        run_app(arguments, session)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except PlantoolError as error:
        session.write_error(error)
        return error.exit_code
    except OSError as error:
        return _write_system_error(session, error)
    except Exception:  # noqa: BLE001 - any bug becomes a message to report
        session.report_bug()
        return PlantoolError.exit_code
    return 0


def _write_system_error(session: Session, error: OSError) -> int:
    """Write an error of the system; a working folder that was deleted meanwhile explains many."""
    from plantool.errors import NotWrittenError, PlantoolError, PlanUnreadableError

    failure: PlantoolError = NotWrittenError("error.system", reason=error)
    try:
        os.getcwd()  # noqa: PTH109 - only whether it is there
    except OSError:
        failure = PlanUnreadableError("error.no-working-folder")
    session.write_error(failure)
    return failure.exit_code
