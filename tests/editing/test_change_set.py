"""What becomes of one change of a file; what holds for all: test_change_set_anything.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import MISSING, Change, Missing, NodePath, Written
from plantool.editing.change_set import (
    ChangeResult,
    Statement,
    apply_statement,
    apply_statements,
    group_statements,
    read_now,
)
from plantool.editing.refusal_reason import RefusalReason
from plantool.loading.key_order import build_key_order
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

ORDER = build_key_order("initiative")
TEXT = """\
id: 1-2
measures:
  - id: a  # 一
    results:
      H30: {value: 1, state: partial}
      令和元年度: {value: 2}  # 二
  - id: b
budget:
  planned: {H30: 9, H31: null}
"""
RESULTS: NodePath = ("measures", 0, "results")


def read(text: str) -> Document:
    return parse_document(text.encode(), "1-2.yaml")


def text_of(document: Document) -> str:
    assert document.source is not None
    return document.source.text


def change(path: NodePath, base: Plain | Missing, new: Plain | Missing) -> Change:
    return Change("1-2.yaml", path, base, new)


def applied(*statement: Change) -> tuple[str, ChangeResult]:
    document, verdict = apply_statement(read(TEXT), statement, ORDER)
    return text_of(document), verdict.result


@pytest.mark.parametrize(
    ("path", "base", "new", "verdict"),
    [
        (("budget", "planned", "H30"), 9, 10, ChangeResult.APPLIED),
        (("budget", "planned", "H30"), Decimal("9.0"), 10, ChangeResult.APPLIED),
        (("budget", "planned", "H30"), 8, 9, ChangeResult.ALREADY_SO),
        (("budget", "planned", "H30"), 8, 10, ChangeResult.CONFLICT),
        (("budget", "planned", "H30"), "9", 10, ChangeResult.CONFLICT),
        (("budget", "planned", "H30"), MISSING, 10, ChangeResult.CONFLICT),
        (("budget", "planned", "H31"), None, 10, ChangeResult.APPLIED),
        (("budget", "planned", "H31"), MISSING, 10, ChangeResult.CONFLICT),
        (("budget", "planned", "2019"), None, 10, ChangeResult.APPLIED),
        (("budget", "planned", "R2"), MISSING, 10, ChangeResult.APPLIED),
        (("budget", "planned", "R2"), None, 10, ChangeResult.CONFLICT),
        (("budget", "planned", "R2"), 3, MISSING, ChangeResult.ALREADY_SO),
        (("budget", "planned", "H30"), 9, MISSING, ChangeResult.APPLIED),
        (("budget", "settled", "H30"), MISSING, 10, ChangeResult.APPLIED),
        ((*RESULTS, "R1", "value"), 2, Decimal("2.5"), ChangeResult.APPLIED),
        ((*RESULTS, "R1"), {"value": 2}, [{"value": 2}, {"value": 3}], ChangeResult.APPLIED),
        (("id", "x"), MISSING, 1, ChangeResult.REFUSED),
        (("budget",), {"planned": {"H30": 9, "H31": None}}, {"total": 1}, ChangeResult.APPLIED),
        (("measures", 0), {"id": "a"}, MISSING, ChangeResult.CONFLICT),
        (("measures", 1), {"id": "b"}, MISSING, ChangeResult.APPLIED),
        (("measures", 2), MISSING, {"id": "c"}, ChangeResult.APPLIED),
        (("measures", 9), MISSING, {"id": "c"}, ChangeResult.REFUSED),
        (("title",), MISSING, "\ud800", ChangeResult.REFUSED),
    ],
)
def test_a_change_is_decided_by_what_the_file_says_now(
    path: NodePath, base: Plain | Missing, new: Plain | Missing, verdict: ChangeResult
) -> None:
    text, became = applied(change(path, base, new))
    assert became is verdict
    assert (text != TEXT) == (verdict is ChangeResult.APPLIED)
    if verdict is ChangeResult.APPLIED:
        assert read_now(read(text), change(path, base, new)) == new


@pytest.mark.parametrize(
    ("value", "state", "verdict"),
    [
        ((1, 2), ("partial", "done"), ChangeResult.APPLIED),
        ((1, "二"), ("partial", MISSING), ChangeResult.APPLIED),
        ((0, 1), ("done", "partial"), ChangeResult.ALREADY_SO),
        ((0, 1), ("partial", "done"), ChangeResult.CONFLICT),  # one half is so, the other is not
        ((1, 2), ("done", "postponed"), ChangeResult.CONFLICT),
        ((1, 1), ("partial", "done"), ChangeResult.APPLIED),
        ((3, 3), ("partial", "done"), ChangeResult.CONFLICT),
    ],
)
def test_a_value_and_its_state_are_one_statement(
    value: tuple[Plain, Plain], state: tuple[Plain, Plain | Missing], verdict: ChangeResult
) -> None:
    changes = [
        change((*RESULTS, "H30", "value"), *value),
        change(("title",), MISSING, "題"),
        change((*RESULTS, "H30", "state"), *state),
    ]
    statement, alone = group_statements(changes)
    assert (len(statement), alone) == (2, (changes[1],))
    text, became = applied(*statement)
    assert became is verdict
    assert (text != TEXT) == (verdict is ChangeResult.APPLIED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    - value: 1\n", "    - text: 良好\n"),
        ("    # 一\n    R1: {value: 1}\n", "    # 一\n    R1: {text: 良好}\n"),
        (
            "    R1: {value: 1}\n    # 二\n    R2: 2\n",
            "    R1: {text: 良好}\n    # 二\n    R2: 2\n",
        ),
    ],
)
def test_a_text_may_replace_the_only_value(before: str, after: str) -> None:
    head = "id: 1-2\nmeasures:\n- results:\n"
    holder = (*RESULTS, 0 if "-" in before else "R1")
    statement = (
        change((*holder, "value"), 1, MISSING),
        change((*holder, "text"), MISSING, "良好"),
    )
    document, verdict = apply_statement(read(head + before), statement, ORDER)
    assert (text_of(document), verdict.result) == (head + after, ChangeResult.APPLIED)


def test_new_keys_of_one_report_stand_in_the_order_in_which_they_are_made() -> None:
    report: NodePath = (*RESULTS, "R1")
    statements: list[Statement] = [
        (change((*report, "state"), "done", "partial"), change((*report, "text"), MISSING, "良好")),
        (change((*report, "status"), MISSING, "順調"),),
    ]
    document = one_by_one = read("id: 1-2\nmeasures:\n- results:\n    R1: {state: done}\n")
    together, _ = apply_statements(document, statements, ORDER)
    for statement in statements:
        one_by_one, _ = apply_statement(one_by_one, statement, ORDER)
    assert text_of(together) == text_of(one_by_one)


def test_reasons_belong_to_a_status_and_to_no_other_mapping() -> None:
    changes = [
        change(("judgement", "R1", "status"), MISSING, "b"),
        change((*RESULTS, "R1", "reason"), MISSING, "雨"),
        change(("judgement", "R1", "reason"), MISSING, "晴れ"),
    ]
    assert group_statements(changes) == [(changes[0], changes[2]), (changes[1],)]


def test_items_are_taken_away_last_and_from_the_end() -> None:
    inner: NodePath = ("measures", 1, "measures", 0)
    removals = [change(path, None, MISSING) for path in (("measures", 0), inner, ("measures", 10))]
    other = change(("measures", 10, "name"), None, "名")
    statements: list[Statement] = group_statements([*removals, other])
    paths = [one.path for (one,) in statements]
    assert paths == [other.path, ("measures", 10), inner, ("measures", 0)]


def test_a_key_is_renamed_unless_somebody_did() -> None:
    rename = Change("1-2.yaml", (*RESULTS, "R1"), "令和元年度", "H31", on_key=True)
    text, verdict = applied(rename)
    assert (verdict, text) == (ChangeResult.APPLIED, TEXT.replace("令和元年度:", "H31:"))
    _, again = apply_statement(read(text), (rename,), ORDER)
    assert again.result is ChangeResult.ALREADY_SO
    assert applied(rename._replace(base="R1"))[1] is ChangeResult.CONFLICT


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        [1.0],
        {"value": {"x": 0.1}},
        {1: 2},
        {1, 2},
        b"x",
        date(2019, 5, 20),
        Decimal("NaN"),
        Decimal("sNaN"),
        [Decimal("-Infinity")],
        {"value": MISSING},
    ],
    ids=repr,
)
def test_what_is_no_plain_data_is_refused_by_its_type(value: object) -> None:
    with pytest.raises(TypeError):
        group_statements([Change("1-2.yaml", ("id",), "1-2", value)])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        group_statements([Change("1-2.yaml", ("id",), value, "1-2")])  # type: ignore[arg-type]


def test_a_file_with_a_fault_is_left_alone() -> None:
    document = read("id: [\n")
    left, verdict = apply_statement(document, (change(("id",), 1, 2),), ORDER)
    assert (left, verdict.reason) == (document, RefusalReason.UNREADABLE)


def test_years_of_a_base_are_known_in_every_spelling() -> None:
    planned = change(("budget", "planned"), {"2018": 9, "令和元年度": None}, {"H30": 10})
    assert applied(planned)[1] is ChangeResult.APPLIED
    other = change(("budget", "planned"), {"2018": 9, "R2": None}, {"H30": 10})
    assert applied(other)[1] is ChangeResult.CONFLICT


CYCLE: list[Plain] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "misuse",
    [
        change(("id",), "1-2", 10**5000),
        change(("id",), 10**5000, "1-2"),
        change(("id",), "1-2", Decimal("1e9999")),
        change(("id",), "1-2", CYCLE),
        change(["id"], "1-2", "1-3"),  # type: ignore[arg-type]
        change((True,), "1-2", "1-3"),
        change((10**5000,), "1-2", "1-3"),
        Change("1-2.yaml", (), "a", "b", on_key=True),
        Change("1-2.yaml", ("id",), "id", 3, on_key=True),
        Change("1-2.yaml", ("id",), "id", MISSING, on_key=True),
    ],
    ids=range(10),
)
def test_what_no_change_may_hold_is_misuse(misuse: Change) -> None:
    with pytest.raises(TypeError):
        group_statements([misuse])


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("id: 1-2\n", ("id",), RefusalReason.ONLY_ENTRY),
        ("measures:\n  - id: a\n", ("measures", 0, "id"), RefusalReason.ONLY_ENTRY),
        ("measures: [{a: {H30: ~}}]\n", ("measures", 0, "a"), RefusalReason.ONLY_ENTRY),
        ("id: 1-2\nbudget:\n  # 一\n  total: 1\n", ("budget",), RefusalReason.COMMENT),
    ],
)
def test_a_deletion_that_is_refused_says_why(
    text: str, path: NodePath, reason: RefusalReason
) -> None:
    deletion = Change("1-2.yaml", path, Written.AS_READ, MISSING)
    _, verdict = apply_statement(read(text), (deletion,), ORDER)
    assert (verdict.result, verdict.reason) == (ChangeResult.REFUSED, reason)
