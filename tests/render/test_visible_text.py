from __future__ import annotations

import pytest

from plantool.render.visible_text import make_visible


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028"]
)
def test_what_could_act_on_a_terminal_is_spelt_out(character: str) -> None:
    assert make_visible(f"a{character}b") == f"a\\u{ord(character):04x}b"


def test_visible_text_stays() -> None:
    assert make_visible("①★―\n％") == "①★―\n％"
