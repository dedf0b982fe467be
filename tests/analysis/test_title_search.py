from __future__ import annotations

import pytest

from plantool import load
from plantool.analysis.title_search import find_titles
from tests.running import ROOT


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("相談情報", ["18-3"]),
        ("　相談　ヒロバ ", ["18-3"]),
        ("ひろば", ["18-3"]),
        ("ｻｰﾋﾞｽ", ["2-4"]),
        ("サ-ビス", ["2-4"]),  # as an id is folded
        ("wi-fi", ["18-6"]),
        ("ＷＩ－ＦＩ lan", ["18-6"]),
        ("相談 オープンデータ", []),
        ("の 推進", ["18-1", "18-8"]),
        ("18-3", []),
        ("2", []),
        ("", []),
        (" 　", []),
        ("-", []),
    ],
)
def test_words_find_titles(words: str, ids: list[str]) -> None:
    plan = load(ROOT / "plan")
    assert [hit.initiative.id for hit in find_titles(plan.initiatives, words)] == ids


def test_a_measure_is_named_where_the_title_has_not_all_words() -> None:
    plan = load(ROOT / "plan")
    (hit,) = find_titles(plan.initiatives, "地域おこし 事業")
    assert (hit.initiative.id, hit.measures) == ("18-2", ("プロジェクト事業の実施",))
    (hit,) = find_titles(plan.initiatives, "地域おこし")
    assert (hit.initiative.id, hit.measures) == ("18-2", ())


def test_titles_come_before_measures() -> None:
    plan = load(ROOT / "plan")
    hits = find_titles(plan.initiatives, "実施")
    in_titles = [not hit.measures for hit in hits]
    assert in_titles == sorted(in_titles, reverse=True)
    assert len({*in_titles}) == 2
