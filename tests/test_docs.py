from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from itertools import zip_longest

from plantool.analysis.notices import Notice
from plantool.messages import LANGUAGES, catalogue
from tests.running import ROOT


def test_generated_docs_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "docs/refresh.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_api_example_runs_and_prints_what_the_page_says() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    code, output = re.findall(r"```(?:python)?\n(.*?)```", page, re.DOTALL)[:2]
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert done.stdout.decode("utf-8") == output


def test_the_docstring_example_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "src/plantool/__init__.py"], cwd=ROOT, capture_output=True
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_links_between_documents_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_makefile_targets_of_the_readmes_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in ("README.md", "README.ja.md", "CONTRIBUTING.md"):
        for target in re.findall(r"make ([a-z-]+)", (ROOT / page).read_text("utf-8")):
            assert f"\n{target}: " in makefile, f"{page}: make {target}"


def test_every_notice_is_explained() -> None:
    page = (ROOT / "docs" / "changes.md").read_text("utf-8")
    assert [notice.value for notice in Notice if f"`{notice.value}`" not in page] == []
    for language in LANGUAGES:
        assert {f"notice.{notice.value}" for notice in Notice} <= catalogue(language).texts.keys()


def test_every_name_of_the_api_page_can_be_imported() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*`) \| (`.*?`) \|", page, re.MULTILINE)
    assert len(rows) > 5
    for names, modules in rows:
        first, *others = re.findall("`([^`]+)`", modules)
        places = [first, *(first.rpartition(".")[0] + other for other in others)]
        classes = re.findall("`([^`]+)`", names)
        for name, place in zip_longest(classes, places, fillvalue=places[-1]):
            assert getattr(import_module(place), name).__module__ == place
    for dotted in re.findall(r"`(plantool(?:\.\w+)+)", page):
        assert resolve(dotted), dotted


def resolve(dotted: str) -> object:
    """Return the module, or what a module holds, under a dotted name."""
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        module, _, name = dotted.rpartition(".")
        return getattr(import_module(module), name)
