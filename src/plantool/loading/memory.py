"""The memory of a plan: what this run, or an earlier one through the cache, found out about it.

Only facts that cannot become false are kept: the plain data of a clean file, under its bytes and
its kind, and the findings in a plan, under all that they depend on. The cache is a folder outside
of any plan, with one file for each plan's folder.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.cached_json import (
    UnknownValueError,
    decode_findings,
    decode_plain,
    encode_findings,
    encode_plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plantool.diagnostics import Diagnostic
    from plantool.loading.cache_file import CacheFile
    from plantool.loading.plan_contents import FileContent, PlanContents
    from plantool.syntax.nodes import Plain

BROKEN_CACHE_ERRORS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
)


class PlanHead(NamedTuple):
    """The little that must be known of a plan to show its findings."""

    is_readable: bool
    language: str
    left_out: tuple[str, ...]


class KnownDiagnostics(NamedTuple):
    """The findings in a plan."""

    head: PlanHead
    diagnostics: tuple[Diagnostic, ...]


class Memory:
    """The memory of one plan.

    With a ``cache_file`` it lasts beyond this run; without one it lasts as long as the run where
    it ``keeps`` anything, which is worth the time only if a run reads the plan in two states.
    """

    def __init__(self, cache_file: CacheFile | None = None, *, keeps: bool = False) -> None:
        self._cache_file = cache_file
        self._texts: dict[str, str] = {}
        self.keeps = keeps or cache_file is not None

    def knows_file(self, file: FileContent, kind: str) -> bool:
        """Tell whether a file seems to be known as clean; ``recall_data`` knows for sure."""
        known = self._cache_file or self._texts
        return bool(known) and _build_file_key(file, kind) in known

    def recall_data(self, file: FileContent, kind: str) -> Plain:
        """Return the plain data of a file that is known to be clean, or None."""
        text = self._find_file_text(file, kind)
        try:
            return decode_plain(text) if text else None
        except BROKEN_CACHE_ERRORS:  # not as we wrote it
            return None

    def keep_data(self, file: FileContent, kind: str, data: Plain) -> None:
        """Remember a clean file."""
        if not self.keeps:
            return
        key = _build_file_key(file, kind)
        if self._cache_file:
            self._cache_file.put(key, encode_plain(data))
        else:
            self._texts[key] = encode_plain(data)

    def recall_findings(
        self, question: Iterable[str], contents: PlanContents
    ) -> KnownDiagnostics | None:
        """Return the findings of an earlier run with the same files and the same ``question``."""
        text = (
            self._cache_file.get(_build_plan_key(question, contents)) if self._cache_file else None
        )
        try:
            known = _decode_known(text) if text else None
            return _rename_files(known, contents.shown_by_name) if known else None
        except BROKEN_CACHE_ERRORS:
            return None

    def keep_findings(
        self, question: Iterable[str], contents: PlanContents, known: KnownDiagnostics
    ) -> None:
        """Remember findings."""
        if not self._cache_file:
            return
        # by the names within the plan: they are shown otherwise from another working folder
        names = {shown: name for name, shown in contents.shown_by_name.items()}
        with suppress(UnknownValueError, KeyError):
            head, diagnostics = _rename_files(known, names)
            text = encode_findings((*head, diagnostics))
            self._cache_file.put(_build_plan_key(question, contents), text)

    def save_cache(self) -> None:
        """Write the cache, where anything in it is new."""
        if self._cache_file:
            self._cache_file.save()

    def _find_file_text(self, file: FileContent, kind: str) -> str | None:
        if not (self._texts or self._cache_file):  # a digest takes time
            return None
        key = _build_file_key(file, kind)
        return self._cache_file.get(key) if self._cache_file else self._texts.get(key)


def _build_file_key(file: FileContent, kind: str) -> str:
    return f"{kind}:{file.digest}"


def _build_plan_key(question: Iterable[str], contents: PlanContents) -> str:
    """Return a key for all that findings depend on: names, bytes, and what was asked."""
    from plantool.loading.blake2 import blake2b  # noqa: PLC0415 - not needed without a cache

    parts = [f"{file.name} {file.error} {file.digest}" for file in contents.files]
    text = "\n".join((*question, *parts))
    return f"found:{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def _decode_known(text: str) -> KnownDiagnostics:
    from plantool.diagnostics import Diagnostic  # noqa: PLC0415 - imported by all that found any

    readable, language, left_out, findings = decode_findings(text)
    if not all(isinstance(finding, Diagnostic) for finding in findings):
        raise TypeError("no findings")
    return KnownDiagnostics(
        PlanHead(readable is True, str(language), tuple(map(str, left_out))), findings
    )


def _rename_files(known: KnownDiagnostics, names: Mapping[str, str]) -> KnownDiagnostics:
    """Return findings whose files are called as ``names`` has them; raises KeyError without one.

    An argument that is the name of a file is called ``file``, too.
    """
    head = known.head._replace(left_out=tuple(names[file] for file in known.head.left_out))
    renamed = (
        found._replace(
            file=names[found.file],
            arguments=tuple(
                (key, names[str(value)] if key == "file" and value else value)
                for key, value in found.arguments
            ),
            related=found.related and found.related._replace(file=names[found.related.file]),
        )
        for found in known.diagnostics
    )
    return KnownDiagnostics(head, tuple(renamed))


def build_memory(plan_dir: Path, cache_dir: Path) -> Memory:
    """Return the memory of the plan in a folder, with what the cache has of it."""
    from plantool.loading.blake2 import blake2b  # noqa: PLC0415 - not needed without a cache
    from plantool.loading.cache_file import SUFFIX, CacheFile  # noqa: PLC0415 - ditto
    from plantool.loading.program_fingerprint import build_fingerprint  # noqa: PLC0415 - ditto

    name = blake2b(os.fsencode(plan_dir.resolve()), digest_size=16).hexdigest()
    try:
        return Memory(CacheFile(cache_dir / f"{name}{SUFFIX}", build_fingerprint()))
    except OSError:  # installed where there are no files
        return Memory()


def find_cache_dir() -> Path | None:
    """Return PLANTOOL_CACHE, or this system's own folder for caches; None where it has none."""
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
