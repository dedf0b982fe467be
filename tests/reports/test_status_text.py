"""What a plan calls its statuses."""

from __future__ import annotations

import pytest

from plantool.light_dataclasses import replace
from plantool.messages import catalogue
from plantool.model.evaluation import Band, Scheme, Unrated
from plantool.model.presets import PRESETS, STANDARD
from plantool.reports.status_text import format_status, name_status


@pytest.mark.parametrize(
    ("scheme", "status", "name", "text"),
    [
        (STANDARD, STANDARD.bands[0], "達成", "◎ 達成"),
        (PRESETS["abcd"], PRESETS["abcd"].bands[0], "A", "A"),
        (PRESETS["symbols"], PRESETS["symbols"].bands[0], "◎", "◎"),
        (STANDARD, Band("x", "良"), "良", "良"),
        (STANDARD, Unrated.UNREPORTED, "未報告", "未報告"),
        (
            replace(STANDARD, labels=((Unrated.UNREPORTED, "未提出"),)),
            Unrated.UNREPORTED,
            "未提出",
            "未提出",
        ),
    ],
)
def test_a_status_is_called_what_the_plan_calls_it(
    scheme: Scheme, status: Band | Unrated, name: str, text: str
) -> None:
    assert name_status(status, scheme, catalogue("ja")) == name
    assert format_status(status, scheme, catalogue("ja")) == text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_status_of_every_preset_has_a_name(preset: str, language: str) -> None:
    scheme, texts = PRESETS[preset], catalogue(language)
    names = [name_status(s, scheme, texts) for s in (*scheme.bands, *Unrated)]
    assert all(names)
    assert len(set(names)) == len(names)
