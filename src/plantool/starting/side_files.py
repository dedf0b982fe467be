"""The files beside a new plan: for its staff, for editors, for git, for checks of changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.loading.schema import KINDS, read_schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.messages import Catalogue

SCHEMAS_SETTING = "yaml.schemas"  # the setting of VS Code's YAML extension
EDITOR_DIR, SCHEMA_DIR = ".vscode", ".vscode/plantool"
SETTINGS_FILE = ".vscode/settings.json"
CI_FILES = {"github": ".github/workflows/plan.yml", "gitlab": ".gitlab-ci.yml"}
"""Where each service looks for its checks."""

_IGNORED = ("~$*", ".~lock.*", "*~", "*.bak", "*.tmp", "Thumbs.db", "desktop.ini", ".DS_Store")


def yield_schemas() -> Iterator[tuple[str, str]]:
    """Yield the schemas for editors, each as its path and text."""
    for kind in KINDS:
        yield f"{SCHEMA_DIR}/{kind}.schema.json", read_schema_text(kind)


def map_schemas(plan_dir: str, chapters: Sequence[str]) -> dict[str, str | list[str]]:
    """Return the files that each schema is for; no glob tells chapters from plan.yaml."""
    at = "" if plan_dir == "." else f"{plan_dir}/"
    files: dict[str, str | list[str]] = {
        "plan": f"{at}plan.yaml",
        "chapter": [f"{at}{name}" for name in chapters],
        "initiative": f"{at}*-*.yaml",
    }
    return {f"./{SCHEMA_DIR}/{kind}.schema.json": globs for kind, globs in files.items()}


def write_json(settings: Mapping[str, object]) -> str:
    """Return settings of an editor as they are written."""
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def write_ignored(texts: Catalogue) -> str:
    """Return the text of .gitignore: what programs leave behind, and nothing of the plan."""
    return "\n".join((f"# {texts('start.ignored')}", *_IGNORED, ""))


def read_ci_text(service: str) -> str:
    """Return the checks of one of CI_FILES: in the package, or in the docs of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "ci"
    folder = installed if installed.is_dir() else package.parents[1] / "docs" / "ci"
    return (folder / f"{service}.yml").read_text(encoding="utf-8")
