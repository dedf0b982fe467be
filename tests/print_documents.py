"""Makes documents of several plans, and pictures of their pages: ``make documents-check``.

Word and Excel files are opened and printed by LibreOffice, which fails where it cannot read them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORTS = {
    "plan": ("--plan", "plan", "report", "--year", "30", "--as-of", "2019-06-30"),
    "ward": ("--plan", "examples/ward/plan", "report", "--year", "R1", "--as-of", "2020-07-31"),
    "scorecard": ("--plan", "examples/scorecard/plan", "report", "--as-of", "2018-08-31"),
    "show": ("--plan", "plan", "show", "18-3"),
    "chapter": ("--plan", "plan", "show", "18"),
}
SHEETS = {"plan", "ward", "scorecard"}
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def make_documents(folder: Path) -> list[Path]:
    """Write each document in both languages."""
    files = []
    for name, command in REPORTS.items():
        for language in ("ja", "en"):
            for ending in ("docx", "pdf", *(["xlsx"] if name in SHEETS else [])):
                file = folder / f"{name}-{language}.{ending}"
                words = [sys.executable, "-m", "plantool", "--lang", language, *command]
                subprocess.run([*words, "--output", str(file)], cwd=ROOT, check=True)
                files.append(file)
    return files


def print_in_office(file: Path) -> Path:
    """Return a PDF of a document, as LibreOffice prints it."""
    folder = file.parent / file.suffix[1:]
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    printed = folder / f"{file.stem}.pdf"
    if not printed.is_file():
        raise SystemExit(f"LibreOffice cannot read {file}")
    return printed


def draw_pages(file: Path, pictures: Path) -> None:
    """Make a picture of each page."""
    pictures.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(file), str(pictures / "page")], check=True)


def main(folder: Path) -> None:
    """Make everything anew below ``folder``."""
    if not (OFFICE and shutil.which("pdftoppm")):
        raise SystemExit("documents-check needs LibreOffice (Writer, Calc) and poppler-utils")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in make_documents(folder):
        printed = file if file.suffix == ".pdf" else print_in_office(file)
        draw_pages(printed, folder / "pages" / file.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
