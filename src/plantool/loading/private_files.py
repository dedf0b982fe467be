"""Files of this user alone, outside of any plan: whole or not there, and written by no one else."""

from __future__ import annotations

import errno
import os
from stat import S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

_OTHERS_MAY_WRITE = 0o022
_AS_BYTES: int = getattr(os, "O_BINARY", 0)
_READ_FLAGS: int = (
    os.O_RDONLY | _AS_BYTES | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)


def open_private_file(path: Path) -> BinaryIO:
    """Open a file to read, whose contents are believed.

    Raises OSError, also for one that another user could have written.
    """
    descriptor = os.open(path, _READ_FLAGS)
    if not _is_ours(os.fstat(descriptor)):
        os.close(descriptor)
        raise OSError(errno.EACCES, "another user could have written it")
    return open(descriptor, "rb")  # noqa: PTH123 - a descriptor


def write_private_file(path: Path, parts: Iterable[bytes]) -> None:
    """Replace a file at once, which only this user may read; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_BYTES, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.writelines(parts)
        os.replace(temporary, path)  # noqa: PTH105 - next to what it replaces
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _is_ours(status: os.stat_result) -> bool:
    if not S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE
