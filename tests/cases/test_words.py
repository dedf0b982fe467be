"""Cases of words: how those of a plan reach documents, tables and comments."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from tests.cases import Source, case, copy_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@case(
    Source.ATTACK,
    "texts that begin with `＝` `＋` `－` `＠` and go on get the same leading `'` as the half-width"
    " ones, in every CSV",
)
def test_csv_fullwidth_formula(tmp_path: Path) -> None:
    plan = copy_plan("csv-fullwidth-formula", tmp_path)
    done = run("--plan", str(plan), "status", "--format", "csv")
    rows = list(csv.DictReader(done.out.removeprefix("\ufeff").splitlines()))
    assert ("'=1+1", "'＝1+1") in {(row["reason"], row["action"]) for row in rows}
    for arguments in (["show", "1-1"], ["budget", "--compare"], ["pending"]):
        shown = run("--plan", str(plan), *arguments, "--format", "csv")
        assert (shown.code, re.search("(^|,)＝", shown.out)) == (0, None)


@case(
    Source.TOOL,
    'with `--lang en`, the plan\'s own Japanese words carry `lang="ja"` in the HTML report',
)
def test_html_lang(tmp_path: Path) -> None:
    plan = copy_plan("html-lang", tmp_path)
    done = run("--plan", str(plan), "--lang", "en", "report", "--format", "html")
    assert '<html lang="en">' in done.out
    assert '<title lang="ja">' in done.out
    text = re.sub(
        r'<(\w+) lang="ja">[^<]*</\1>|<style>.*?</style>|<[^>]*>', "", done.out, flags=re.DOTALL
    )
    assert "広場" in done.out
    assert not re.search("[ぁ-んァ-ヶ一-龠]", text)
