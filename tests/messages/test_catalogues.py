from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from plantool import messages
from plantool.checking.registry import CODES
from plantool.cli.command_group import name_help
from plantool.cli.commands import COMMAND_NAMES, yield_commands
from plantool.messages import (
    LANGUAGES,
    catalogue,
    join_texts,
    shorten_arguments,
    shorten_text,
)

FOLDER = Path(messages.__file__).parent


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


def test_no_text_shadows_another() -> None:
    with pytest.raises(ValueError, match=r"help\.diff"):
        join_texts({"help.diff": "one", "a": "b"}, {"help.diff": "two"})


def test_no_catalogue_has_a_key_twice() -> None:
    for module in FOLDER.glob("*/*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                assert len(keys) == len(set(keys)), module


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_help_says_of_a_command_is_about_that_command(language: str) -> None:
    """Options have keys of their own: ``validate --diff`` once took the words of ``diff``."""
    commands = {name_help(name) for name in (*COMMAND_NAMES, *yield_commands())}
    assert commands <= catalogue(language).texts.keys()
    sources = "".join(file.read_text("utf-8") for file in (FOLDER.parent / "cli").rglob("*.py"))
    assert commands.isdisjoint(re.findall(r'help="(help\.[\w-]+)"', sources))


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 measure (x)"), (0, "0 measures (x)"), (2, "2 measures (x)")]
)
def test_a_count_chooses_its_words(count: int, said: str) -> None:
    texts = catalogue("en")
    assert texts("status.counts", year="R7", measures=count, counts="x") == f"R7: {said}"


MACHINE = (
    "allowed|code|codes|command|field|file|files|folder|format|host|html|known|key|line|link|markdown"
    "|missing|name|names|option|path|place|problem|revision|service|states|stem|tables|target"
)
"""What people type or find on their disk; a blank on both sides lets it be seen and copied."""
JAPANESE = "ぁ-んァ-ヶー一-龠々％"
STRAY = re.compile(
    rf"\{{(?!(?:{MACHINE})[}}:])\w+[^{{}}]*\}} (?=[{JAPANESE}])"
    rf"|(?<=[ぁ-ん、。）」]) \{{(?!(?:{MACHINE})[}}:])\w+[^{{}}]*\}}(?!\.yaml)"
)


def test_no_blank_stands_between_a_word_of_the_plan_and_a_particle() -> None:
    texts = catalogue("ja").texts
    assert {key: text for key, text in texts.items() if STRAY.search(text)} == {}


def test_one_thing_has_one_spelling() -> None:
    others = re.compile(
        "フォルダー|エディター|リポジトリー|揃|綴り|締めた年度|未提出|もとは|年度途中の報告|わかりません"
    )
    assert [text for text in catalogue("ja").texts.values() if others.search(text)] == []
    root = Path(__file__).parents[2]
    pages = sorted((FOLDER.parent / "rules" / "pages").glob("*.md"))
    pages += [root / "README.ja.md", *(root / "docs" / "ja").glob("*.md")]
    pages += (root / "schema").glob("*.json")
    assert [page.name for page in pages if others.search(page.read_text("utf-8"))] == []


def test_a_long_text_is_repeated_by_its_beginning() -> None:
    assert shorten_text("1234", 4) == "1234"
    assert shorten_text("12345", 4) == "1234…"
    arguments = [("long", "x" * 9), ("short", "x"), ("number", 10**9)]
    assert shorten_arguments(arguments, 3) == {"long": "xxx…", "short": "x", "number": 10**9}


@pytest.mark.parametrize(
    ("language", "unit", "expected"),
    [
        ("en", "homes", "the target 1,200 homes is worse than the baseline 1,350 homes"),
        ("en", "%", "the target 1,200% is worse than the baseline 1,350%"),
        ("en", "$", "the target $1,200 is worse than the baseline $1,350"),
        ("en", "$1,000", "the target 1,200 ($1,000) is worse than the baseline 1,350 ($1,000)"),
        ("en", "", "the target 1,200 is worse than the baseline 1,350"),
        ("ja", "か所", "目標1,200か所が現況1,350か所より後退しています"),
        ("ja", "", "目標1,200が現況1,350より後退しています"),
    ],
)
def test_a_unit_stands_where_print_has_it(language: str, unit: str, expected: str) -> None:
    words = {"value": Decimal(1200), "baseline": Decimal(1350), "unit": unit}
    assert catalogue(language)("PLT309", **words) == expected
