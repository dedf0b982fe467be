"""The files in plan/ hold the figures of the printed plan, each in its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.model.chapter import Relisting
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Group, Kind, Measure, walk_rows
from plantool.model.money import Money, Total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.cell import Cell
    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative

FOLDER = Folder.open_at(Path(__file__).parents[1] / "plan")
PLAN = load_plan(FOLDER).plan
H26, H29, H30, H31 = (FiscalYear.parse(text) for text in ("H26", "H29", "H30", "H31"))


INITIATIVES = """\
18-1 |     | 区政改革計画に基づく取組の推進           |    | 1 |  2 |  2 |  4
18-2 | (1) | 地域おこしプロジェクトの実施             | ★ | 2 |  9 | 12 | 21
18-3 | (2) | 相談情報ひろばの充実                     | ★ | 2 | 26 | 25 | 51
18-4 | (3) | 新たな広報戦略の実施                     | ☆ | 2 | 33 | 33 | 66
18-5 | (4) | 協働ワークショップの実施                 | ☆ | 2 |  5 |  8 | 13
18-6 | (1) | 無料公衆無線LAN（無料Wi-Fi）の整備       | ★ | 3 |  3 |  6 |  9
18-7 | (2) | 住民税などの新たな納付方法の導入         | ☆ | 3 | 25 | 54 | 79
18-8 | (3) | オープンデータ活用の推進                 | ★ | 3 |  0 |  0 |  0
2-4  |     | ＩＣＴを活用した子育て関連サービスの拡充 | ★ |   |  2 |  1 |  3
"""
DEPARTMENTS = """\
18-1 | 区政改革担当部 区政改革担当課
18-2 | 地域文化部 協働推進課
18-3 | 地域文化部 協働推進課
18-4 | 区長室 広聴広報課
18-5 | 地域文化部 協働推進課
18-6 | 企画部 情報政策課
18-7 | 区民部 収納課
18-8 | 企画部 情報政策課
2-4  | こども家庭部 子育て支援課 | こども家庭部 保育課 \
| こども家庭部 練馬子ども家庭支援センター
"""
# initiative | row | number | mark | item | target | 26年度末 | 29年度末 | 30年度 | 31年度 | 計
ROWS = """\
18-1 | reform | | | 具体的取組の推進 | | 区政改革計画の検討に向けた準備 \
| 区政改革計画の策定; 具体的取組の推進 | 推進 | 推進 | 推進
18-2 | projects | | | プロジェクト事業の実施 | 計９事業 | ― | 新規３事業 \
| 新規３事業 | 新規３事業 | ６事業
18-3 | hiroba | | | 相談情報ひろば | 計16か所 | ― | 計12か所 \
| ２か所開設 | ２か所開設 | ４か所開設
18-4 | public-relations | | | 新たな広報戦略の実施 | | ― \
| 「よりどりみどり練馬」の実施; 新たな広報戦略の検討 | 開始 | 実施 | 実施
18-5 | workshop | | | 協働ワークショップの実施 | | ― | ― | 開始 | 実施 | 実施
18-6 | wifi | | | 整備箇所の拡大 | | ― | ４か所 | 検討 | 拡大 | 拡大
18-7 | payment | | | 新たな納付方法の導入 | | ― | 検討 | システム改修 | 運用開始 | 運用開始
18-8 | search | ① | | 練馬区オープンデータサイトの検索機能の向上 | | | | 向上 | ― | 向上
18-8 | tokyo | ② | | 東京都オープンデータサイトとの連携 | | | | 連携 | ― | 連携
18-8 | use | ③ | | データを活用した取組の実施 | | | | 検討 | 実施 | 実施
2-4 | portal-information | | | マイナポータルを活用した子育て情報の提供 \
| 提供情報の充実 | ― | 情報提供の開始 | 充実 | 充実 | 充実
2-4 | child-allowance | | | 児童手当認定請求および現況届 \
| 受付開始 | ― | 受付開始（児童手当認定請求） | 受付開始（児童手当の現況届） | ― \
| 受付開始（児童手当の現況届）
2-4 | nursery-admission | | ☆ | 保育園入園申請 \
| 導入検討 | ― | ― | 課題整理 | 導入検討 | 導入検討
2-4 | nursery-status | | | 保育施設の現況届 | 受付開始 | ― | 導入検討 | 受付開始 | ― | 受付開始
2-4 | vacancies | 1) | | 保育施設空き情報提供事業の充実 \
| 対象保育施設数の拡大 | ― | 対象保育施設数の拡大に向けた検討 | 対象保育施設数の拡大 | ― \
| 対象保育施設数の拡大
2-4 | smartphone | 2) | ☆ | 民間子育て情報ポータルサイトのスマートフォン対応支援 \
| 実施 | ― | ― | 実施 | ― | 実施
"""


def table(text: str) -> list[list[str]]:
    """Split a table into its cells; an empty cell is one that is not printed."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]


