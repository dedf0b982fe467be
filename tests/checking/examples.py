"""Plans in which a rule's page shows its fault, laid over the minimal example plan."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from plantool.checking.check_plan import load_and_check
from plantool.checking.pages import PageExample
from plantool.loading.folder import Folder
from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

MINIMAL = ROOT / "tests" / "examples" / "valid" / "minimal"
_BLOCK = re.compile(r"^(?=[^\s#-])", re.MULTILINE)  # every top-level key begins one


def lay(examples: Iterable[PageExample], plan: Path) -> Path:
    """Write the minimal plan with ``examples`` into the folder ``plan``."""
    shutil.copytree(MINIMAL, plan, dirs_exist_ok=True)
    for example in examples:
        _write(example, plan / example.file)
    return plan


def found_in(
    plan: Path, as_of: date, *, initiative: str = "", settings: str = ""
) -> list[Diagnostic]:
    """Return what is found in the minimal plan with other parts of 1-2.yaml and plan.yaml."""
    lay([PageExample("1-2.yaml", initiative), PageExample("plan.yaml", settings)], plan)
    return list(load_and_check(Folder.open_at(plan), as_of).diagnostics)


def _write(example: PageExample, path: Path) -> None:
    options = dict(option.partition("=")[::2] for option in example.options)
    text = example.text
    if "link" in options:
        path.unlink(missing_ok=True)
        path.symlink_to(text.strip())
        return
    if times := options.get("times"):
        *first, last = text.splitlines(keepends=True)
        text = "".join([*first, last * int(times)])
    if path.exists() and "whole" not in options:
        text = overlay(path.read_text("utf-8"), text)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(options.get("encoding", "utf-8"), "surrogatepass"))


def overlay(base: str, text: str) -> str:
    """Replace in ``base`` the top-level keys that ``text`` has; others are added at the end."""
    blocks = {_key(block): block for block in _BLOCK.split(base)}
    blocks.update((_key(block), block) for block in _BLOCK.split(text))
    return "".join(blocks.values())


def _key(block: str) -> str:
    return block.partition(":")[0]
