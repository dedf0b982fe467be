"""plantool schema."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError

_help = help_texts()
_SCHEMAS = "yaml.schemas"  # the setting of VS Code's YAML extension


class Kind(Enum):
    """The kinds of plan files."""

    PLAN = "plan"
    CHAPTER = "chapter"
    INITIATIVE = "initiative"


def schema(
    context: typer.Context,
    kind: Annotated[
        Kind | None, typer.Argument(help=_help("help.schema-kind"), metavar="[KIND]")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help=_help("help.schema-export"), metavar="DIR")
    ] = None,
    vscode: Annotated[bool, typer.Option("--vscode", help=_help("help.schema-vscode"))] = False,
) -> None:
    """Print a schema, write all of them, or set up VS Code."""
    from plantool.loading.schema import schema_text

    session: Session = context.obj
    if not (kind or export or vscode):
        raise UsageError("error.schema-what")
    if kind:
        sys.stdout.write(schema_text(kind.value))
    if export:
        _export(session, export)
    if vscode:
        settings = _editor_settings(session)  # before anything is written
        _export(session, Path(".vscode", "plantool"))
        _write(session, Path(".vscode", "settings.json"), settings)


def _export(session: Session, folder: Path) -> None:
    from plantool.loading.schema import KINDS, schema_text

    for kind in KINDS:
        _write(session, folder / f"{kind}.schema.json", schema_text(kind))


def _write(session: Session, path: Path, text: str) -> None:
    from plantool.cli.writing import write_file

    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(session, path, text.encode())
    session.tell("schema.written", file=path.as_posix())


def _editor_settings(session: Session) -> str:
    """Return .vscode/settings.json with our schemas in it; raises UsageError where in doubt."""
    path = Path(".vscode", "settings.json")
    ours = {f"./.vscode/plantool/{k}.schema.json": files for k, files in _files(session).items()}
    settings: dict[str, Any] = {}
    try:
        if path.exists():
            settings = json.loads(path.read_text(encoding="utf-8"))
        settings[_SCHEMAS] = {**settings.get(_SCHEMAS, {}), **ours}
    except (ValueError, TypeError, AttributeError) as error:
        shown = json.dumps({_SCHEMAS: ours}, ensure_ascii=False, indent=2)
        raise UsageError("error.settings-not-json", file=path, settings=shown) from error
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _files(session: Session) -> dict[str, str | list[str]]:
    """Return the globs of each kind; chapters, which no glob tells from plan.yaml, by name."""
    from plantool.loading.folder import kind_of

    folder = session.folder()
    names = [name for name in folder.names() if kind_of(name) == "chapter" and "/" not in name]
    chapters = [folder.show(name) for name in names]
    plan, initiatives = folder.show("plan.yaml"), folder.show("*-*.yaml")
    return {"plan": plan, "chapter": chapters, "initiative": initiatives}
