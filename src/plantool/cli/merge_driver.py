"""Makes git use plantool for the plan files of a repository, or stop it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git import GitError, ask, git

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
    def line(self) -> str:
        """The line of .gitattributes that names the plan's files."""
        pattern = re.sub(r"([*?\[\\]|^[!#])", r"\\\1", self.prefix or "/") + "*.yaml"
        if re.search(r'[\s"]', pattern):
            pattern = json.dumps(pattern, ensure_ascii=False)
        return f"{pattern} merge=plantool"


def install(session: Session) -> None:
    """Write the driver into the repository's config, and which files it is for."""
    repository = _repository(session)
    # a driver may lack a name; a name without a driver would stop every merge
    for name, value in ((f"{_SECTION}.driver", _driver()), (f"{_SECTION}.name", _TITLE)):
        git(repository.top, "config", "--replace-all", name, value)
        session.tell("merge.set", name=name, value=value)
    text = _attributes(repository)
    if repository.line not in map(str.strip, text.splitlines()):
        line_break = "\r\n" if "\r\n" in text else "\n"
        start = text if not text or text.endswith("\n") else text + line_break
        _write(repository, f"{start}{repository.line}{line_break}")
        session.tell("merge.added", file=_ATTRIBUTES, line=repository.line)


def uninstall(session: Session) -> None:
    """Take away what ``install`` writes; all else stays as it is."""
    repository = _repository(session)
    if ask(repository.top, "config", "--get-regexp", f"^{re.escape(_SECTION)}[.]"):
        git(repository.top, "config", "--remove-section", _SECTION)
    session.tell("merge.unset", name=_SECTION)
    lines = _attributes(repository).splitlines(keepends=True)
    others = [line for line in lines if line.strip() != repository.line]
    if others != lines:
        _write(repository, "".join(others))
        session.tell("merge.removed", file=_ATTRIBUTES, line=repository.line)


def _repository(session: Session) -> _Repository:
    """Return the repository of the plan; raises GitError where there is none to write into."""
    folder = session.folder().path
    top = Path(ask(folder, "rev-parse", "--show-toplevel"))
    if (top / _ATTRIBUTES).is_symlink():
        raise GitError("error.merge-attributes", file=_ATTRIBUTES)
    return _Repository(top, ask(folder, "rev-parse", "--show-prefix"))


def _driver() -> str:
    if shutil.which("plantool"):
        return f"plantool {_ARGUMENTS}"
    python = shlex.quote(sys.executable).replace("%", "%%")
    return f"{python} -P -m plantool {_ARGUMENTS}"  # -P: nothing of the repository is imported


def _attributes(repository: _Repository) -> str:
    path = repository.top / _ATTRIBUTES
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


def _write(repository: _Repository, text: str) -> None:
    path = repository.top / _ATTRIBUTES
    if text:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    else:
        path.unlink(missing_ok=True)
