"""The search: the script folds words as Python does, and the index has what is searched."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from plantool.model.normal import fold_searched
from tests.running import ROOT
from tests.site.reading import read_page, write_example

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = ROOT / "src" / "plantool" / "site" / "assets" / "site.js"
WORDS = (
    "１８－３",
    "ＩＣＴの活用",
    "コンビニ・スーパー",
    "か゛っこう と がっこう",
    "ヴァイオリン ヵヶ",
    "ｶﾀｶﾅ ﾊﾟｿｺﾝ",
    "令和２年度\t末\u3000\x1c\x85まで",
    "Straße ΟΔΟΣ İı ﬁﬂ ẞ",
    "№１ ㈱ ①⑩ ㍻",
    "a‐b‑c–d—e−f",
    "👨‍👩‍👧 葛󠄀城市",
)


def fold_in_script(texts: list[str]) -> list[str]:
    """Return texts as the script of the site folds them."""
    if not (node := shutil.which("node")):
        pytest.skip("node is not installed")
    program = (
        f"{SCRIPT.read_text('utf-8')}\n"
        "const texts = JSON.parse(require('node:fs').readFileSync(0, 'utf-8'));\n"
        "process.stdout.write(JSON.stringify(texts.map(fold)));"
    )
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    folded: list[str] = json.loads(done.stdout)
    return folded


def test_the_script_folds_words_as_python_does() -> None:
    assert fold_in_script(list(WORDS)) == [fold_searched(word) for word in WORDS]


def test_the_script_folds_every_character_as_python_does() -> None:
    """Those that Unicode had when this Python was made; Cherokee folds the other way round."""
    characters = [chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000]
    known = [
        each
        for each in characters
        if unicodedata.category(each) != "Cn" and "CHEROKEE" not in unicodedata.name(each, "")
    ]
    folded = fold_in_script(known)
    pairs = zip(known, map(fold_searched, known), folded, strict=True)
    assert [pair for pair in pairs if pair[1] != pair[2]] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example("ward", tmp_path_factory.mktemp("ward") / "site")


def read_index(site: Path) -> list[list[Any]]:
    text = (site / "index.js").read_text(encoding="utf-8")
    entries: list[list[Any]] = json.loads(text.removeprefix("const INDEX = ").removesuffix(";\n"))
    return entries


def test_the_index_has_an_entry_for_each_row(site: Path) -> None:
    (main,) = read_page(site / "initiatives.html").find("main")
    rows = [row.find("th")[0].text for row in main.find("tr")[1:]]
    index = read_index(site)
    assert len(rows) == len(index) == 45
    for row, entry in zip(rows, index, strict=True):
        identifier, title = row.split()[:2]
        assert entry[0].startswith(f"{fold_searched(identifier)}\n{fold_searched(title)}"[:12])


def test_an_initiative_is_found_where_it_is_shown_again(site: Path) -> None:
    (entry,) = [each for each in read_index(site) if each[0].startswith("3-6\n")]
    assert entry[1] == ["3", "2"] or entry[1] == ["2", "3"]


def test_filters_hold_ids_that_stay(site: Path) -> None:
    index = read_index(site)
    statuses = {status for entry in index for status in entry[3]}
    assert {"achieved", "unreported"} <= statuses
    assert {mark for entry in index for mark in entry[4]} == {"★", "☆", ""}
