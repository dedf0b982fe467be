"""The annual report as a reader meets it."""

from __future__ import annotations

from tests.running import ROOT, run

WARD = ("--plan", str(ROOT / "examples" / "ward" / "plan"))


def test_where_nothing_needs_attention_one_line_says_so_without_a_sheet_of_its_own() -> None:
    done = run("report", "--section", "3", "--as-of", "2018-04-02", "--format", "html")
    section = done.out.partition('<h2 id="注意を要するもの">')[2]
    assert section.startswith(
        "注意を要するもの</h2>\n"
        '<p class="note" role="note">注意を要するものはありません。</p>\n'
        '<h2 id="戦略計画-18-新しい成熟都" class="sheet">'
    )


def test_a_sum_of_what_is_known_is_explained_under_its_table() -> None:
    done = run(*WARD, "report", "--year", "R1", "--as-of", "2020-07-31")
    overview = done.out.partition("## 概要")[2].partition("\n## ")[0]
    assert overview.rstrip().endswith(
        "| 合計 | 5,839+… | 5,927+… | 5,328+… | 90.3%+… |\n\n"
        "> 「5,839+…」は、分かっている金額だけの計です（分からないものは入っていません）。\n\n"
        "> 執行率の「90.3%+…」は、決算と予算現額がどちらも分かる事業だけのものです（ほか6件）。"
    )


def test_the_contents_name_their_pages_where_a_printer_can_count_them() -> None:
    done = run("report", "--year", "30", "--format", "html")
    assert "target-counter(attr(href), page)" in done.out
