"""Statuses in charts: each has a fill of its own, in every format, whichever of them are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree as ET

import pytest

import plantool.render.pdf
from plantool.messages import catalogue
from plantool.model.evaluation import Unrated
from plantool.model.presets import PRESETS, STANDARD
from plantool.render.chart_fills import Pattern, find_pattern
from plantool.render.html import render as render_html
from plantool.reports.page import Bar, Chart, Heading
from plantool.reports.status_summary import yield_status_series
from tests.render.pages import build_page, read_part, write_docx, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.reports.page import Page

STATES = (Unrated.NOT_PLANNED, Unrated.UNREPORTED, Unrated.CANCELLED)
SERIES = dict(yield_status_series(STANDARD, catalogue("en")))
CHART = Chart("Status", tuple(SERIES[state] for state in STATES), (Bar("1", (1, 2, 3)),))
PAGE = build_page(Heading("x"), CHART)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_two_statuses_of_a_scheme_are_drawn_alike(preset: str) -> None:
    drawn = [series for _, series in yield_status_series(PRESETS[preset], catalogue("en"))]
    fills = {(series.color, find_pattern(series)) for series in drawn}
    assert len(fills) == len(drawn) == len(PRESETS[preset].bands) + len(Unrated)


def test_what_is_not_there_looks_the_same_wherever_it_is_missing() -> None:
    assert [find_pattern(series) for series in CHART.series] == ["plain", "falling", "crosses"]


def test_patterns_of_html_differ_in_their_lines() -> None:
    html = "".join(render_html(PAGE, catalogue("en")))
    lines = re.findall(r'<pattern id="(.*?)".*? d="(.*?)"/></pattern>', html)
    assert len({drawn for _, drawn in lines}) == 3
    used = re.findall(r'<rect [^>]*fill="url\(#(.*?)\)"', html)
    assert used == 2 * [name for name, _ in lines]  # in the legend and in the bar


@pytest.mark.parametrize(
    ("write", "part"),
    [(write_docx, "word/charts/chart1.xml"), (write_xlsx, "xl/charts/chart1.xml")],
)
def test_programs_of_office_get_a_pattern_for_each(
    write: Callable[[Page], bytes], part: str
) -> None:
    chart = read_part(write(PAGE), part)
    looks = [e for e in chart.iter() if e.tag.endswith("}spPr")]
    fills = [ET.tostring(look[0]) for look in looks if look[0].tag.endswith("Fill")]
    assert len(set(fills)) == len(fills) == 3


def test_paper_has_a_style_for_each_pattern() -> None:
    style = Path(plantool.render.pdf.__file__).with_name("paper.css").read_text(encoding="utf-8")
    drawn = re.findall(r"^\.([a-z]+) \{ background-image: (.*?);? ?\}?$", style, re.MULTILINE)
    assert {name for name, _ in drawn} == {*get_args(Pattern)} - {"plain"}
    assert len({look for _, look in drawn}) == len(drawn)
