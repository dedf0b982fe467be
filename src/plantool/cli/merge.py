"""plantool merge."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli.session import Session, help_texts
from plantool.errors import PlantoolError, UsageError

if TYPE_CHECKING:
    from plantool.syntax.merge import Merge

_help = help_texts()
_FAILED = 128  # from this exit code on, git merge-file has merged nothing
_LABELS = ("base", "ours", "theirs")
_PLACEHOLDERS = ("%S", "%X", "%Y")


class _Files(NamedTuple):
    """The three versions that git wants merged, and the name of the file in the repository."""

    base: Path
    ours: Path
    theirs: Path
    name: str


class _Markers(NamedTuple):
    """How git wants conflicts marked: how many signs, and the names of base, ours and theirs."""

    size: int
    labels: tuple[str, ...]

    def options(self) -> list[str]:
        """Return what says so to git merge-file, which has the labels in the order of files."""
        base, ours, theirs = map(self._label, _LABELS, self.labels)
        labels = [word for label in (ours, base, theirs) for word in ("-L", label)]
        return [f"--marker-size={self.size}", *labels]

    def _label(self, default: str, label: str) -> str:
        """Return a label, or what stands for none; older versions of git pass the placeholder."""
        return default if label in {"", *_PLACEHOLDERS} else label


class _ByLines(NamedTuple):
    """What git's own merge made of the files: None where it made nothing, for a ``reason``."""

    text: bytes | None
    is_clean: bool
    reason: str


def merge(
    context: typer.Context,
    base: Annotated[
        Path | None, typer.Argument(help=_help("help.merge-base"), metavar="[BASE]")
    ] = None,
    ours: Annotated[
        Path | None, typer.Argument(help=_help("help.merge-ours"), metavar="[OURS]")
    ] = None,
    theirs: Annotated[
        Path | None, typer.Argument(help=_help("help.merge-theirs"), metavar="[THEIRS]")
    ] = None,
    path: Annotated[
        str | None, typer.Argument(help=_help("help.merge-path"), metavar="[PATH]")
    ] = None,
    marker_size: Annotated[
        int, typer.Option(help=_help("help.merge-marker-size"), min=1, metavar="N")
    ] = 7,
    base_label: Annotated[
        str, typer.Option(help=_help("help.merge-base-label"), metavar="NAME")
    ] = "",
    ours_label: Annotated[
        str, typer.Option(help=_help("help.merge-ours-label"), metavar="NAME")
    ] = "",
    theirs_label: Annotated[
        str, typer.Option(help=_help("help.merge-theirs-label"), metavar="NAME")
    ] = "",
    install: Annotated[bool, typer.Option("--install", help=_help("help.merge-install"))] = False,
    uninstall: Annotated[
        bool, typer.Option("--uninstall", help=_help("help.merge-uninstall"))
    ] = False,
) -> None:
    """Merge one file for git, or make git use this for all plan files."""
    session: Session = context.obj
    if install or uninstall:
        from plantool.cli import merge_driver

        (merge_driver.install if install else merge_driver.uninstall)(session)
        return
    if base is None or ours is None or theirs is None:
        raise UsageError("error.merge-files")
    files = _Files(base, ours, theirs, path or ours.as_posix())
    markers = _Markers(marker_size, (base_label, ours_label, theirs_label))
    if not _merge(session, files, markers):
        raise typer.Exit(1)


def _merge(session: Session, files: _Files, markers: _Markers) -> bool:
    """Write the merged text into ours; return whether nothing is left for the user to do."""
    from plantool.loading.folder import kind_of
    from plantool.loading.key_order import key_order
    from plantool.syntax.merge import merge as merged

    base, ours, theirs = map(_read, files[:3])
    by_lines = _by_lines(files, markers)
    if by_lines.text is not None:  # whatever happens next, the user has both sides
        files.ours.write_bytes(by_lines.text)
    clean = by_lines.text if by_lines.is_clean else None
    result = merged(base, ours, theirs, key_order(kind_of(PurePath(files.name).name)), clean)
    if result.text is not None:
        files.ours.write_bytes(result.text)
        return True
    _speak_like_the_plan(session, Path(files.name).parent)
    _tell(session, files.name, result, by_lines)
    return by_lines.is_clean and not result.readable


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise UsageError("error.merge-unreadable", file=path, reason=reason) from error


def _by_lines(files: _Files, markers: _Markers) -> _ByLines:
    """Merge as git does without us."""
    from plantool.loading.git import call

    paths = [str(path.absolute()) for path in (files.ours, files.base, files.theirs)]
    done = call(Path.cwd(), "merge-file", "-p", *markers.options(), *paths)
    if done.returncode >= _FAILED or done.returncode < 0:
        return _ByLines(None, False, done.stderr.decode("utf-8", "replace").strip())
    return _ByLines(done.stdout, done.returncode == 0, "")


def _speak_like_the_plan(session: Session, folder: Path) -> None:
    """Use the language of the plan, as far as it can be read in the midst of a merge."""
    from plantool.loading.folder import PLAN_FILE, Folder
    from plantool.messages import LANGUAGES
    from plantool.syntax.parse import parse

    with suppress(PlantoolError, OSError):
        root = parse(Folder.at(folder).read(PLAN_FILE), PLAN_FILE).root
        match root.plain() if root else None:
            case {"language": str() as language} if language in LANGUAGES:
                session.speak_like(language)
            case _:
                pass


def _tell(session: Session, file: str, result: Merge, by_lines: _ByLines) -> None:
    """Say what is left to do, and where."""
    from plantool.reports.conflicts import words

    for conflict in result.conflicts:
        session.tell("merge.conflict", **words(conflict, file, session.texts))
    if by_lines.text is None:
        session.tell("merge.not-merged", file=file, reason=by_lines.reason)
    elif not by_lines.is_clean:
        if not result.conflicts:
            session.tell("merge.by-lines", file=file)
    elif result.conflicts:
        session.tell("merge.unmarked", file=file)
    else:
        session.tell("merge.doubtful" if result.readable else "merge.by-lines", file=file)
