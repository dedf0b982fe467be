from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib import import_module
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.change_notices import Notice
from plantool.loading.schema import KINDS, load_schema
from plantool.messages import LANGUAGES, catalogue
from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "src" / "plantool"
JAPANESE_ALONE = {"getting-started.md"}  # for officers, about files in Japanese
JAPANESE = sorted(
    page for page in (ROOT / "docs").rglob("ja/*.md") if page.name not in JAPANESE_ALONE
)


def test_the_api_examples_run_and_print_what_the_page_says() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    blocks = re.findall(r"```(?:python)?\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    for code, output in zip(blocks[::2], blocks[1::2], strict=True):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
        assert done.stdout.decode("utf-8") == output


def test_the_docstring_example_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "src/plantool/__init__.py"], cwd=ROOT, capture_output=True
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_links_between_documents_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_a_japanese_page_keeps_up_with_its_english_sibling() -> None:
    assert len(JAPANESE) > 100
    for page in JAPANESE:
        assert outline(page) == outline(page.parent.parent / page.name), page


def outline(page: Path) -> tuple[Counter[str], list[str]]:
    """Return how many headings a page has of each level, and the commands of its code blocks.

    What a command does stands behind it, at least two blanks away.
    """
    prose, code = split_page(page.read_text("utf-8"))
    headings = re.findall(r"^#+(?= )", prose, re.MULTILINE)
    return Counter(headings), re.findall(r"^(?:\$ )?(plantool .+?)(?: {2}|$)", code, re.MULTILINE)


def test_every_key_that_can_be_written_has_a_row_that_says_what_it_is() -> None:
    """What a cell or an amount may be beside a number is in the text."""
    page = (ROOT / "docs" / "ja" / "format.md").read_text("utf-8")
    rows = {row.rpartition(".")[2] for row in re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)}
    keys = {key for kind in KINDS for key in keys_in(load_schema(kind))}
    assert (keys - rows, "|  |" in page) == ({"below_unit", "max", "min"}, False)


def keys_in(schema: object) -> Iterator[str]:
    """Yield the keys of all objects of a schema."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for part in schema.values():
            yield from keys_in(part)


def test_an_option_is_listed_with_its_opposite() -> None:
    page = (ROOT / "docs" / "ja" / "commands.md").read_text("utf-8")
    assert "| `--cache`, `--no-cache` |" in page


def test_the_makefile_targets_of_the_readmes_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in ("README.md", "README.ja.md", "CONTRIBUTING.md"):
        for target in re.findall(r"make ([a-z-]+)", (ROOT / page).read_text("utf-8")):
            assert f"\n{target}: " in makefile, f"{page}: make {target}"


def test_every_notice_is_explained() -> None:
    for folder in (ROOT / "docs", ROOT / "docs" / "ja"):
        page = (folder / "changes.md").read_text("utf-8")
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


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_name_of_the_code_on_a_page_is_in_the_code(page: str) -> None:
    """``folder/``, ``file.py`` and ``file.py:Class.method`` are found; a lone word is used."""
    prose, pictures = split_page((ROOT / page).read_text("utf-8"))
    spans = re.findall("`([^`\n]+)`", prose)
    names = [span for span in spans if re.fullmatch(r"[\w/.]+(/|\.\w+)(:[\w.]+)?", span)]
    words = [span for span in spans if span.isidentifier()]
    rooms = re.findall(r"(?<![\w/])[a-z]+/(?= )", pictures)
    assert len(names) > 10
    assert [name for name in (*names, *rooms) if not is_in_the_code(name)] == []
    assert [word for word in words if word not in words_of_the_code()] == []


def test_every_room_stands_in_the_picture_of_the_architecture() -> None:
    prose, picture = split_page((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert [room for room in rooms if f"| `{room}/` |" not in prose] == []
    assert rooms - {room for room in rooms if f"{room}/ " in picture} == {"model", "messages"}


def split_page(text: str) -> tuple[str, str]:
    """Return the prose of a page, and its blocks of code."""
    parts = re.split(r"^ *```.*\n", text, flags=re.MULTILINE)
    return "".join(parts[::2]), "".join(parts[1::2])


def is_in_the_code(name: str) -> bool:
    """Tell whether a path exists, in the package or from the top, and defines what it is said to.

    What a run makes below ``build/`` need not be there.
    """
    path, _, definition = name.partition(":")
    files = [folder / path for folder in (PACKAGE, ROOT) if (folder / path).exists()]
    if not definition:
        return bool(files) or path.startswith("build/") or not ("/" in path or path.endswith(".py"))
    return any(definition in defined_names(file) for file in files)


@cache
def defined_names(file: Path) -> frozenset[str]:
    """Return the names that a module defines itself: ``Class``, ``Class.method``, ``CONSTANT``."""
    return frozenset(yield_names(ast.parse(file.read_text("utf-8")).body))


def yield_names(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name, body=members):
                yield prefix + name
                yield from yield_names(members, f"{prefix}{name}.")
            case (
                ast.FunctionDef(name=name)
                | ast.Assign(targets=[ast.Name(id=name)])
                | ast.AnnAssign(target=ast.Name(id=name))
            ):
                yield prefix + name
            case _:
                pass


@cache
def words_of_the_code() -> frozenset[str]:
    """Return every word of the package, the tests and the Makefile."""
    files = (*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile")
    return frozenset(word for file in files for word in re.findall(r"\w+", file.read_text("utf-8")))


def resolve(dotted: str) -> object:
    """Return the module, or what a module holds, under a dotted name."""
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        module, _, name = dotted.rpartition(".")
        return getattr(import_module(module), name)
