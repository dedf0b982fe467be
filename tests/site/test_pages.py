"""Every page of a site: its tags match, its links lead somewhere, and nothing in it can run."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

import pytest

from tests.running import ROOT, run
from tests.site.hostile_plan import CONTROLS, LONG, MARKUP, SCRIPT, write_hostile_plan
from tests.site.reading import EXAMPLES, Element, read_page, read_pages, write_example, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
NUMBER_WITH_UNIT = re.compile("[0-9０-９](?:か所|百万円|年度|項目|人|%)")
STATIC = ("site.css", "site.js", "index.js", "icon.svg")
LATER = ("changes.html", "data.html", "changes.atom")  # not every site has them


@pytest.fixture(scope="module", params=[*EXAMPLES, "plan", "hostile"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    match request.param:
        case "plan":
            return write_site(ROOT / "plan", folder / "site", "2019-07-31")
        case "hostile":
            plan = write_hostile_plan(folder / "plan")
            return write_site(plan, folder / "site", "2019-07-31")
        case name:
            return write_example(name, folder / "site")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return read_pages(site)


def yield_links(pages: dict[str, Element]) -> Iterator[tuple[str, str]]:
    """Yield the links of each page with its address."""
    for address, page in pages.items():
        for element in page.find("a", "link", "script"):
            link = element.attributes.get("href", element.attributes.get("src"))
            if link is not None and not re.match("https?:|mailto:", link):
                yield address, link


def resolve(start: str, link: str) -> tuple[str, str]:
    """Return the address that a link leads to, and the part of the page."""
    path, _, fragment = link.partition("#")
    folders = start.split("/")[:-1]
    for step in unquote(path).split("/") if path else [start.rpartition("/")[2]]:
        if step == "..":
            folders.pop()
        else:
            folders.append(step)
    return "/".join(folders), unquote(fragment)


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Element]) -> None:
    ids = {
        address: {each.attributes["id"] for each in page.walk() if "id" in each.attributes}
        for address, page in pages.items()
    }
    links = [(start, link, *resolve(start, link)) for start, link in yield_links(pages)]
    assert len(links) > 20 * len(pages) / 2
    for start, link, address, fragment in links:
        assert (site / address).is_file() or address in LATER, (start, link)
        if fragment and "=" not in fragment:
            assert fragment in ids[address], (start, link)


def test_links_to_searches_name_filters_that_exist(pages: dict[str, Element]) -> None:
    selects = pages["initiatives.html"].find("select")
    options = {
        select.attributes["name"]: {
            o.attributes.get("value", o.text) for o in select.find("option")
        }
        for select in selects
    }
    searches = {
        pair
        for start, link in yield_links(pages)
        for pair in parse_qsl(link.partition("#")[2])
        if resolve(start, link)[0] == "initiatives.html"
    }
    assert searches
    for name, value in searches:
        # a filter of one choice alone is left out, and changes nothing
        assert value in options.get(name, {value}), (name, value)


def test_ids_are_unique_and_headings_leave_no_level_out(pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        ids = [each.attributes["id"] for each in page.walk() if "id" in each.attributes]
        assert len(ids) == len(set(ids)), address
        levels = [int(each.tag[1]) for each in page.find("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_parts_of_a_page_stand_side_by_side(pages: dict[str, Element]) -> None:
    for name in ("missed.html", "method.html", "changes.html", "data.html", "about.html"):
        if name in pages:
            assert not pages[name].find("h3"), name


def test_nothing_in_a_page_can_run_or_load_from_elsewhere(pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        (policy,) = [
            each.attributes["content"]
            for each in page.find("meta")
            if each.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert not page.find("style", "img", "iframe", "object", "base", "embed")
        for element in page.walk():
            names = set(element.attributes)
            assert not {name for name in names if name.startswith("on")} | names & {"style"}
        for script in page.find("script"):
            is_data = script.attributes.get("type") == "application/ld+json"
            assert is_data or script.attributes["src"].rpartition("/")[2] in STATIC, address


def test_words_of_another_language_are_marked(pages: dict[str, Element]) -> None:
    for page in pages.values():
        (html,) = page.find("html")
        language = html.attributes["lang"]
        assert language in {"ja", "en"}
        if language == "en":
            assert not [text for text in _yield_unmarked(html) if JAPANESE.search(text)]
        for option in page.find("option", "title"):
            assert all(isinstance(each, str) for each in option.children)


def _yield_unmarked(element: Element) -> Iterator[str]:
    """Yield the texts of an element that are not said to be Japanese."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.attributes.get("lang") != "ja":
            yield from _yield_unmarked(child)