def initiative(identifier: str) -> Initiative:
    found = PLAN.initiative(identifier)
    assert found is not None
    return found


def chapter() -> Chapter:
    found = PLAN.chapter("18")
    assert found is not None
    return found


def printed(cell: Cell | None) -> str:
    return "" if cell is None else (cell.text or "").replace("\n", "; ")


def row_of(measure: Measure) -> list[str]:
    words = [measure.id, measure.number or "", measure.mark or "", measure.name]
    baseline, planned = measure.baseline, measure.planned
    cells = [measure.target, baseline.get(H26), baseline.get(H29), planned.get(H30)]
    return [*words, *map(printed, [*cells, planned.get(H31), measure.total])]


def sums(initiatives: Iterable[Initiative]) -> tuple[int, int, int]:
    """Add up 30年度, 31年度 and the printed 計; every amount must be known."""
    budgets = [found.budget for found in initiatives]
    columns = (
        [budget.planned.get(H30) for budget in budgets],
        [budget.planned.get(H31) for budget in budgets],
        [budget.total for budget in budgets],
    )
    totals = [Total.of(amount for amount in column if amount) for column in columns]
    assert all(total.is_whole and total.counted == len(budgets) for total in totals)
    first, second, whole = (int(total.amount) for total in totals)
    return first, second, whole


def test_nothing_is_wrong_with_the_plan() -> None:
    loaded = load_and_check(FOLDER)
    assert loaded.is_readable
    assert {finding.code.name for finding in loaded.diagnostics} == {"unverified-figure"}
    assert loaded.plan.ok
    assert loaded.plan.left_out == ()


def test_the_plan_is_that_of_nerima() -> None:
    assert PLAN.title == "みどりの風吹くまちビジョン アクションプラン"
    assert (PLAN.publisher.name, PLAN.publisher.code) == ("練馬区", "131202")
    assert PLAN.language == "ja"
    assert PLAN.unit == "百万円"


def test_the_years_are_spelt_as_printed() -> None:
    assert [year.kanji for year in PLAN.planned_years] == ["平成30年度", "平成31年度"]
    assert [year.kanji for year in PLAN.baseline_years] == ["平成26年度", "平成29年度"]
    assert list(PLAN.year_notes) == [(H26, "ビジョン策定時点"), (H29, "前期計画終了時")]


def test_marks_have_no_legend() -> None:
    assert [(mark.mark, mark.legend) for mark in PLAN.marks] == [("★", None), ("☆", None)]


def test_there_is_one_chapter_with_its_words() -> None:
    assert [found.id for found in PLAN.chapters] == ["18"]
    assert chapter().series == "戦略計画"
    assert chapter().title == "新しい成熟都市に向けた区政の創造"


def test_its_headings_are_those_printed() -> None:
    assert chapter().headings.goals == "ビジョンに掲げた平成31年度の目標"
    assert chapter().headings.background == "これまでの取組"
    assert chapter().headings.initiatives == "平成30年度 - 平成31年度の取組"


def test_it_has_three_goals() -> None:
    assert chapter().goals == (
        "区政改革計画に基づく取組の推進",
        "区民とともに進める区政",
        "ICTの活用などによる区民サービスの向上",
    )


