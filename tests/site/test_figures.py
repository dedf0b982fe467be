"""The figures of pages are those of ``plantool status --summary``, said so that they agree."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT, run
from tests.site.reading import (
    EXAMPLES,
    Element,
    read_page,
    read_pages,
    write_example,
    write_site,
)

if TYPE_CHECKING:
    from pathlib import Path

YEARS = {"ward": "R2", "scorecard": "2016-17", "program-budget": "FY2016"}


@pytest.fixture(scope="module", params=[*YEARS])
def example(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def site(example: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(example, tmp_path_factory.mktemp(example) / "site")


def summarise(example: str, *more: str) -> list[dict[str, str]]:
    """Return the rows of ``plantool status --summary`` by chapter."""
    plan = f"{ROOT / 'examples' / example / 'plan'}"
    question = ("--year", YEARS[example], "--as-of", EXAMPLES[example], "--by", "chapter")
    done = run("--plan", plan, "status", "--summary", *question, "--format", "csv", *more)
    assert done.code == 0, done.err
    return [*csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff")))]


def read_figures(page: Element) -> list[tuple[str, str]]:
    """Return the figures of a page, each with how many of it are provisional."""
    (strip,) = page.find_class("figures")
    figures = []
    for item in strip.find("li"):
        provisional = re.sub(r"\D", "", "".join(small.text for small in item.find("small")))
        figures.append((item.find("b")[0].text, provisional or "0"))
    return figures


def test_pages_count_as_the_summary_does(example: str, site: Path) -> None:
    rows = summarise(example)
    keys = dict.fromkeys(row["key"] for row in rows if row["row"] == "chapter")
    expected = {f"c/{key}.html": [row for row in rows if row["key"] == key] for key in keys}
    expected["index.html"] = [row for row in rows if row["row"] == "total"]
    assert len(expected) >= 2
    for address, of_page in expected.items():
        page = read_page(site / address)
        assert read_figures(page) == [(row["count"], row["provisional"]) for row in of_page]
        (lede,) = page.find_class("lede")
        for row in of_page:
            said = (f"{row['label']}が{row['count']}項目", f"{row['count']} {row['label']}")
            assert any(words in lede.text for words in said), (address, row)


def test_what_was_missed_agrees_in_figures_table_and_list(tmp_path: Path) -> None:
    """Of a year that is not complete all that is missed is provisional, and counted as such."""
    site = write_example("ward", tmp_path / "site")
    rows = [row for row in summarise("ward") if row["label"] == "未達成"]
    assert [(row["count"], row["provisional"]) for row in rows][-1] == ("12", "12")
    table = read_page(site / "index.html").find("table")[0]
    heads = [each.text for each in table.find("thead")[0].find("th")]
    assert heads[3:5] == ["未達成", "うち暫定"]
    cells = [[each.text for each in row.find("th", "td")] for row in table.find("tr")[1:]]
    assert [row[3:5] for row in cells] == [["2", "2"], ["6", "6"], ["4", "4"], ["12", "12"]]
    missed = read_page(site / "missed.html")
    headings = [each.text for each in missed.find("h2", "h3")]
    assert headings[0] == "年度の途中の報告で目標に届いていないもの（12、暫定）"
    assert len(missed.find("table")[0].find("tbody")[0].find("tr")) == 12


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
