"""What becomes of two changes of one file; real git repositories are in tests/cli/test_merge.py."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plantool.diagnostics import MISSING, apply_edits
from plantool.editing.merge import merge_texts
from plantool.editing.plain_data import change_at_path, is_same_data
from plantool.editing.three_way import decide_merge
from plantool.loading.key_order import build_key_order
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.comments import list_comments
from plantool.syntax.nodes import Mapping, yield_scalars
from plantool.syntax.parse import parse_document
from tests.drawing import share
from tests.editing.writing import put

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.editing.merge import MergeOutcome
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[2]
INITIATIVES = sorted(ROOT.glob("plan/*-*.yaml"))
ORDER = build_key_order("initiative")

BASE = """\
id: 1-2
title: 事業
measures:
  - id: a
    name: 項目
    planned: {H30: 1, H31: 2}  # 印刷どおり
    results:
      H30: {value: 1}

  # 二つめ
  - id: b
    name: 別の項目
    planned:
      H30: 1
      H31: 2
budget:
  planned: {H30: 9}
footnotes:
  - {mark: ※1, text: 注}
"""
# name: the texts replaced by ours, by theirs, and by both in the merged text
Edits = tuple[tuple[str, str], ...]
MERGED: dict[str, tuple[Edits, Edits, Edits]] = {
    "years of one measure, side by side": (
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n"),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      R2: {value: 3}\n"),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n      R2: {value: 3}\n"),),
    ),
    "years within one line": (
        (("{H30: 1, H31: 2}", "{H30: 1, H31: 5}"),),
        (("{H30: 1, H31: 2}", "{H30: 4, H31: 2}"),),
        (("{H30: 1, H31: 2}", "{H30: 4, H31: 5}"),),
    ),
    "one year in two spellings": (
        (("{H30: 1, H31: 2}", "{H30: 3, H31: 2}"),),
        (("{H30: 1, H31: 2}", "{H30: 1, R1: 4}"),),
        (("{H30: 1, H31: 2}", "{H30: 3, R1: 4}"),),
    ),
    "the same on both sides": (
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
        (("H30: 9", "H30: 9, 2019: 8"),),
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
    ),
    "measures at the same place": (
        (("budget:", "  - {id: c, name: 三つめ}\nbudget:"),),
        (("budget:", "  - {id: d, name: 四つめ}\nbudget:"),),
        (("budget:", "  - {id: c, name: 三つめ}\n  - {id: d, name: 四つめ}\nbudget:"),),
    ),
    "measures in the middle": (
        (("\n  # 二つめ", "  - {id: c, name: 三つめ}\n\n  # 二つめ"),),
        (("\n  # 二つめ", "  - {id: d, name: 四つめ}\n\n  # 二つめ"),),
        (("\n  # 二つめ", "  - {id: c, name: 三つめ}\n  - {id: d, name: 四つめ}\n\n  # 二つめ"),),
    ),
    "a measure gone, the one beside it changed": (
        (("name: 別の項目\n", "name: 別名\n"),),
        (("    results:\n      H30: {value: 1}\n", ""), ("{H30: 1, H31: 2}", "{H30: 1}")),
        (
            ("    results:\n      H30: {value: 1}\n", ""),
            ("{H30: 1, H31: 2}", "{H30: 1}"),
            ("name: 別の項目\n", "name: 別名\n"),
        ),
    ),
    "reports of one year": (
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, reported: a}, {value: 2, reported: b}]",
            ),
        ),
        (("H30: {value: 1}", "H30: {value: 1, note: 済}"),),
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, note: 済, reported: a}, {value: 2, reported: b}]",
            ),
        ),
    ),
    "one report and a list of them": (
        (("H30: {value: 1}", "H30: {value: 1, note: 済}"),),
        (
            (
                "H30: {value: 1}",
                "H30: [{value: 1, reported: a}, {value: 2, reported: b}]",
            ),
        ),
        (
            (
                "H30: {value: 1}",
                """H30:
        - {value: 1, note: 済, reported: a}
        - {value: 2, reported: b}""",
            ),
        ),
    ),
    "new reports of two stages": (
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 1, stage: interim, reported: a}}\n"),),
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 2, reported: b}}\n"),),
        (
            (
                "H31: 2\n",
                """H31: 2
    results: {H30: [{value: 1, stage: interim, reported: a}, {value: 2, reported: b}]}
