"""plantool validate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.diagnostics import Diagnostic
    from plantool.loading.folder import Folder


def validate(context: typer.Context, paths: options.Paths = None) -> None:
    """Check plans; exit 1 on errors."""
    from plantool.cli.opening import write_diagnostics

    session: Session = context.obj
    files, found = 0, []
    for folder, names in _targets(session, paths or []).items():
        checked, diagnostics = _check(session, folder, names)
        files += checked
        found += diagnostics
    write_diagnostics(session, found, sys.stdout)
    errors = sum(diagnostic.is_error for diagnostic in found)
    key = "validate.found" if found else "validate.clean"
    words = {"files": files, "errors": errors, "warnings": len(found) - errors}
    sys.stdout.write(session.texts(key, **words) + "\n")
    if errors:
        raise typer.Exit(1)


def _targets(session: Session, paths: list[Path]) -> dict[Folder, set[str]]:
    """Sort the paths by plan; an empty set asks for all files of a plan."""
    from plantool.loading.folder import PLAN_FILE, Folder

    if not paths:
        return {session.folder(): set()}
    targets: dict[Path, set[str]] = {}
    whole = {path for path in paths if path.is_dir()}
    for path in paths:
        folder = path if path in whole else path.parent
        if not (folder / PLAN_FILE).is_file():
            raise UsageError("error.not-in-plan", path=path)
        targets.setdefault(folder, set())
        if folder not in whole:
            targets[folder].add(path.name)
    return {Folder.at(folder): names for folder, names in targets.items()}


def _check(session: Session, folder: Folder, names: set[str]) -> tuple[int, list[Diagnostic]]:
    """Check a plan, which cross-checks read as a whole, and keep what is about ``names``."""
    from plantool.rules import load_and_check

    loaded = load_and_check(folder)
    if loaded.readable:
        session.speak_like(loaded.plan.language)
    if not names:
        return len(loaded.texts), list(loaded.diagnostics)
    files = {folder.show(name) for name in names}
    return len(names), [found for found in loaded.diagnostics if found.file in files]
