from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from plantool.errors import NotWrittenError
from plantool.loading.atomic_writes import create_atomically, move_without_replacing
from plantool.loading.new_files import create_files, find_obstacles

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_made_and_nothing_beside_it(tmp_path: Path) -> None:
    create_atomically(tmp_path / "a", b"text")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"text")]
    assert (tmp_path / "a").stat().st_nlink == 1


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        create_atomically(tmp_path / "a", b"text")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"mine")]


def test_file_systems_without_links_replace_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    create_atomically(tmp_path / "a", b"text")
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        move_without_replacing(tmp_path / "a", tmp_path / "b")
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"mine", b"text"]


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    files = {"one/two/a": b"a", "there/b": b"b", "there": b"c"}
    with pytest.raises(NotWrittenError, match="there"):
        create_files(tmp_path, files)
    assert [(path.name, [*path.iterdir()]) for path in tmp_path.iterdir()] == [("there", [])]
    create_files(tmp_path, {"one/two/a": "あ".encode()})
    assert (tmp_path / "one" / "two" / "a").read_bytes() == "あ".encode()


def test_obstacles_are_files_links_and_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("nowhere")
    names = ["new", "file", "link", "file/inner/a", "file/b", "folder/c"]
    assert find_obstacles(tmp_path, names) == ["file", "link"]
    assert find_obstacles(tmp_path / "file" / "deeper", ["a"]) == [(tmp_path / "file").as_posix()]
