"""Makes git use plantool for the plan files of a repository, or stop it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git.calls import GitError, ask_git, run_git

if TYPE_CHECKING:
    from plantool.cli.session import Session

_SECTION = "merge.plantool"
_TITLE = "plantool: plan files by keys"
_ARGUMENTS = (  # git quotes the names, and leaves a placeholder that it does not know as it is
    "merge %O %A %B %P --marker-size=%L --base-label=%S --ours-label=%X --theirs-label=%Y"
)
_ATTRIBUTES = ".gitattributes"


class _Repository(NamedTuple):
    """The repository of a plan: its top folder, and the plan's path from there (``plan/``)."""

    top: Path
    prefix: str

    @property
    def attributes_line(self) -> str:
        """The line of .gitattributes that names the plan's files."""
        # in a pattern of git a star, a bracket, and a sign at the start have a meaning of their own
        pattern = re.sub(r"([*?\[\\]|^[!#])", r"\\\1", self.prefix or "/") + "*.yaml"
        if re.search(r'[\s"]', pattern):
            pattern = json.dumps(pattern, ensure_ascii=False)
        return f"{pattern} merge=plantool"


def install_driver(session: Session) -> None:
    """Write the driver into the repository's config, and its files into .gitattributes."""
    repository = _find_plan_repository(session)
    # a driver may lack a name; a name without a driver would stop every merge
    for name, value in (
        (f"{_SECTION}.driver", _build_driver_command()),
        (f"{_SECTION}.name", _TITLE),
    ):
        run_git(repository.top, "config", "--replace-all", name, value)
        session.write_message("merge.set", name=name, value=value)
    text = _read_attributes(repository)
    if repository.attributes_line not in map(str.strip, text.splitlines()):
        line_break = "\r\n" if "\r\n" in text else "\n"
        start = text if not text or text.endswith("\n") else text + line_break
        _write_attributes(session, repository, f"{start}{repository.attributes_line}{line_break}")
        session.write_message("merge.added", file=_ATTRIBUTES, line=repository.attributes_line)


def uninstall_driver(session: Session) -> None:
    """Remove the driver and the line that ``install_driver`` writes; the rest stays as it is."""
    repository = _find_plan_repository(session)
    if ask_git(repository.top, "config", "--get-regexp", f"^{re.escape(_SECTION)}[.]"):
        run_git(repository.top, "config", "--remove-section", _SECTION)
    session.write_message("merge.unset", name=_SECTION)
    lines = _read_attributes(repository).splitlines(keepends=True)
    others = [line for line in lines if line.strip() != repository.attributes_line]
    if others != lines:
        _write_attributes(session, repository, "".join(others))
        session.write_message("merge.removed", file=_ATTRIBUTES, line=repository.attributes_line)


def _find_plan_repository(session: Session) -> _Repository:
    """Return the repository of the plan; raises GitError where there is none to write into."""
    folder = session.source.open_folder().path
    top = Path(ask_git(folder, "rev-parse", "--show-toplevel"))
    if (top / _ATTRIBUTES).is_symlink():
        raise GitError("error.merge-attributes", file=_ATTRIBUTES)
    return _Repository(top, ask_git(folder, "rev-parse", "--show-prefix"))


def _build_driver_command() -> str:
    if shutil.which("plantool"):
        return f"plantool {_ARGUMENTS}"
    python = shlex.quote(sys.executable).replace("%", "%%")
    return f"{python} -P -m plantool {_ARGUMENTS}"  # -P: nothing of the repository is imported


def _read_attributes(repository: _Repository) -> str:
    path = repository.top / _ATTRIBUTES
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


def _write_attributes(session: Session, repository: _Repository, text: str) -> None:
    from plantool.cli.file_writes import write_file

    path = repository.top / _ATTRIBUTES
    if text:
        write_file(session, path, text.encode("utf-8", "surrogateescape"))
    else:
        path.unlink(missing_ok=True)
