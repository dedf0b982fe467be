"""The server's reactions when an editor opens, changes, saves and closes; ``ls`` is the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.lsp.server import PlanServer

_DELAY = 0.15  # seconds without another change before a plan is checked
_WATCHED = types.FileSystemWatcher(glob_pattern="**/*.{yaml,yml}")


def initialize(ls: PlanServer, params: types.InitializeParams) -> None:
    """Learn which language the editor speaks, and which process it is."""
    ls.plans.locale = params.locale or ""
    ls.watch_editor(params.process_id or 0)


def watch_files(ls: PlanServer, _: types.InitializedParams) -> None:
    """Ask to be told of changes on the disk, such as those of a git checkout."""
    workspace = ls.client_capabilities.workspace
    watch_capability = workspace.did_change_watched_files if workspace else None
    if watch_capability and watch_capability.dynamic_registration:
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions([_WATCHED])
        registration = types.Registration("plantool-files", method, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


def shutdown(ls: PlanServer, _: None) -> None:
    """Know that the editor leaves in good order."""
    ls.exit_code = 0


def open_document(ls: PlanServer, params: types.DidOpenTextDocumentParams) -> None:
    """Lay an open document over its file."""
    document = params.text_document
    if path := ls.to_path(document.uri):
        ls.uris[path] = document.uri
        ls.plans.put_document(path, document.text)
        ls.plans.forget_plan(path.parent)
        ls.recheck_plan(path)


def change_document(ls: PlanServer, params: types.DidChangeTextDocumentParams) -> None:
    """Take over what was typed, and check it when the typing pauses."""
    uri = params.text_document.uri
    if path := ls.to_path(uri):
        ls.plans.put_document(path, ls.workspace.get_text_document(uri).source)
        ls.recheck_plan(path, _DELAY)


def save_document(ls: PlanServer, params: types.DidSaveTextDocumentParams) -> None:
    """Read the plan anew: saving may have come with other changes on the disk."""
    if path := ls.to_path(params.text_document.uri):
        ls.plans.forget_plan(path.parent)
        ls.recheck_plan(path)


def close_document(ls: PlanServer, params: types.DidCloseTextDocumentParams) -> None:
    """Let the file on the disk count again."""
    if path := ls.to_path(params.text_document.uri):
        ls.plans.drop_document(path)
        ls.plans.forget_plan(path.parent)
        ls.recheck_plan(path)


def recheck_changed_plans(ls: PlanServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Check the plans that the editor shows and something else changed."""
    changed_by_plan: dict[Path, Path] = {}  # one changed file of each plan is enough
    for event in params.changes:
        if path := ls.to_path(event.uri):
            changed_by_plan[path.parent] = path
    for plan_dir, path in changed_by_plan.items():
        ls.plans.forget_plan(plan_dir)
        if ls.is_shown(plan_dir):
            ls.recheck_plan(path)
