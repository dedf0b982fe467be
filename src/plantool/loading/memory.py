"""What is known already of files and plans: from this run, and from earlier ones in the cache.

Known is only what cannot have become false: the plain data of a file that is clean, by its bytes
and its kind, and what was found in a plan, by all that the question depends on. The cache is a
folder of packs, one for each plan's folder, outside of any plan.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.encoding import (
    UnknownValueError,
    decode,
    decode_plain,
    encode,
    encode_plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Diagnostic
    from plantool.loading.contents import Content, Contents
    from plantool.loading.pack import Pack
    from plantool.syntax.nodes import Plain

BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError)


class Head(NamedTuple):
    """What one needs to know of a plan before its findings can be shown."""

    readable: bool
    language: str
    left_out: tuple[str, ...]


class Known(NamedTuple):
    """What was found in a plan."""

    head: Head
    findings: tuple[Diagnostic, ...]


class Memory:
    """Remembers beyond this run where there is a ``pack``; else within it if that ``keeps``."""

    def __init__(self, pack: Pack | None = None, *, keeps: bool = False) -> None:
        self._pack = pack
        self._texts: dict[str, str] = {}
        self.keeps = keeps or pack is not None

    def data(self, file: Content, kind: str) -> Plain:
        """Return the plain data of a file that is known to be clean, or None."""
        if not (self._texts or self._pack):
            return None
        text = self._get(_of_file(file, kind))
        try:
            return decode_plain(text) if text else None
        except BROKEN:  # not what we wrote
            return None

    def keep_data(self, file: Content, kind: str, data: Plain) -> None:
        """Remember a clean file."""
        if self.keeps:
            self.take(file, kind, encode_plain(data))

    def take(self, file: Content, kind: str, text: str) -> None:
        """Take over the plain data of a clean file as another process encoded it."""
        key = _of_file(file, kind)
        if self._pack:
            self._pack.put(key, text)
        else:
            self._texts[key] = text

    def known(self, question: Iterable[str], contents: Contents) -> Known | None:
        """Return what was found before in the same files, asked the same ``question``."""
        text = self._pack.get(_of_plan(question, contents)) if self._pack else None
        try:
            return _known(text) if text else None
        except BROKEN:
            return None

    def keep(self, question: Iterable[str], contents: Contents, known: Known) -> None:
        """Remember what was found."""
        if self._pack:
            try:
                text = encode((*known.head, known.findings))
            except UnknownValueError:
                return
            self._pack.put(_of_plan(question, contents), text)

    def save(self) -> None:
        """Write what is new into the cache."""
        if self._pack:
            self._pack.save()

    def _get(self, key: str) -> str | None:
        return self._pack.get(key) if self._pack else self._texts.get(key)


def _of_file(file: Content, kind: str) -> str:
    return f"{kind}:{file.digest}"


def _of_plan(question: Iterable[str], contents: Contents) -> str:
    """Return a key for all that findings depend on: names, bytes, and what was asked."""
    from hashlib import blake2b  # noqa: PLC0415 - not needed without a cache

    parts = [f"{file.shown} {file.error} {file.digest}" for file in contents.files]
    text = "\n".join((*question, *parts))
    return f"found:{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def _known(text: str) -> Known:
    from plantool.diagnostics import Diagnostic  # noqa: PLC0415 - imported by all that found any

    readable, language, left_out, findings = decode(text)
    if not all(isinstance(finding, Diagnostic) for finding in findings):
        raise TypeError("no findings")
    return Known(Head(readable is True, str(language), tuple(map(str, left_out))), findings)


def of_folder(folder: Path, place: Path) -> Memory:
    """Return the memory for the plan in ``folder``, kept in the cache at ``place``."""
    from hashlib import blake2b  # noqa: PLC0415 - not needed without a cache

    from plantool.loading.fingerprint import fingerprint  # noqa: PLC0415
    from plantool.loading.pack import SUFFIX, Pack  # noqa: PLC0415

    name = blake2b(os.fsencode(folder.resolve()), digest_size=16).hexdigest()
    try:
        return Memory(Pack(place / f"{name}{SUFFIX}", fingerprint()))
    except OSError:  # installed where there are no files
        return Memory()


def cache_folder() -> Path | None:
    """Return PLANTOOL_CACHE, or this system's own place for caches; None where it has none."""
    named = os.environ.get("PLANTOOL_CACHE")
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "plantool" / "Cache" if local else None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "plantool"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else home / ".cache") / "plantool"
