"""The words by which tables of public bodies name their columns, and the keys that they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import YEAR_OF_ERA, FiscalYear
from plantool.model.normal import fold_name
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # the first that fits counts: special words before general ones
    (
        "id",
        ("事業id", "事業番号", "整理番号", "管理番号", "事業no", "番号", "no.", "no", "id", "code"),
    ),
    ("budget.execution_rate", ("執行率", "executionrate")),
    ("budget.requested", ("要求額", "要望額", "概算要求", "requested")),
    ("budget.carried_out", ("翌年度への繰越", "翌年度繰越", "繰越明許", "carriedout")),
    ("budget.carried_in", ("前年度からの繰越", "前年度繰越", "繰越", "carriedin")),
    ("budget.reserve", ("予備費", "reserve")),
    ("budget.transfers", ("流用", "transfer")),
    ("budget.unused", ("不用額", "unused")),
    ("budget.current", ("予算現額", "現計", "currentbudget")),
    ("budget.supplementary", ("補正", "supplementary")),
    ("budget.settled", ("決算", "執行額", "支出済", "支出額", "settled", "outturn", "spent")),
    ("budget.initial", ("当初予算", "予算額", "予算", "initialbudget", "budget")),
    ("budget.planned", ("計画額", "計画事業費", "事業費", "plannedcost", "cost")),
    (
        "measure.name",
        ("成果指標", "活動指標", "指標名", "指標", "取組項目", "kpi", "measure", "indicator"),
    ),
    (
        "title",
        ("事務事業名", "事業名", "取組名", "施策名", "件名", "名称", "取組内容", "title", "name"),
    ),
    ("measure.unit", ("単位", "unit")),
    ("measure.baseline", ("現状値", "基準値", "現況", "現状", "baseline")),
    ("measure.results", ("実績", "実施状況", "result", "actual")),
    ("measure.target", ("最終目標", "目標値", "target")),
    ("measure.planned", ("目標", "計画", "見込", "planned", "plan")),
    (
        "division",
        (
            "担当課",
            "所管課",
            "実施課",
            "主管課",
            "担当部署",
            "所管",
            "担当",
            "課",
            "department",
            "division",
        ),
    ),
    ("bureau", ("局・庁", "部局", "部名", "局", "部", "bureau")),
    ("chapter", ("府省庁", "計画名", "基本目標", "分野", "章", "chapter")),
    ("section", ("取組の柱", "柱", "施策", "section")),
    ("summary", ("事業概要", "事業内容", "概要", "内容", "説明", "summary", "description")),
    ("year", ("予算年度", "会計年度", "事業年度", "年度", "fiscalyear", "year")),
    ("notes", ("備考", "特記事項", "notes", "remarks", "comment")),
)
_YEAR = compile_late(
    rf"(?:{YEAR_OF_ERA}|(?:FY)?(?P<western>(?:19|20)[0-9]{{2}}))(?:年度?)?(?![0-9])"
)
_SHORT = 4  # letters; shorter words are parts of too many others
_UNIT = compile_late("([千百十]?[万億兆]?円)")


class HeadingMeaning(NamedTuple):
    """What a heading was taken for: a key, by the word of this rank, and the year in it.

    It ``is_sure`` where the heading is that very word.
    """

    key: str | None
    year: FiscalYear | None
    is_sure: bool
    rank: int


def read_meaning(heading: str) -> HeadingMeaning:
    """Return what a heading means, as far as its words tell."""
    found = _YEAR.search(fold_name(heading).upper())
    year = None
    if found:
        try:
            year = FiscalYear.parse(found[0])
        except ValueError:
            year = None
    word = fold_name(heading).lower()
    if found:
        word = word.replace(found[0].lower(), "")
    return _find_key(word.partition("(")[0].strip("/・:"), year)


def _find_key(plain: str, year: FiscalYear | None) -> HeadingMeaning:
    for key, words in KEY_WORDS:
        if plain in words:
            return HeadingMeaning(key, year, is_sure=True, rank=words.index(plain))
    for key, words in KEY_WORDS:
        for rank, word in enumerate(words):
            if _is_part(word, plain):
                return HeadingMeaning(key, year, is_sure=False, rank=rank)
    return HeadingMeaning(None, year, is_sure=False, rank=0)


def _is_part(word: str, plain: str) -> bool:
    """Tell whether a word is a part of a heading; 課 and 部 only at its end, id and no never."""
    if len(word) == 1:
        return plain.endswith(word)
    return word in plain and not (word.isascii() and len(word) < _SHORT)


def find_unit(texts: Sequence[str]) -> str | None:
    """Return the unit of money that the first of the texts names: 千円."""
    for text in texts:
        if found := _UNIT.search(fold_name(text)):
            return found[1]
    return None
