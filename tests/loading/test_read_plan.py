from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Severity
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from tests.drawing import share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.diagnostics import Diagnostic

PIECES = (
    *("", "\n", " ", ":", "-", "―", "①", "\u3000", "\r\n", "\t", "[", "}", "'", '"', "#"),
    *("&a ", "*a", "!t ", "null", "true", "1e9", "0x1F", "H31", "R1", "H0", "9" * 50, "9" * 4500),
)


def edited(plan: Path, name: str, edit: Callable[[str], str]) -> list[Diagnostic]:
    """Edit one file of a plan and return what is found in the plan."""
    path = plan / name
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return grave(load_and_check(Folder.open_at(plan)).diagnostics)


def grave(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [diagnostic for diagnostic in found if diagnostic.code.severity is not Severity.INFO]


def names(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(Path(diagnostic.file).name, diagnostic.code.name) for diagnostic in found]


def test_everything_is_in_the_order_of_its_id(plan_copy: Path) -> None:
    text = (plan_copy / "18-3.yaml").read_text(encoding="utf-8")
    (plan_copy / "18-10.yaml").write_text(text.replace("id: 18-3", "id: 18-10"), encoding="utf-8")
    plan = load_plan(Folder.open_at(plan_copy)).plan
    ids = [initiative.id for initiative in plan.initiatives]
    assert ids == ["2-4", *(f"18-{number}" for number in (*range(1, 9), 10))]


def test_files_are_named_as_they_are_typed(
    plan_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan_copy.parent)
    plan = load_plan(Folder.open_at(Path("plan"))).plan
    assert {initiative.file for initiative in plan.initiatives} >= {"plan/18-1.yaml"}


def test_a_broken_plan_file_leaves_the_others_to_be_checked(plan_copy: Path) -> None:
    (plan_copy / "plan.yaml").write_text("title: [", encoding="utf-8")
    (plan_copy / "18-2.yaml").write_text("id: 18-2\n", encoding="utf-8")
    loaded = load_plan(Folder.open_at(plan_copy))
    assert not loaded.is_readable
    assert ("plan.yaml", "malformed-yaml") in names(list(loaded.diagnostics))
    assert ("18-2.yaml", "missing-key") in names(list(loaded.diagnostics))


def test_an_unknown_key_does_not_hide_other_faults(plan_copy: Path) -> None:
    found = edited(
        plan_copy,
        "18-2.yaml",
        lambda text: text.replace("total: ６事業", "total: ７事業") + "remark: 註\n",
    )
    assert names(found) == [("18-2.yaml", "planned-total"), ("18-2.yaml", "unknown-key")]


@pytest.mark.parametrize("digits", [50, 5000])
@pytest.mark.parametrize(
    ("name", "key"),
    [("18-2.yaml", "id: 18-2"), ("18.yaml", "id: 18"), ("18-2.yaml", "section: 2")],
)
def test_endless_numbers_are_findings(plan_copy: Path, name: str, key: str, digits: int) -> None:
    field, _, value = key.partition(": ")
    endless = f'{field}: "{value}{"9" * digits}"'
    assert edited(plan_copy, name, lambda text: text.replace(key, endless, 1))


def test_exact_sums_find_no_rounding(plan_copy: Path) -> None:
    large = 10**30
    old = "{H30: 26, H31: 25}\n  total: 51"
    new = f"{{H30: {large}, H31: {large + 1}}}\n  total: {2 * large + 1}"
    assert edited(plan_copy, "18-3.yaml", lambda text: text.replace(old, new)) == []


def test_findings_of_rules_are_placed_in_the_text_that_was_read(plan_copy: Path) -> None:
    (found,) = edited(plan_copy, "18-3.yaml", lambda text: text.replace("total: 51", "total: 61"))
    assert found.code.name == "money-total"
    assert found.excerpt == "  total: 61"
    assert (found.span.column, found.span.end_column) == (10, 12)


def test_a_bom_and_crlf_are_read(plan_copy: Path) -> None:
    for path in plan_copy.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert grave(load_and_check(Folder.open_at(plan_copy)).diagnostics) == []


@pytest.mark.parametrize("name", ["plan.yaml", "18.yaml", "18-3.yaml", "18-7.yaml", "2-4.yaml"])
def test_spoilt_files_are_read_or_refused(plan_copy: Path, name: str) -> None:
    draw = random.Random(name)  # noqa: S311 - the same slips every time
    path = plan_copy / name
    text = path.read_text(encoding="utf-8")
    for _ in range(share(40)):
        spoilt = text
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(spoilt))
            spoilt = spoilt[:at] + draw.choice(PIECES) + spoilt[at + draw.choice([0, 1, 5, 40]) :]
        path.write_text(spoilt, encoding="utf-8")
        loaded = load_and_check(Folder.open_at(plan_copy))
        assert loaded.is_readable or loaded.diagnostics