""",
            ),
        ),
    ),
    "footnotes": (
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※3, text: 乙}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n  - {mark: ※3, text: 乙}\n"),),
    ),
    "a comment only theirs has, on a line beside": (
        (("planned: {H30: 9}", "planned: {H30: 9, H31: 8}"),),
        (("budget:\n", "budget:  # 確認済\n"),),
        (("budget:\n", "budget:  # 確認済\n"), ("planned: {H30: 9}", "planned: {H30: 9, H31: 8}")),
    ),
}
# name: what ours and theirs replace, and the paths of the conflicts
CONFLICTS: dict[str, tuple[Edits, Edits, list[NodePath]]] = {
    "one value": (
        (("H30: 9", "H30: 8"),),
        (("H30: 9", "H30: 7"),),
        [("budget", "planned", "H30")],
    ),
    "one new year in two spellings": (
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
        (("H30: 9", "H30: 9, R1: 7"), ("事業", "実業")),
        [("title",), ("budget", "planned", "H31")],
    ),
    "gone here, changed there": (
        (("budget:\n  planned: {H30: 9}\n", ""),),
        (("H30: 9", "H30: 9, H31: 7"),),
        [("budget",)],
    ),
    "a measure gone here, reported on there": (
        ((BASE[BASE.index("  - id: a") : BASE.index("\n  # 二つめ")], ""),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n"),),
        [("measures", 0)],
    ),
    "halves of one statement": (
        (("H30: {value: 1}", "H30: {value: 2}"),),
        (("{value: 1}", "{state: cancelled, value: 1}"),),
        [("measures", 0, "results", "H30", "value"), ("measures", 0, "results", "H30", "state")],
    ),
    "two reports of one day": (
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 1, reported: a}}\n"),),
        (("H31: 2\n", "H31: 2\n    results: {H30: [{value: 2, reported: a}]}\n"),),
        [("measures", 1, "results", "H30", 0, "value")],
    ),
    "another shape": (
        (("H30: {value: 1}", "H30: {value: {value: 1, text: 一}}"),),
        (("H30: {value: 1}", "H30: {value: 3}"),),
        [("measures", 0, "results", "H30", "value")],
    ),
    "footnotes of one mark": (
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 乙}\n"),),
        [("footnotes",)],
    ),
}


def edited(edits: Edits, text: str = BASE) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merged(base: str, ours: str, theirs: str, by_lines: str | None = None) -> MergeOutcome:
    lines = None if by_lines is None else by_lines.encode()
    return merge_texts(base.encode(), ours.encode(), theirs.encode(), ORDER, lines)


def data(text: str | bytes | None) -> Plain:
    assert text is not None
    document = parse_document(text if isinstance(text, bytes) else text.encode(), "1-2.yaml")
    assert document.root is not None
    assert document.diagnostics == ()
    return document.root.to_plain()


@pytest.mark.parametrize(("ours", "theirs", "both"), MERGED.values(), ids=MERGED)
def test_what_does_not_contradict_is_merged(ours: Edits, theirs: Edits, both: Edits) -> None:
    done = merged(BASE, edited(ours), edited(theirs))
    assert done.conflicts == ()
    assert done.text is not None
    assert done.text.decode() == edited(both)
    other = merged(BASE, edited(theirs), edited(ours))
    assert Counter(map(str, flat(data(other.text)))) == Counter(map(str, flat(data(done.text))))


def flat(value: Any) -> list[Any]:  # noqa: ANN401 - any data
    """List all single values, whatever the order of lists."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [part for item in inner for part in flat(item)]
    return [value]


