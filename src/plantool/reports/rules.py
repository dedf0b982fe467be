"""The table of everything that can be found, and the page of one kind of finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.reports.page import (
    Block,
    Code,
    Column,
    Heading,
    Page,
    Paragraph,
    Records,
    Role,
    Row,
    Table,
)
from plantool.rules import pages
from plantool.rules.registry import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool import diagnostics
    from plantool.messages import Catalogue
    from plantool.rules.pages import Example, RulePage

_COLUMNS = ("code", "name", "severity", "family", "since", "what")


def rules_page(texts: Catalogue, codes: Sequence[diagnostics.Code] = CODES) -> Page:
    """List ``codes`` by family, each with the first sentence of its page."""
    columns = (
        Column(texts("rules.code")),
        Column(texts("rules.name"), wide=True),
        Column(texts("rules.severity")),
        Column(texts("rules.what"), wide=True),
    )
    return Page(
        name="rules",
        blocks=[Heading(texts("rules.title")), Table(columns, tuple(_rows(codes, texts)))],
        records=Records(_COLUMNS, [_record(code, texts) for code in codes]),
        facts={},
    )


def _rows(codes: Sequence[diagnostics.Code], texts: Catalogue) -> Iterator[Row]:
    for family, members in groupby(codes, lambda code: code.family):
        yield Row((texts(f"family.{family.name.lower()}"), "", "", ""), Role.HEADING)
        for code in members:
            severity = texts(f"severity.{code.severity.value}")
            what = pages.read(code).summary(texts.language)
            yield Row((code.code, code.name, severity, what))


def _record(code: diagnostics.Code, texts: Catalogue) -> tuple[str, ...]:
    what = pages.read(code).summary(texts.language)
    return (*code[:2], code.severity.value, code.family.name.lower(), code.since, what)


def rule_page(code: diagnostics.Code, texts: Catalogue) -> Page:
    """Lay out the page of one kind of finding: the same headings in the same order for all."""
    page = pages.read(code)
    words = page.words[texts.language]
    headings = pages.HEADINGS[texts.language]
    return Page(
        name="rule",
        blocks=_blocks(page, texts),
        records=Records(("heading", "text"), list(zip(headings, words, strict=True))),
        facts={"code": code.code, "name": code.name, "severity": code.severity.value},
    )


def _blocks(page: RulePage, texts: Catalogue) -> Iterator[Block]:
    code, words = page.code, page.words[texts.language]
    what, why, fix, safety = zip(pages.HEADINGS[texts.language], words, strict=True)
    yield Heading(f"{code.code} {code.name}")
    yield Paragraph(
        texts(
            "explain.facts",
            severity=texts(f"severity.{code.severity.value}"),
            family=texts(f"family.{code.family.name.lower()}"),
            name=code.name,
            since=code.since,
        ),
        marked_up=True,
    )
    yield from (*_section(what), *_section(why))
    yield from _examples(texts("explain.example"), page.bad, texts)
    yield from _examples(texts("explain.good"), page.good, texts)
    yield from (*_section(fix), *_section(safety))


def _section(section: tuple[str, str]) -> tuple[Block, Block]:
    heading, words = section
    return Heading(heading, 2), Paragraph(words, marked_up=True)


def _examples(heading: str, examples: Sequence[Example], texts: Catalogue) -> Iterator[Block]:
    yield Heading(heading, 2)
    for example in examples:
        options = [option for option in example.options if option != "whole"]
        more = texts("explain.options", options=", ".join(options)) if options else ""
        yield Code(" ".join(filter(None, (example.file, more))), example.text)
