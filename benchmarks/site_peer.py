"""Builds the site of a plan beside a site generator's: python benchmarks/site_peer.py COUNT….

The generator (Zensical, MIT; ``--zensical PROGRAM``) gets the same pages as Markdown, which are
written from the same blocks before its time starts. plantool starts from the files of the plan,
without what it remembers, and writes the data of every table besides. Needs wait4 (Linux, macOS).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from generate import generate
from plantool.cli.commands.site import build_site_source
from plantool.cli.open_site import open_for_site
from plantool.cli.session import Session
from plantool.render.markdown import render
from plantool.reports.page import Column, Items, Page, Paragraph, Records, Row, Table
from plantool.site.build_site import SiteBuilder
from plantool.site.frame import Frame
from plantool.site.site_data import SiteData
from plantool.site.site_page import Figures, Lede, Links, MeasureRecord, MeasureYear, SearchForm
from plantool.site.web_addresses import SourceLinks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.reports.page import Block
    from plantool.site.site_page import SiteBlock, SitePage

_DAY = "2020-07-31"
_CONFIG = '[project]\nsite_name = "plan"\nuse_directory_urls = false\n'


class Cost(NamedTuple):
    """Processor time in seconds, wall-clock seconds, and the most memory in MB."""

    cpu: float
    wall: float
    memory: float


class MarkdownFrame(Frame):
    """Writes pages as Markdown instead."""

    def render(self, page: SitePage) -> str:
        blocks = (to_plain(block) for block in page.blocks)
        plain = tuple(block for some in blocks for block in some)
        return "".join(render(Page("site", plain, Records((), ()), {}), self.texts))


def to_plain(block: SiteBlock) -> Iterator[Block]:
    """Yield what Markdown has of a block of the site."""
    match block:
        case Lede(text):
            yield Paragraph(text)
        case Figures(figures):
            yield Items(tuple(f"{each.number} {each.label} {each.beside}" for each in figures))
        case Links(links):
            yield Items(tuple(f"{link} {words}" for link, words in links))
        case MeasureRecord(title, remark, years):
            yield Paragraph(f"{title} {remark}")
            columns = tuple(Column(name) for name in ("year", "kind", "figure"))
            yield Table(columns, tuple(chain.from_iterable(map(_yield_rows, years))))
        case SearchForm():
            return
        case plain:
            yield plain


def _yield_rows(year: MeasureYear) -> Iterator[Row]:
    for each in year.quantities:
        yield Row((year.label, each.label, each.text))
    if year.verdict:
        yield Row((year.label, year.verdict.status, "\n".join(year.verdict.reasons)))


def write_markdown(plan: Path, folder: Path) -> int:
    """Write every page as Markdown; return how many there are."""
    session = Session(())
    session.apply_options(plan, None, session.color)
    opened = open_for_site(session, as_of=_DAY, keep_going=False)
    source = build_site_source(session, opened, SourceLinks(), None)
    frame = MarkdownFrame(source.plan, source.texts, units=source.units)
    count = 0
    with SiteData(opened.tables) as data:
        for file in SiteBuilder(source, frame, data).yield_files():
            if file.address.endswith(".html"):
                target = folder / "docs" / Path(file.address).with_suffix(".md")
                target.parent.mkdir(parents=True, exist_ok=True)
                content = file.make()
                target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
                count += 1
    (folder / "zensical.toml").write_text(_CONFIG, "utf-8")
    return count


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command to its end, with its children."""
    before = os.times()
    done = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(done.pid, 0)
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    wall = os.times().elapsed - before.elapsed
    unit = 1024 if sys.platform == "linux" else 1024**2
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def size_of(folder: Path) -> float:
    """Return the megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+", metavar="COUNT")
    parser.add_argument("--zensical", default="zensical", metavar="PROGRAM")
    arguments = parser.parse_args()
    print("| initiatives | pages | program | CPU s | wall s | memory MB | pages MB | data MB |")
    print("|---|---|---|---|---|---|---|---|")
    for count in arguments.counts:
        with TemporaryDirectory() as temporary:
            for line in compare(count, Path(temporary), arguments.zensical):
                print(line, flush=True)


def compare(count: int, folder: Path, zensical: str) -> Iterator[str]:
    """Yield the rows of the table for a plan of so many initiatives."""
    generate(folder / "plan", count)
    peer = folder / "peer"
    pages = write_markdown(folder / "plan", peer)
    plantool = [sys.executable, "-m", "plantool", "--no-cache", "--plan", f"{folder / 'plan'}"]
    ours = measure([*plantool, "site", "--output", f"{folder / 'site'}", "--as-of", _DAY], folder)
    data = size_of(folder / "site" / "data")
    cells = f"{ours.cpu:.1f} | {ours.wall:.1f} | {ours.memory:.0f}"
    own = size_of(folder / "site") - data
    yield f"| {count} | {pages} | plantool | {cells} | {own:.1f} | {data:.1f} |"
    if shutil.which(zensical):
        theirs = measure([zensical, "build", "--clean"], peer)
        cells = f"{theirs.cpu:.1f} | {theirs.wall:.1f} | {theirs.memory:.0f}"
        yield f"| {count} | {pages} | Zensical | {cells} | {size_of(peer / 'site'):.1f} | |"


if __name__ == "__main__":
    main()
