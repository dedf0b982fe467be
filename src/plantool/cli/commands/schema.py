"""plantool schema."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from plantool.cli.session import Session
from plantool.errors import UsageError


class PlanFileKind(Enum):
    """The kinds of plan files, the mapping of a table, and the list of many plans."""

    PLAN = "plan"
    CHAPTER = "chapter"
    INITIATIVE = "initiative"
    MAPPING = "mapping"
    FLEET = "fleet"


def schema(
    context: typer.Context,
    kind: Annotated[
        PlanFileKind | None, typer.Argument(help="help.schema-kind", metavar="[KIND]")
    ] = None,
    export: Annotated[Path | None, typer.Option(help="help.schema-export", metavar="DIR")] = None,
    vscode: Annotated[bool, typer.Option("--vscode", help="help.schema-vscode")] = False,
) -> None:
    """Print a schema, write all of them, or set up VS Code."""
    from plantool.loading.schema import read_schema_text
    from plantool.starting.side_files import SETTINGS_FILE, yield_schemas

    session: Session = context.obj
    if not (kind or export or vscode):
        raise UsageError("error.schema-what")
    if kind:
        sys.stdout.write(read_schema_text(kind.value))
    if export:
        _export_schemas(session, export)
    if vscode:
        settings = _build_editor_settings(session)  # before anything is written
        for name, text in yield_schemas():
            _write_exported(session, Path(name), text)
        _write_exported(session, Path(SETTINGS_FILE), settings)


def _export_schemas(session: Session, folder: Path) -> None:
    from plantool.loading.schema import KINDS, read_schema_text

    for kind in KINDS:
        _write_exported(session, folder / f"{kind}.schema.json", read_schema_text(kind))


def _write_exported(session: Session, path: Path, text: str) -> None:
    from plantool.cli.file_writes import write_file

    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(session, path, text.encode())
    session.write_message("schema.written", file=path.as_posix())


def _build_editor_settings(session: Session) -> str:
    """Return .vscode/settings.json with our schemas in it; raises UsageError where in doubt."""
    from plantool.starting.side_files import SCHEMAS_SETTING, SETTINGS_FILE, write_json

    path = Path(SETTINGS_FILE)
    ours = _map_schemas(session)
    settings: dict[str, Any] = {}
    try:
        if path.exists():
            settings = json.loads(path.read_text(encoding="utf-8"))
        settings[SCHEMAS_SETTING] = {**settings.get(SCHEMAS_SETTING, {}), **ours}
    except (ValueError, TypeError, AttributeError) as error:
        shown = write_json({SCHEMAS_SETTING: ours}).rstrip()
        raise UsageError("error.settings-not-json", file=path, settings=shown) from error
    return write_json(settings)


def _map_schemas(session: Session) -> dict[str, str | list[str]]:
    """Return the files of the plan that each schema is for."""
    from plantool.loading.folder import find_file_kind
    from plantool.starting.side_files import map_schemas

    folder = session.source.open_folder()
    names = (name for name in folder.list_names() if "/" not in name)
    return map_schemas(folder.shown, [n for n in names if find_file_kind(n) == "chapter"])
