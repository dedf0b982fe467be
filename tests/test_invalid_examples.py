"""Every folder of tests/examples/invalid is a kind of fault; its expected.txt says what is found.

tests/examples/README.md explains the folders.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import jsonschema_rs
import pytest

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Bilingual, Diagnostic
from plantool.finding_limit import MAX_FINDINGS
from plantool.loading.folder import Folder, find_file_kind
from plantool.loading.schema import load_schema
from plantool.loading.schema_validator import Validator
from plantool.messages import LANGUAGES, catalogue
from plantool.syntax.parse import parse_document
from plantool.syntax.text_limits import MAX_BYTES

EXAMPLES = Path(__file__).parent / "examples"
AS_OF = date(2019, 12, 1)  # H30 is over and its books are closed, H31 is not
MINIMAL = EXAMPLES / "valid" / "minimal"
VALID = sorted(folder for folder in (EXAMPLES / "valid").iterdir() if folder.is_dir())
INVALID = sorted(folder for folder in (EXAMPLES / "invalid").iterdir() if folder.is_dir())
FILES = sorted(path for path in EXAMPLES.rglob("*.yaml") if path.is_file())
INSTRUCTIONS = frozenset({"expected.txt", "DELETE", "GROW"})
COPIED = "PLT220"  # all examples are copies of one file
COMMENT = "# 余白\n".encode()

every_invalid = pytest.mark.parametrize("example", INVALID, ids=lambda folder: folder.name)
every_valid = pytest.mark.parametrize("example", VALID, ids=lambda folder: folder.name)


def assemble(example: Path, plan: Path) -> Path:
    """Lay the files of ``example`` over the minimal plan."""
    shutil.copytree(MINIMAL, plan, dirs_exist_ok=True)
    ignore = shutil.ignore_patterns(*INSTRUCTIONS)
    shutil.copytree(example, plan, dirs_exist_ok=True, ignore=ignore)
    for name in listed(example / "DELETE"):
        (plan / name).unlink()
    for name in listed(example / "GROW"):
        grow(plan / name)
    return plan


def listed(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(COMMENT * (MAX_BYTES // len(COMMENT) + 1))


def diagnose(plan: Path) -> list[Diagnostic]:
    return list(load_and_check(Folder.open_at(plan), AS_OF).diagnostics)


def shown(diagnostic: Diagnostic) -> str:
    """Write a diagnostic as expected.txt does."""
    name, span = Path(diagnostic.file).name, diagnostic.span
    return f"{name}:{span.line}:{span.column} {diagnostic.code.code}"


@every_valid
def test_nothing_is_found_in_a_valid_plan(example: Path) -> None:
    assert [shown(diagnostic) for diagnostic in diagnose(example)] == []


@every_valid
def test_without_plan_yaml_nothing_is_said_that_follows_from_it(
    example: Path, tmp_path: Path
) -> None:
    plan = shutil.copytree(example, tmp_path / "plan")
    (plan / "plan.yaml").write_text("title: [\n", "utf-8")
    others = {shown(found) for found in diagnose(plan) if not found.file.endswith("plan.yaml")}
    assert others == set()


@every_invalid
def test_each_fault_is_found_once_at_its_place_and_can_be_said(
    example: Path, tmp_path: Path
) -> None:
    loaded = load_and_check(Folder.open_at(assemble(example, tmp_path)), AS_OF)
    found = loaded.diagnostics
    assert [shown(diagnostic) for diagnostic in found] == listed(example / "expected.txt")
    for diagnostic in found:
        assert_it_can_be_said(diagnostic)
        assert not blanks(diagnostic), diagnostic
        if loaded.contents[diagnostic.file]:
            assert_the_caret_is_under_its_line(diagnostic, loaded.contents[diagnostic.file])
    assert not loaded.plan.left_out or any(diagnostic.is_error for diagnostic in found)


def assert_it_can_be_said(diagnostic: Diagnostic) -> None:
    """Assert that there are sentences, the words of the parser among them, in every language."""
    problem = dict(diagnostic.arguments).get("problem")
    for texts in map(catalogue, LANGUAGES):
        assert problem is None or f"yaml: {problem}" in texts.texts
        for sentence in (texts.message(diagnostic), texts.help(diagnostic)):
            assert sentence.strip() == sentence != ""
            assert not re.search(r"\{\w*\}|\{\{|\}\}", sentence)
            assert not re.search(r"\b(None|Decimal|Fraction)\b|\['|\{'|\(\w+=|\dE[+-]\d", sentence)


def blanks(diagnostic: Diagnostic) -> set[str]:
    """Name the words that the sentences need and the diagnostic leaves empty or unknown (?)."""
    words = dict(diagnostic.arguments)
    suffix = ".nearest" if words.get("nearest") else ".help"
    code = diagnostic.code.code
    texts = [catalogue("en").texts[key] for key in (code, code + suffix)]
    needed = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    empty = {name for name, word in words.items() if word in ("", "?", Bilingual("", ""))}
    return (needed & empty) - {"value"}  # what the user left empty


def assert_the_caret_is_under_its_line(diagnostic: Diagnostic, text: str) -> None:
    line = re.split(r"\r\n|\n|\r", text)[diagnostic.span.line - 1]
    skipped = diagnostic.skipped
    assert line.startswith(diagnostic.excerpt, skipped)
    assert diagnostic.excerpt == line or len(line) > 1000
    assert 0 < diagnostic.span.column - skipped <= len(diagnostic.excerpt) + 1


@pytest.mark.parametrize(
    ("example", "first"),
    [
        ("duplicate-key", "1-2.yaml:2:1"),
        ("duplicate-year-reiwa", "1-2.yaml:12:25"),
        ("duplicate-id", "1-2.yaml:1:5"),
        ("duplicate-group-id", "1-1.yaml:18:9"),
        ("duplicate-section", "1.yaml:4:9"),
    ],
)
def test_a_duplicate_names_the_first(example: str, first: str, tmp_path: Path) -> None:
    [found] = diagnose(assemble(EXAMPLES / "invalid" / example, tmp_path))
    assert found.related is not None
    span = found.related.span
    assert f"{Path(found.related.file).name}:{span.line}:{span.column}" == first


def test_both_validators_agree() -> None:
    for path in FILES:
        document = parse_document(path.read_bytes(), path.name)
        if document.root is not None:
            data, schema = document.root.to_plain(), load_schema(find_file_kind(path.name))
            assert fast(find_file_kind(path.name)).is_valid(data) == Validator(schema).is_valid(
                data
            ), path


@cache
def fast(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(load_schema(kind))


def test_all_faults_of_many_files_are_found_in_one_run(tmp_path: Path) -> None:
    plan = shutil.copytree(MINIMAL, tmp_path / "plan")
    expected: list[str] = []
    for number, example in enumerate(filter(breaks_one_initiative, INVALID), start=100):
        name = f"1-{number}.yaml"
        broken = assemble(example, tmp_path / example.name) / "1-2.yaml"
        renamed = broken.read_bytes().replace(b"id: 1-2", f"id: 1-{number}".encode(), 1)
        (plan / name).write_bytes(renamed)
        expected += [line.replace("1-2.yaml", name) for line in listed(example / "expected.txt")]
    assert len(expected) > 100
    found = [d for d in diagnose(plan) if d.code.code != COPIED]
    assert [shown(diagnostic) for diagnostic in found] == expected


def breaks_one_initiative(example: Path) -> bool:
    files = {path.name for path in example.iterdir()} - INSTRUCTIONS
    return files == {"1-2.yaml"} and not (example / "DELETE").exists()


@pytest.mark.parametrize("line", ["\t\n", "\x01\n", "key{}: 1\n", "<<<<<<< ours\n", "a: 1\n"])
def test_a_file_that_is_wrong_everywhere_floods_nobody(tmp_path: Path, line: str) -> None:
    plan = shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    text = "".join(line.format(number) for number in range(20 * MAX_FINDINGS))
    (plan / "1-3.yaml").write_text(text, "utf-8")
    found = [diagnostic for diagnostic in diagnose(plan) if "1-3" in diagnostic.file]
    codes = Counter(diagnostic.code.code for diagnostic in found)
    assert codes["PLT018"] == 1
    assert max(codes.values()) == MAX_FINDINGS
