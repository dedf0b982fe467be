"""The files of the cache: values in JSON by their keys, each line with its checksum.

A file is read whole and written whole, by a rename: runs at the same time cannot spoil it, and
lose at most what another one remembered. A line that is not as it was written counts as missing. A
failure here costs time and nothing else, so none is reported.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from plantool.loading.private_files import open_private_file, write_private_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX = ".pack"
MOST_BYTES = 256 << 20  # of the whole cache
_FORMAT = b"plantool cache 1"
_CHECKSUM_LENGTH = 8
_FEWEST_OTHERS = 8  # lines that a run keeps though it did not use them


class Cache:
    """The files kept for one plan, one for each sort of fact, read when it is first asked for.

    ``build_fingerprint`` tells of a sort what else its facts depend on. ``path`` is the beginning
    of their names.
    """

    def __init__(self, path: Path, build_fingerprint: Callable[[str], str]) -> None:
        self._path = path
        self._build_fingerprint = build_fingerprint
        self._files: dict[str, CacheFile] = {}

    def open(self, sort: str) -> CacheFile:
        """Return the file of one sort of fact."""
        file = self._files.get(sort)
        if file is None:
            path = self._path.with_name(f"{self._path.name}.{sort}{SUFFIX}")
            file = self._files[sort] = CacheFile(path, self._build_fingerprint(sort))
        return file

    def save(self, is_meant: Callable[[str], bool] = lambda _sort: True) -> None:
        """Write the files that are meant, by their sorts, if anything in one of them is new.

        Those that were only read count as used.
        """
        files = [file for sort, file in self._files.items() if is_meant(sort)]
        if not any(file.is_new for file in files):
            return
        for file in files:
            file.save()
        with suppress(OSError):
            _prune_cache(self._path.parent)


class CacheFile:
    """The values of one sort kept for one plan, as long as ``fingerprint`` is the same.

    What was written takes no memory any more; it is read again where somebody asks for it.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self._first_line = b" ".join((_FORMAT, fingerprint.encode()))
        self._used: set[str] = set()
        self.is_new = False

    @cached_property
    def _lines(self) -> dict[str, bytes]:
        return self._read_lines()

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a line for ``key``, be it damaged."""
        return key in self._lines

    def get(self, key: str) -> str | None:
        """Return the text kept under ``key``."""
        line = self._lines.get(key)
        if line is None:
            return None
        checksum_start = len(key) + 1
        text_start = checksum_start + _CHECKSUM_LENGTH + 1
        text = line[text_start:]
        if line[checksum_start : text_start - 1] != _hash_line(key, text):
            return None
        self._used.add(key)
        try:
            return text.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return None

    def put(self, key: str, text: str) -> None:
        """Keep one line of text under ``key``, which holds no blank."""
        data = text.encode("utf-8", "surrogatepass")  # names of files may hold anything
        line = b" ".join((key.encode(), _hash_line(key, data), data))
        self._lines[key] = line
        self._used.add(key)
        self.is_new = True

    def save(self) -> None:
        """Write what was used, and some of the rest, where anything is new."""
        if not self.is_new:
            with suppress(OSError):
                os.utime(self.path)
            return
        # lines of files as they were a while ago, which a switch of branches brings back
        others = [line for key, line in self._lines.items() if key not in self._used]
        latest = others[-max(len(self._used) // 2, _FEWEST_OTHERS) :]
        used = (line for key, line in self._lines.items() if key in self._used)
        kept = chain((self._first_line,), latest, used)
        with suppress(OSError):  # a full disk, a home that is read-only
            write_private_file(self.path, (line + b"\n" for line in kept))
            del self._lines
        self.is_new = False

    def _read_lines(self) -> dict[str, bytes]:
        try:
            with open_private_file(self.path) as file:
                if file.readline(len(self._first_line) + 1).rstrip(b"\n") != self._first_line:
                    return {}
                return {_parse_key(line): line.rstrip(b"\n") for line in file}
        except OSError:
            return {}


def _parse_key(line: bytes) -> str:
    return line.partition(b" ")[0].decode("ascii", "replace")


def _hash_line(key: str, data: bytes) -> bytes:
    return b"%08x" % crc32(data, crc32(key.encode()))


def _prune_cache(folder: Path) -> None:
    """Keep the cache within its bounds: the files not used for longest go first.

    Temporary files that a killed run left behind are among them.
    """
    files = sorted(
        ((entry.stat(), entry.path) for entry in os.scandir(folder) if SUFFIX in entry.name),
        key=lambda found: -found[0].st_mtime,
    )
    bytes_left = MOST_BYTES
    for status, path in files:
        bytes_left -= status.st_size
        if bytes_left < 0:
            os.unlink(path)  # noqa: PTH108 - as it was listed