def test_numbers_stay_with_their_units(pages: dict[str, Element]) -> None:
    """Each is in an element that does not break; no sign is added that would be copied."""
    marked = 0
    for address, page in pages.items():
        (main,) = page.find("main")
        assert not re.search("[\u2060\u200b\u00a0\u202f\ufeff]", main.text)
        marked += len(main.find("bdi"))
        for element in main.walk():
            if element.tag in {"bdi", "title", "option"} or "number" in element.attributes.values():
                continue
            for text in element.children:
                if isinstance(text, str) and len(text) > 3:
                    assert not NUMBER_WITH_UNIT.search(text), (address, text)
    assert marked > len(pages)


def test_pages_are_described_for_those_who_pass_them_on(
    site: Path, pages: dict[str, Element]
) -> None:
    for address, page in pages.items():
        said = {
            each.attributes[key]: each.attributes["content"]
            for each in page.find("meta")
            for key in ("name", "property")
            if key in each.attributes
        }
        assert said["og:type"] == ("website" if address == "index.html" else "article")
        assert said["og:title"]
        assert 0 < len(said["description"]) <= 160
        assert said["og:description"] == said["description"]
        assert "og:url" not in said
    assert all((site / name).is_file() for name in STATIC)


def test_with_its_url_a_page_says_where_it_stands(tmp_path: Path) -> None:
    base = "https://example.jp/plan"
    site = write_example("scorecard", tmp_path / "site", "--base-url", base)
    pages = read_pages(site)
    canonical = {
        address: [
            link.attributes["href"]
            for link in page.find("link")
            if link.attributes["rel"] == "canonical"
        ]
        for address, page in pages.items()
    }
    assert canonical["index.html"] == [f"{base}/"]
    assert canonical["i/1-1.html"] == [f"{base}/i/1-1.html"]


def test_hostile_words_are_shown_as_they_are(tmp_path: Path) -> None:
    site = write_site(write_hostile_plan(tmp_path / "plan"), tmp_path / "site", "2019-07-31")
    pages = read_pages(site)
    titles = [page.find("h1")[0].text for name, page in pages.items() if name.startswith("i/")]
    for title in (SCRIPT, MARKUP, LONG):
        assert any(title in each for each in titles)
    assert all(len(name) < 100 for name in pages)
    index = (site / "index.js").read_text(encoding="utf-8")
    assert "<" not in index
    entries = json.loads(index.removeprefix("const INDEX = ").removesuffix(";\n"))
    assert len(entries) == len(titles)


def test_the_data_is_described_for_those_who_look_for_it(tmp_path: Path) -> None:
    site = write_site(write_hostile_plan(tmp_path / "plan"), tmp_path / "site", "2019-07-31")
    data = read_page(site / "data.html")
    (script,) = [each for each in data.find("script") if "type" in each.attributes]
    described = json.loads(script.text)
    assert described["@type"] == "Dataset"
    assert described["name"] == f"P {SCRIPT}"
    assert described["temporalCoverage"] == "2018-04-01/2020-03-31"
    assert described["license"] == "javascript:alert(1)"  # words, that nobody follows
    assert 50 <= len(described["description"]) <= 5000
    for each in described["distribution"]:
        assert (site / unquote(each["contentUrl"])).is_file()
        assert "/" in each["encodingFormat"]


def test_a_mail_goes_to_its_address_alone(tmp_path: Path) -> None:
    site = write_site(write_hostile_plan(tmp_path / "plan"), tmp_path / "site", "2019-07-31")
    links = [link.attributes["href"] for link in read_page(site / "about.html").find("a")]
    assert [link for link in links if link.startswith("mailto:")] == [
        "mailto:a%3Fbcc%3Db@example.jp"
    ]


def test_a_plan_with_characters_that_act_writes_nothing(tmp_path: Path) -> None:
    plan = write_hostile_plan(tmp_path / "plan")
    file = plan / "1-1.yaml"
    file.write_text(file.read_text().replace('"title": "', f'"title": {json.dumps(CONTROLS)[:-1]}'))
    site = tmp_path / "site"
    done = run("--plan", f"{plan}", "site", "--output", f"{site}", "--as-of", "2019-07-31")
    assert done.code == 1
    assert "PLT006" in done.err
    assert not site.exists()