def test_it_has_three_sections() -> None:
    assert [(section.id, section.title) for section in chapter().sections] == [
        ("1", "区政改革計画に基づく取組の推進"),
        ("2", "区民とともに進める区政"),
        ("3", "ＩＣＴの活用などによる区民サービスの向上"),
    ]


@pytest.mark.parametrize(
    ("at", "start", "words", "end"),
    [
        (0, "区政改革の目的は、", ["区民サービスを充実し、"], "向上することにあります。"),
        (
            1,
            "ビジョンで掲げた政策の実現に向けて、",
            ["平成27年6月に区政改革推進会議", "平成28年3月に推進会議", "平成28年10月に"],
            "「公共施設等総合管理計画」も平成29年3月にとりまとめました。",
        ),
        (
            2,
            "現在は、目指す将来像を",
            ["「暮らし」「都市」「区民参加と協働」の３つの分野"],
            "グランドデザイン構想の策定を進めています。",
        ),
        (
            3,
            "また、区民参加による広報キャンペーン",
            ["区民の皆さんと区との協働の試み"],
            "「地域おこし」事業も開始しました。",
        ),
    ],
)
def test_its_background_has_four_paragraphs(
    at: int, start: str, words: list[str], end: str
) -> None:
    paragraphs = (chapter().background or "").splitlines()
    assert len(paragraphs) == 4
    assert paragraphs[at].startswith(start)
    assert all(word in paragraphs[at] for word in words)
    assert paragraphs[at].endswith(end)


def test_one_initiative_is_shown_again_in_the_third_section() -> None:
    (relisting,) = chapter().relisted
    assert relisting == Relisting(id="2-4", section="3", number="(4)", label="【再掲】※1")
    assert [found.id for _, _, found in PLAN.relisted()] == ["2-4"]


def test_these_are_all_initiatives() -> None:
    owned = [f"18-{number}" for number in range(1, 9)]
    assert [found.id for found in PLAN.initiatives] == ["2-4", *owned]
    assert [found.id for found in PLAN.owned()] == owned


@pytest.mark.parametrize("cells", table(INITIATIVES), ids=lambda cells: cells[0])
def test_every_initiative_stands_as_printed(cells: list[str]) -> None:
    found = initiative(cells[0])
    words = [found.number, found.title, found.mark, found.section]
    assert [word or "" for word in words] == cells[1:5]
    first, second, total = (Money(Decimal(amount)) for amount in cells[5:])
    assert found.budget.planned.items == ((H30, first), (H31, second))
    assert found.budget.total == total
    assert first.amount + second.amount == total.amount


@pytest.mark.parametrize("cells", table(DEPARTMENTS), ids=lambda cells: cells[0])
def test_every_initiative_is_run_by_its_departments(cells: list[str]) -> None:
    found = initiative(cells[0])
    assert [department.name for department in found.departments] == cells[1:]


def test_every_row_stands_as_printed() -> None:
    rows = {
        found.id: [row_of(measure) for measure in found.measures()] for found in PLAN.initiatives
    }
    expected: dict[str, list[list[str]]] = {}
    for identifier, *cells in table(ROWS):
        expected.setdefault(identifier, []).append(cells)
    assert rows == expected


def test_no_row_is_empty_where_a_dash_is_printed() -> None:
    for found in PLAN.initiatives:
        for measure in found.measures():
            assert all(cell.lines for cell in (*measure.baseline.values, *measure.planned.values))


def test_rows_of_open_data_share_their_baseline() -> None:
    (group,) = initiative("18-8").rows
    assert isinstance(group, Group)
    assert (group.id, group.name, group.number, group.mark) == (None, None, None, None)
    assert printed(group.baseline.get(H26)) == "―"
    assert printed(group.baseline.get(H29)) == "練馬区オープンデータサイト開設・公開"