@pytest.mark.parametrize(("ours", "theirs", "places"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_contradicts_is_a_conflict(ours: Edits, theirs: Edits, places: list[NodePath]) -> None:
    done = merged(BASE, edited(ours), edited(theirs))
    assert (done.text, done.readable) == (None, True)
    assert [conflict.subject.path for conflict in done.conflicts] == places
    other = merged(BASE, edited(theirs), edited(ours))
    assert len(other.conflicts) == len(places)


def test_a_conflict_says_what_the_sides_say() -> None:
    ours = "results: {H31: {value: 2}}\n    planned:"
    (conflict,) = merged(
        BASE,
        edited((("planned:\n", f"{ours}\n"),)),
        edited((("planned:\n", "results: 3\n    planned:\n"),)),
    ).conflicts
    assert conflict.subject.row_name == "別の項目"
    assert conflict.sides == (MISSING, {"H31": {"value": 2}}, 3)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a: 1\r\n", "a: 1\r\n", "a:   2 # x\r\n", "a:   2 # x\r\n"),
        ("a: 1\n", "a:  [2]\n", "a: 1\n", "a:  [2]\n"),
        ("a: 1\n", "a: {\n", "a: 1\n", "a: {\n"),
        ("", "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1\r\n", "a: 1\r\nb: 2\r\n", "a: 3\r\n", "a: 3\r\nb: 2\r\n"),
        ("a: 1\n", "\ufeffa: 1\nb: 2\n", "a: 3\n", "\ufeffa: 3\nb: 2\n"),
        ("a: {b: 1}\n", "a: {b: 1, d: 2}\n", "a: {b: 1, c: 3}\n", "a: {b: 1, d: 2, c: 3}\n"),
        ("a: 1\nb: 1\n", "b: 1\n", "a: 1\nb: 1\nc: 2\n", "b: 1\nc: 2\n"),
    ],
)
def test_bytes_stay(base: str, ours: str, theirs: str, expected: str) -> None:
    done = merged(base, ours, theirs)
    assert done.text is not None
    assert done.text.decode() == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("a: 1\n", "a: 2\n", "a: [\n"),
        ("a: 1\n", "a: 2\nb: 1\nb: 2\n", "a: 1\nc: 1\n"),
        ("<<<<<<< x\n", "a: 2\n", "a: 1\n"),
        ("a: 1\n", "", "a: 2\n"),
    ],
)
def test_what_cannot_be_read_is_not_merged(base: str, ours: str, theirs: str) -> None:
    assert merged(base, ours, theirs) == (None, (), False)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a: 3  # 甲\nb: 2\n", "a: 1\nb: 4  # 乙\n"),  # both have a new comment
        ("a: 3  # 甲\nb: 2\n", "a: 1  # 乙\nb: 2\n"),
        ("a: 1\nb: 3  # 甲\n", "b: 2\na: 3  # 乙\n"),
    ],
)
def test_no_comment_is_lost(ours: str, theirs: str) -> None:
    base = "a: 1\nb: 2\n"
    assert merged(base, ours, theirs) == (None, (), True)


def test_a_merge_of_lines_is_taken_where_it_says_the_same() -> None:
    base, ours, theirs = "a: 1\nb: 2\n", "a: 3 # x\nb: 2\n", "a: 1\nb: 4 # y\n"
    assert merged(base, ours, theirs, "a: 3 # x\nb: 4 # y\n").text == b"a: 3 # x\nb: 4 # y\n"
    assert merged(base, ours, theirs, "a: 3 # x\nb: 2 # y\n").text is None
    assert merged(base, ours, theirs, "a: 3 # x\nb: 4\nb: 4\n").text is None


def test_a_comment_and_a_value_of_two_sides_go_together() -> None:
    base, ours, theirs = "a: 1\nb: 2\n", "a: 1  # x\nb: 2\n", "a: 3\nb: 2\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        assert merged(base, one, other).text == b"a: 3  # x\nb: 2\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "abxc", "abyc", "abxyc"),
        ("abc", "xabc", "abc", "xabc"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "abcx", "cab", "cxab"),
        ("abc", "acb", "acb", "acb"),
        ("abc", "ac", "abcx", "acx"),
        ("abc", "acb", "bac", None),
        ("", "ab", "cd", "abcd"),
    ],
)
def test_items_keep_an_order(base: str, ours: str, theirs: str, expected: str | None) -> None:
    sides: list[Plain] = [[{"id": key} for key in side] for side in (base, ours, theirs)]
    done = decide_merge(*sides)
    assert not done.conflicts if expected else len(done.conflicts) == 1
    assert expected is None or done.data == [{"id": key} for key in expected]


