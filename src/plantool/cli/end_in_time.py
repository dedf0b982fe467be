"""Ends a run that cannot be ended in any other way."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.cli.session import Session
    from plantool.errors import PlantoolError


@contextmanager
def end_in_time(session: Session, seconds: float, error: PlantoolError) -> Iterator[None]:
    """Run what is inside; after ``seconds`` the process ends with ``error``.

    For work that looks at no clock: a single function of SQLite on a long text may take hours.
    """

    def end() -> None:
        session.write_error(error)
        sys.stderr.flush()
        os._exit(error.exit_code)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
