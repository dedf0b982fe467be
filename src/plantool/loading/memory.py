"""The memory of a plan: what this run, or an earlier one through the cache, found out about it.

Only facts that cannot become false are kept, each under all that it depends on. The plain data of
a clean file, and whether its layout is canonical, follow from its bytes and its kind; what the laws
say about a file, and what is shown of it, from its bytes, plan.yaml and its chapters; the findings
in a plan from everything. Files read and checked are kept within this run as well, for the next
state of the plan that it looks at.

The cache is a folder outside of any plan, with one file for each plan's folder and sort of fact.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from plantool.loading.cached_json import (
    UnknownValueError,
    decode_findings,
    decode_plain,
    encode_findings,
    encode_plain,
)
from plantool.loading.folder import find_file_kind
from plantool.loading.known_diagnostics import (
    KnownDiagnostics,
    decode_known,
    encode_known,
    rename_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plantool.loading.cache_file import Cache
    from plantool.loading.file_read import FileRead
    from plantool.loading.plan_contents import FileContent, PlanContents
    from plantool.syntax.nodes import Plain

T = TypeVar("T")
Key: TypeAlias = tuple[str, ...]
BROKEN_CACHE_ERRORS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
)
_LAYOUT_WORDS = {"canonical": True, "other": False}
# Sorts of facts in the cache. What one command asks for has a file of its own: one that is written
# keeps all that was used of it, and little of the rest.
_DATA, _LAYOUTS, _PLANS = "data", "layouts", "plans"
_CHECKS, _PAGES = "checks-", "page-"


class Rounds(Generic[T]):
    """What was made of files in this reading of a plan and in the one before."""

    def __init__(self) -> None:
        self._now: dict[Key, T] = {}
        self._before: dict[Key, T] = {}

    def begin(self) -> None:
        """Begin another reading; what the last one did not use is forgotten."""
        if self._now:
            self._before, self._now = self._now, {}

    def __contains__(self, key: Key) -> bool:
        return key in self._now or key in self._before

    def get(self, key: Key) -> T | None:
        """Return what was put under ``key``, and keep it for the next reading."""
        value = self._now.get(key)
        if value is None and (value := self._before.get(key)) is not None:
            self._now[key] = value
        return value

    def put(self, key: Key, value: T) -> None:
        """Keep ``value`` for this reading and the next one."""
        self._now[key] = value


class Memory:
    """The memory of one plan; with a ``cache`` it lasts beyond this run."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._is_sealed = False
        self._reads: Rounds[FileRead] = Rounds()
        self._checks: Rounds[Any] = Rounds()

    def begin_reading(self) -> None:
        """Begin another reading of the plan, perhaps in another state."""
        self._reads.begin()
        self._checks.begin()

    def end_readings(self) -> None:
        """Let go of what this run kept for other states of the plan: it takes room."""
        self._reads, self._checks = Rounds(), Rounds()

    def recall_read(self, key: Key) -> FileRead | None:
        """Return a file that was read in this run."""
        return self._reads.get(key)

    def keep_read(self, key: Key, read: FileRead) -> None:
        """Keep a file that was read for the rest of this run."""
        self._reads.put(key, read)

    def knows_file(self, file: FileContent, kind: str, key: Key) -> bool:
        """Tell whether a file was read in this run, or seems to be known as clean."""
        if key in self._reads:
            return True
        return self._cache is not None and _build_file_key(file, kind) in self._cache.open(_DATA)

    def recall_data(self, file: FileContent, kind: str) -> Plain:
        """Return the plain data of a file that is known to be clean, or None."""
        if self._cache is None:
            return None
        text = self._cache.open(_DATA).get(_build_file_key(file, kind))
        try:
            return decode_plain(text) if text else None
        except BROKEN_CACHE_ERRORS:  # not as we wrote it
            return None

    @property
    def lasts(self) -> bool:
        """Tell whether what is kept now lasts beyond this run."""
        return self._cache is not None and not self._is_sealed

    def keep_data(self, file: FileContent, kind: str, data: Plain) -> None:
        """Remember a clean file."""
        if self._cache and self.lasts:
            self._cache.open(_DATA).put(_build_file_key(file, kind), encode_plain(data))

    def recall_check(self, key: Key) -> Any:  # noqa: ANN401 - what was kept
        """Return what was kept about one file under ``key``; from the cache, as plain tuples.

        The key begins with the name of the laws that were asked, and the level.
        """
        known = self._checks.get(key)
        if known is not None or self._cache is None:
            return known
        text = self._cache.open(_name_checks(key)).get(_digest(key))
        try:
            return decode_findings(text) if text else None
        except BROKEN_CACHE_ERRORS:
            return None

    def keep_check(self, key: Key, check: object) -> None:
        """Keep what the laws say about one file: tuples of findings, texts and numbers."""
        self._checks.put(key, check)
        if self._cache and self.lasts:
            with suppress(UnknownValueError):
                self._cache.open(_name_checks(key)).put(_digest(key), encode_findings(check))

    def recall_findings(
        self, question: Iterable[str], contents: PlanContents
    ) -> KnownDiagnostics | None:
        """Return the findings of an earlier run with the same files and the same ``question``."""
        if self._cache is None:
            return None
        text = self._cache.open(_PLANS).get(_build_plan_key(question, contents))
        try:
            return rename_files(decode_known(text), contents.shown_by_name) if text else None
        except BROKEN_CACHE_ERRORS:
            return None

    def keep_findings(
        self, question: Iterable[str], contents: PlanContents, known: KnownDiagnostics
    ) -> None:
        """Remember findings."""
        if self._cache is None or not self.lasts:
            return
        # by the names within the plan: they are shown otherwise from another working folder
        names = {shown: name for name, shown in contents.shown_by_name.items()}
        with suppress(UnknownValueError, KeyError):
            text = encode_known(rename_files(known, names))
            self._cache.open(_PLANS).put(_build_plan_key(question, contents), text)

    def recall_text(self, page: str, key: Key) -> str | None:
        """Return a text that was kept for a page, to show what follows from ``key``."""
        return self._cache.open(_PAGES + page).get(_digest(key)) if self._cache else None

    def keep_text(self, page: str, key: Key, text: str) -> None:
        """Keep one line of text for a page, made of what ``key`` says, and of nothing else."""
        if self._cache and self.lasts:
            self._cache.open(_PAGES + page).put(_digest(key), text)

    def recall_layout(self, file: FileContent) -> bool | None:
        """Tell whether the layout of a file is the canonical one; None where that is not known."""
        if self._cache is None:
            return None
        known = self._cache.open(_LAYOUTS).get(_build_file_key(file, find_file_kind(file.name)))
        return _LAYOUT_WORDS.get(known) if known else None

    def keep_layout(self, file: FileContent, *, is_canonical: bool) -> None:
        """Remember whether the layout of a file is the canonical one."""
        if self._cache and self.lasts:
            key = _build_file_key(file, find_file_kind(file.name))
            self._cache.open(_LAYOUTS).put(key, "canonical" if is_canonical else "other")

    def save_cache(self) -> None:
        """Write the cache, where anything in it is new."""
        if self._cache and self.lasts:
            self._cache.save()

    def save_findings(self) -> None:
        """Write the cache but for the pages: who has asked for all of a page writes it.

        A file that is written keeps what was used, and little of the rest.
        """
        if self._cache and self.lasts:
            self._cache.save(lambda sort: not sort.startswith(_PAGES))

    def seal_cache(self) -> None:
        """Put nothing more into the cache: what is found now lasts as long as this process."""
        self._is_sealed = True


