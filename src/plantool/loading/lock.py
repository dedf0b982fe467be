"""One writer at a time: a lock on the plan's folder, gone with the process that holds it."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 30.0  # seconds
_PAUSE = 0.02
_NO_LOCKS = {errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other plantools from writing into ``folder`` meanwhile.

    Waits for the one that does; raises OSError (EAGAIN) when that takes half a minute. File systems
    without locks go without: a file that changed meanwhile is still never overwritten.
    """
    descriptor = _open(folder)
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)  # which unlocks


if sys.platform == "win32":
    import msvcrt

    from plantool.loading.writer import make_ignored

    def _open(folder: Path) -> int:
        room = folder / ".plantool"
        with suppress(FileExistsError):
            make_ignored(room)
        return os.open(room / "lock", os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _wait(descriptor: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _lock(descriptor)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return None
            if error.errno not in {errno.EAGAIN, errno.EACCES} or time.monotonic() > end:
                raise
        time.sleep(_PAUSE)
