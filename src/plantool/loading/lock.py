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
def lock_folder(plan_dir: Path) -> Iterator[None]:
    """Keep other plantools from writing into ``folder`` meanwhile.

    Waits for the one that does; raises OSError (EAGAIN) when that takes half a minute. File systems
    without locks go without: a file that changed meanwhile is still never overwritten.
    """
    descriptor = _open_lock(plan_dir)
    try:
        _wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)  # which unlocks


if sys.platform == "win32":
    import msvcrt

    from plantool.loading.atomic_writes import make_ignored_folder

    def _open_lock(plan_dir: Path) -> int:
        lock_dir = plan_dir / ".plantool"
        with suppress(FileExistsError):
            make_ignored_folder(lock_dir)
        return os.open(lock_dir / "lock", os.O_RDWR | os.O_CREAT)

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _open_lock(plan_dir: Path) -> int:
        return os.open(plan_dir, os.O_RDONLY)

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _wait_for_lock(descriptor: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _try_lock(descriptor)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return None
            if error.errno not in {errno.EAGAIN, errno.EACCES} or time.monotonic() > end:
                raise
        time.sleep(_PAUSE)
