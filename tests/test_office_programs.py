"""LibreOffice opens documents for Word and Excel, and prints what is in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.render.pages import build_hostile_page, write_docx, write_xlsx
from tests.render.test_pdf import fold, list_bookmarks, read_text
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WARD = ("--plan", "examples/ward/plan", "report", "--year", "R1", "--as-of", "2020-07-31")


def has_part(name: str) -> bool:
    """Tell whether LibreOffice has the program for one kind of document."""
    return OFFICE is not None and shutil.which(name) is not None


NEEDS_WRITER = pytest.mark.skipif(
    not has_part("lowriter"), reason="LibreOffice Writer is not installed"
)
NEEDS_CALC = pytest.mark.skipif(not has_part("localc"), reason="LibreOffice Calc is not installed")


def print_file(file: Path) -> pypdf.PdfReader:
    """Open a file in LibreOffice, and let it print."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(file.parent), str(file)], check=True, capture_output=True)
    return pypdf.PdfReader(file.with_suffix(".pdf"))


@NEEDS_WRITER
def test_writer_prints_the_report_with_its_headings(tmp_path: Path) -> None:
    file = tmp_path / "ward.docx"
    assert run(*WARD, "--output", str(file)).code == 0
    reader = print_file(file)
    text = read_text(reader)
    assert 40 < len(reader.pages) < 100
    assert text.count("判定の一覧") == 2  # in the contents, and where it stands
    assert len(re.findall(rf"/{len(reader.pages)}(?![0-9])", text)) >= len(reader.pages) - 1
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(595, 842)}
    titles = [text for _, text, _ in list_bookmarks(reader)]
    assert not titles or "概要" in titles


@NEEDS_CALC
def test_calc_prints_every_sheet_of_the_report(tmp_path: Path) -> None:
    file = tmp_path / "ward.xlsx"
    assert run(*WARD, "--output", str(file)).code == 0
    reader = print_file(file)
    text = read_text(reader)
    for words in ("章ごとの進捗状況", "目標に届かなかったもの(26)", "No.3-15", "90.3%+"):
        assert words in text
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(842, 595)}


@NEEDS_WRITER
@NEEDS_CALC
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_could_do_harm_opens_as_text(kind: str, tmp_path: Path) -> None:
    write = {"docx": write_docx, "xlsx": write_xlsx}[kind]
    file = tmp_path / f"x.{kind}"
    file.write_bytes(write(build_hostile_page()))
    text = read_text(print_file(file))
    for words in ("</script><script>alert(1)</script>", "=1+1", "\\u202e逆さ", "@SUM(A1:A9)"):
        assert fold(words) in text
