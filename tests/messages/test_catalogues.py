from __future__ import annotations

import re

import pytest

from plantool.messages import LANGUAGES, catalogue
from plantool.rules.registry import CODES


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)", text))


def test_both_languages_say_the_same_things() -> None:
    japanese, english = (catalogue(language).texts for language in ("ja", "en"))
    assert japanese.keys() == english.keys()
    for key in japanese:
        assert placeholders(japanese[key]) == placeholders(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence_and_remedy(language: str) -> None:
    texts = catalogue(language)
    assert [c.code for c in CODES if not {c.code, f"{c.code}.help"} <= texts.texts.keys()] == []


def test_codes_and_names_are_unique() -> None:
    assert len({code.code for code in CODES}) == len(CODES)
    assert len({code.name for code in CODES}) == len(CODES)


def test_every_sentence_of_a_finding_belongs_to_a_code() -> None:
    known = {code.code for code in CODES}
    used = {key.partition(".")[0] for key in catalogue("ja").texts if key.startswith("PLT")}
    assert used == known
