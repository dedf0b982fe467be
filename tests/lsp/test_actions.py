from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import apply_edits
from plantool.lsp.actions import build_fix_all, yield_quick_fixes
from plantool.lsp.workspace import OpenPlans
from tests.lsp.editing import edit

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.lsp.actions import EditorAction
    from plantool.lsp.workspace import View


def actions(view: View, line: int) -> dict[str, EditorAction]:
    return {action.title: action for action in yield_quick_fixes(view, line, line)}


def codes_after(view: View, action: EditorAction) -> list[str]:
    plans, path = OpenPlans(), view.draft.plan_dir / view.name
    plans.put_document(path, apply_edits(view.text, action.edits))
    after = plans.find_view(path)
    assert after
    return [found.code.code for found in after.diagnostics]


def test_a_fix_mends_its_finding(plan_copy: Path) -> None:
    view, line, _ = edit(plan_copy, "18-3.yaml", "total: ４か所開設", "total: ‸５か所開設")
    assert [found.code.code for found in view.diagnostics] == ["PLT301"]
    fix, ignore = yield_quick_fixes(view, line, line)
    assert fix.title == "「total: ４か所開設」と書く"
    assert not fix.preferred
    assert codes_after(view, fix) == []
    assert ignore.title == "この行の PLT301 を無視する（理由を書く）"
    assert codes_after(view, ignore) == []
    assert "５か所開設 # plantool: ignore[PLT301] 理由\n" in apply_edits(view.text, ignore.edits)


def test_only_findings_of_the_lines_asked_for(plan_copy: Path) -> None:
    view, line, _ = edit(plan_copy, "18-3.yaml", "total: ４か所開設", "total: ‸５か所開設")
    assert actions(view, line - 1) == {}
    assert len(list(yield_quick_fixes(view, line - 5, line + 5))) == 2


def test_safe_fixes_are_preferred_and_made_all_at_once(plan_copy: Path) -> None:
    old, new = "planned: {H30: 26, H31: 25}", "planned: {H30: ２６, ‸H31: ２５}"
    view, line, _ = edit(plan_copy, "18-3.yaml", old, new)
    fixes = [action for action in yield_quick_fixes(view, line, line) if action.preferred]
    assert len(fixes) == 2
    every = build_fix_all(view)
    assert every
    assert codes_after(view, every) == []
    assert [change.text for change in every.edits] == [f"  {old}\n"]


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("{H30: 26, H31: 25}", "{H30: ‸２６, H31: 25}", "「planned: {H30: 26, H31: 25}」と書く"),
        (
            "title: 相談情報ひろばの充実\n",
            f"title: {'長い題。' * 30}‸\u3000\n",
            f"「…{'長い題。' * 15}」と書く",
        ),
        (
            "measures:\n",
            "# plantool: ignore[PLT301]‸ 理由\nmeasures:\n",
            "「# plantool: ignore[PLT301] 理由」を消す",
        ),
    ],
)
def test_a_fix_says_what_it_will_write(plan_copy: Path, old: str, new: str, title: str) -> None:
    view, line, _ = edit(plan_copy, "18-3.yaml", old, new)
    assert title in actions(view, line)


def test_there_is_nothing_to_fix_in_a_clean_file(plan_copy: Path) -> None:
    assert build_fix_all(edit(plan_copy, "18-3.yaml", "id: 18-3", "id: 18-3‸").view) is None


def test_a_comment_that_is_there_stays_alone(plan_copy: Path) -> None:
    new = "total: ‸５か所開設 # 印刷のまま"
    view, line, _ = edit(plan_copy, "18-3.yaml", "total: ４か所開設", new)
    ignore = actions(view, line)["この行の PLT301 を無視する（理由を書く）"]
    assert codes_after(view, ignore) == []
    lines = apply_edits(view.text, ignore.edits).splitlines()
    assert lines[line] == "    # plantool: ignore[PLT301] 理由"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: cumulative", "kind: ‸cumulatve"),
        ("title: 相談情報ひろばの充実", "title: ‸[相談"),
    ],
)
def test_what_keeps_a_file_out_of_the_plan_cannot_be_ignored(
    plan_copy: Path, old: str, new: str
) -> None:
    view, line, _ = edit(plan_copy, "18-3.yaml", old, new)
    assert view.diagnostics
    assert not [title for title in actions(view, line) if "無視" in title]
