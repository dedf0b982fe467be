"""The bytes of a plan's files, read once: the same bytes are hashed, parsed and quoted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.loading.folder import is_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.loading.folder import PlanFiles


class FileContent:
    """One file: its bytes, or the system's error number where they cannot be read.

    ``show`` writes its name for users. A file that only looks like one of a plan is not read.
    """

    def __init__(
        self, name: str, show: Callable[[str], str], data: bytes | None, error: int = 0
    ) -> None:
        self.name = name
        self._show = show
        self.data = data
        self.error = error

    @classmethod
    def read_from(cls, files: PlanFiles, name: str) -> FileContent:
        """Read one file."""
        if not is_read(name):
            return cls(name, files.format_name, None)
        try:
            return cls(name, files.format_name, files.read_bytes(name))
        except OSError as error:
            return cls(name, files.format_name, None, error.errno or -1)

    @cached_property
    def shown(self) -> str:
        """The name as users see it."""
        return self._show(self.name)

    @cached_property
    def digest(self) -> str:
        """A hash of the bytes; no bytes at all have another than an empty file."""
        from plantool.loading.blake2 import blake2b  # noqa: PLC0415 - not needed without a cache

        person = b"" if self.data is None else b"f"
        return blake2b(self.data or b"", digest_size=16, person=person).hexdigest()


class PlanContents(Mapping[str, str]):
    """The files of a plan in a stable order; as a mapping, their texts by the names shown.

    Texts are decoded when they are asked for, and are empty where that is impossible.
    """

    def __init__(self, files: PlanFiles) -> None:
        """Read all files; raises PlanUnreadableError where the folder cannot be listed."""
        self.files = [FileContent.read_from(files, name) for name in files.list_names()]

    @cached_property
    def _by_name(self) -> dict[str, FileContent]:
        return {file.shown: file for file in self.files}

    def __getitem__(self, shown: str) -> str:
        from plantool.syntax.refused_text import decode_source  # noqa: PLC0415 - not needed where all is known

        source = decode_source(self._by_name[shown].data or b"", shown)
        return getattr(source, "text", "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self.files)

    @cached_property
    def shown_by_name(self) -> dict[str, str]:
        """The names that users see, by the names in the plan's folder."""
        return {file.name: file.shown for file in self.files}

    def list_files_with(self, word: str) -> list[str]:
        """Name the files that hold a word somewhere, without decoding any."""
        sought = word.encode()
        return [file.shown for file in self.files if file.data and sought in file.data]
