"""What people read of the facts of a plan: never what Python calls them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import plantool
from plantool.analysis.facts import ItemFact, ListValue
from plantool.analysis.plan_facts import (
    build_chapter_facts,
    build_initiative_facts,
    build_setting_facts,
)
from plantool.diagnostics import Severity
from plantool.messages import LANGUAGES, catalogue
from plantool.model.settings import Setting
from plantool.reports.fact_text import FactFormatter
from tests.running import ROOT

PLANS = ["plan", "examples/ward/plan"]
OF_PYTHON = re.compile(r"\b[A-Z]?\w+\(\w+=|Decimal|Fraction|[\[{(]'|<\w+[. ]|\bNone\b|\dE[+-]?\d")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", PLANS)
def test_no_fact_reads_like_python(folder: str, language: str) -> None:
    plan = plantool.load(ROOT / folder)
    words = FactFormatter(plan, catalogue(language))
    facts = [build_setting_facts(plan)]
    facts += [build_chapter_facts(chapter) for chapter in plan.chapters]
    facts += [build_initiative_facts(initiative) for initiative in plan.initiatives]
    said = [words.format_value(value) for each in facts for value in each.values()]
    assert len(said) > 200
    assert [text for text in said if text is None or OF_PYTHON.search(text)] == []


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("measures.hiroba.planned.H30", "相談情報ひろば 計画 30年度"),
        ("measures.hiroba.planned.平成31年度", "相談情報ひろば 計画 31年度"),
        ("hiroba.target", "相談情報ひろば 目標"),
        ("measures.hiroba", "相談情報ひろば"),
        ("budget.planned.2018", "事業費（計画） 30年度"),
        ("budget.planned", "事業費（計画）"),
        ("budget", "事業費"),
        ("budget.breakdown.財源.一般財源.settled.R1", "財源 一般財源 決算 31年度"),
        ('budget.breakdown."特.財".一般財源.settled', "特.財 一般財源 決算"),
        ("measures.gone.target", "measures.gone.target"),
        ("measures.0.x", "measures.0.x"),
    ],
)
def test_what_is_about_a_figure_names_it_as_its_fact_is_named(field: str, named: str) -> None:
    words = FactFormatter(plantool.load(ROOT / "plan"), catalogue("ja"))
    rows = {"hiroba": "相談情報ひろば"}
    assert words.name_fact(ItemFact("corrections", field), rows) == f"{named} 訂正"
    assert words.name_fact(ItemFact("revisions", field), rows) == f"{named} 見直し"
    assert words.name_fact(ItemFact("unverified", field), rows) == f"{named} 推定で読んだ箇所"


def test_a_setting_says_what_where_and_why() -> None:
    settings = ListValue(
        (
            Setting(
                ("18-*.yaml",), ("PLT502", "money"), (("PLT406", Severity.ERROR),), "印刷のとおり"
            ),
            Setting(severity=(("PLT801", Severity.WARNING),)),
        )
    )
    plan = plantool.load(Path(ROOT, "plan"))
    assert FactFormatter(plan, catalogue("ja")).format_value(settings) == (
        "PLT502、money は見ない、PLT406 はエラーとする（18-*.yaml だけ）。理由: 印刷のとおり\n"
        "PLT801 は警告とする"
    )
    assert FactFormatter(plan, catalogue("en")).format_value(settings) == (
        "ignore PLT502, money, PLT406 is error (only 18-*.yaml); reason: 印刷のとおり\n"
        "PLT801 is warning"
    )


@pytest.mark.parametrize(("amount", "shown"), [("1E+3", "1,000"), ("0.0000001", "0.0000001")])
def test_a_number_has_no_exponent(amount: str, shown: str) -> None:
    plan = plantool.load(Path(ROOT, "plan"))
    assert FactFormatter(plan, catalogue("ja")).format_value(Decimal(amount)) == shown
