"""What plans print around their figures, and what they do not print, on the way to every output."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.history import Repository
from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ROOT / "tests" / "examples" / "valid" / "words"
AS_OF = ("--as-of", "2018-06-01")


def shown(*arguments: str, plan: Path = WORDS) -> str:
    done = run("--plan", str(plan), *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def document(*arguments: str, plan: Path = WORDS) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(*arguments, "--format", "json", plan=plan))
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(WORDS, tmp_path / "plan")


def change(plan: Path, name: str, old: str, new: str) -> None:
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("ends", "target"), [("", "9 households"), ("2017-18", "9 households (2017)")]
)
def test_a_target_of_an_earlier_year_than_the_plan_says_so(
    ends: str, target: str, tmp_path: Path
) -> None:
    life = f"ends: {ends}\n" if ends else ""
    (tmp_path / "plan.yaml").write_text((WORDS / "plan.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "1.yaml").write_text("id: 1\ntitle: C\n")
    (tmp_path / "1-1.yaml").write_text(
        f"id: 1-1\ntitle: I\n{life}measures:\n"
        "- {id: a, name: A, kind: level, direction: up, unit: households, target: 9 households}\n"
    )
    lines = [line.strip("│ ") for line in shown("show", "1-1", plan=tmp_path).splitlines()]
    assert target in [line.split("│")[0].strip() for line in lines]


def test_attributes_are_an_object_for_machines_in_printed_order() -> None:
    page = document("show", "1-1")
    assert list(page["attributes"].items()) == [
        ("SDG", "11.1"),
        ("Partners", ["Citizens Advice", "Examplebury Homes"]),
        ("Version", "13.10"),
        ("Ref. 2.1", "H/7"),
    ]
    rows = [(r["row"], r["field"], r["text"]) for r in page["rows"] if "attributes" in r["field"]]
    assert rows[1:] == [
        ("initiative", "attributes.Partners", "Citizens Advice; Examplebury Homes"),
        ("initiative", "attributes.Version", "13.10"),
        ("initiative", 'attributes."Ref. 2.1"', "H/7"),
        ("measure", "attributes.Method", "count of closed cases"),
        ("measure", 'attributes."Ref. 2.1"', "a; b"),
    ]
    (row, *_) = document("status", "1-1")["rows"]
    assert (row["attributes"], row["measure_attributes"]) == (
        page["attributes"],
        {"Method": "count of closed cases", "Ref. 2.1": ["a", "b"]},
    )


def test_attributes_are_json_in_a_cell_of_csv() -> None:
    text = shown("status", "--format", "csv").removeprefix("\ufeff")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines())}
    assert json.loads(rows["1-1"]["measure_attributes"])["Ref. 2.1"] == ["a", "b"]
    assert rows["2-2"]["attributes"] == ""


def test_the_plan_is_known_by_its_id_and_its_license() -> None:
    plan = document("budget")["plan"]
    assert (plan["id"], plan["license"]) == ("homes-2017", "CC-BY-4.0")
    assert "License: CC-BY-4.0" in shown("report", "--year", "2017", *AS_OF)


def test_revisions_are_rows_for_machines() -> None:
    keys = ("field", "text", "value", "reason", "source", "reported")
    assert {row.get("measure") for row in document("show", "1-1")["rows"][-4:]} == {None}
    rows = document("show", "1-1")["rows"]
    found = [tuple(row[key] for key in keys) for row in rows if row["row"] == "revision"]
    assert found[1:] == [
        (
            *("measures.households.planned.2018", "125 households", None),
            *("fewer eviction notices", "Cabinet", "2018-05-14"),
        ),
        ("measures.households.total", "250 households", None, None, None, None),
        ("budget.planned.2018", None, 320, None, None, None),
    ]


def test_nobody_in_charge_is_a_group_of_its_own() -> None:
    rows = document("budget", "--by", "department", "--year", "2018")["rows"]
    assert [(row["title"], row["amount"]) for row in rows] == [
        ("Housing Options", 60),
        ("Housing", 15),
        ("no department", 320),
        ("One register of repairs", 20),
        (None, 395),
    ]
    owed = document("pending", *AS_OF)["rows"]
    assert [(row["department"], row["id"]) for row in owed] == [("Housing", "2-2"), (None, "2-1")]
    letters = shown("pending", "--mail", *AS_OF)
    assert "To: no department" in letters
    assert "https://example.org/homes" in letters


@pytest.mark.parametrize("name", ["no department", "担当課なし"])
def test_nobody_in_charge_can_be_asked_for(name: str) -> None:
    rows = document("status", "--year", "2017", "--department", name)["rows"]
    assert {row["id"] for row in rows} == {"1-1", "2-1"}
    assert not any(row["departments"] for row in rows)
    owed = document("pending", "--department", name, *AS_OF)["rows"]
    assert {row["id"] for row in owed} == {"2-1"}


def test_nobody_cannot_be_asked_for_where_somebody_is_always_named() -> None:
    done = run("status", "--department", "担当課なし")
    assert (done.code, "--department" in done.err) == (2, True)


def test_a_plan_that_names_nobody_has_no_column_and_no_table_of_them(copy: Path) -> None:
    for name in ("1-2", "2-2"):
        text = (copy / f"{name}.yaml").read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in text if not line.startswith("departments")]
        (copy / f"{name}.yaml").write_text("".join(kept), "utf-8")
    change(copy, "plan.yaml", "departments:\n  Housing: [Options]\n", "")
    assert shown("validate", plan=copy).startswith("files checked: 7, nothing found")
    report = shown("report", "--year", "2017", *AS_OF, plan=copy)
    assert "Lead" not in report
    assert "no department" not in report
    assert "Bureau" not in report


def test_money_alone_has_no_baseline_and_no_target() -> None:
    table = [line for line in shown("show", "1-2").splitlines() if "│" in line]
    assert [cell.strip() for cell in table[0].split("│")[1:-1]] == [
        *("", "FY2017", "FY2018", "Whole term"),
    ]


def test_sections_are_optional_together(copy: Path) -> None:
    change(copy, "1-2.yaml", "departments", "section: a\ndepartments")
    change(copy, "2-2.yaml", "section: a\n", "")
    done = run("--plan", str(copy), "validate", "--format", "concise")
    assert [line.split("/")[-1].split(" ")[:3] for line in done.out.splitlines()] == [
        ["1-2.yaml:3:10:", "error", "PLT203"],
        ["2-2.yaml:1:1:", "error", "PLT204"],
    ]


def test_an_initiative_says_something_beside_its_title(copy: Path) -> None:
    change(copy, "1-2.yaml", "budget:\n  planned: {2017: 40, 2018: 60}\n", "")
    done = run("--plan", str(copy), "validate", "--format", "concise")
    assert ("PLT102" in done.out, "measures" in done.out) == (True, True)


@pytest.mark.parametrize("heading", ["Target {yaer}", "Target {{year}", "Target {", "Target }"])
@pytest.mark.parametrize("usual", ["Target for {year}", "Whole term"])
def test_a_heading_knows_no_other_brace(copy: Path, usual: str, heading: str) -> None:
    change(copy, "plan.yaml", usual, heading)
    done = run("--plan", str(copy), "validate", "--format", "concise")
    assert done.code == 1
    assert ("PLT105" in done.out, f"'{heading}'" in done.out) == (True, True)


def test_a_total_has_no_year_of_its_own(copy: Path) -> None:
    change(copy, "plan.yaml", "Whole term", "Total to {year}")
    assert run("--plan", str(copy), "validate").code == 1


def test_the_history_of_an_attribute_is_asked_for_in_quotes(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    plan = shutil.copytree(WORDS, repository.path / "plan")
    repository.git("init", "--quiet")
    repository.commit("begin")
    change(plan, "1-1.yaml", "Ref. 2.1: H/7", "Ref. 2.1: H/8")
    change(plan, "1-1.yaml", "Ref. 2.1: [a, b]", "Ref. 2.1: [a, c]")
    repository.commit("changed")
    places = [
        (row["place"], row["before"], row["after"])
        for row in document("log", "1-1", plan=plan)["rows"]
        if row["subject"] == "changed"
    ]
    assert places == [
        ('attributes."Ref. 2.1"', "H/7", "H/8"),
        ('measures.households.attributes."Ref. 2.1"', "b", "c"),
    ]
    rows = document("log", "1-1", "--field", 'attributes."Ref. 2.1"', plan=plan)["rows"]
    assert [row["after"] for row in rows] == ["H/8", "H/7"]


def test_a_lowered_target_that_a_revision_explains_fails_no_check(
    tmp_path: Path, plan_copy: Path
) -> None:
    before = shutil.copytree(plan_copy, tmp_path / "before")
    compare = ("diff", str(before), str(plan_copy), "--fail-on", "target-lowered,planned-lowered")
    fields = ("target=計15か所", "total=３か所開設", "planned.31=１か所開設")
    revise = [part for field in fields for part in ("--revise", field)]
    said = ("--reason", "需要の減", "--reported", "2019-03-30")
    assert run("--plan", str(plan_copy), "record", "18-3", *revise, *said).code == 0
    done = run("--lang", "en", *compare)
    assert (done.code, "target lowered (justified: 需要の減)" in done.out) == (0, True)

    path = plan_copy / "18-3.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("revisions:")] + text[text.index("source:") :], "utf-8")
    done = run("--lang", "en", *compare)
    assert (done.code, "target lowered" in done.out, "justified" in done.out) == (1, True, False)


def test_attributes_keep_their_order_and_their_words(copy: Path) -> None:
    change(copy, "1-1.yaml", "attributes:\n  SDG", "attributes:\n  Zones: 1.50\n  SDG")
    assert run("--plan", str(copy), "fmt").code == 0
    assert list(document("show", "1-1", plan=copy)["attributes"])[:3] == [
        "Zones",
        "SDG",
        "Partners",
    ]
    assert document("show", "1-1", plan=copy)["attributes"]["Zones"] == "1.50"
