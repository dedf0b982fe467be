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
every_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)


def found(examples: Iterable[PageExample], plan: Path) -> list[Code]:
    return [d.code for d in load_and_check(Folder.open_at(lay(examples, plan)), AS_OF).diagnostics]


@every_code
def test_the_page_is_complete(code: Code) -> None:
    page = pages.read_page(code)
    for language, sections in page.sections.items():
        assert all(sections), language
    assert page.bad
    assert page.good


@every_code
def test_the_bad_example_shows_this_and_nothing_else(code: Code, tmp_path: Path) -> None:
    codes = {each.code for each in found(pages.read_page(code).bad, tmp_path)}
    with_others = {TOO_MANY.code}  # of which there are too many
    assert code.code in codes if code.code in with_others else codes == {code.code}


@every_code
def test_nothing_is_wrong_with_the_good_example(code: Code, tmp_path: Path) -> None:
    codes = found(pages.read_page(code).good, tmp_path)
    assert [each.code for each in codes if each.severity is not Severity.INFO] == []
    assert code not in codes