def test_a_group_without_an_id_goes_by_its_rows() -> None:
    def group(*rows: str, **more: Plain) -> Plain:
        return {"measures": [{"measures": [{"id": row} for row in rows], **more}, {"id": "z"}]}

    ours, theirs = group("x", "a", "b"), group("b", mark="★")
    assert decide_merge(group("a", "b"), ours, theirs).data == group("x", "b", mark="★")
    assert not decide_merge(group("a", "b"), ours, theirs).conflicts


def test_reports_that_both_added_go_by_date() -> None:
    def year(*days: str) -> Plain:
        return {"results": {"H30": [{"value": 1, "reported": day} for day in days]}}

    for ours, theirs in ((("a", "c"), ("a", "b")), (("a", "b"), ("a", "c"))):
        assert decide_merge(year("a"), year(*ours), year(*theirs)).data == year("a", "b", "c")


def test_a_report_without_a_day_stays_alone() -> None:
    ours: Plain = {"results": {"H30": [{"value": 1, "reported": "a"}]}}
    theirs: Plain = {"results": {"H30": {"value": 2}}}
    (conflict,) = decide_merge({"results": {}}, ours, theirs).conflicts
    assert conflict.subject.path == ("results", "H30")


# ---- whatever two sides do to different keys ----

NEW = ("R2", "2021", "note", "x")
values: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.sampled_from(["二", "a: b", "# x", "12"]),
    lambda parts: st.lists(parts, max_size=2) | st.dictionaries(st.sampled_from(NEW[:3]), parts),
    max_leaves=4,
)


@cache
def places_of(path: Path) -> list[NodePath]:
    """List where a file has single values, and where it could have a new key."""
    root = parse_document(path.read_bytes(), path.name).root
    assert isinstance(root, Mapping)
    found = [place for place, _ in yield_scalars(root) if isinstance(place[-1], str)]
    holders = {place[:-1] for place in found}
    known = {(*holder, key) for holder in holders for key in NEW}
    return sorted([*found, *known], key=str)


def set_at(text: str, place: NodePath, value: Plain) -> str:
    document = parse_document(text.encode(), "1-2.yaml")
    edits = put(document, place, value, ORDER)
    assume(edits is not None)
    assert edits is not None
    return apply_edits(text, edits)


def are_apart(one: NodePath, other: NodePath) -> bool:
    """Tell whether no place is in the other, and both are not in one list without ids."""
    pairs = list(zip(one, other, strict=False))
    step = next((at for at, (a, b) in enumerate(pairs) if a != b), len(pairs))
    if step == len(pairs) or any(isinstance(known, int) for known in one[: step + 1]):
        return step < len(pairs) and one[0] == "measures"
    return not find_spelling(str(one[step]), [str(other[step])])


@st.composite
def edits_of(draw: st.DrawFn, path: Path) -> list[tuple[NodePath, Plain]]:
    places = draw(st.lists(st.sampled_from(places_of(path)), min_size=1, max_size=4, unique=True))
    kept = [place for place in places if place[-1] not in {"id", "state", "text", "mark"}]
    return [(place, draw(values)) for place in kept]


@given(st.data(), st.sampled_from(INITIATIVES))
@settings(max_examples=share(120))
def test_different_keys_never_conflict(draws: st.DataObject, path: Path) -> None:
    text = path.read_text("utf-8")
    ours = draws.draw(edits_of(path))
    theirs = draws.draw(edits_of(path))
    every = [place for place, _ in ours + theirs]
    assume(all(are_apart(a, b) for at, a in enumerate(every) for b in every[at + 1 :]))
    one, other = text, text
    for place, value in ours:
        one = set_at(one, place, value)
    for place, value in theirs:
        other = set_at(other, place, value)
    both = data(text)
    for place, value in theirs + ours:
        both = change_at_path(both, place, lambda _, value=value: value)  # type: ignore[misc, assignment]
    for mine, yours in ((one, other), (other, one)):
        done = merged(text, mine, yours)
        assert done.conflicts == ()
        assert is_same_data(data(done.text), both)
        assert [c.text for c in list_comments(parse_document(done.text or b"", "x"))] == [
            c.text for c in list_comments(parse_document(mine.encode(), "x"))
        ]
