from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import TYPE_CHECKING

from plantool.lsp.file_reports import build_file_reports
from plantool.lsp.workspace import OpenPlans

if TYPE_CHECKING:
    from pathlib import Path


def codes(plans: OpenPlans, path: Path) -> dict[str, list[str]]:
    draft = plans.build_draft(path)
    loaded = plans.check_draft(draft) if draft else None
    found = build_file_reports(draft, loaded) if draft and loaded else {}
    return {p.name: [d.code.code for d, _ in report.findings] for p, report in found.items()}


def test_what_is_open_lies_over_what_is_saved(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    clean = codes(plans, path)
    assert "18-3.yaml" not in clean
    plans.put_document(path, path.read_text("utf-8").replace("total: ４", "total: ５"))
    assert codes(plans, path) == {**clean, "18-3.yaml": ["PLT301"]}
    plans.drop_document(path)
    assert codes(plans, path) == clean


def test_a_file_that_is_not_saved_yet_belongs_to_the_plan(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-9.yaml"
    plans.put_document(path, "id: 18-9\n")
    assert {*codes(plans, path)["18-9.yaml"]} == {"PLT102"}


def test_one_file_has_findings_in_another(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18.yaml"
    plans.put_document(path, path.read_text("utf-8").replace("- id: 2\n", "- id: 9\n"))
    assert codes(plans, path)["18-3.yaml"] == ["PLT203"]


def test_nothing_is_said_where_there_is_no_plan(plan_copy: Path) -> None:
    plans = OpenPlans()
    plans.put_document(plan_copy.parent / "a.yaml", "a: [")
    assert plans.find_view(plan_copy.parent / "a.yaml") is None
    assert plans.find_view(plan_copy / "notes.txt") is None
    (plan_copy / "plan.yaml").unlink()
    assert plans.find_view(plan_copy / "18-3.yaml") is None


def test_nothing_is_checked_twice_until_it_changes(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    first = plans.find_view(path)
    again = plans.find_view(path)
    assert first
    assert again
    assert first.loaded is again.loaded
    plans.forget_plan(plan_copy)
    later = plans.find_view(path)
    assert later
    assert later.loaded is not first.loaded


def test_a_text_that_no_file_can_hold_is_a_finding(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    plans.put_document(path, "title: \ud800\n")
    assert codes(plans, path)["18-3.yaml"] == ["PLT002"]


def test_a_finding_knows_the_other_place_it_speaks_of(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    plans.put_document(path, path.read_text("utf-8") + "section: 3\n")
    draft = plans.build_draft(path)
    loaded = plans.check_draft(draft) if draft else None
    assert draft
    assert loaded
    ((found, other),) = build_file_reports(draft, loaded)[path].findings
    assert found.code.code == "PLT016"
    assert other
    assert (other.path, other.span.line) == (path, 6)


def test_what_a_plan_says_is_read_anew(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    assert plans.find_view(path)
    plans.put_document(path, path.read_text("utf-8").replace("title: ", "title: 新", 1))
    draft = plans.build_draft(path)
    assert draft
    read = plans.read_draft(draft)
    assert read
    initiative = read.plan.initiative("18-3")
    assert initiative
    assert initiative.title.startswith("新")


def test_a_question_does_not_wait_for_a_long_check(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    last = plans.find_view(path)
    assert last
    plans.put_document(path, path.read_text("utf-8").replace("title: ", "title: 新", 1))
    draft = plans.build_draft(path)
    assert draft
    with plans._locks[draft.plan_dir]:  # noqa: SLF001 - as a check holds it
        assert plans.read_draft(draft) is last.loaded


def test_a_first_question_waits_for_the_check(plan_copy: Path) -> None:
    plans, path = OpenPlans(), plan_copy / "18-3.yaml"
    draft = plans.build_draft(path)
    assert draft
    with ThreadPoolExecutor(1) as pool:
        with plans._locks[draft.plan_dir]:  # noqa: SLF001 - as a check holds it
            asked = pool.submit(plans.read_draft, draft)
            sleep(0.3)
            assert not asked.done()
        assert asked.result()
