from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from plantool.loading import folder_swap
from plantool.loading.folder_swap import replace_folder
from tests.running import POSIX_ONLY

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "file").write_text(text)


def write_twice(folder: Path) -> None:
    for text in ("two", "three"):
        write(folder, text)


def read(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.fixture(params=["at once", "one after the other"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace folders as Linux can, and as other systems do."""
    if request.param != "at once":
        monkeypatch.setattr(folder_swap, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_both_ways")
def test_a_folder_is_made_and_replaced(tmp_path: Path) -> None:
    place = tmp_path / "above" / "place"
    for text in ("one", "two"):
        with replace_folder(place) as new:
            write(new, text)
            (new / text).touch()
        assert read(place) == {"deep/file": text, text: ""}
        assert os.listdir(place.parent) == ["place"]  # noqa: PTH208 - hidden ones as well


@pytest.mark.usefixtures("_both_ways")
def test_what_fails_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "place"
    with replace_folder(place) as new:
        write(new, "one")
    with pytest.raises(FileExistsError), replace_folder(place) as new:
        write_twice(new)
    assert read(place) == {"deep/file": "one"}
    assert os.listdir(tmp_path) == ["place"]  # noqa: PTH208 - hidden ones as well


def test_a_folder_that_cannot_be_put_in_place_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    with replace_folder(place) as new:
        write(new, "one")
    monkeypatch.setattr(folder_swap, "_exchange", lambda *_: False)
    with pytest.raises(FileNotFoundError), replace_folder(place) as new:
        new.rename(tmp_path / "elsewhere")
    assert read(place) == {"deep/file": "one"}


@POSIX_ONLY
@pytest.mark.usefixtures("_both_ways")
def test_the_rights_of_the_folder_stay(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir(mode=0o750)
    with replace_folder(place) as new:
        write(new, "one")
    assert place.stat().st_mode & 0o777 == 0o750
