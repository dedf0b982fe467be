"""Figures keep their units on one line, by an element that adds nothing to copied text."""

from __future__ import annotations

import re

import pytest

from plantool.render.html.whole_figures import FigureKeeper

KEEPER = FigureKeeper(["か所", "homes", "円/人", "%"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("新たに 12か所 を開設", ["12か所"]),
        ("計16か所、うち３か所", ["計16か所", "３か所"]),
        ("令和2年度から平成31年度末まで", ["令和2年度", "平成31年度末"]),
        ("2021-07-31までに、2021年7月31日", ["2021-07-31", "2021年7月31日"]),
        ("125 homes and 3 homesteads", ["125 homes", "3 homesteads"]),
        ("No. 18-3 FY2016", ["No. 18-3", "FY2016"]),
        ("6,805+…百万円", ["6,805+…百万円"]),
        ("-71 &lt; -42、△3.5%", ["-71", "-42", "△3.5%"]),
        ("$1,200 と 1,500 円/人", ["$1,200", "1,500 円/人"]),
        ("1 ÷ 3 = 33.3% &lt; 80%", ["33.3%", "80%"]),
        ("コミット 654e178c78、12345ab", []),
    ],
)
def test_figures_are_kept_whole(text: str, kept: list[str]) -> None:
    html = KEEPER.keep_whole(f"<p>{text}</p>")
    assert re.findall("<bdi>(.*?)</bdi>", html) == kept
    assert re.sub("</?bdi>", "", html) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>it&#x27;s &amp; &#x27;so&#x27;</p>",
        '<a href="i/18-3.html" title="12か所">x</a>',
        "<title>12か所 18-3</title>",
        "<option>18-3 12か所</option>",
        '<script type="application/ld+json">{"a": "2021-07-31"}</script>',
        '<td class="number" data-label="計">12,345</td>',
    ],
)
def test_what_is_no_text_or_does_not_break_stays(html: str) -> None:
    assert KEEPER.keep_whole(html) == html


def test_no_figure_is_longer_than_a_telephone_is_wide() -> None:
    html = f"<p>{'9' * 500}</p>"
    assert KEEPER.keep_whole(html) == html
