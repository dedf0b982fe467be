"""The description for programs is valid, and says of each file what is so."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from plantool.exporting.export_formats import DEFAULT_FORMATS
from plantool.tables.definitions import TABLES
from tests.exporting.reading import export_plan
from tests.tables.sources import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

CHECK = """
import sys, frictionless
for package in sys.argv[1:]:
    report = frictionless.validate(package)
    print(report.stats["tasks"], report.flatten(["name", "type", "note"]))
"""


def check_packages(*folders: Path) -> list[str]:
    """Return how many files of each package Frictionless checked, and what it found."""
    packages = [str(folder / "datapackage.json") for folder in folders]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECK, *packages], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def read_package(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package


def test_frictionless_finds_nothing_wrong(tmp_path: Path) -> None:
    """Neither with types, keys and references, nor with hashes, bytes and rows."""
    folders = [
        export_plan(plan, tmp_path / str(number)) for number, plan in enumerate(EXAMPLES.values())
    ]
    found = dict(zip(EXAMPLES, check_packages(*folders), strict=True))
    assert found == dict.fromkeys(EXAMPLES, f"{3 * len(TABLES) + 1} []")


def test_frictionless_sees_what_was_changed(tmp_path: Path) -> None:
    folder = export_plan(EXAMPLES["plan"], tmp_path / "out", DEFAULT_FORMATS)
    money = folder / "csv" / "money.csv"
    text = money.read_bytes().replace(b"18-3,planned", b"18-9,planned")
    money.write_bytes(text)
    (found,) = check_packages(folder)
    assert "hash-count" in found
    assert "foreign-key" in found


def test_every_file_is_described(tmp_path: Path) -> None:
    folder = export_plan(EXAMPLES["examples/ward/plan"], tmp_path / "out")
    package = read_package(folder)
    described = {resource["path"]: resource for resource in package["resources"]}
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    own = {"datapackage.json", "catalog.jsonld", "README.md", "README.ja.md"}
    assert described.keys() == files.keys() - own
    for path, resource in described.items():
        assert resource["bytes"] == len(files[path])
        assert resource["hash"] == f"sha256:{sha256(files[path]).hexdigest()}"
    assert len({resource["name"] for resource in package["resources"]}) == len(described)


def test_a_table_says_what_it_holds(tmp_path: Path) -> None:
    package = read_package(export_plan(EXAMPLES["plan"], tmp_path / "out"))
    money = {resource["name"]: resource for resource in package["resources"]}["money"]
    assert money["title"].startswith("事業費：1事業・1区分・1年度の金額が1行")
    assert " / Money, one amount of an initiative" in money["title"]
    assert (money["type"], money["mediatype"], money["encoding"]) == ("table", "text/csv", "utf-8")
    assert (money["rows"], money["plantool:rows"]) == (81, 81)
    fields = {field["name"]: field for field in money["schema"]["fields"]}
    assert fields["amount_yen"] == {
        "name": "amount_yen",
        "type": "integer",
        "description": fields["amount_yen"]["description"],
    }
    assert fields["amount"]["plantool:source"] == "budget"
    assert fields["decided"]["type"] == "date"
    assert fields["basis"]["constraints"] == {"required": True}
    assert money["schema"]["missingValues"] == [""]
    assert money["schema"]["foreignKeys"] == [
        {
            "fields": ["initiative_id"],
            "reference": {"resource": "initiatives", "fields": ["initiative_id"]},
        }
    ]


def test_the_plan_is_described(tmp_path: Path, plan_copy: Path) -> None:
    file = plan_copy / "plan.yaml"
    contact = "contact: {name: 企画課, mail: plan@example.jp, url: 'https://example.jp/plan'}\n"
    file.write_text(f"license: CC-BY-4.0\n{contact}{file.read_text('utf-8')}", "utf-8")
    package = read_package(export_plan(plan_copy, tmp_path / "out", DEFAULT_FORMATS))
    del package["resources"], package["description"]
    assert package == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "plantool:layout": 1,
        "name": "131202-action-plan-2018",
        "title": "みどりの風吹くまちビジョン アクションプラン",
        "homepage": "https://example.jp/plan",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "CC-BY-4.0",
            }
        ],
        "contributors": [
            {"title": "練馬区", "roles": ["creator", "rightsHolder"]},
            {
                "title": "企画課",
                "path": "https://example.jp/plan",
                "email": "plan@example.jp",
                "roles": ["contact"],
            },
        ],
        "sources": [{"title": "みどりの風吹くまちビジョン アクションプラン"}],
        "plantool:asOf": "2020-07-31",
        "plantool:complete": True,
        "plantool:leftOut": [],
    }
