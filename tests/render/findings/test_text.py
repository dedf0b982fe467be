from __future__ import annotations

from plantool.diagnostics import Code, Edit, Fix, Span
from plantool.messages import catalogue
from plantool.render.findings.text import render_finding
from plantool.syntax.source import SourceText

TAB = Code("PLT005", "tab")


def shown(line: str, column: int, *edits: Edit) -> list[str]:
    source = SourceText("1-1.yaml", line)
    found = source.diagnose(TAB, Span(1, column, 1, column + 1))
    found = found._replace(fix=Fix(edits, safe=True) if edits else None)
    return list(render_finding(found, catalogue("en"), line if edits else ""))


def test_a_long_line_is_quoted_around_the_caret() -> None:
    for at in (1, 60, 5_000, 999_950, 1_000_000):
        line = "あ" * (at - 1) + "!" + "い" * (1_000_000 - at)
        quoted, caret = shown(line, at)[3:5]
        assert len(quoted) <= len("1 | ") + 102
        assert quoted.startswith("1 | …") is (at > 51)
        assert quoted.endswith("…") is (at + 49 < 1_000_000)
        before = quoted[: quoted.index("!")]
        wide = sum(2 if character in "あい" else 1 for character in before)
        assert caret == " " * 2 + "| " + " " * (wide - 4) + "^"


def test_a_fix_of_a_long_line_is_shown_around_its_first_edit() -> None:
    line = "あ" * 500_000 + "\t" + "い" * 500_000
    before, after = shown(line, 500_001, Edit(500_000, 500_001, " "))[-2:]
    assert before == f"1 - …{'あ' * 50}→{'い' * 49}…"
    assert after == f"1 + …{'あ' * 50} {'い' * 49}…"


def test_what_a_sentence_repeats_of_a_file_is_short() -> None:
    source = SourceText("1-1.yaml", "x")
    found = source.diagnose(Code("PLT606", "placeholder"), Span(), words="○" * 1_000_000)
    assert catalogue("ja").message(found) == f"「{'○' * 200}…」が残っています"