def test_rows_of_child_care_are_nested_as_printed() -> None:
    headings = [
        (depth, row.number, row.name)
        for depth, row in walk_rows(initiative("2-4").rows)
        if isinstance(row, Group)
    ]
    assert headings == [
        (0, "①", "マイナポータルの活用した子育て情報の提供とオンライン手続の拡充"),
        (1, None, "オンライン手続の導入"),
        (0, "②", "ICTを活用した子育て関連情報の充実"),
    ]
    rows = [
        (depth, row.id)
        for depth, row in walk_rows(initiative("2-4").rows)
        if isinstance(row, Measure)
    ]
    assert rows == [
        (1, "portal-information"),
        (2, "child-allowance"),
        (2, "nursery-admission"),
        (2, "nursery-status"),
        (1, "vacancies"),
        (1, "smartphone"),
    ]


@pytest.mark.parametrize(
    ("identifier", "unit", "baseline", "planned", "total", "target"),
    [("18-2", "事業", 3, (3, 3), 6, 9), ("18-3", "か所", 12, (2, 2), 4, 16)],
)
def test_quantities_add_up(  # noqa: PLR0913, PLR0917 - one per column
    identifier: str, unit: str, baseline: int, planned: tuple[int, int], total: int, target: int
) -> None:
    (measure,) = initiative(identifier).measures()
    assert (measure.kind, measure.unit) == (Kind.CUMULATIVE, unit)
    at_start = measure.baseline.last
    assert at_start is not None
    assert measure.total is not None
    assert measure.target is not None
    assert at_start.value == baseline
    assert measure.list_planned_quantities() == tuple(map(Decimal, planned))
    assert measure.total.value == total == sum(planned)
    assert measure.target.value == target == baseline + total


def test_all_other_rows_are_words() -> None:
    counted = [
        found.id
        for found in PLAN.initiatives
        for measure in found.measures()
        if measure.kind is not Kind.MILESTONE
    ]
    assert counted == ["18-2", "18-3"]


def test_the_chapter_comes_to_243() -> None:
    assert sums(PLAN.owned()) == (103, 140, 243)


def test_with_what_is_shown_again_it_would_come_to_246() -> None:
    shown_again = [found for _, _, found in PLAN.relisted()]
    assert sums([*PLAN.owned(), *shown_again]) == (105, 141, 246)


@pytest.mark.parametrize(
    ("section", "expected"), [("1", (2, 2, 4)), ("2", (73, 78, 151)), ("3", (28, 60, 88))]
)
def test_sections_come_to(section: str, expected: tuple[int, int, int]) -> None:
    assert sums(found for found in PLAN.owned() if found.section == section) == expected


@pytest.mark.parametrize(
    ("bureau", "expected"),
    [
        ("区政改革担当部", (2, 2, 4)),
        ("地域文化部", (40, 45, 85)),
        ("区長室", (33, 33, 66)),
        ("企画部", (3, 6, 9)),
        ("区民部", (25, 54, 79)),
    ],
)
def test_bureaus_come_to(bureau: str, expected: tuple[int, int, int]) -> None:
    assert sums(found for found in PLAN.owned() if found.bureaus == (bureau,)) == expected


def test_every_initiative_is_of_one_bureau() -> None:
    bureaus = ["区政改革担当部", "地域文化部", "区長室", "企画部", "区民部"]
    assert list(dict.fromkeys(found.bureaus[0] for found in PLAN.owned())) == bureaus
    assert all(len(found.bureaus) == 1 for found in PLAN.initiatives)


PROJECT = """\
区内で活動する団体から公募した提案を協働により実施する事業。\
１プロジェクトあたり最長３年度の補助を受けられる。\
実施には区職員も参加して課題解決に取り組みます。"""
PAY_EASY = "金融機関のATMやインターネットバンキング等で各種料金を納付する仕組み。"
TAX_SYSTEM = "事業者が複数の地方自治体に対して、一度の操作で電子的に納税ができる仕組み。"


