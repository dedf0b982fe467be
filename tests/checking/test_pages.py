"""Every code has a page in both languages, and its examples are tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.checking import pages
from plantool.checking.check_plan import load_and_check
from plantool.checking.registry import CODES
from plantool.diagnostics import Severity
from plantool.loading.folder import Folder
from plantool.syntax.codes import TOO_MANY
from tests.checking.examples import lay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plantool.checking.pages import PageExample
    from plantool.diagnostics import Code

AS_OF = date(2019, 12, 1)  # H30 is over and its books are closed, H31 is not


def found(examples: Iterable[PageExample], plan: Path) -> list[Code]:
    return [d.code for d in load_and_check(Folder.open_at(lay(examples, plan)), AS_OF).diagnostics]


def test_every_page_is_complete() -> None:
    for code in CODES:
        page = pages.read_page(code)
        assert all(all(sections) for sections in page.sections.values()), code
        assert page.bad, code
        assert page.good, code


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_the_examples_of_a_page_show_its_code_and_nothing_else(code: Code, tmp_path: Path) -> None:
    page = pages.read_page(code)
    bad = {each.code for each in found(page.bad, tmp_path / "bad")}
    with_others = {TOO_MANY.code}  # of which there are too many
    assert code.code in bad if code.code in with_others else bad == {code.code}
    good = found(page.good, tmp_path / "good")
    assert [each.code for each in good if each.severity is not Severity.INFO] == []
    assert code not in good
