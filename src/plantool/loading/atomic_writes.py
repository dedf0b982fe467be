"""Makes or replaces a file at once, or not at all: how plantool writes every file of a user.

The new bytes wait beside the file, in a folder of their own that tells git to ignore it: what a
killed run leaves behind is never added to a repository, and the next run that writes there clears
it away.
"""

from __future__ import annotations

import errno
import os
import signal
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from stat import S_IMODE, S_IRWXG, S_IRWXO
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ROOM_NAME = compile_late(r"\.plantool-([0-9]{1,9})-[0-9a-f]{8}")
_NEW_FILE, _IGNORE_FILE = "new", ".gitignore"
_REPLACE_TRIES, _REPLACE_PAUSE = 20, 0.05  # seconds
_STALE_SECONDS = 3600.0  # seconds that no write takes
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
END_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def write_atomically(path: Path, *pieces: bytes) -> tuple[str, ...]:
    """Give the file at ``path`` these bytes, or make it; where it is a link, what it names.

    Owner, group, mode and extended attributes stay. Returns what could not be kept: ``owner``,
    ``group``, ``attributes``, or ``links`` where the file has other names, which keep the old
    bytes. What is no regular file (a device, a pipe) is written to. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.writelines(pieces)
        return ()
    path = Path(os.path.realpath(path))
    clear_stale_rooms(path.parent)
    with block_signals(), make_room(path.parent) as room:
        lost = _write_new(room / _NEW_FILE, pieces, path)
        _replace_patiently(room / _NEW_FILE, path)
    return lost


def create_atomically(path: Path, data: bytes) -> None:
    """Make the file at ``path`` with the bytes ``data``, or raise FileExistsError, or OSError."""
    with block_signals(), make_room(path.parent) as room:
        _write_new(room / _NEW_FILE, (data,), room / _NEW_FILE)
        move_without_replacing(room / _NEW_FILE, path)


def move_without_replacing(old: Path, new: Path) -> None:
    """Give a file another name of the same file system; raises FileExistsError, or OSError."""
    if os.name != "nt":  # where a move replaces nothing
        try:
            os.link(old, new)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(new):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        else:
            old.unlink()
            return
    os.rename(old, new)  # noqa: PTH104 - which never replaces here


def _replace_patiently(new: Path, path: Path) -> None:
    """Replace ``path``; on Windows, wait a little for another program that has it open.

    Virus scanners and indexers hold a file for moments. Raises PermissionError where a program
    holds it longer.
    """
    for _ in range(_REPLACE_TRIES - 1 if os.name == "nt" else 0):
        with suppress(PermissionError):
            os.replace(new, path)  # noqa: PTH105 - next to what it replaces
            return
        time.sleep(_REPLACE_PAUSE)
    os.replace(new, path)  # noqa: PTH105 - next to what it replaces


def make_ignored_folder(folder: Path) -> Path:
    """Make a folder that git ignores, with all that is in it."""
    folder.mkdir()
    (folder / _IGNORE_FILE).write_bytes(b"*\n")
    return folder


@contextmanager
def block_signals() -> Iterator[None]:
    """Let whoever ends this process wait until the file is whole; a crash or SIGKILL does not."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, [getattr(signal, name) for name in END_SIGNALS]
    )
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def make_room(folder: Path) -> Iterator[Path]:
    """Make a folder in ``folder`` where what is new waits, and remove it with all that is left."""
    room = folder / f".plantool-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        yield make_ignored_folder(room)
    finally:
        remove_room(room)


def _write_new(new: Path, pieces: Iterable[bytes], old: Path) -> tuple[str, ...]:
    """Write ``new``, readable by no one else before it has the rights of ``old``."""
    is_there = old.exists()
    descriptor = os.open(
        new,
        os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
        0o600 if is_there else 0o666,
    )
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
        file.writelines(pieces)
        lost = tuple(_copy_ownership(new, old)) if is_there else ()
        file.flush()
        os.fsync(file.fileno())
    return lost


def _copy_ownership(new: Path, old: Path) -> Iterator[str]:
    """Make ``new`` like ``old``, and yield what it could not be made."""
    was, now = old.stat(), new.stat()
    mode = S_IMODE(was.st_mode)
    if was.st_gid != now.st_gid and not _try_change(os.chown, new, -1, was.st_gid):
        mode = mode & ~S_IRWXG | (mode & S_IRWXO) << 3  # another group is as good as any other
        yield "group"
    if was.st_uid != now.st_uid and not _try_change(os.chown, new, was.st_uid, -1):
        yield "owner"
    new.chmod(mode)
    if not _copy_attributes(new, old):
        yield "attributes"
    if was.st_nlink > 1:
        yield "links"


def _copy_attributes(new: Path, old: Path) -> bool:
    """Give ``new`` the extended attributes of ``old``, access lists among them; tell if it has."""
    if not hasattr(os, "listxattr"):
        return True
    wanted, present = _read_xattrs(old), _read_xattrs(new)
    for name in present.keys() - wanted.keys():
        _try_change(os.removexattr, new, name)
    changed = [name for name, value in wanted.items() if present.get(name) != value]
    return not [name for name in changed if not _try_change(os.setxattr, new, name, wanted[name])]


def _read_xattrs(path: Path) -> dict[str, bytes]:
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError:  # a file system without them
        return {}


def _try_change(change: Callable[..., None], *arguments: object) -> bool:
    try:
        change(*arguments)
    except OSError:
        return False
    return True


@cache
def clear_stale_rooms(folder: Path) -> None:
    """Remove what killed runs of ours left waiting in ``folder``; once is enough for a run."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _ROOM_NAME.fullmatch(entry.name)
            if found and entry.is_dir(follow_symlinks=False) and _is_stale(entry, int(found[1])):
                remove_room(Path(entry.path))


def _is_stale(room: os.DirEntry[str], process: int) -> bool:
    return time.time() - room.stat().st_mtime > _STALE_SECONDS or not _is_running(process)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


def remove_room(room: Path) -> None:
    """Remove a room, as far as the system allows."""
    with suppress(OSError):
        (room / _NEW_FILE).unlink(missing_ok=True)
        (room / _IGNORE_FILE).unlink(missing_ok=True)
        room.rmdir()
        return
    from shutil import rmtree  # noqa: PLC0415 - only where a folder waited in it

    rmtree(room, ignore_errors=True)
