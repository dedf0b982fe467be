"""An evaluation scheme gives every result one status, and judgements use its statuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.messages import LANGUAGES, catalogue
from plantool.model.presets import PRESETS
from tests.checking.examples import found_in

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

AS_OF = date(2019, 12, 1)
GOOD, FAIR = "{id: good, label: 良, from: 80}", "{id: fair, label: 可, from: 50}"
POOR = "{id: poor, label: 不可, from: 0}"
STATES = "milestone: {done: good, partial: poor, not-done: poor, postponed: poor}"


def found(plan: Path, evaluation: str, initiative: str = "") -> list[Diagnostic]:
    settings = f"evaluation: {evaluation}\n"
    return found_in(plan, AS_OF, settings=settings, initiative=initiative)


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{d.code.code} {d.excerpt[d.span.column - 1 :].strip(' ')}" for d in diagnostics]


def bands(*each: str, more: str = f"kinds: {{{STATES}}}") -> str:
    listed = "".join(f"    - {band}\n" for band in each)
    return f"\n  bands:\n{listed}  {more}"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_sound(preset: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"{{preset: {preset}, cap: 200}}") == []


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        ((GOOD, FAIR, POOR), []),
        ((GOOD, POOR), []),
        ((POOR.replace("poor", "good"), POOR), [f"PLT710 {POOR}"]),
        ((FAIR, GOOD, POOR), [f"PLT710 {GOOD}"]),
        ((POOR, GOOD, FAIR), [f"PLT710 {GOOD}", f"PLT710 {FAIR}"]),
        ((GOOD.replace("from", "above"), FAIR.replace("50", "80"), POOR), []),
        (
            (GOOD, FAIR.replace("from: 50", "above: 80"), POOR),
            ["PLT710 {id: fair, label: 可, above: 80}"],
        ),
        ((GOOD, "{id: words, label: 言葉}", POOR), []),
        ((GOOD, POOR, "{id: words, label: 言葉}"), []),
        ((GOOD, POOR.replace("0", "-50")), []),
        ((GOOD.replace("80", "9" * 38), POOR.replace("0", "-" + "9" * 38)), []),
    ],
)
def test_bands_go_from_the_best_to_the_worst(
    each: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    assert places(found(tmp_path, bands(*each))) == expected


BETTER = "{id: better, label: 改善, from: 0, trend: better}"
WORSE = "{id: worse, label: 悪化, from: 0, trend: worse}"


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        ((GOOD, BETTER, POOR), []),
        ((GOOD, BETTER, WORSE, POOR), []),
        ((GOOD, BETTER, FAIR, POOR), []),
        ((GOOD, BETTER, BETTER.replace("better,", "other,"), POOR), ["PLT710"]),
        ((GOOD, POOR, BETTER), ["PLT710", "PLT712"]),
        ((BETTER.replace("0", "90"), GOOD, POOR), []),
        ((GOOD, BETTER), ["PLT712"]),
    ],
)
def test_a_trend_sorts_what_has_one_threshold(
    each: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    states = "kinds: {milestone: {done: good, partial: good, not-done: good, postponed: good}}"
    assert [d.code.code for d in found(tmp_path, bands(*each, more=states))] == expected


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        ("{preset: on-track, formula: quotient}", []),  # a rate beside people's judgement
        ("{bands: [{id: a, label: A}]}", []),
        ("{formula: none, bands: [{id: a, label: A}]}", []),
        ("{formula: none, kinds: {level: quotient}, bands: [{id: a, label: A}]}", []),
        ("{formula: none, kinds: {level: quotient}, preset: abcd}", []),
        ("{preset: on-track, kinds: {level: none}}", []),
    ],
)
def test_only_who_lets_people_judge_needs_no_threshold(
    evaluation: str, expected: list[str], tmp_path: Path
) -> None:
    assert [d.code.code for d in found(tmp_path, evaluation)] == expected


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        (bands(GOOD, POOR, more="tolerance: 5"), ["PLT711 evaluation: "]),
        ("{kinds: {milestone: {done: achived}}}", ["PLT711 achived}}}"]),
        ("{kinds: {milestone: {done: cancelled}}}", ["PLT711 cancelled}}}"]),
        ("{formula: none, kinds: {milestone: {done: good}}}", ["PLT711 good}}}"]),
        ("{preset: on-track, kinds: {milestone: {done: on-track}}}", []),
        ("{preset: abcd, kinds: {milestone: {done: b}}}", []),
    ],
)
def test_every_state_has_a_status(evaluation: str, expected: list[str], tmp_path: Path) -> None:
    found_here = places(found(tmp_path, evaluation))
    assert [each.rstrip() for each in found_here] == [each.rstrip() for each in expected]


@pytest.mark.parametrize("identifier", ["good", "unreported", "cancelled", "not-due"])
def test_ids_are_given_once_and_none_of_those_plantool_has(identifier: str, tmp_path: Path) -> None:
    other = f"{{id: {identifier}, label: 別, from: 60}}"
    (diagnostic,) = found(tmp_path, bands(GOOD, other, POOR))
    assert diagnostic.code.code == "PLT709"
    assert diagnostic.excerpt[diagnostic.span.column - 1 :].startswith(identifier)
    assert bool(diagnostic.related) is (identifier == "good")


JUDGED = (
    "measures:\n  - id: survey\n    name: 並木の調査\n    kind: milestone\n"
    "    planned: {{H30: 準備, H31: 実施}}\n    results: {{H30: {report}}}\n"
)


@pytest.mark.parametrize(
    ("status", "nearest"),
    [
        ("achieved", None),
        ("達成", "achieved"),
        ("'◎'", "achieved"),
        ("achived", "achieved"),
        ("Missed", "missed"),
        ("順調", ""),
        ("cancelled", ""),
        ("''' '''", ""),
    ],
)
def test_a_judgement_names_a_status_of_the_scheme(
    status: str, nearest: str | None, tmp_path: Path
) -> None:
    report = f"{{judgement: {{status: {status}, reason: 実地に確かめた}}}}"
    diagnostics = found(tmp_path, "{cap: 200}", JUDGED.format(report=report))
    if nearest is None:
        assert diagnostics == []
        return
    (diagnostic,) = diagnostics
    assert diagnostic.code.code == "PLT707"
    assert dict(diagnostic.arguments)["nearest"] == nearest
    assert bool(diagnostic.fix) is bool(nearest)
    for language in LANGUAGES:
        assert "achieved, nearly" in catalogue(language).help(diagnostic)


def test_each_of_several_reports_is_looked_at(tmp_path: Path) -> None:
    judgement = "judgement: {status: late, reason: 遅れた}"
    report = f"[{{reported: 2018-10-31, {judgement}}}, {{reported: 2019-05-20, {judgement}}}]"
    diagnostics = found(tmp_path, "{cap: 200}", JUDGED.format(report=report))
    assert [d.path[-4:] for d in diagnostics] == [
        ("H30", 0, "judgement", "status"),
        ("H30", 1, "judgement", "status"),
    ]


def test_nothing_is_held_against_a_scheme_that_cannot_be_read(tmp_path: Path) -> None:
    report = "{judgement: {status: late, reason: 遅れた}}"
    diagnostics = found(tmp_path, "{preset: xyz}", JUDGED.format(report=report))
    assert [d.code.code for d in diagnostics] == ["PLT104"]


def test_a_faulty_scheme_silences_what_follows_from_it(tmp_path: Path) -> None:
    poor = POOR.replace("0}", "0, missed: true, needs_action: true}")
    (diagnostic,) = found(tmp_path, bands(poor, GOOD))  # all that was reached is missed
    assert diagnostic.code.code == "PLT710"
