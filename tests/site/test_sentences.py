"""How pages say their figures: in sentences, and in bars that are as long as what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.running import ROOT
from tests.site.reading import (
    Element,
    read_page,
    read_pages,
    write_example,
    write_site,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_chapter_is_said_in_sentences(tmp_path: Path) -> None:
    site = write_example("ward", tmp_path / "site")
    (lede,) = read_page(site / "c" / "1.html").find_class("lede")
    assert lede.text == (
        "令和2年度は、取組42項目のうち4項目を判定し、達成が2項目、未達成が2項目でした。"
        "判定は4項目とも、年度の途中の報告による暫定のもので、今後変わることがあります。"
        "残る38項目の内訳は、計画なしが4項目、未報告が34項目です。"
        "平成30年度から令和2年度までの事業費は、計画が10,682百万円、"
        "決算が分かっているだけで6,805百万円です。"
    )


def test_a_chapter_says_why_its_targets_were_missed(tmp_path: Path) -> None:
    site = write_example("ward", tmp_path / "site")
    (reasons,) = read_page(site / "c" / "1.html").find_class("links")
    said = [item.text.split("\n") for item in reasons.find("li")]
    assert said[1] == [
        "1-7 「みなも体操」の通いの場づくり 通いの場の立ち上げ",
        "計画は20か所、実績は11か所（見込み）: × 未達成（暫定）",
        "理由: 会場となる区民館の定員が半分に制限され、新たな団体の予約が難しいため",
    ]
    assert len(said) == 2


def test_a_chapter_is_said_in_english_sentences(tmp_path: Path) -> None:
    site = write_example("program-budget", tmp_path / "site")
    (lede,) = read_page(site / "c" / "1.html").find_class("lede")
    assert lede.text == (
        "In FY2016, 4 measures were judged: 2 achieved, 1 nearly achieved, 1 behind course. "
        "Money for FY2016: planned 4,905 ($1,000), settled 4,735 ($1,000)."
    )


def read_chart(chart: Element) -> list[tuple[str, ...]]:
    """Return the rows of a chart: what, how long, and the figure; or the verdict, and why."""
    rows: list[tuple[str, ...]] = []
    for row in chart.find("tbody"):
        for line in row.find("tr"):
            *_, kind = (each.text for each in line.find("th"))
            lengths = [rect.attributes["width"] for rect in line.find("rect")]
            rows.append((kind, *lengths, line.find("td")[-1].text))
    return rows


def test_a_level_stands_between_its_baseline_and_its_target(tmp_path: Path) -> None:
    site = write_example("ward", tmp_path / "site")
    level, cumulative, *_ = read_page(site / "i" / "1-1.html").find_class("measure")
    assert level.find("caption")[0].text == (
        "① 待機児童数（翌年度４月１日現在） 単位: 人、少ないほどよい"
    )
    assert read_chart(level) == [
        ("現況", "100.0%", "42人"),
        ("計画", "47.6%", "20人"),
        ("実績", "40.5%", "17人"),
        ("判定", "◎ 達成 20 ÷ 17 = 117.6% ≥ 100%"),
        ("計画", "11.9%", "５人"),
        ("実績", "7.1%", "３人"),
        ("判定", "◎ 達成 5 ÷ 3 = 166.7% ≥ 100%"),
        ("計画", "0.0%", "０人"),
        ("実績", "4.8%", "２人（見込み）"),
        ("判定", "× 未達成（暫定） 0 ÷ 2 = 0.0% < 80%\n見込みが計画に届かない → 達成困難のおそれ"),
        ("目標", "0.0%", "０人"),
    ]
    assert read_chart(cumulative)[-1] == ("計画", "100.0%", "900人")


def test_what_is_no_number_has_verdicts_and_no_bars(tmp_path: Path) -> None:
    site = write_example("reform", tmp_path / "site")
    records = [
        record for page in read_pages(site).values() for record in page.find_class("measure")
    ]
    without = [read_chart(each) for each in records if not each.find("svg")]
    assert without
    assert all(len(row) == 2 and row[0] == "判定" for rows in without for row in rows)


def test_a_cumulative_measure_shows_what_its_years_come_to(tmp_path: Path) -> None:
    """Of years that are all known the sum stands beside the plan of the same years."""
    site = write_example("ward", tmp_path / "site", "--year", "R1")
    _, cumulative, *_ = read_page(site / "i" / "1-1.html").find_class("measure")
    assert read_chart(cumulative)[-3:] == [
        ("計画", "66.7%", "600人"),
        ("実績", "62.7%", "564人"),
        ("計画", "100.0%", "900人"),
    ]


def test_figures_below_zero_lie_on_the_other_side_of_it(tmp_path: Path) -> None:
    site = write_example("ward", tmp_path / "site")
    charts = read_page(site / "i" / "2-11.html").find_class("measure")
    signed = [svg for chart in charts for svg in chart.find("svg") if "class" in svg.attributes]
    assert signed
    for svg in signed:
        (rect,), (zero,) = svg.find("rect"), svg.find("line")
        right = float(rect.attributes["x"][:-1]) + float(rect.attributes["width"][:-1])
        assert abs(right - float(zero.attributes["x1"][:-1])) < 0.2


def test_a_sum_that_is_not_wholly_known_says_so_on_its_page(tmp_path: Path) -> None:
    pages = read_pages(write_example("ward", tmp_path / "site"))
    shown = [name for name, page in pages.items() if re.search(r"[0-9]\+…", page.text)]
    assert {"index.html", "initiatives.html", "c/1.html", "i/1-1.html"} <= {*shown}
    assert any(name.startswith("d/") for name in shown)
    for name in shown:
        notes = [note.text for note in pages[name].find_class("note")]
        assert any("分かっている金額だけの計です" in note for note in notes), name


def test_an_initiative_says_first_where_it_stands(tmp_path: Path) -> None:
    """What is provisional is said of the verdicts, before what has none is counted."""
    site = write_example("ward", tmp_path / "site")
    (lede,) = read_page(site / "i" / "1-1.html").find_class("lede")
    assert lede.text == (
        "令和2年度は、取組3項目のうち1項目を判定し、未達成が1項目でした。"
        "この判定は、年度の途中の報告による暫定のもので、今後変わることがあります。"
        "残る2項目は未報告です。"
    )


def test_a_relisted_initiative_that_is_not_counted_says_no_counts(tmp_path: Path) -> None:
    site = write_site(ROOT / "plan", tmp_path / "site", "2019-07-31")
    assert not read_page(site / "i" / "2-4.html").find_class("lede")
    assert read_page(site / "i" / "18-2.html").find_class("lede")


def test_what_is_held_to_the_line_to_its_target_is_explained(tmp_path: Path) -> None:
    strategy = read_page(write_example("strategy", tmp_path / "site") / "method.html")
    assert "最後の現況から目標への直線と比べる" in strategy.text
