"""The real plan and the examples, laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantool.editing.layout import lay_out_document
from plantool.loading.folder import find_file_kind
from plantool.loading.key_order import build_key_order
from plantool.syntax.parse import parse_document
from tests.editing.laying_out import as_written

ROOT = Path(__file__).parents[3]
REAL = sorted((ROOT / "plan").glob("*.yaml"))
VALID = ROOT / "tests" / "examples" / "valid"

every_real_file = pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)


def laid_out_file(path: Path) -> tuple[str, str | None]:
    document = parse_document(path.read_bytes(), path.name)
    assert document.source is not None
    return document.source.text, lay_out_document(
        document, build_key_order(find_file_kind(path.name))
    )


@every_real_file
def test_the_real_plan_is_laid_out_but_for_the_order_of_keys(path: Path) -> None:
    document = parse_document(path.read_bytes(), path.name)
    assert lay_out_document(document, as_written) == path.read_text("utf-8")


@every_real_file
def test_the_real_plan_is_in_order_but_for_numbers_above_names(path: Path) -> None:
    text, out = laid_out_file(path)
    assert out is not None
    if path.name in {"2-4.yaml", "18-8.yaml"}:
        text, out = ("\n".join(sorted(each.split("\n"))) for each in (text, out))
    assert out == text


@pytest.mark.parametrize("path", sorted((VALID / "minimal").iterdir()), ids=lambda path: path.name)
def test_the_minimal_plan_is_laid_out(path: Path) -> None:
    text, out = laid_out_file(path)
    assert out == text.replace("{state: done, value: 試行}", "{value: 試行, state: done}")


def test_of_spellings_those_of_yaml_become_one() -> None:
    changed = []
    for path in sorted((VALID / "spellings").iterdir()):
        text, out = laid_out_file(path)
        assert out is not None
        was, now = text.splitlines(), out.splitlines()
        changed += [line for line in was if line not in now]
        assert ("\r\n" in out) == ("\r\n" in text)
    assert changed == [
        "title: '歩道の整備: 駅前から'",
        "    total: {value: 2000, text: '２か年で2,000ｍ'}",
        "    target: [計, '3,000ｍ']",
        'title: "安心して歩けるまち"',
        "---",
        "...",
    ]
