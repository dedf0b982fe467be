from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from plantool.importing.guess_head import guess_head
from plantool.importing.guess_mapping import guess_mapping
from plantool.importing.heading_words import KEY_WORDS, read_meaning
from plantool.importing.headings import read_headings, resolve_columns
from plantool.importing.open_table import TableBook, TableSheet
from plantool.importing.read_mapping import parse_mapping
from plantool.messages import catalogue
from plantool.sheets.open_workbook import CellFault
from tests.importing.national_table import COLUMNS, make_rows, write_table
from tests.importing.tables import Workplace, write_xlsx
from tests.running import run

if TYPE_CHECKING:
    from plantool.sheets.open_workbook import CellValue

WORDS = sorted({word for _, words in KEY_WORDS for word in words} | {"R5", "令和6年度", "2024"})
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(WORDS),
    st.builds("{} {}".format, st.sampled_from(WORDS), st.sampled_from(["R5", "R6", "(千円)"])),
    st.decimals(),
    st.dates(),
    st.booleans(),
    st.sampled_from(CellFault),
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=8), max_size=8), language=st.sampled_from(["ja", "en"])
)
def test_whatever_the_table_the_guess_is_a_mapping_of_its_columns(
    rows: list[list[CellValue]], language: str
) -> None:
    sheet = TableSheet("表", rows)
    text = guess_mapping(TableBook(Path("表.csv"), {"表": sheet}, "UTF-8"), catalogue(language))
    read = parse_mapping("map.yaml", text.encode())
    assert read.diagnostics == ()
    assert read.mapping is not None
    headings = read_headings(sheet, read.mapping.head)
    if headings:
        resolve_columns(read, read.mapping.yield_columns(), headings)


BOOK: dict[str, list[list[object]]] = {
    "表紙": [["架空市"]],
    "一覧": [
        ["事業一覧", None, None, None, None, None, None, None, "（単位：千円）"],
        ["No", "事業名", "担当課", "指標", "単位", "目標", None, "実績", "決算額", "備考"],
        [None, None, None, None, None, "R5", "R6", "R5", "R5", None],
        [1, "公園の整備", "公園課", "公園の数", "か所", 10, 12, "１１", 123456, "-"],
        [2, "緑化", "緑化課", "ごみの削減", "t", "1,200", 1300, "△5", 1000, None],
    ],
}
GUESSED = """\
# 対応表の案です（見出しからの推測）。ファイルに保存して直し、plantool import csv 表のファイル --mapping 対応表のファイル --dry-run で確かめてください（Excel のブックなら import xlsx）。
# 使っていない列: 備考
sheet: 一覧

# 見出しの行です（二行以上なら最初と最後の行）。合っているか確かめてください。
head: [2, 3]
none: ["-"]
id: "No"

# ？ 章の列がありません。章が二つ以上ある計画では --chapter を付けてください。
# ？ 柱の列がありません。柱のある章に取り込むときは、section: {text: '1'} のように柱の番号を書いてください。
title: 事業名

# ？ 部、課の順です。plan.yaml にない部署は --declare で加えられます。
departments: 担当課

# ？ kind は level（水準）、cumulative（積み上げ）、milestone（言葉）、direction は up（増えるほど良い）、down（減るほど良い）、maintain（保つ）、none（なし）です。推測した一つを、すべての行に使います。
measures:
  - name: 指標
    kind: {text: level}
    direction: {text: up}
    unit: 単位
    planned: {R5: 目標 / R5, R6: 目標 / R6}
    results: {R5: 実績 / R5}

# ？ 決算額 / R5: 見出しの一部から推測しました
budget:
  unit: 千円
  settled: {R5: 決算額 / R5}
unverified:
  - {at: measures.m1.kind, reason: 見出しから推測}
  - {at: measures.m1.direction, reason: 見出しから推測}
"""  # noqa: E501 - a screen


def test_a_guess_can_be_taken_as_it_is(tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    write_xlsx(tmp_path / "book.xlsx", BOOK)
    done = run("--lang", "ja", "import", "guess", "book.xlsx", cwd=tmp_path)
    assert done == (0, GUESSED, "")
    (tmp_path / "map.yaml").write_text(done.out, "utf-8")
    assert place.run("import", "xlsx", "book.xlsx", "--mapping", "map.yaml").code == 0
    text = place.read("1-1.yaml")
    assert "{at: measures.m1.direction, reason: 見出しから推測}" in text
    assert "settled: {R5: 123.456}" in text
    assert "document: book.xlsx\n  sheet: 一覧\n  row: 4\n" in text
    assert place.run("validate").code == place.run("fmt", "--check").code == 0


def test_a_table_whose_mapping_comes_along_is_known(tmp_path: Path) -> None:
    write_table(tmp_path / "2-1.csv", make_rows(2))
    done = run("--lang", "en", "import", "guess", "2-1.csv", cwd=tmp_path)
    assert (
        "# This looks like a table whose mapping comes with plantool: --mapping gyosei" in done.out
    )
    assert "# The file was read as UTF-8 (BOM)." in done.out
    assert "year: 予算年度\n" in done.out
    assert "id: 予算事業ID\n" in done.out


def test_the_words_of_the_national_table_are_known() -> None:
    keys = {heading: read_meaning(heading).key for heading in COLUMNS}
    assert keys["予算事業ID"] == "id"
    assert keys["事業名"] == "title"
    assert keys["予算年度"] == "year"
    assert keys["補正予算（合計）"] == "budget.supplementary"
    assert keys["翌年度への繰越し(合計）"] == "budget.carried_out"
    assert keys["執行率"] == "budget.execution_rate"
    meaning = read_meaning("令和6年度 当初予算（千円）")
    assert (meaning.key, meaning.year and meaning.year.key) == ("budget.initial", "R6")


def test_headings_are_found_below_a_title() -> None:
    rows: list[list[CellValue]] = [
        ["令和6年度 進捗状況"],
        [],
        ["番号", "事業名", "実績"],
        [Decimal(1), "公園", Decimal(5)],
    ]
    assert guess_head(TableSheet("s", rows)) == (3, 3)
    assert guess_head(TableSheet("s", [])) == (1, 1)
