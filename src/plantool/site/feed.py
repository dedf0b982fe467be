"""The feed of changes, which tells those who follow a plan: Atom (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from plantool.render.visible_text import make_visible
from plantool.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from plantool.site.pages.changes_page import ChangeRow, ToldCommit
    from plantool.site.site_source import SiteSource

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = "http://www.w3.org/2005/Atom"


def build_feed(source: SiteSource, told: list[ToldCommit], base_url: str) -> bytes:
    """Return the feed; its times are those of commits, so that it changes with the plan alone.

    Without ``base_url`` its links are relative to the feed, as the standard allows.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - it takes a while

    plan = source.plan
    name = "/".join(filter(None, (plan.publisher.name, plan.id or plan.title)))
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": source.texts.language})
    _add(feed, "id", _build_id(name))
    _add(feed, "title", f"{plan.title} | {source.texts('site.changes')}")
    _add(feed, "updated", _find_last_time(source, told))
    _add(_add(feed, "author"), "name", plan.publisher.name)
    ET.SubElement(feed, "link", {"rel": "self", "href": base_url + addresses.FEED})
    ET.SubElement(feed, "link", {"href": base_url + addresses.CHANGES})
    for each in told:
        entry = _add(feed, "entry")
        _add(entry, "id", _build_id(f"{name}/{each.commit.version.commit}"))
        _add(entry, "title", each.commit.version.subject or each.commit.version.commit)
        _add(entry, "updated", each.commit.time)
        ET.SubElement(entry, "link", {"href": base_url + addresses.CHANGES})
        _add(entry, "summary", "\n".join(_yield_lines(source, each)))
    ET.indent(feed)
    return f"{_HEAD}{ET.tostring(feed, encoding='unicode')}\n".encode()


def _find_last_time(source: SiteSource, told: list[ToldCommit]) -> str:
    """Return when the last of the changes was committed; where none is told, the plan."""
    history = source.history.plan_history
    commits = [each.commit for each in told] or (history.commits if history else ())
    return max((each.time for each in commits), key=datetime.fromisoformat)


def _build_id(name: str) -> str:
    """Return an id that stays, wherever the site stands."""
    return uuid5(NAMESPACE_URL, f"plantool:{name}").urn


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    from xml.etree.ElementTree import SubElement  # noqa: PLC0415 - ditto

    child = SubElement(parent, name)
    child.text = None if text is None else make_visible(text)
    return child


def _yield_lines(source: SiteSource, told: ToldCommit) -> Iterator[str]:
    for row in told.rows:
        yield _say(row)
    if told.more:
        yield source.texts("site.changes.more", count=told.more)


def _say(row: ChangeRow) -> str:
    values = " → ".join(value for value in (row.before, row.after) if value)
    return f"{row.kind}: {row.about} {row.fact}{': ' * bool(values)}{values}"
