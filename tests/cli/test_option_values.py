"""What options mean by their values, and what is said of a value without a meaning."""

from __future__ import annotations

from datetime import date

import pytest

from plantool.cli.option_values import find_meaning, parse_date, yield_words
from plantool.errors import UsageError


def test_words_stand_between_commas_or_in_options_of_their_own() -> None:
    assert list(yield_words(["a, b", "c"])) == ["a", "b", "c"]
    assert list(yield_words(None)) == []
    assert list(yield_words([""])) == [""]  # which must not pass for "no word at all"


def test_an_unknown_word_comes_with_the_known_ones_and_the_nearest() -> None:
    meanings = {"missed": 1, "at-risk": 2}
    assert find_meaning("missed", meanings, "error.unknown-filter", option="--flag") == 1
    with pytest.raises(UsageError) as caught:
        find_meaning("mised", meanings, "error.unknown-filter", option="--flag")
    assert (caught.value.key, dict(caught.value.arguments)) == (
        "error.unknown-filter",
        {"option": "--flag", "value": "mised", "known": "missed, at-risk", "nearest": "missed"},
    )


def test_a_date_is_one_of_a_calendar() -> None:
    assert parse_date("2020-03-31") == date(2020, 3, 31)
    with pytest.raises(UsageError):
        parse_date("2020-02-30")
