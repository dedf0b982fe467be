"""Texts that are made to break a format come out of every one of them as they went in."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.write_tables import write_tables
from plantool.tables.definitions import find_table
from tests.exporting.reading import export_plan, read_cells
from tests.exporting.test_data_package import check_packages

FORMATS = tuple(ExportFormat)
REFUSED = {
    "next line": "one\u0085two\u2028three\u2029four",
    "overridden": "abc \u202eDCBA\u202c",
    "mark of order": "\ufeffa\ufeff",
    "carriage return": "\ra\rb\r\n",
    "tab": "\ta\t",
    "end of file": "\x1a",
    "bell": "\x07\x1b[31m",
    "no character": "\ufffe\uffff",
}
"""Texts that no plan may hold, which formats could be given all the same."""
HOSTILE = {
    "formula": "=1+1",
    "wide formula": '＝HYPERLINK("http://example.jp")',
    "minus": "-2+3",
    "blank before": " =cmd|' /C calc'!A0",
    "guarded": "'=1+1",
    "guarded twice": "''@SUM(1)",
    "apostrophe": "'90年代の計画",
    "script": "</script><script>alert(1)</script>",
    "comment": "<!-- --> ]]> &amp; &lt;",
    "quotes": "\"二重\" 'ひとえ' `逆` \\",
    "lines": "一行目\n二行目\n\n四行目",
    "right to left": "abc עברית العربية \u200f\u061c",
    "like NUL": "\u2400 \\0 \\u0000 %00",
    "long": "あ" * 500,
    "leading zeros": "007",
    "fraction": "1/2",
    "exponent": "1E5",
    "word of JSON": "null",
    "truth": "true",
    "beyond the plane": "𠮷野家🏯\U000e0001",
    "composed": "か\u3099が",
    "invisible": "a\u200bb\u00adc",
    "commas": "a,b;c|d,,",
    "SQL": "Robert'); DROP TABLE money;--",
    "Markdown": "[x](http://example.jp) **b** | # h",
    "IRI": 'http://example.jp/<>{}|^`" x',
}


def write_plan(folder: Path, titles: dict[str, str]) -> Path:
    """Write a plan whose publisher, chapter and initiatives have such names."""
    folder.mkdir()
    first = next(iter(titles.values()))
    settings = {
        "title": first,
        "publisher": {"name": HOSTILE["script"], "code": "131202"},
        "language": "ja",
        "license": HOSTILE["IRI"],
        "contact": {"name": HOSTILE["formula"], "mail": '<">@example.jp'},
        "years": {"planned": ["H30", "H31"]},
        "money": {"unit": "百万円"},
    }
    chapter = {"id": 1, "title": HOSTILE["Markdown"], "sections": [{"id": 1, "title": first}]}
    files = {"plan": settings, "1": chapter}
    for number, title in enumerate(titles.values(), start=1):
        files[f"1-{number}"] = {
            "id": f"1-{number}",
            "title": title,
            "section": 1,
            "summary": title,
            "attributes": {title[:60]: title},
            "measures": [
                {
                    "id": "a",
                    "name": title,
                    "kind": "milestone",
                    "planned": {"H30": title},
                    "target": title,
                }
            ],
            "budget": {"planned": {"H30": 1, "H31": 2}},
        }
    for stem, data in files.items():
        (folder / f"{stem}.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder


def test_hostile_titles_survive_every_format(tmp_path: Path) -> None:
    folder = export_plan(write_plan(tmp_path / "plan", HOSTILE), tmp_path / "out")
    table = find_table("initiatives")
    at = table.column_names.index("title")
    for data_format in FORMATS:
        titles = [row[at] for row in read_cells(folder, table, data_format)]
        assert titles == list(HOSTILE.values()), data_format
    for name in ("measures", "attributes", "figures", "chapters", "plans"):
        cells = [read_cells(folder, find_table(name), each) for each in FORMATS]
        assert cells[0]
        assert all(each == cells[0] for each in cells), name
    (found,) = check_packages(folder)
    assert found.endswith(" []")


def test_no_cell_of_csv_is_a_formula(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", HOSTILE)
    folder = export_plan(plan, tmp_path / "out", [ExportFormat.CSV])
    for path in (folder / "csv").iterdir():
        text = path.read_bytes().decode("utf-8-sig")
        for row in csv.reader(text.splitlines(keepends=True)):
            for cell in row:
                assert cell.strip()[:1] not in set("=+@"), cell
                assert cell[:1] != "-" or cell[1:].isdecimal()


def test_a_hostile_plan_is_described_in_words_that_stay_words(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", HOSTILE)
    folder = export_plan(plan, tmp_path / "out", [ExportFormat.SQLITE])
    readme = (folder / "README.md").read_text("utf-8")
    assert "<script>" not in readme
    assert r"\</script\>\<script\>alert(1)" in readme
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"path": "README.md", "title": HOSTILE["IRI"]}]
    assert package["contributors"][1] == {"title": HOSTILE["formula"], "roles": ["contact"]}
    assert package["contributors"][0]["title"] == HOSTILE["script"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
@example([*HOSTILE.values(), *REFUSED.values()])
def test_any_text_comes_back_from_every_format(texts: list[str]) -> None:
    table = find_table("sections")
    rows = [("131202", None, "1", str(at), at, text) for at, text in enumerate(texts)]
    with TemporaryDirectory() as name:
        written = write_tables(Path(name), [table], [(table, rows[:2]), (table, rows[2:])], FORMATS)
        assert written.rows == {"sections": len(rows)}
        for data_format in FORMATS:
            assert read_cells(Path(name), table, data_format) == rows, data_format


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b[31m"])
def test_what_no_file_may_hold_never_gets_here(tmp_path: Path, sign: str) -> None:
    """YAML can write such signs as escapes; a plan with them has errors."""
    plan = write_plan(tmp_path / "plan", {"control": f"a{sign}b"})
    with pytest.raises(Exception, match="invalid"):
        export_plan(plan, tmp_path / "out")