@pytest.mark.parametrize(
    ("identifier", "footnotes"),
    [
        ("18-2", [("※1", "地域おこしプロジェクト", PROJECT)]),
        ("18-7", [("※1", "ペイジー", PAY_EASY), ("※2", "地方税共通納税システム", TAX_SYSTEM)]),
        ("2-4", [("※１", None, "計画２\u3000事業No.2-4の再掲")]),
    ],
)
def test_footnotes_are_those_printed(
    identifier: str, footnotes: list[tuple[str, str | None, str]]
) -> None:
    found = initiative(identifier).footnotes
    assert [(footnote.mark, footnote.term, footnote.text) for footnote in found] == footnotes


def test_no_other_initiative_has_footnotes() -> None:
    having = {found.id for found in PLAN.initiatives if found.footnotes}
    assert having == {"18-2", "18-7", "2-4"}


@pytest.mark.parametrize(
    ("identifier", "phrases"),
    [
        ("18-1", ["「みどりの風吹くまちビジョン」を実現するため", "着実に実行します。"]),
        ("18-2", ["区民の自由な発想で未来に向けた練馬の発展", "「地域おこしプロジェクト※1」"]),
        ("18-3", ["NPO・ボランティア団体等", "「相談情報ひろば」を充実し、"]),
        ("18-4", ["「よりどりみどり練馬」の成果を生かして、"]),
        ("18-5", ["グランドデザインを具体化する取組として、"]),
        ("18-6", ["訪日外国人旅行者など、", "観光や災害対策面から"]),
        (
            "18-7",
            [
                "① 住民税（普通徴収分）および軽自動車税について、ペイジー※1およびクレジットカード",
                "② 住民税（給与特別徴収分）について、地方税共通納税システム※2による納付",
            ],
        ),
        ("18-8", ["二次利用が可能なオープンデータ", "都サイトへの掲載など、"]),
        (
            "2-4",
            [
                "①マイナポータルを活用した子育て情報の提供とオンライン手続等の拡充\n",
                "②ICTを活用した子育て関連情報の充実\n",
            ],
        ),
    ],
)
def test_summaries_say_what_is_printed(identifier: str, phrases: list[str]) -> None:
    summary = initiative(identifier).summary or ""
    assert all(phrase in summary for phrase in phrases)
    assert summary.endswith("ます。")


SWAPPABLE = ["number", "budget"]


@pytest.mark.parametrize(
    ("identifier", "places"),
    [
        ("18-1", ["budget"]),
        ("18-2", []),
        ("18-3", []),
        ("18-4", SWAPPABLE),
        ("18-5", SWAPPABLE),
        ("18-6", ["budget"]),
        ("18-7", ["summary", "budget"]),
        ("18-8", [f"measures.{row}.number" for row in ("search", "tokyo", "use")]),
        (
            "2-4",
            [
                "measures.portal.number",
                "measures.nursery-admission.mark",
                "measures.information.number",
                "measures.vacancies.number",
                "measures.vacancies.target",
                "measures.smartphone.number",
                "measures.smartphone.mark",
                "measures.smartphone.target",
            ],
        ),
    ],
)
def test_what_was_inferred_is_named_with_its_reason(identifier: str, places: list[str]) -> None:
    source = initiative(identifier).source
    assert source is not None
    assert source.document == "みどりの風吹くまちビジョン アクションプラン 計画18"
    assert [entry.at for entry in source.unverified] == places
    assert all(entry.reason for entry in source.unverified)


def test_no_result_is_claimed_that_nobody_published() -> None:
    reported = {
        (found.id, year)
        for found in PLAN.initiatives
        for measure in found.measures()
        for year in measure.results.years
    }
    assert reported <= {("18-2", H30)}


def test_no_money_is_claimed_but_the_planned() -> None:
    other = [
        by_year
        for found in PLAN.initiatives
        for key, by_year in found.budget.list_by_key()
        if key != "planned"
    ]
    assert not any(other)


def test_departments_stand_in_printed_order() -> None:
    divisions = [found.name for found in PLAN.departments if found.division]
    named = [name for _, *names in table(DEPARTMENTS) for name in names]
    assert divisions == list(dict.fromkeys(named))
