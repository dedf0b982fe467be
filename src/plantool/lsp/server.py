"""The language server: its state, its timing, and the way its words take to the editor."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from plantool.lsp.editor_process import is_running
from plantool.lsp.file_reports import build_file_reports
from plantool.lsp.wire import Wire
from plantool.lsp.workspace import OpenPlans
from plantool.version import __version__

if TYPE_CHECKING:
    from plantool.lsp.file_reports import FileReport
    from plantool.messages import Catalogue

_GLANCE = 2.0  # seconds between two looks at the editor's process


class PlanServer(LanguageServer):
    """The server, its plans, and what the editor shows of them.

    Documents come whole with every change: pygls applies partial ones by lines that the protocol
    does not know (U+2028), and plan files are small.
    """

    def __init__(self, language: str | None, cache_dir: Path | None) -> None:
        super().__init__("plantool", __version__, types.TextDocumentSyncKind.Full)
        self.plans = OpenPlans(language, cache_dir=cache_dir)
        self.exit_code = 1  # unless the editor says good-bye first
        self.uris: dict[Path, str] = {}
        self._shown_paths: dict[Path, set[Path]] = {}
        self._waiting_checks: dict[Path, asyncio.Task[None]] = {}
        self._watching_task: asyncio.Task[None] | None = None

    def watch_editor(self, process: int) -> None:
        """End when the editor does, whose pipe another process may keep open.

        From within a container, the editor's process may never be seen: then the pipe has to do.
        """
        if process > 0 and is_running(process):
            self._watching_task = asyncio.get_running_loop().create_task(_end_after(process))

    def build_wire(self) -> Wire:
        """Return what turns answers into messages."""
        encoding = types.PositionEncodingKind(self.workspace.position_encoding or "utf-16")
        return Wire(self.to_uri, encoding.value)

    def to_path(self, uri: str) -> Path | None:
        """Return the path of a file; None for a document that is in no file yet."""
        path = to_fs_path(uri)
        return Path(path) if path else None

    def to_uri(self, path: Path) -> str:
        """Return a file's address as the editor wrote it."""
        return self.uris.get(path) or str(from_fs_path(str(path)))

    def is_shown(self, plan_dir: Path) -> bool:
        """Tell whether the editor has a file of a plan open or shows findings in it."""
        is_open = any(path.parent == plan_dir for path in self.plans.texts)
        return is_open or plan_dir in self._shown_paths

    def recheck_plan(self, path: Path, delay: float = 0) -> None:
        """Check the plan of a file soon; a check that waits for its turn is called off."""
        if waiting := self._waiting_checks.get(path.parent):
            waiting.cancel()
        loop = asyncio.get_running_loop()
        self._waiting_checks[path.parent] = loop.create_task(self._check_and_publish(path, delay))

    async def _check_and_publish(self, path: Path, delay: float) -> None:
        """Check a plan and publish its findings; typing goes on meanwhile."""
        try:
            await asyncio.sleep(delay)
            draft = self.plans.build_draft(path)
            loaded = await asyncio.to_thread(self.plans.check_draft, draft) if draft else None
            found = build_file_reports(draft, loaded) if draft and loaded else {}
            self._publish_reports(path.parent, found, self.plans.choose_catalogue(loaded))
        except Exception as error:  # noqa: BLE001 - the next change is checked all the same
            self.report_server_error(error, type(error))

    def _publish_reports(
        self, plan_dir: Path, found: dict[Path, FileReport], texts: Catalogue
    ) -> None:
        """Send the findings of every file that has some; an empty list to those that had some."""
        for path in sorted({*found, *self._shown_paths.get(plan_dir, ())}):
            self.text_document_publish_diagnostics(
                self._build_publication(path, found.get(path), texts)
            )
        self._shown_paths[plan_dir] = {*found}

    def _build_publication(
        self, path: Path, report: FileReport | None, texts: Catalogue
    ) -> types.PublishDiagnosticsParams:
        wire = self.build_wire()
        lines = wire.build_lines(report.text if report else "")
        findings = report.findings if report else ()
        diagnostics = [
            wire.to_diagnostic(found, texts, lines, related) for found, related in findings
        ]
        return types.PublishDiagnosticsParams(self.to_uri(path), diagnostics)

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Write a failure into the editor's log; a window for each would be in the way."""
        message = f"plantool {__version__}: {source.__name__}: {error}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


async def _end_after(process: int) -> None:
    while is_running(process):  # noqa: ASYNC110 - nothing else tells of it
        await asyncio.sleep(_GLANCE)
    os._exit(1)  # at once: a thread waits for the pipe, and the editor that would be told is gone
