from __future__ import annotations

from decimal import Decimal
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plantool.cli.stand_ins import ERRORS, register_stand_ins
from plantool.messages import catalogue
from plantool.render import markdown, plain, terminal
from plantool.render.text_charts import lay_out_chart
from plantool.reports.page import Bar, Chart, Cover, Page, Records, Series

TEXTS = catalogue("ja")
SERIES = (Series("達成", "green", "◎"), Series("未達", "red", "△"), Series("中止", "grey"))
STATUS = Chart("進捗状況", SERIES, (Bar("計画1", (6, 2, 0)), Bar("子育て", (1, 0, 1))), "件")
MONEY = Chart(
    "決算", (Series("決算額", "blue"),), (Bar("H30", (Decimal("1234.5"),)), Bar("H31", (0,)))
)


def page(*blocks: Chart | Cover) -> Page:
    return Page("x", blocks, Records((), ()), {})


def lines(chart: Chart, width: int | None) -> list[str]:
    return [line.text for line in lay_out_chart(chart, TEXTS, width)]


def test_a_chart_in_lines_has_its_legend_its_bars_and_all_its_figures() -> None:
    assert lines(STATUS, 40) == [
        "進捗状況（単位：件）",
        "█ ◎ 達成  ▓ △ 未達  ▒ 中止",
        "                         計  █◎  ▓△  ▒",
        "──────  ───────────────  ──  ──  ──  ─",
        "計画1   ███████████▓▓▓▓   8   6   2  0",
        "子育て  ██▒▒              2   1   0  1",
    ]


def test_one_series_needs_no_legend() -> None:
    assert lines(MONEY, 30) == [
        "決算",
        "                        決算額",
        "───  ────────────────  ───────",
        "H30  ████████████████  1,234.5",
        "H31                          0",
    ]


PARTS = st.lists(st.integers(0, 9999), min_size=3, max_size=3).map(tuple)


@given(st.lists(PARTS, max_size=5), st.integers(50, 200))
def test_bars_fit_and_no_part_is_lost(parts: list[tuple[int, ...]], width: int) -> None:
    chart = Chart("図", SERIES, tuple(Bar("計画", amounts) for amounts in parts), "件")
    shown = lines(chart, width)
    assert max(map(cell_len, shown)) <= width
    for line, amounts in zip(shown[-len(parts) :] if parts else [], parts, strict=True):
        assert [fill in line for fill in "█▓▒"] == [amount > 0 for amount in amounts]
        assert [f"{amount:,}" in line for amount in amounts] == [True] * 3


def test_a_chart_of_nothing_is_its_caption_and_its_head() -> None:
    assert lines(Chart("図", SERIES, ()), None)[0] == "図"
    zero = Chart("図", SERIES[:1], (Bar("計画1", (0,)), Bar("赤字", (-3,))))
    assert not [line for line in lines(zero, None) if "█" in line]
    assert lines(zero, None)[-1].endswith("-3")


def test_parts_belong_to_series() -> None:
    with pytest.raises(ValueError, match="zip"):
        lines(Chart("図", SERIES, (Bar("計画1", (1, 2)),)), None)


def test_markdown_has_the_figures_as_a_table() -> None:
    assert "".join(markdown.render(page(STATUS), TEXTS)) == (
        "**進捗状況（単位：件）**\n"
        "\n"
        "|  | 計 | ◎ 達成 | △ 未達 | 中止 |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| 計画1 | 8 | 6 | 2 | 0 |\n"
        "| 子育て | 2 | 1 | 0 | 1 |\n"
    )


def test_a_pipe_gets_the_same_lines_in_a_usual_width() -> None:
    assert "".join(plain.render(page(STATUS), TEXTS)).splitlines() == lines(STATUS, None)


def test_a_cover_is_a_title_and_lines() -> None:
    cover = page(Cover("報告書", ("練馬区", "令和２年")))
    assert "".join(plain.render(cover, TEXTS)) == "報告書\n練馬区\n令和２年\n"
    assert "".join(markdown.render(cover, TEXTS)) == "# 報告書\n\n練馬区\n\n令和２年\n"


def on_terminal(encoding: str, *, color: bool) -> str:
    written = BytesIO()
    register_stand_ins()
    stream = TextIOWrapper(written, encoding, errors=ERRORS, newline="\n")
    terminal.print_page(page(STATUS), TEXTS, stream, color=color)
    stream.flush()
    return written.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "euc_jp", "latin-1"])
def test_bars_are_drawn_with_what_a_terminal_has(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = on_terminal(encoding, color=False).splitlines()
    assert "###########%%%%   8   6   2  0" in shown[4]
    assert "##==              2   1   0  1" in shown[5]
    assert "\\u25" not in shown[3]


def test_colours_are_those_of_the_series_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[32m███████████\x1b[0m\x1b[31m▓▓▓▓\x1b[0m" in on_terminal("utf-8", color=True)
    assert "\x1b[32m###########\x1b[0m\x1b[31m%%%%\x1b[0m" in on_terminal("ascii", color=True)
    assert "\x1b" not in on_terminal("utf-8", color=False)


def test_a_stream_without_an_encoding_holds_everything() -> None:
    stream = StringIO()
    terminal.print_page(page(STATUS), TEXTS, stream, color=False)
    assert "█" in stream.getvalue()
