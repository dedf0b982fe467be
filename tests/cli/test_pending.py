"""Who has not answered, and the mails about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

WARD = ("--plan", str(ROOT / "examples" / "ward" / "plan"))


def letters(*arguments: str) -> list[str]:
    done = run(*arguments, "--mail")
    assert (done.code, done.err) == (0, "")
    return done.out.split("\n" + "-" * 60 + "\n\n")


def test_a_mail_says_what_was_planned_until_when_and_where_to_answer() -> None:
    (letter,) = letters(
        *WARD, "pending", "--year", "R1", "--as-of", "2020-06-10", "--department", "教育支援課"
    )
    assert letter == (
        "宛先: こども家庭部 教育支援課\n\n"
        "件名: 【実績報告のお願い】みなも区 まちづくり実行計画（架空）\n\n"
        "みなも区 まちづくり実行計画（架空）について、次の1件の報告がまだ届いていません"
        "（令和2年6月10日現在）。お手数ですが、至急ご報告くださいますようお願いします。\n\n"
        "1 1-3 不登校の子どもへの支援の充実 ☆ / "
        "② スクールソーシャルワーカーによる支援 / 1) 定期的に派遣する学校\n"
        "　令和元年度の実績（最終）　計画: 30校　期限: 令和2年5月31日\n\n"
        "計画に届かなかった項目には、理由と改善策を添えてください。"
        "報告する実績がないときも、その旨をお知らせくださいますようお願いします。\n\n"
        "報告先: 総務企画部 企画課 計画担当  keikaku@minamo.example\n"
    )


def test_no_mail_names_a_file() -> None:
    for letter in letters(*WARD, "pending", "--year", "R1", "--as-of", "2020-06-10"):
        assert ".yaml" not in letter


def test_a_settlement_is_asked_for_beside_the_results_of_its_initiative() -> None:
    (letter,) = letters(
        "pending", "--year", "30", "--as-of", "2019-04-10", "--department", "収納課"
    )
    assert letter.split("\n\n")[3] == (
        "1 18-7 住民税などの新たな納付方法の導入 ☆ / 新たな納付方法の導入\n"
        "　30年度の実績（最終）　計画: システム改修　期限: 平成31年3月31日\n"
        "2 18-7 住民税などの新たな納付方法の導入 ☆\n"
        "　30年度の決算額　期限: 令和元年5月31日"
    )
    assert "報告先: 練馬区の計画担当（このメールへの返信でも構いません）" in letter


def test_no_settlement_is_asked_for_before_the_year_is_over_or_where_there_was_no_money() -> None:
    early = letters("pending", "--as-of", "2019-03-31", "--year", "30")
    assert not any("決算" in letter for letter in early)
    nothing = letters("pending", "18-8", "--as-of", "2019-04-10", "--year", "30")  # printed as 0
    assert ["決算" in letter for letter in nothing] == [False]


def test_a_settlement_that_is_there_is_not_asked_for(plan_copy: Path) -> None:
    path = plan_copy / "18-7.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  total: 79", "  total: 79\n  settled: {H30: 24}"), "utf-8")
    (letter,) = letters("--plan", str(plan_copy), "pending", "18-7", "--as-of", "2019-04-10")
    assert "決算" not in letter


def test_a_plan_in_western_years_gets_western_days(tmp_path: Path) -> None:
    for name, text in {
        "plan.yaml": "title: 計画\npublisher: {name: 区}\nlanguage: ja\nyears: {planned: [2020]}\n"
        "money: {unit: 千円}\ndepartments: {環境部: [公園課]}\n",
        "1.yaml": "id: 1\ntitle: 章\nsections: [{id: 1, title: 柱}]\n",
        "1-1.yaml": "id: 1-1\ntitle: 公園\nsection: 1\ndepartments: [環境部 公園課]\nmeasures:\n"
        "  - {id: a, name: 公園, kind: cumulative, direction: up, unit: 園, planned: {2020: 2}}\n",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    (letter,) = letters("--plan", str(tmp_path), "pending", "--as-of", "2021-04-10")
    assert "2020年度の実績（最終）　計画: 2園　期限: 2021年3月31日" in letter
    assert "（2021年4月10日現在）" in letter
