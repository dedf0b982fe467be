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


def save_again(books: list[Path], folder: Path) -> list[Path]:
    """Open workbooks in LibreOffice, and save them as it writes them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    outcome = folder / "saved"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", outcome]
    subprocess.run([*map(str, command), *map(str, books)], check=True, capture_output=True)
    saved = sorted(outcome.glob("*.xlsx"))
    assert [path.name for path in saved] == [path.name for path in books]
    return saved


@pytest.mark.parametrize("example", PLANS)
def test_a_book_saved_by_libreoffice_changes_nothing(tmp_path: Path, example: str) -> None:
    desk = Desk.of(tmp_path, example)
    before = desk.read()
    years = load_plan(Folder.open_at(desk.plan)).plan.planned_years
    books = desk.hand_out("--all", *(f"--year={year.key}" for year in years))
    done = desk.take_in(*save_again(books, tmp_path))
    assert done.code == 0
    assert done.out.count("\n記入はありません。\n") == len(books)
    assert "取り込み" not in done.out
    assert desk.read() == before
