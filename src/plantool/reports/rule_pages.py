"""The table of everything that can be found, and the page of one kind of finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.checking import pages
from plantool.checking.registry import CODES
from plantool.reports.page import (
    Block,
    CodeBlock,
    Column,
    Heading,
    Page,
    Paragraph,
    Records,
    Role,
    Row,
    Table,
    build_spanning_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool import diagnostics
    from plantool.checking.pages import PageExample, RulePage
    from plantool.messages import Catalogue
    from plantool.reports.page import Record

_RECORD_COLUMNS = ("code", "name", "severity", "family", "since", "what")


def build_rule_list(texts: Catalogue, codes: Sequence[diagnostics.Code] = CODES) -> Page:
    """List ``codes`` by family, each with the first sentence of its page."""
    columns = (
        Column(texts("rules.code")),
        Column(texts("rules.name"), wide=True),
        Column(texts("rules.severity")),
        Column(texts("rules.what"), wide=True),
    )
    return Page(
        name="rules",
        blocks=[
            Heading(texts("rules.title")),
            Table(columns, tuple(_yield_rule_rows(codes, texts))),
        ],
        records=Records(_RECORD_COLUMNS, [_describe_rule(code, texts) for code in codes]),
        metadata={},
    )


def _yield_rule_rows(codes: Sequence[diagnostics.Code], texts: Catalogue) -> Iterator[Row]:
    for family, members in groupby(codes, lambda code: code.family):
        yield build_spanning_row(texts(f"family.{family.name.lower()}"), 4, Role.HEADING)
        for code in members:
            severity = texts(f"severity.{code.severity.value}")
            what = pages.read_page(code).summarize_in(texts.language)
            yield Row((code.code, code.name, severity, what))


def _describe_rule(code: diagnostics.Code, texts: Catalogue) -> Record:
    return {
        "code": code.code,
        "name": code.name,
        "severity": code.severity.value,
        "family": code.family.name.lower(),
        "since": code.since,
        "what": pages.read_page(code).summarize_in(texts.language),
    }


def build_rule_page(code: diagnostics.Code, texts: Catalogue) -> Page:
    """Lay out the page of one kind of finding: the same headings in the same order for all."""
    page = pages.read_page(code)
    words = page.sections[texts.language]
    headings = pages.HEADINGS[texts.language]
    sections = [
        {"heading": heading, "text": text} for heading, text in zip(headings, words, strict=True)
    ]
    return Page(
        name="rule",
        blocks=_yield_rule_blocks(page, texts),
        records=Records(("heading", "text"), sections),
        metadata={"code": code.code, "name": code.name, "severity": code.severity.value},
    )


def _yield_rule_blocks(page: RulePage, texts: Catalogue) -> Iterator[Block]:
    code, words = page.code, page.sections[texts.language]
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
    yield from (*_build_rule_section(what), *_build_rule_section(why))
    yield from _yield_examples(texts("explain.example"), page.bad, texts)
    yield from _yield_examples(texts("explain.good"), page.good, texts)
    yield from (*_build_rule_section(fix), *_build_rule_section(safety))


def _build_rule_section(section: tuple[str, str]) -> tuple[Block, Block]:
    heading, words = section
    return Heading(heading, 2), Paragraph(words, marked_up=True)


def _yield_examples(
    heading: str, examples: Sequence[PageExample], texts: Catalogue
) -> Iterator[Block]:
    yield Heading(heading, 2)
    for example in examples:
        options = [option for option in example.options if option != "whole"]
        more = texts("explain.options", options=", ".join(options)) if options else ""
        yield CodeBlock(" ".join(filter(None, (example.file, more))), example.text)
