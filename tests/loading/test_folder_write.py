"""A file of a plan is replaced at once, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from plantool.loading.folder import Folder
from tests.running import POSIX_ONLY

pytestmark = POSIX_ONLY

FILE = "18-3.yaml"
NEW = b"id: 18-3\r\n"


def write(plan: Path, name: str = FILE, data: bytes = NEW) -> None:
    Folder.open_at(plan).replace_file(name, data, instead_of=(plan / name).read_bytes())


def test_a_file_says_what_was_written_to_the_byte(plan_copy: Path) -> None:
    write(plan_copy)
    assert (plan_copy / FILE).read_bytes() == NEW


def test_nothing_else_is_left_in_the_folder(plan_copy: Path) -> None:
    before = sorted(path.name for path in plan_copy.iterdir())
    write(plan_copy)
    assert sorted(path.name for path in plan_copy.iterdir()) == before


def test_a_file_that_was_changed_meanwhile_is_not_written(plan_copy: Path) -> None:
    (plan_copy / FILE).write_bytes(b"id: 18-3\n# mine\n")
    with pytest.raises(OSError, match="changed meanwhile"):
        Folder.open_at(plan_copy).replace_file(FILE, NEW, instead_of=b"id: 18-3\n")
    assert (plan_copy / FILE).read_bytes() == b"id: 18-3\n# mine\n"
    assert not [path for path in plan_copy.iterdir() if path.name.startswith(".")]


def test_a_file_that_is_gone_meanwhile_is_not_made_anew(plan_copy: Path) -> None:
    (plan_copy / FILE).unlink()
    with pytest.raises(FileNotFoundError):
        Folder.open_at(plan_copy).replace_file(FILE, NEW, instead_of=b"id: 18-3\n")
    assert not (plan_copy / FILE).exists()


@pytest.mark.skipif(os.name == "nt", reason="mode bits")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_who_may_read_and_write_stays(plan_copy: Path, mode: int) -> None:
    (plan_copy / FILE).chmod(mode)
    write(plan_copy)
    assert S_IMODE((plan_copy / FILE).stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_link_within_the_folder_stays_a_link_and_its_file_is_written(plan_copy: Path) -> None:
    (plan_copy / "18-9.yaml").symlink_to(FILE)
    write(plan_copy, "18-9.yaml")
    assert (plan_copy / "18-9.yaml").is_symlink()
    assert (plan_copy / "18-9.yaml").readlink() == Path(FILE)
    assert (plan_copy / FILE).read_bytes() == NEW


def test_where_replacing_fails_the_file_stays_and_nothing_is_left(
    plan_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    before = {path.name: path.read_bytes() for path in plan_copy.iterdir()}
    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(PermissionError):
        write(plan_copy)
    assert {path.name: path.read_bytes() for path in plan_copy.iterdir()} == before
