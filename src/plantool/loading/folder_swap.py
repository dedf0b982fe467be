"""Makes or replaces a whole folder at once, or not at all."""

from __future__ import annotations

import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.loading.atomic_writes import (
    END_SIGNALS,
    block_signals,
    clear_stale_rooms,
    make_room,
    remove_room,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_AT_CURRENT_FOLDER = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux
_SAVED_AT_ONCE = 16


@contextmanager
def replace_folder(path: Path, *, is_lasting: bool = True) -> Iterator[Path]:
    """Give a new folder to fill, which takes the place of the one at ``path`` after the block.

    One that ``is_lasting`` is on the disk by then; one that can be made again at any time need not
    be, which takes a fraction of the time where it has thousands of files.

    The new folder waits beside ``path``; where that is a link, beside what it names. If the block
    fails, or the process is ended, all stays as it was. Linux lets both folders change places at
    once; elsewhere there is none at ``path`` for a moment. Raises OSError.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_stale_rooms(path.parent)
    with make_room(path.parent) as room, remove_when_ended(room):
        new = room / "folder"
        new.mkdir()
        yield new
        if is_lasting:
            _save_to_disk(new)
        with block_signals():
            _put_in_place(new, path, room / "former")


def _save_to_disk(folder: Path) -> None:
    """Wait until every file is on the disk, as a crash would leave empty ones otherwise.

    A file that has another name besides was there before.
    """
    files = [file for file in folder.rglob("*") if file.is_file() and file.stat().st_nlink == 1]
    with ThreadPoolExecutor(_SAVED_AT_ONCE) as pool:  # a disk saves many as fast as one
        for _ in pool.map(_save_file, files):
            pass


def _save_file(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _put_in_place(new: Path, path: Path, former: Path) -> None:
    if not path.exists():
        new.rename(path)
        return
    mode = path.stat().st_mode
    if not _exchange(new, path):
        path.rename(former)
        try:
            new.rename(path)
        except OSError:
            former.rename(path)
            raise
    path.chmod(mode)  # at the end: what may not be written can neither be moved nor removed


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; tell whether the system and its disk can do that at once."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - for this alone

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    places = (_AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other))
    return rename is not None and rename(*places, _EXCHANGE) == 0


@contextmanager
def remove_when_ended(room: Path) -> Iterator[None]:
    """Remove a room also when a signal ends the process, which then ends as it would have."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        remove_room(room)
        signal.signal(number, before[number])
        signal.raise_signal(number)

    numbers = [getattr(signal, name) for name in END_SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    heeded = [number for number, handler in before.items() if handler not in {None, signal.SIG_IGN}]
    for number in heeded:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, before[number])
