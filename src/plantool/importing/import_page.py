"""The page that tells what came of a table: what was taken in, what was not, by cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.importing.gathered import RemarkKind
from plantool.reports.page import Block, Column, Heading, Note, Page, Record, Records, Row, Table
from plantool.reports.phrases import describe_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.importing.gathered import Remark
    from plantool.importing.import_table import ImportOutcome
    from plantool.importing.open_table import TableBook
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan

_RECORD_COLUMNS = ("sheet", "cell", "result", "id", "code", "problem", "remedy")
_MOST_SHOWN = 30  # remarks of one kind; a table of thousands is asked for as data


class ImportPage(NamedTuple):
    """Lays out what came of ``book``; ``is_written`` tells that the files are there."""

    plan: Plan
    texts: Catalogue
    book: TableBook
    outcome: ImportOutcome
    is_written: bool

    def build_page(self) -> Page:
        """Return the page: tables for people, one record for each remark."""
        counts = Counter(remark.kind for remark in self.outcome.remarks)
        return Page(
            name="import",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, map(self._describe, self.outcome.remarks)),
            metadata={
                "plan": describe_plan(self.plan),
                "book": self.book.path.name,
                "encoding": self.book.encoding,
                "written": self.is_written,
                "table_rows": self.outcome.gathered.rows,
                "passed_over": self.outcome.gathered.passed_over,
                "new_files": self.outcome.new_files,
                "applied": self.outcome.applied,
                "already_so": self.outcome.same,
                **{kind.value: counts[kind] for kind in RemarkKind},
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        texts, outcome = self.texts, self.outcome
        yield Heading(self.book.path.name)
        if self.book.encoding:
            yield Note(texts("import.encoding", encoding=self.book.encoding))
        gathered = outcome.gathered
        yield Note(texts("import.rows", rows=gathered.rows, passed_over=gathered.passed_over))
        yield Note(
            texts(
                "import.counts",
                new_files=outcome.new_files,
                applied=outcome.applied,
                same=outcome.same,
            )
        )
        for kind in RemarkKind:
            remarks = [remark for remark in outcome.remarks if remark.kind is kind]
            if remarks:
                key = "conflict-heading" if kind is RemarkKind.CONFLICT else kind.value
                yield Heading(texts(f"import.{key}", count=len(remarks)), 2)
                yield from self._yield_table(remarks)
        yield from self._yield_notes()

    def _yield_table(self, remarks: list[Remark]) -> Iterator[Block]:
        shown: Counter[str] = Counter()
        rows: list[Row] = []
        for remark in remarks:
            kind = remark.diagnostic.code.code if remark.diagnostic else remark.key
            shown[kind] += 1
            if shown[kind] <= _MOST_SHOWN:
                rows.append(
                    Row((str(remark.place), remark.initiative, "\n".join(self._explain(remark))))
                )
        columns = (
            Column(self.texts("import.cell")),
            Column(self.texts("import.initiative")),
            Column(self.texts("import.what"), wide=True),
        )
        yield Table(columns, tuple(rows), lined=True)
        if left := len(remarks) - len(rows):
            yield Note(self.texts("import.more", count=left))

    def _yield_notes(self) -> Iterator[Block]:
        texts, outcome = self.texts, self.outcome
        if outcome.lacking:
            names = texts("list.and").join(_shorten(outcome.lacking.list_names()))
            is_added = "plan.yaml" in outcome.texts
            yield Note(texts("import.declared" if is_added else "import.lacking", names=names))
        if outcome.unused:
            names = texts("list.and").join(_shorten(outcome.unused))
            yield Note(texts("import.unused", names=names))
        if not self.is_written and outcome.texts:
            yield Note(texts("import.not-written", files=len(outcome.texts)))

    def _explain(self, remark: Remark) -> list[str]:
        """Return what there is to say, and what to do."""
        texts, found = self.texts, remark.diagnostic
        if found:
            return [f"{texts.message(found)} ({found.code.code})", texts.help(found)]
        words = dict(remark.words)
        lines = texts(remark.key, **words).split("\n")
        if remark.kind is RemarkKind.CONFLICT:
            lines.append(texts("import.accept", place=remark.place))
        return lines

    def _describe(self, remark: Remark) -> Record:
        problem, *remedy = self._explain(remark)
        return {
            "sheet": remark.place.sheet,
            "cell": remark.place.address,
            "result": remark.kind.value,
            "id": remark.initiative or None,
            "code": remark.diagnostic.code.code if remark.diagnostic else None,
            "problem": problem,
            "remedy": "\n".join(remedy) or None,
        }


def _shorten(names: Iterable[str]) -> list[str]:
    """Return the first names, and a sign that there are more."""
    listed = list(names)
    return listed if len(listed) <= _MOST_SHOWN else [*listed[:_MOST_SHOWN], "…"]
