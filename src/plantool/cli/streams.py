"""The standard streams as they were handed to us: closed, full, in an encoding of their own."""

from __future__ import annotations

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING

from plantool.cli.stand_ins import ERRORS, register_stand_ins

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def open_closed_streams() -> None:
    """Open the null device for a closed stream, or the next file opened would become it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - for the run
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def configure_streams() -> None:
    """Let streams show every character, and let a failing standard error stop no work.

    Lines end as they are written, on every system: a CSV or a diff is the same anywhere.
    """
    register_stand_ins()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal says itself what it can show
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors=ERRORS, newline="\n")
    if isinstance(sys.stderr, TextIOWrapper) and not sys.stderr.isatty():
        messages = BufferedWriter(_LossyMessages(sys.stderr.fileno(), "wb", closefd=False))
        sys.stderr = TextIOWrapper(
            messages, "utf-8", "backslashreplace", newline="\n", line_buffering=True
        )


class _LossyMessages(FileIO):
    """Standard error where it is no terminal: a message that cannot be written is lost."""

    def write(self, data: ReadableBuffer) -> int:
        """Write, and count a failure as written."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes
