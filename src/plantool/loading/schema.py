"""The JSON schemas, and the fast verdict that a file satisfies its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Finding
    from plantool.loading.fields import Schema
    from plantool.syntax.nodes import Plain

KINDS = ("plan", "chapter", "initiative")


def folder() -> Path:
    """Return where the schemas are: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


def schema_text(kind: str) -> str:
    """Return the text of the schema of one of KINDS."""
    return (folder() / f"{kind}.schema.json").read_text(encoding="utf-8")


@cache
def schema_of(kind: str) -> Schema:
    """Return the schema of one of KINDS."""
    schema: Schema = json.loads(schema_text(kind))
    return schema


@cache
def _verdict(kind: str) -> Callable[[Plain], bool]:
    import jsonschema_rs  # noqa: PLC0415 - not needed for files that are known to be clean

    return jsonschema_rs.Draft202012Validator(schema_of(kind)).is_valid


def is_clean(kind: str, data: Plain) -> bool:
    """Tell whether ``data`` satisfies the schema of its kind.

    jsonschema-rs decides, a hundred times faster than jsonschema, which explains; a test holds
    the two to one opinion.
    """
    return _verdict(kind)(data)


def check(kind: str, data: Plain, file: str) -> list[Finding]:
    """Return what in ``data`` is not as its schema wants it, each cause once."""
    if is_clean(kind, data):
        return []
    from plantool.loading.explain import explain  # noqa: PLC0415 - slow to import, seldom needed

    return explain(schema_of(kind), data, file)
