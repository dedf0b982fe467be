from __future__ import annotations

import pytest

from plantool.diagnostics import Code, Diagnostic, Severity
from plantool.light_dataclasses import replace
from plantool.model.chapter import Chapter, Relisting, Section
from plantool.model.fiscal_year import Era, FiscalYear
from plantool.model.initiative import Initiative
from plantool.model.plan import Plan, Publisher


def years(*texts: str) -> tuple[FiscalYear, ...]:
    return tuple(FiscalYear.parse(text) for text in texts)


def initiative(identifier: str) -> Initiative:
    file = f"plan/{identifier}.yaml"
    return Initiative(id=identifier, title=f"事業{identifier}", departments=(), file=file)


def chapter(identifier: str, *relisted: str) -> Chapter:
    return Chapter(
        id=identifier,
        title=f"章{identifier}",
        sections=(Section(id="1", title="柱"),),
        relisted=tuple(Relisting(id=entry, section="1") for entry in relisted),
        file=f"plan/{identifier}.yaml",
    )


PLAN = Plan(
    title="計画",
    publisher=Publisher(name="区"),
    language="ja",
    baseline_years=years("H26", "平成29年度"),
    planned_years=years("H30", "H31"),
    unit="百万円",
    chapters=(chapter("A", "C-1"), chapter("B", "A-2", "C-1", "C-9")),
    initiatives=tuple(initiative(i) for i in ("A-1", "A-2", "B-1", "C-1")),
)


@pytest.mark.parametrize(
    "text", ["R1", "R元", "H31", "2019", "FY2019", "令和元年度", "平成31年度", "31", "３１"]
)
def test_a_year_of_the_plan_comes_back_in_its_spelling(text: str) -> None:
    assert PLAN.year(text).key == "H31"


@pytest.mark.parametrize(
    ("text", "key"), [("26", "H26"), ("2017", "H29"), ("R2", "R2"), ("2020", "2020"), ("32", "H32")]
)
def test_baselines_are_known_and_other_years_stay_as_written(text: str, key: str) -> None:
    assert PLAN.year(text).key == key


@pytest.mark.parametrize("text", ["R1", "H31", "平成31年度", "2019"])
def test_a_plan_in_western_years_answers_in_western_years(text: str) -> None:
    plan = replace(PLAN, planned_years=years("2018", "2019"), baseline_years=years("H26"))
    assert plan.year(text).key == "2019"


def test_a_plan_in_western_years_has_no_era_for_a_bare_number() -> None:
    plan = replace(PLAN, planned_years=years("2018", "2019"), baseline_years=())
    with pytest.raises(ValueError, match="31"):
        plan.year("31")


@pytest.mark.parametrize("text", ["", "X1", "H0", "来年度", "H30-31"])
def test_refuses_what_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match="not a fiscal year"):
        PLAN.year(text)


def test_reads_a_year_even_where_the_plan_names_none() -> None:
    plan = replace(PLAN, planned_years=(), baseline_years=())
    assert plan.year("H31") == FiscalYear(2019, Era.HEISEI)
    with pytest.raises(ValueError, match="31"):
        plan.year("31")


def test_looks_up_chapters_and_initiatives_by_id() -> None:
    found = PLAN.initiative("C-1")
    assert found is PLAN.initiatives[3]
    assert PLAN.chapter("B") is PLAN.chapters[1]
    assert PLAN.initiative("C-9") is None
    assert PLAN.chapter("C") is None


def test_of_two_initiatives_with_one_id_the_first_is_found() -> None:
    second = replace(PLAN.initiatives[0], title="二つ目", file="plan/A-9.yaml")
    plan = replace(PLAN, initiatives=(*PLAN.initiatives, second))
    assert plan.initiative("A-1") is PLAN.initiatives[0]


def test_owned_are_those_whose_chapter_is_here_each_once() -> None:
    assert [found.id for found in PLAN.owned()] == ["A-1", "A-2", "B-1"]


def test_relisted_are_shown_chapter_by_chapter_where_they_exist() -> None:
    shown = [(where.id, entry.section, found.id) for where, entry, found in PLAN.relisted()]
    assert shown == [("A", "1", "C-1"), ("B", "1", "A-2"), ("B", "1", "C-1")]


def test_an_own_initiative_relisted_elsewhere_counts_once() -> None:
    owned = [found.id for found in PLAN.owned()]
    relisted = [found.id for _, _, found in PLAN.relisted()]
    assert owned.count("A-2") == relisted.count("A-2") == 1


def test_sections_are_found_by_id() -> None:
    found = PLAN.chapters[0]
    assert found.find_section("1") == Section(id="1", title="柱")
    assert found.find_section("2") is None


def test_without_leaves_out_what_the_files_held_and_says_so() -> None:
    rest = PLAN.leave_out(["plan/A.yaml", "plan/B-1.yaml"])
    assert [found.id for found in rest.chapters] == ["A", "B"]
    assert [found.id for found in rest.initiatives] == ["A-1", "A-2", "C-1"]
    assert rest.left_out == ("plan/B-1.yaml",)


def test_without_forgets_what_was_looked_up_before() -> None:
    assert PLAN.initiative("B-1")
    rest = PLAN.leave_out({"plan/B-1.yaml"})
    assert rest.initiative("B-1") is None
    assert rest.is_left_out("B-1")
    assert PLAN.initiative("B-1")
    assert not PLAN.is_left_out("B-1")


def test_without_adds_to_what_was_left_out_before() -> None:
    broken = replace(PLAN, left_out=("plan/B-2.yaml", "plan/A-1.yaml"))
    assert broken.leave_out({"plan/A-1.yaml"}).left_out == ("plan/A-1.yaml", "plan/B-2.yaml")
    assert broken.leave_out(()).left_out == ("plan/A-1.yaml", "plan/B-2.yaml")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], True),
        ([Severity.WARNING], True),
        ([Severity.ERROR], False),
        ([Severity.WARNING, Severity.ERROR], False),
    ],
)
def test_only_errors_keep_a_plan_from_being_ok(
    severities: list[Severity], *, expected: bool
) -> None:
    found = tuple(
        Diagnostic(code=Code("PLT999", "example", severity), file="plan/A.yaml")
        for severity in severities
    )
    assert replace(PLAN, diagnostics=found).ok is expected


def test_findings_take_no_part_in_equality() -> None:
    finding = Diagnostic(code=Code("PLT999", "example"), file="plan/A.yaml")
    assert replace(PLAN, diagnostics=(finding,), left_out=("plan/B-2.yaml",)) == PLAN
