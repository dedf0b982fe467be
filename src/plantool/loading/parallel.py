"""Reads many files at once, in as many processes as there are processors.

It pays from some hundred files on (docs/performance.md); for fewer, starting the processes takes
longer than they save. Only where processes can be forked: others would have to import everything
again, which takes longer still.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import repeat
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.loading.plan_contents import FileContent
    from plantool.syntax.nodes import Plain

MIN_PARALLEL_FILES = 300
_JOBS = compile_late("[1-9][0-9]{0,2}")
_SHARE_SIZE = 32  # files that a process takes at a time


def count_processes() -> int:
    """Return how many processes to read with: PLANTOOL_JOBS, or one for each processor."""
    if sys.platform != "linux":
        return 1
    named = os.environ.get("PLANTOOL_JOBS", "")
    return int(named) if _JOBS.fullmatch(named) else len(os.sched_getaffinity(0))


def read_in_parallel(files: Sequence[FileContent], jobs: int) -> Iterator[Plain]:
    """Yield the plain data of every file, None for a file that is not clean.

    None as well where a process failed or was killed: the caller then reads the file itself, and
    meets the same trouble where it can be told.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small plans need none
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - ditto
    from multiprocessing import get_context  # noqa: PLC0415 - ditto

    starts = range(0, len(files), _SHARE_SIZE)
    shares = [range(start, min(start + _SHARE_SIZE, len(files))) for start in starts]
    count = 0
    with ProcessPoolExecutor(jobs, get_context("fork"), _start_worker, (files,)) as pool:
        try:
            for read in pool.map(_read_share, shares):
                yield from read
                count += len(read)
        except BrokenProcessPool:
            yield from repeat(None, len(files) - count)


_files: Sequence[FileContent] = ()


def _start_worker(files: Sequence[FileContent]) -> None:
    """Take over the files, which a forked process has in its memory already."""
    global _files  # noqa: PLW0603 - a process of its own
    end_with_parent()
    _files = files


def end_with_parent() -> None:
    """Let this process, which another one started to read for it, end with that one."""
    from threading import Thread  # noqa: PLC0415 - a process of its own

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what the parent clears away is not ours
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    """Wait for the end of the parent, which may be too sudden to tell us."""
    from multiprocessing import parent_process  # noqa: PLC0415 - a process of its own
    from multiprocessing.connection import wait  # noqa: PLC0415 - ditto

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _read_share(share: range) -> list[Plain]:
    return [_read_or_none(_files[index]) for index in share]


def _read_or_none(file: FileContent) -> Plain:
    from plantool.loading.read_file import read_clean_data  # noqa: PLC0415 - read_file may start us

    try:
        return read_clean_data(file)
    except Exception:  # noqa: BLE001 - the parent meets it again
        return None
