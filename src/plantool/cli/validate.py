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
    files, partly, found = 0, 0, []
    for folder, names in _targets(session, paths or []).items():
        checked, left_out, diagnostics = _check(session, folder, names)
        files += checked
        partly += left_out
        found += diagnostics
    write_diagnostics(session, found, sys.stdout)
    errors = sum(diagnostic.is_error for diagnostic in found)
    key = "validate.found" if found else "validate.clean"
    words = {"files": files, "errors": errors, "warnings": len(found) - errors}
    sys.stdout.write(session.texts(key, **words) + "\n")
    if partly:
        sys.stdout.write(session.texts("validate.partly", files=partly) + "\n")
    if errors:
        raise typer.Exit(1)


def _targets(session: Session, paths: list[Path]) -> dict[Folder, set[str]]:
    """Sort the paths by plan; an empty set asks for all files of a plan."""
    from plantool.loading.folder import PLAN_FILE, Folder, is_plan_file

    if not paths:
        return {session.folder(): set()}
    targets: dict[Path, tuple[Path, set[str]]] = {}
    whole = {path for path in paths if path.is_dir()}
    for path in paths:
        folder, name = (path, PLAN_FILE) if path in whole else (path.parent, path.name)
        if not path.exists() or not (folder / PLAN_FILE).is_file() or not is_plan_file(name):
            raise UsageError("error.not-in-plan", path=path)
        wanted = targets.setdefault(folder.resolve(), (folder, set()))[1]
        wanted.add("" if path in whole else path.name)
    return {
        Folder.at(folder): set() if "" in names else names for folder, names in targets.values()
    }


def _check(session: Session, folder: Folder, names: set[str]) -> tuple[int, int, list[Diagnostic]]:
    """Check a plan, which cross-checks read as a whole, and keep what is about ``names``.

    Returns how many files were asked for, how many of them could be checked only in part, and
    what was found.
    """
    from plantool.loading.folder import PLAN_FILE
    from plantool.rules.checking import load_and_check

    loaded = load_and_check(folder)
    if loaded.readable:
        session.speak_like(loaded.plan.language)
    files = {folder.show(name) for name in names} or set(loaded.texts)
    if not loaded.readable:
        files.add(folder.show(PLAN_FILE))  # nothing could be checked against it
    left_out = len(files.intersection(loaded.plan.left_out))
    return len(files), left_out, [found for found in loaded.diagnostics if found.file in files]
