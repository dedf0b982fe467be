from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.checking.check_plan import load_and_check
from plantool.editing.layout import lay_out_document
from plantool.errors import UsageError
from plantool.loading.key_order import build_key_order
from plantool.messages import LANGUAGES
from plantool.model.measure import Kind
from plantool.model.presets import PRESETS
from plantool.starting.first_files import build_files, build_plan_files, list_names
from plantool.starting.new_plan import NewPlan
from plantool.starting.plan_answers import find_usual_preset, find_usual_unit, parse_words
from plantool.starting.plan_kinds import PLAN_KINDS
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan

YEARS = [
    ("R7",),
    ("R7", "R8"),
    ("2025", "2026", "2027"),
    ("2016-17", "2017-18"),
    ("FY2026", "FY2027", "FY2028", "FY2029", "FY2030"),
    ("令和7年度", "令和8年度"),
]
DEPARTMENTS: list[dict[str, list[str]]] = [{}, {"企画部": ["企画課", "財政課"], "会計室": []}]
DAYS = (date(2015, 1, 1), date(2040, 1, 1))  # before all of these plans, and after them


class MemoryFiles:
    """The files of a plan that are nowhere."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def list_names(self) -> list[str]:
        return sorted(self.texts)

    def read_bytes(self, name: str) -> bytes:
        return self.texts[name].encode()

    def format_name(self, name: str) -> str:
        return name


def begin(
    kind: str,
    language: str,
    years: tuple[str, ...] = ("R7", "R8", "R9"),
    departments: Mapping[str, list[str]] | None = None,
    **words: str,
) -> NewPlan:
    found = PLAN_KINDS[kind]
    usual = {"unit": find_usual_unit(found, language), "preset": find_usual_preset(found)}
    usual |= {"title": "架空市実行計画", "publisher": "架空市", **words}
    return NewPlan(
        kind=found, language=language, years=years, departments=departments or {}, **usual
    )


def check(plan: NewPlan, day: date) -> tuple[Plan, list[tuple[str, str]]]:
    files: PlanFiles = MemoryFiles(build_plan_files(plan))
    loaded = load_and_check(files, day)
    return loaded.plan, [(found.file, found.code.code) for found in loaded.diagnostics]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PLAN_KINDS)
def test_a_new_plan_of_any_kind_has_no_findings(kind: str, language: str) -> None:
    for years, departments in product(YEARS, DEPARTMENTS):
        new = begin(kind, language, years, departments)
        for day in DAYS:
            plan, findings = check(new, day)
            assert findings == []
        assert plan.planned_years[0] == plan.year(years[0])
        kinds = [measure.kind for each in plan.initiatives for measure in each.measures()]
        assert kinds == [Kind.CUMULATIVE, Kind.LEVEL, Kind.MILESTONE]
        assert plan.has_money is PLAN_KINDS[kind].has_money


@pytest.mark.parametrize("preset", PRESETS)
def test_any_kind_takes_any_scheme_and_unit(preset: str) -> None:
    for kind, unit in product(PLAN_KINDS, ("", "百万円", "$1,000", "£")):
        plan, findings = check(begin(kind, "ja", preset=preset, unit=unit), DAYS[1])
        assert (findings, plan.scheme.preset, plan.unit) == ([], preset, unit)


@pytest.mark.parametrize(
    ("kind", "file", "line"),
    [
        ("action-plan", "plan.yaml", "years: {baseline: [R6], planned: [R7, R8, R9]}"),
        ("action-plan", "1-1.yaml", "    total: 6か所 # 計。年度の数の合計と突き合わせる"),
        ("action-plan", "1-1.yaml", "  planned: {R7: 10, R8: 10, R9: 10}"),
        ("strategy", "plan.yaml", "      - {id: effective, label: 有効であった, color: green}"),
        ("strategy", "1-2.yaml", "    target: 76％ # 計画の終わりの目標"),
        ("reform", "plan.yaml", "  current: net"),
        ("reform", "1-1.yaml", "        planned: {R7: 4, R8: 4, R9: 4}"),
        ("scorecard", "plan.yaml", "evaluation: {preset: rag}"),
        ("program-budget", "plan.yaml", "evaluation: {preset: standard, down: plain}"),
        ("commitments", "1-3.yaml", "    due: 2028-03-31 # 期限の日"),
    ],
)  # fmt: skip
def test_what_a_kind_sets(kind: str, file: str, line: str) -> None:
    assert line in build_plan_files(begin(kind, "ja"))[file].split("\n")


@pytest.mark.parametrize(
    ("kind", "years", "written"),
    [
        ("program-budget", ("FY2026",), "start: 07-01, named: end, baseline: [FY2025]"),
        ("program-budget", ("2016-17",), "baseline: [2015-16]"),
        ("commitments", ("2026",), "start: 01-01, baseline: [2025]"),
        ("scorecard", ("2016-17",), "baseline: [2015-16]"),
    ],
)
def test_english_plans_have_the_calendar_of_their_kind_where_years_allow_it(
    kind: str, years: tuple[str, ...], written: str
) -> None:
    line = f"years: {{{written}, planned: [{years[0]}]}}"
    assert line in build_plan_files(begin(kind, "en", years))["plan.yaml"].split("\n")


@pytest.mark.parametrize(("kind", "language"), [*product(PLAN_KINDS, LANGUAGES)])
def test_new_files_have_the_layout_of_fmt(kind: str, language: str) -> None:
    departments = {f"企画{number}部": ["企画課", "財政課"] for number in range(9)}
    for name, text in build_plan_files(begin(kind, language, departments=departments)).items():
        kind_of_file = {"plan.yaml": "plan", "1.yaml": "chapter"}.get(name, "initiative")
        order = build_key_order(kind_of_file)
        assert lay_out_document(parse_document(text.encode(), name), order) == text


def test_the_names_are_known_before_the_texts() -> None:
    for ci, plan_only in product((None, "github", "gitlab"), (False, True)):
        files = build_files(begin("reform", "ja"), ci=ci, plan_only=plan_only)
        assert sorted(files) == sorted(list_names(ci=ci, plan_only=plan_only))


@given(st.text(), st.text(), st.text())
def test_whatever_names_people_give_the_plan_can_be_read(
    title: str, publisher: str, division: str
) -> None:
    try:
        names = [parse_words(word) for word in (title, publisher, f"課{division}")]
    except UsageError:
        return
    departments = {"部": [" ".join(names[2].split())]}
    new = begin("reform", "ja", departments=departments, title=names[0], publisher=names[1])
    plan, findings = check(new, DAYS[0])
    assert (plan.title, plan.publisher.name) == (names[0], names[1])
    assert all(code.startswith("PLT6") for _, code in findings)  # of what the text says