def _name_checks(key: Key) -> str:
    laws, level, *_ = key
    return f"{_CHECKS}{laws}-{level}"


def _build_file_key(file: FileContent, kind: str) -> str:
    return f"{kind}:{file.digest}"


def _build_plan_key(question: Iterable[str], contents: PlanContents) -> str:
    """Return a key for all that findings depend on: names, bytes, and what was asked."""
    from plantool.loading.blake2 import blake2b  # noqa: PLC0415 - not needed without a cache

    files = contents.files
    parts = [
        f"{file.name} {file.error} {-1 if file.data is None else len(file.data)}" for file in files
    ]
    whole = blake2b(_digest((*question, *parts)).encode(), digest_size=16)
    for file in files:
        whole.update(file.data or b"")
    return whole.hexdigest()


def _digest(key: Key) -> str:
    from plantool.loading.blake2 import blake2b  # noqa: PLC0415 - not needed without a cache

    text = "\0".join(key)  # a sign that no name and no word of a command line can hold
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def build_memory(plan_dir: Path, cache_dir: Path) -> Memory:
    """Return the memory of the plan in a folder, with what the cache has of it."""
    from plantool.loading.cache_file import Cache  # noqa: PLC0415 - not needed without a cache
    from plantool.loading.program_fingerprint import build_fingerprint  # noqa: PLC0415 - ditto
    from plantool.loading.user_folders import name_plan_dir  # noqa: PLC0415 - ditto

    try:
        fingerprint = build_fingerprint()
    except OSError:  # installed where there are no files
        return Memory()

    def find_fingerprint(sort: str) -> str:
        return build_fingerprint(shows=True) if sort.startswith(_PAGES) else fingerprint

    return Memory(Cache(cache_dir / name_plan_dir(plan_dir), find_fingerprint))
