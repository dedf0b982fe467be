"""plantool merge."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.editing.merge import MergeOutcome

_FAILED_EXIT_CODE = 128  # from this exit code on, git merge-file has merged nothing
_LABELS = ("base", "ours", "theirs")
_PLACEHOLDERS = ("%S", "%X", "%Y")


class _MergeFiles(NamedTuple):
    """The three versions that git wants merged, and the name of the file in the repository."""

    base: Path
    ours: Path
    theirs: Path
    name: str


class _ConflictMarkers(NamedTuple):
    """How git wants conflicts marked: how many signs, and the names of base, ours and theirs."""

    size: int
    labels: tuple[str, ...]

    def build_options(self) -> list[str]:
        """Return what says so to git merge-file, which has the labels in the order of files."""
        base, ours, theirs = map(self._choose_label, _LABELS, self.labels)
        labels = [word for label in (ours, base, theirs) for word in ("-L", label)]
        return [f"--marker-size={self.size}", *labels]

    def _choose_label(self, default: str, label: str) -> str:
        """Return a label, or what stands for none; older versions of git pass the placeholder."""
        return default if label in {"", *_PLACEHOLDERS} else label


class _LineMerge(NamedTuple):
    """What git's own merge made of the files: None where it made nothing, for a ``reason``."""

    text: bytes | None
    is_clean: bool
    reason: str


def merge(
    context: typer.Context,
    base: Annotated[Path | None, typer.Argument(help="help.merge-base", metavar="[BASE]")] = None,
    ours: Annotated[Path | None, typer.Argument(help="help.merge-ours", metavar="[OURS]")] = None,
    theirs: Annotated[
        Path | None, typer.Argument(help="help.merge-theirs", metavar="[THEIRS]")
    ] = None,
    path: Annotated[str | None, typer.Argument(help="help.merge-path", metavar="[PATH]")] = None,
    marker_size: Annotated[
        int, typer.Option(help="help.merge-marker-size", min=1, metavar="N")
    ] = 7,
    base_label: Annotated[str, typer.Option(help="help.merge-base-label", metavar="NAME")] = "",
    ours_label: Annotated[str, typer.Option(help="help.merge-ours-label", metavar="NAME")] = "",
    theirs_label: Annotated[str, typer.Option(help="help.merge-theirs-label", metavar="NAME")] = "",
    install: Annotated[bool, typer.Option("--install", help="help.merge-install")] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="help.merge-uninstall")] = False,
) -> None:
    """Merge one file for git, or make git use this for all plan files."""
    session: Session = context.obj
    if install or uninstall:
        from plantool.cli import merge_driver

        (merge_driver.install_driver if install else merge_driver.uninstall_driver)(session)
        return
    if base is None or ours is None or theirs is None:
        raise UsageError("error.merge-files")
    files = _MergeFiles(base, ours, theirs, path or ours.as_posix())
    markers = _ConflictMarkers(marker_size, (base_label, ours_label, theirs_label))
    if not _merge_files(session, files, markers):
        raise typer.Exit(1)


def _merge_files(session: Session, files: _MergeFiles, markers: _ConflictMarkers) -> bool:
    """Write the merged text into ours; return whether nothing is left for the user to do."""
    from plantool.cli.file_writes import write_file
    from plantool.editing.merge import merge_texts as merged
    from plantool.loading.folder import find_file_kind
    from plantool.loading.key_order import build_key_order

    base, ours, theirs = map(_read_version, files[:3])
    line_merge = _merge_by_lines(files, markers)
    if line_merge.text is not None:  # so that the user has both sides in any case
        write_file(session, files.ours, line_merge.text)
    clean_text = line_merge.text if line_merge.is_clean else None
    result = merged(
        base, ours, theirs, build_key_order(find_file_kind(PurePath(files.name).name)), clean_text
    )
    if result.text is not None:
        write_file(session, files.ours, result.text)
        return True
    session.use_plan_language(Path(files.name).parent)
    _write_outcome(session, files.name, result, line_merge)
    return line_merge.is_clean and not result.readable


def _read_version(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("error.merge-unreadable", file=path, reason=error) from error


def _merge_by_lines(files: _MergeFiles, markers: _ConflictMarkers) -> _LineMerge:
    """Merge as git does without us."""
    from plantool.loading.git.calls import call_git

    paths = [str(path.absolute()) for path in (files.ours, files.base, files.theirs)]
    done = call_git(Path.cwd(), "merge-file", "-p", *markers.build_options(), *paths)
    if done.returncode >= _FAILED_EXIT_CODE or done.returncode < 0:
        return _LineMerge(None, False, done.stderr.decode("utf-8", "replace").strip())
    return _LineMerge(done.stdout, done.returncode == 0, "")


def _write_outcome(
    session: Session, file: str, result: MergeOutcome, line_merge: _LineMerge
) -> None:
    """Tell the user about the conflicts that are left, and where they are."""
    from plantool.reports.conflict_text import describe_conflict

    for conflict in result.conflicts:
        session.write_message("merge.conflict", **describe_conflict(conflict, file, session.texts))
    if line_merge.text is None:
        session.write_message("merge.not-merged", file=file, reason=line_merge.reason)
    elif not line_merge.is_clean:
        if not result.conflicts:
            session.write_message("merge.by-lines", file=file)
    elif result.conflicts:
        session.write_message("merge.unmarked", file=file)
    else:
        session.write_message("merge.doubtful" if result.readable else "merge.by-lines", file=file)
