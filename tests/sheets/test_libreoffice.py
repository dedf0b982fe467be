"""Workbooks that LibreOffice opened and saved are the same to plantool."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from tests.sheets.books import PLANS, Desk

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Return all books of all plans as LibreOffice saves them; it is started once."""
    folder = tmp_path_factory.mktemp("books")
    names: dict[str, list[str]] = {}
    for number, example in enumerate(PLANS):
        desk = Desk.of(folder / str(number), example)
        books = desk.hand_out("--all", *list_years(desk))
        names[example] = [f"{number}_{book.name}" for book in books]
        for name, book in zip(names[example], books, strict=True):
            book.rename(folder / name)
    save_again([folder / name for each in names.values() for name in each], folder / "saved")
    return {example: [folder / "saved" / name for name in each] for example, each in names.items()}


def list_years(desk: Desk) -> list[str]:
    years = load_plan(Folder.open_at(desk.plan)).plan.planned_years
    return [f"--year={year.key}" for year in years]


def save_again(books: list[Path], outcome: Path) -> None:
    """Open workbooks in LibreOffice, and save them as it writes them."""
    profile = f"-env:UserInstallation={(outcome.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", outcome]
    subprocess.run([*map(str, command), *map(str, books)], check=True, capture_output=True)
    assert {path.name for path in outcome.iterdir()} == {path.name for path in books}


@pytest.mark.parametrize("example", PLANS)
def test_a_book_saved_by_libreoffice_changes_nothing(
    tmp_path: Path, example: str, saved: dict[str, list[Path]]
) -> None:
    desk = Desk.of(tmp_path, example)
    before = desk.read()
    done = desk.take_in(*saved[example])
    assert done.code == 0
    assert done.out.count("\n記入はありません。\n") == len(saved[example]) > 0
    assert "取り込み" not in done.out
    assert desk.read() == before
