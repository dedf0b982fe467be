"""Open documents and the plans they belong to, checked as if they were saved."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.errors import PlantoolError
from plantool.loading.folder import EditedFolder, Folder, find_file_kind, is_plan_file
from plantool.loading.memory import Memory, build_memory
from plantool.loading.read_plan import load_plan
from plantool.messages import catalogue
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic, Span
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.syntax.document import Document

_BOM = "\ufeff"
_PATIENCE = 0.2  # seconds for which a question waits for a check that is under way


class FileSpan(NamedTuple):
    """A span of a file of a plan; ``text`` is the whole text of the file."""

    path: Path
    text: str
    span: Span


class Draft:
    """A plan's folder, and its files with the texts of the editor laid over them."""

    def __init__(self, plan_dir: Path, files: EditedFolder) -> None:
        self.plan_dir = plan_dir
        self.files = files

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The path of every file by its shown name."""
        try:
            names = self.files.list_names()
        except PlantoolError:
            return {}
        return {self.files.format_name(name): self.plan_dir / name for name in names}

    def read_file_text(self, name: str) -> str:
        """Return the text of a file, as far as it is text."""
        try:
            return self.files.read_bytes(name).decode("utf-8", "replace").removeprefix(_BOM)
        except OSError:
            return ""


class View:
    """One file of a plan as it is being edited, with its checked plan and the language to speak."""

    def __init__(self, draft: Draft, name: str, loaded: Loaded, texts: Catalogue) -> None:
        self.draft = draft
        self.name = name
        self.loaded = loaded
        self.texts = texts
        self.kind = find_file_kind(name)
        self.file = draft.files.format_name(name)

    @cached_property
    def text(self) -> str:
        """The text of the file as it is now, without its BOM; ``loaded`` may be older."""
        return self.draft.read_file_text(self.name)

    @cached_property
    def document(self) -> Document:
        """The file's tree."""
        return parse_document(self.text.encode("utf-8", "surrogatepass"), self.file)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings of this file."""
        return tuple(d for d in self.loaded.diagnostics if d.file == self.file)

    def find_file_span(self, file: str, span: Span) -> FileSpan | None:
        """Return a span of a file of the plan; None where that file has no path."""
        path = self.draft.paths.get(file)
        return FileSpan(path, self.loaded.contents.get(file, ""), span) if path else None


class OpenPlans:
    """The open documents by path, and the last state of each plan.

    ``language`` is what the user chose; without it a plan speaks its own, and one that cannot be
    read that of the editor's ``locale``. What earlier runs found out about a plan is in
    ``cache_dir``.
    """

    def __init__(
        self, language: str | None = None, locale: str = "", cache_dir: Path | None = None
    ) -> None:
        self.language = language
        self.locale = locale
        self.cache_dir = cache_dir
        self.texts: dict[Path, str] = {}
        self._checked: dict[Path, tuple[dict[str, bytes], Loaded]] = {}
        self._forgotten: Counter[Path] = Counter()
        self._memories: dict[Path, Memory] = {}
        self._locks: defaultdict[Path, Lock] = defaultdict(Lock)

    def put_document(self, path: Path, text: str) -> None:
        """Keep the text of an open document."""
        self.texts[path] = text.removeprefix(_BOM)

    def drop_document(self, path: Path) -> None:
        """Forget a document that was closed: the file on the disk counts again."""
        self.texts.pop(path, None)

    def forget_plan(self, plan_dir: Path) -> None:
        """Forget the findings of a plan whose files changed on the disk."""
        self._forgotten[plan_dir] += 1
        self._checked.pop(plan_dir, None)

    def build_draft(self, path: Path) -> Draft | None:
        """Return the plan that the file at ``path`` belongs to, with the open documents over it."""
        if not is_plan_file(path.name):
            return None
        try:
            folder = Folder.open_at(path.parent)
        except PlantoolError:
            return None
        texts: dict[str, bytes] = {}
        for open_path, text in self.texts.items():
            if open_path.parent == folder.path and is_plan_file(open_path.name):
                texts[open_path.name] = text.encode("utf-8", "surrogatepass")
        return Draft(folder.path, EditedFolder(folder, texts))

    def check_draft(self, draft: Draft) -> Loaded | None:
        """Check a plan, if it is not known already; None where its folder cannot be read.

        This runs in a thread. Who asks while another one checks the same plan waits for it.
        """
        with self._locks[draft.plan_dir]:
            return self._check_draft(draft)

    def _check_draft(self, draft: Draft) -> Loaded | None:
        texts, forgotten_before = dict(draft.files.texts), self._forgotten[draft.plan_dir]
        known = self._checked.get(draft.plan_dir)
        if known and known[0] == texts:
            return known[1]
        try:
            loaded = load_and_check(draft.files, memory=self._find_memory(draft.plan_dir))
        except PlantoolError:
            return None
        # The plan may have been forgotten while its files were read. What was found then may be of
        # the old files; it is good for this answer, not for the next.
        if forgotten_before == self._forgotten[draft.plan_dir]:
            self._checked[draft.plan_dir] = (texts, loaded)
        return loaded

    def _find_memory(self, plan_dir: Path) -> Memory:
        """Return the memory of a plan; what is typed later is none of the cache's business."""
        if memory := self._memories.get(plan_dir):
            memory.seal_cache()
            return memory
        memory = build_memory(plan_dir, self.cache_dir) if self.cache_dir else Memory()
        return self._memories.setdefault(plan_dir, memory)

    def find_view(self, path: Path) -> View | None:
        """Return the file at ``path`` with its plan as it is now; None where there is no plan."""
        draft = self.build_draft(path)
        loaded = self.check_draft(draft) if draft else None
        return self.build_view(draft, path.name, loaded) if draft else None

    def build_view(self, draft: Draft, name: str, loaded: Loaded | None) -> View | None:
        """Return a file with its checked plan; None where that cannot be read."""
        return View(draft, name, loaded, self.choose_catalogue(loaded)) if loaded else None

    def find_known(self, draft: Draft) -> Loaded | None:
        """Return the plan as it was checked last, perhaps before the last words were typed."""
        known = self._checked.get(draft.plan_dir)
        return known[1] if known else None

    def read_draft(self, draft: Draft) -> Loaded | None:
        """Return a plan without asking its laws, for who wants to know what it says.

        While a check takes long, that is what the plan said at the one before.
        """
        lock, last = self._locks[draft.plan_dir], self.find_known(draft)
        if not lock.acquire(timeout=_PATIENCE if last else -1):
            return last
        try:
            known = self._checked.get(draft.plan_dir)
            if known and known[0] == draft.files.texts:
                return known[1]
            return load_plan(draft.files, self._find_memory(draft.plan_dir))
        except PlantoolError:
            return None
        finally:
            lock.release()

    def choose_catalogue(self, loaded: Loaded | None) -> Catalogue:
        """Return the texts in the language to speak about a plan."""
        if self.language:
            return catalogue(self.language)
        if loaded and loaded.is_readable:
            return catalogue(loaded.plan.language)
        return catalogue("ja" if self.locale.startswith("ja") else "en")
