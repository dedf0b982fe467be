"""Random slips of the pen never crash validate; what is found can be said and shown.

How many are found stands in docs/mutations.md, which ``make docs-check`` holds to the code.
"""

from __future__ import annotations

import re

import pytest

from plantool.messages import LANGUAGES, catalogue
from tests.checking.random_edits import COUNT, Outcome, outcomes
from tests.drawing import is_thorough


def drawn() -> tuple[Outcome, ...]:
    """Return all 300 slips, or the first fifth of them where a person waits."""
    return outcomes(COUNT if is_thorough() else COUNT // 5)


def test_every_slip_is_another_one_and_none_crashes_validate() -> None:
    assert len({(each.slip.file, each.slip.text) for each in drawn()}) == len(drawn()) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_found_can_be_said(language: str) -> None:
    texts = catalogue(language)
    for diagnostic in (d for each in drawn() for d in each.loaded.diagnostics):
        for sentence in (texts.message(diagnostic), texts.help(diagnostic)):
            assert sentence.strip() == sentence != "", diagnostic
            assert not re.search(r"\{\w*\}|\{\{|\}\}", sentence), sentence


def test_whatever_is_found_lies_in_its_file() -> None:
    for each in drawn():
        for diagnostic in each.loaded.diagnostics:
            lines = each.loaded.contents[diagnostic.file].split("\n")
            span = diagnostic.span
            assert diagnostic.excerpt == lines[span.line - 1], each.slip
            assert 1 <= span.column <= len(diagnostic.excerpt) + 1, each.slip
            assert (span.line, span.column) <= (span.end_line, span.end_column), each.slip
            assert span.end_line <= len(lines), each.slip


def test_a_file_that_cannot_be_read_is_always_an_error() -> None:
    for each in drawn():
        errors = {d.file for d in each.loaded.diagnostics if d.is_error}
        assert errors >= {*each.loaded.plan.left_out}, each.slip


def test_every_changed_digit_of_a_figure_is_found() -> None:
    digits = [each for each in drawn() if each.slip.kind == "change a digit" and each.changed]
    assert len(digits) >= len(drawn()) // 10
    assert [each.slip for each in digits if not each.codes] == []
