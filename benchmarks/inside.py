"""plantool's own command line within this process: no start to pay for, and all that it wrote."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

from plantool.cli.main import run_command
from plantool.cli.session import Session


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What stands on standard output."""
        return self.out.decode("utf-8")


def run(*arguments: str) -> Ran:
    """Run one command, with its arguments in the order of the command line."""
    out, err = _stream(), _stream()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        code = run_command(Session(arguments), list(arguments))
    finally:
        sys.stdout, sys.stderr = before
    return Ran(code, _written(out), _written(err).decode("utf-8"))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)  # noqa: S101 - see above
    return stream.buffer.getvalue()
