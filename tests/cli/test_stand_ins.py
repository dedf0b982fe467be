"""Signs that the code page of a console lacks have a readable stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

import plantool
from plantool.cli.stand_ins import ERRORS, STAND_INS, register_stand_ins

CODE_PAGES = ("cp932", "cp437", "cp850", "cp1252", "ascii", "euc_jp")


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_every_sign_of_ours_is_shown_on_every_console(encoding: str) -> None:
    register_stand_ins()
    for sign, instead in STAND_INS.items():
        shown = sign.encode(encoding, ERRORS).decode(encoding)
        assert shown in {sign, instead}
        assert instead.isascii()


def test_a_japanese_console_has_or_is_given_all_that_our_sentences_hold() -> None:
    """What is shown comes from these rooms; all of it was read by Japanese officials."""
    root = Path(plantool.__file__).parent
    files = [*(root / "messages").rglob("*.py"), *(root / "render").rglob("*.py")]
    files += [*(root / "reports").rglob("*.py")]
    signs = {sign for file in files for sign in file.read_text("utf-8") if ord(sign) > 127}
    register_stand_ins()
    numbered = {s for s in signs if s.encode("cp932", ERRORS).startswith(b"\\")}
    assert numbered == set()


def test_other_characters_show_their_number() -> None:
    register_stand_ins()
    assert "鷗🙂".encode("ascii", ERRORS) == b"\\u9dd7\\U0001f642"


def test_a_stand_in_is_as_wide_as_the_sign_in_a_table() -> None:
    wide = {sign for sign in STAND_INS if cell_len(sign) != len(STAND_INS[sign])}
    assert wide == set("≤≥≠⇒")
