"""plantool site, as people run it: what it writes, what it leaves as it is, what it refuses."""

from __future__ import annotations

import json
import posixpath
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.history import DAY, Repository, begun
from tests.running import ROOT, run
from tests.site.reading import find_table, list_ids, list_links, list_tables, read_page, read_pages
from tests.site.sites import PLANS, site_arguments, write_example

if TYPE_CHECKING:
    from pathlib import Path

_ATOM = "{http://www.w3.org/2005/Atom}"
_MORE_MONEY = (("R2: 26", "R2: 27"), ("total: 98", "total: 99"))
_SOURCE = "https://git.example/{commit}/{path}#L{line}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return begun(tmp_path / "work")


def write(repository: Repository, folder: Path, *more: str, **variables: str) -> Path:
    done = run(
        "--plan", f"{repository.ward}", *site_arguments(folder, *more), cwd=ROOT, **variables
    )
    assert done.code == 0, done.err
    return folder


def read_xml(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - what we wrote


def read_all(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def list_changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return the pages that are new or have changed; data and scripts are no pages."""
    return sorted(
        name for name, data in after.items() if name.endswith(".html") and before.get(name) != data
    )


@pytest.mark.parametrize("plan", PLANS)
def test_every_link_leads_to_what_is_there(plan: str) -> None:
    folder = write_example(plan)
    pages = read_pages(folder)
    ids = {name: list_ids(page) for name, page in pages.items()}
    assert len(pages) > 10
    for name, page in pages.items():
        assert len(ids[name]) == len({*ids[name]}), name
        for link in list_links(page):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"https", "http", "mailto"}
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(parts.path))
            )
            target = name if not parts.path else target
            assert (folder / target).is_file(), (name, link)
            if parts.fragment and "=" not in parts.fragment:  # which is a question to search
                assert unquote(parts.fragment) in ids[target], (name, link)


def test_a_second_run_changes_nothing_and_keeps_the_files(
    repository: Repository, tmp_path: Path
) -> None:
    folder = write(repository, tmp_path / "site", "--base-url", "https://x.example/plan/")
    before = read_all(folder)
    places = {path: path.stat().st_ino for path in folder.rglob("*.html")}
    write(repository, folder, "--base-url", "https://x.example/plan/")
    assert read_all(folder) == before
    assert {path: path.stat().st_ino for path in folder.rglob("*.html")} == places
    other = write(repository, tmp_path / "other", "--base-url", "https://x.example/plan/",
                  PLANTOOL_CACHE=f"{tmp_path / 'cache'}")  # fmt: skip
    assert read_all(other) == before


def test_a_changed_figure_rewrites_the_pages_that_show_it(
    repository: Repository, tmp_path: Path
) -> None:
    folder = write(repository, tmp_path / "site")
    before = read_all(folder)
    repository.replace("ward/plan/1-7.yaml", *_MORE_MONEY)

    repository.commit("1-7: 事業費")

    after = read_all(write(repository, folder))

    assert list_changed(before, after) == [
        "c/1.html", "changes.html", "d/福祉部-健康推進課.html", "i/1-7.html", "index.html",
        "initiatives.html",
    ]  # fmt: skip
    whole = write(repository, tmp_path / "whole", PLANTOOL_CACHE=f"{tmp_path / 'cache'}")
    assert read_all(whole) == after


def test_another_day_changes_few_pages(repository: Repository, tmp_path: Path) -> None:
    folder = write(repository, tmp_path / "site")
    before = read_all(folder)
    done = run("--plan", f"{repository.ward}", "site", "--output", f"{folder}",
               "--as-of", "2021-08-01")  # fmt: skip
    assert done.code == 0, done.err
    after = read_all(folder)
    assert list_changed(before, after) == ["about.html", "index.html", "missed.html"]
    run("--plan", f"{repository.ward}", "--no-cache", "site", "--output", f"{tmp_path / 'whole'}",
        "--as-of", "2021-08-01")  # fmt: skip
    assert read_all(tmp_path / "whole") == after


def test_pages_tell_what_git_knows(repository: Repository, tmp_path: Path) -> None:
    repository.replace("ward/plan/1-7.yaml", *_MORE_MONEY)
    commit = repository.commit("1-7: 補助の対象を広げる", DAY.format(2))
    repository.git("mv", "ward/plan/1-9.yaml", "ward/plan/1-99.yaml")
    repository.replace("ward/plan/1-99.yaml", ("id: 1-9\n", "id: 1-99\n"))
    repository.commit("1-9 を 1-99 に", DAY.format(3))
    base = ("--base-url", "https://x.example/plan", "--source-url", _SOURCE)
    folder = write(repository, tmp_path / "site", *base)

    page = read_page(folder / "i" / "1-7.html")
    rows = find_table(page, "変更の記録").rows
    assert [row[0] for row in rows] == ["2019-04-02", "2019-04-02", "2019-04-01"]
    assert {row[1:4] for row in rows[:2]} == {
        ("事業費（計画） 令和2年度", "26", "27"),
        ("事業費の計", "98", "99"),
    }
    assert rows[0][4:] == ("1-7: 補助の対象を広げる", commit[:10])
    lines = (repository.ward / "1-7.yaml").read_text("utf-8").splitlines()
    at = 1 + lines.index("budget:")
    assert f"https://git.example/{commit}/ward/plan/1-7.yaml#L{at}" in list_links(page)

    moved = read_page(folder / "i" / "1-9.html")
    (refresh,) = (e for e in moved.find("meta") if e.attributes.get("http-equiv") == "refresh")
    assert refresh.attributes["content"] == "0; url=1-99.html"
    assert "1-99.html" in list_links(moved)
    assert "https://x.example/plan/i/1-99.html" in list_links(moved)  # which is the one to be found
    told = list_tables(read_page(folder / "changes.html"))[0]
    assert told.rows[0][2:5] == ("番号", "1-9", "1-99")

    feed = read_xml(folder / "changes.atom")
    entries = feed.findall(f"{_ATOM}entry")
    assert [entry.findtext(f"{_ATOM}updated") for entry in entries] == [
        DAY.format(day) for day in (3, 2, 1)
    ]
    assert feed.findtext(f"{_ATOM}updated") == DAY.format(3)
    ids = [each.text for each in feed.iter(f"{_ATOM}id")]
    assert len(ids) == len({*ids}) == 4
    assert all(f"{each}".startswith("urn:uuid:") for each in ids)
    links = [each.get("href", "") for each in feed.iter(f"{_ATOM}link")]
    assert all(link.startswith("https://x.example/plan/changes.") for link in links)
    summary = f"{entries[1].findtext(f'{_ATOM}summary')}"
    assert summary.startswith("計画: 1-7 ")
    assert "26 → 27" in summary

    addresses = [
        f"{each.text}" for each in read_xml(folder / "sitemap.xml").iter()
        if each.tag.endswith("loc")
    ]  # fmt: skip
    assert "https://x.example/plan/i/1-7.html" in addresses
    assert "https://x.example/plan/i/1-9.html" not in addresses
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {unquote(each).removeprefix("https://x.example/plan/") for each in addresses} == (
        written - {"i/1-9.html"}
    )


def test_changes_of_the_plan_and_of_chapters_are_told_fact_by_fact(
    repository: Repository, tmp_path: Path
) -> None:
    former = "支え合い、健やかに育つまち"
    repository.replace("ward/plan/1.yaml", (f"title: {former}", "title: 支え合うまち"))
    repository.replace("ward/plan/plan.yaml", ("unit: 百万円", "unit: 千円"))
    repository.commit("章の名称と単位", DAY.format(2))
    repository.replace("ward/plan/plan.yaml", ("unit: 千円", "unit:   千円  # 単位"))
    repository.commit("書き方だけ", DAY.format(3))
    page = read_page(write(repository, tmp_path / "site") / "changes.html")
    latest = list_tables(page)[0]
    assert latest.heading == "2019-04-02 章の名称と単位"
    assert {row[:5] for row in latest.rows} == {
        ("計画", "基本目標 1 支え合うまち", "題名", former, "支え合うまち"),
        ("計画", "計画全体の設定", "単位", "百万円", "千円"),
    }


def test_what_came_with_one_line_of_work_is_not_told_again_where_lines_were_joined(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("switch", "--quiet", "--create", "other")
    repository.replace("ward/plan/plan.yaml", ("unit: 百万円", "unit: 千円"))
    repository.commit("単位", DAY.format(2))
    repository.git("switch", "--quiet", "main")
    repository.replace("ward/plan/plan.yaml", ("title: みなも区 ", "title: 新みなも区 "))
    repository.commit("題名", DAY.format(3))
    repository.git("merge", "--quiet", "--no-edit", "other")
    page = read_page(write(repository, tmp_path / "site") / "changes.html")
    told = [heading.text for heading in page.find("h2")]
    assert told[:2] == ["2019-04-03 題名", "2019-04-02 単位"]


def test_without_git_there_is_no_page_of_changes(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(ROOT / "examples" / "ward" / "plan", plan)
    plan.chmod(0o555)
    done = run("--plan", f"{plan}", *site_arguments(tmp_path / "site"), GIT_CEILING_DIRECTORIES="/")
    plan.chmod(0o755)
    assert done.code == 0, done.err
    files = read_all(tmp_path / "site")
    assert "changes.html" not in files
    assert "changes.atom" not in files
    pages = [data for name, data in files.items() if name.endswith(".html")]
    assert not [data for data in pages if b"changes.html" in data or b"changes.atom" in data]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan", "site"]


def test_a_part_of_the_record_does_not_pass_for_all(repository: Repository, tmp_path: Path) -> None:
    repository.replace("ward/plan/1-7.yaml", *_MORE_MONEY)
    repository.commit("1-7: 事業費", DAY.format(2))
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.path}", "part")
    part = Repository(repository.path / "part")
    folder = write(part, tmp_path / "site")
    page = read_page(folder / "i" / "1-1.html")
    assert "計画に加えられました" not in page.text
    assert "途中からしか" in page.text
    assert "途中からしか" in read_page(folder / "changes.html").text


def test_the_data_is_what_export_writes(repository: Repository, tmp_path: Path) -> None:
    folder = write(repository, tmp_path / "site")
    done = run("--plan", f"{repository.ward}", "export", f"{tmp_path / 'export'}",
               "--as-of", "2021-07-31")  # fmt: skip
    assert done.code == 0, done.err
    assert read_all(folder / "data") == read_all(tmp_path / "export")
    page = read_page(folder / "data.html")
    assert {f"data/{name}" for name in read_all(tmp_path / "export") if "/" in name} <= {
        *list_links(page)
    }


def test_a_plan_with_errors_is_written_only_where_that_is_asked_for(
    repository: Repository, tmp_path: Path
) -> None:
    repository.replace("ward/plan/1-7.yaml", ("R2: 26", "R2: 二十六"))
    words = ("--plan", f"{repository.ward}", *site_arguments(tmp_path / "site"))
    done = run(*words)
    assert done.code == 1
    assert not (tmp_path / "site").exists()

    assert run(*words, "--keep-going").code == 0
    pages = read_pages(tmp_path / "site").values()
    assert len(pages) > 40
    assert all("1-7.yaml" in page.text for page in pages)
    assert not (tmp_path / "site" / "i" / "1-7.html").exists()


def test_every_page_names_a_chapter_with_an_error(repository: Repository, tmp_path: Path) -> None:
    repository.replace("ward/plan/1.yaml", ("title: ", "titel: "))
    assert run("--plan", f"{repository.ward}",
               *site_arguments(tmp_path / "site", "--keep-going")).code == 0  # fmt: skip
    pages = read_pages(tmp_path / "site").values()
    assert len(pages) > 60
    assert all("エラーのあるファイル（ward/plan/1.yaml）" in page.text for page in pages)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--base-url", "javascript:alert(1)"),
        ("--base-url", "x.example"),
        ("--base-url", "https://x.example/?a"),
        ("--source-url", "https://x.example/{commit}"),
        ("--source-url", "https://x.example/{commit}/{path}#{where}"),
        ("--source-url", "https://x.example/{commit!r}/{path}"),
        ("--source-url", "javascript:{commit}{path}"),
        ("--source-url", "https://x.example/{commit}/{path"),
        ("--source-url", 'https://x.example/"{commit}/{path}'),
    ],
)
def test_addresses_that_cannot_be_used_are_refused(option: str, value: str, tmp_path: Path) -> None:
    done = run("--plan", "plan", *site_arguments(tmp_path / "site", option, value))
    assert (done.code, value in done.err) == (2, True)
    assert not (tmp_path / "site").exists()


def test_places_where_a_site_would_harm_are_refused(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(ROOT / "plan", plan)
    before = read_all(tmp_path)
    for folder in (plan, plan / "site", tmp_path):
        done = run("--plan", f"{plan}", *site_arguments(folder), cwd=ROOT)
        assert done.code == 2, done.err
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("own", "utf-8")
    done = run("--plan", f"{plan}", *site_arguments(tmp_path / "mine"))
    assert (done.code, "note.txt" in done.err) == (5, True)
    assert read_all(tmp_path) == {**before, "mine/note.txt": b"own"}


def test_a_file_of_others_in_a_site_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert run("--plan", "plan", *site_arguments(folder)).code == 0
    (folder / "CNAME").write_text("x.example", "utf-8")
    done = run("--plan", "plan", *site_arguments(folder))
    assert (done.code, "CNAME" in done.err) == (5, True)
    assert (folder / "CNAME").read_text("utf-8") == "x.example"
    described = json.loads((folder / "site.json").read_text("utf-8"))
    assert described["kind"] == "plantool site"


def test_of_what_was_only_added_nothing_stands_before(repository: Repository) -> None:
    page = read_page(write(repository, repository.path / "site") / "i" / "1-1.html")
    changes = find_table(page, "変更の記録")
    assert changes.head == ("日付", "変わったところ", "説明", "コミット")
    assert [row[1] for row in changes.rows] == ["計画に加えられました"]
