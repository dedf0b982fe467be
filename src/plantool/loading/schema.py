"""The JSON schemas, and the fast verdict that a file satisfies its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Finding
    from plantool.loading.schema_fields import Schema
    from plantool.syntax.nodes import Plain

KINDS = ("plan", "chapter", "initiative")


def find_schema_folder() -> Path:
    """Return where the schemas are: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


def read_schema_text(kind: str) -> str:
    """Return the text of the schema of one of KINDS."""
    return (find_schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")


@cache
def load_schema(kind: str) -> Schema:
    """Return the schema of one of KINDS."""
    schema: Schema = json.loads(read_schema_text(kind))
    return schema


@cache
def _load_validator(kind: str) -> Callable[[Plain], bool]:
    import jsonschema_rs  # noqa: PLC0415 - not needed for files that are known to be clean

    return jsonschema_rs.Draft202012Validator(read_schema_text(kind)).is_valid


def is_clean(kind: str, data: Plain) -> bool:
    """Tell whether ``data`` satisfies the schema of its kind.

    jsonschema-rs decides, a hundred times faster than jsonschema, which explains; a test holds
    the two to one opinion.
    """
    return _load_validator(kind)(data)


def check_file_data(kind: str, data: Plain, file: str) -> list[Finding]:
    """Return the findings in ``data`` that its schema refuses, each cause once."""
    if is_clean(kind, data):
        return []
    from plantool.loading.schema_errors import explain_refusal  # noqa: PLC0415 - slow to import, seldom needed

    return explain_refusal(load_schema(kind), data, file)
