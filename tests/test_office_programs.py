"""LibreOffice opens documents for Word and Excel, and prints what is in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, TypeAlias

import pypdf
import pytest

from tests.render.pages import build_hostile_page, write_docx, write_xlsx
from tests.render.reports import WARD_REPORT, write_report
from tests.render.test_pdf import fold, list_bookmarks, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def has_part(name: str) -> bool:
    """Tell whether LibreOffice has the program for one kind of document."""
    return OFFICE is not None and shutil.which(name) is not None


Printed: TypeAlias = "Callable[[str, str], pypdf.PdfReader]"
PROGRAMS = {"docx": "lowriter", "xlsx": "localc"}
WRITERS = {"docx": write_docx, "xlsx": write_xlsx}
NEEDS = {
    kind: pytest.mark.skipif(not has_part(program), reason=f"{program} is not installed")
    for kind, program in PROGRAMS.items()
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Open all documents in LibreOffice at once, and let it print them."""
    folder = tmp_path_factory.mktemp("office")
    for kind, write in WRITERS.items():
        if has_part(PROGRAMS[kind]):
            shutil.copy(write_report(f".{kind}", *WARD_REPORT), folder / f"ward-{kind}.{kind}")
            (folder / f"hostile-{kind}.{kind}").write_bytes(write(build_hostile_page()))
    files = sorted(folder.iterdir())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    return lambda name, kind: pypdf.PdfReader(folder / f"{name}-{kind}.pdf")


@NEEDS["docx"]
def test_writer_prints_the_report_with_its_headings(printed: Printed) -> None:
    reader = printed("ward", "docx")
    text = read_text(reader)
    assert 40 < len(reader.pages) < 100
    assert text.count("判定の一覧") == 2  # in the contents, and where it stands
    assert len(re.findall(rf"/{len(reader.pages)}(?![0-9])", text)) >= len(reader.pages) - 1
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(595, 842)}
    titles = [text for _, text, _ in list_bookmarks(reader)]
    assert not titles or "概要" in titles


@NEEDS["xlsx"]
def test_calc_prints_every_sheet_of_the_report(printed: Printed) -> None:
    reader = printed("ward", "xlsx")
    text = read_text(reader)
    for words in ("章ごとの進捗状況", "目標に届かなかったもの(26)", "No.3-15", "90.3%+"):
        assert words in text
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(842, 595)}


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=NEEDS[kind]) for kind in NEEDS])
def test_what_could_do_harm_opens_as_text(kind: str, printed: Printed) -> None:
    text = read_text(printed("hostile", kind))
    for words in ("</script><script>alert(1)</script>", "=1+1", "\\u202e逆さ", "@SUM(A1:A9)"):
        assert fold(words) in text
