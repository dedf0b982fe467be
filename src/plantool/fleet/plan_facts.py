"""The step that is done for each plan by itself, wherever there is a processor: read, judge, pack.

It is one function of one small value, so that processes of this machine and workers of a cluster
can run it alike: what it returns are bytes, and it looks at nothing but the plan's own files.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from glob import has_magic
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Severity
from plantool.errors import PlantoolError, PlanUnreadableError
from plantool.fleet.lake_schemas import find_lake_table, pack_rows
from plantool.fleet.lake_tables import list_partitions
from plantool.fleet.named_currency import name_currency
from plantool.fleet.package_rows import DataPackage
from plantool.fleet.plan_marks import digest_contents
from plantool.fleet.themes import find_themes
from plantool.loading.blake2 import blake2b
from plantool.loading.folder import Folder
from plantool.loading.git.plan_commit import find_plan_commit
from plantool.loading.git.revision import Revision
from plantool.loading.schema import find_schema_folder
from plantool.messages import catalogue
from plantool.tables.build_rows import yield_rows
from plantool.tables.definitions import FINDINGS, INITIATIVES, PLANS, TABLES, find_table
from plantool.tables.file_places import FilePlaces
from plantool.tables.table_source import TableSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any, TypeAlias

    from plantool.diagnostics import Diagnostic
    from plantool.fleet.fleet_file import ThemeMap
    from plantool.loading.folder import PlanFiles
    from plantool.messages import Catalogue
    from plantool.tables.columns import Row, Value

    TableRows: TypeAlias = Mapping[str, Sequence[Row]]

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How engines name the folder of rows without a year."""


class PlanJob(NamedTuple):
    """A plan to read: in the folder ``path``, as the commit has it where ``at``.

    ``language`` is that of the reason why it may be left out, ``currency`` that of a plan whose
    unit has only a sign for it.
    """

    origin: str
    path: str
    at: str | None
    is_package: bool
    themes: tuple[ThemeMap, ...]
    as_of: date
    language: str
    currency: str | None = None


class PlanSummary(NamedTuple):
    """What is remembered of a plan: how it calls itself, and what the table ``quality`` says.

    Of one that is left out, ``reason`` says why; it may have nothing else. ``years`` are those in
    which it counts anything.
    """

    publisher_code: str | None = None
    plan_id: str | None = None
    title: str | None = None
    reason: str | None = None
    errors: int | None = None
    warnings: int | None = None
    unverified_figures: int | None = None
    unit: str | None = None
    currency: str | None = None
    initiatives: int | None = None
    facts: int | None = None
    revision: str | None = None
    years: tuple[int, ...] = ()


class Piece(NamedTuple):
    """The rows that a plan brings to one part of a table."""

    rows: int
    data: bytes


class PlanFacts(NamedTuple):
    """What came of a job: the rows by the part of the lake that they belong to.

    A part is a table and a year, ``money/fiscal_year=2019``, or a table alone. ``program`` tells
    what read the plan: two machines may have different versions.
    """

    origin: str
    summary: PlanSummary
    digest: str | None
    pieces: Mapping[str, Piece]
    program: str


def build_plan_facts(job: PlanJob) -> PlanFacts:
    """Read the plan of a job; one that cannot be used has a reason, and no rows."""
    texts = catalogue(job.language)
    try:
        read = _read_package(job) if job.is_package else _read_plan(job, texts)
    except PlantoolError as error:
        reason = _give_reason(error, texts).replace(job.path, job.origin)
        read = _Read(PlanSummary(reason=reason))
    pieces = {} if read.summary.reason else dict(_yield_pieces(read.rows, job.themes))
    return PlanFacts(job.origin, read.summary, read.digest, pieces, find_program())


@cache
def find_program() -> str:
    """Return what changes with any file of the program, and is the same on every machine."""
    package, schemas = Path(__file__).parents[1], find_schema_folder()
    files = (*package.rglob("*.py"), *schemas.glob("*.json"))
    digest = blake2b(digest_size=16)
    for data in sorted(path.read_bytes() for path in files):
        digest.update(data)
    return digest.hexdigest()


class _Read(NamedTuple):
    summary: PlanSummary
    digest: str | None = None
    rows: TableRows = MappingProxyType({})


def _give_reason(error: PlantoolError, texts: Catalogue) -> str:
    """Return the first sentence of a failure: the rest says what to type."""
    return texts(error.key, **error.arguments).partition("\n")[0]


# From the files of a plan


def _read_plan(job: PlanJob, texts: Catalogue) -> _Read:
    path = Path(job.path)
    if has_magic(job.origin) and not path.exists():
        raise PlanUnreadableError("fleet.reason.no-match")
    files = Folder.open_at(path) if job.at is None else Revision.open_commit(path, job.at)
    loaded = load_and_check(files, job.as_of)
    digest = digest_contents(loaded.contents)
    counts = Counter(found.code.severity for found in loaded.diagnostics)
    plan = loaded.plan
    known = PlanSummary(
        publisher_code=plan.publisher.code,
        plan_id=plan.id,
        title=plan.title or None,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        unit=plan.unit or None,
    )
    if errors := [found for found in loaded.diagnostics if found.is_error]:
        reason = _explain_errors(errors, files, texts)
        return _Read(known._replace(reason=reason), digest)
    places = FilePlaces.of_plan(loaded, find_plan_commit(files))
    source = TableSource(
        plan, job.as_of, catalogue(plan.language), places, lambda: loaded.diagnostics
    )
    rows = name_currency(_gather_rows(source), job.currency)
    return _Read(_summarize(rows), digest, rows)


def _explain_errors(errors: Sequence[Diagnostic], files: PlanFiles, texts: Catalogue) -> str:
    first = errors[0]
    names = {files.format_name(name): name for name in files.list_names()}
    return texts(
        "fleet.reason.errors",
        errors=len(errors),
        file=names.get(first.file, first.file),
        line=first.span.line,
        message=texts.message(first),
    )


def _gather_rows(source: TableSource) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for table, batch in yield_rows(source):
        rows[table.name] += batch
    return rows


# From an export


def _read_package(job: PlanJob) -> _Read:
    package = DataPackage(Path(job.path))
    rows = name_currency(package.read_rows(), job.currency)
    try:
        digest = package.build_digest()
    except OSError:  # gone meanwhile: it is looked at again the next time
        digest = None
    reason = _refuse_package(package, rows, job)
    return _Read(_summarize(rows)._replace(reason=reason), digest, rows)


def _refuse_package(package: DataPackage, rows: TableRows, job: PlanJob) -> str | None:
    """Return why an export cannot be used, though all of it could be read."""
    texts, day = catalogue(job.language), _get_cell(rows, "as_of")
    has_errors = ("error",) in _yield_cells(rows, FINDINGS.name, "severity")
    if has_errors or not (package.is_complete and _get_cell(rows, "complete")):
        return texts("fleet.reason.incomplete")
    return None if day == job.as_of else texts("fleet.reason.other-day", day=day, as_of=job.as_of)


# What the rows say


def _summarize(rows: TableRows) -> PlanSummary:
    severities = Counter(row[0] for row in _yield_cells(rows, FINDINGS.name, "severity"))
    return PlanSummary(
        publisher_code=_get_cell(rows, "publisher_code"),
        plan_id=_get_cell(rows, "plan_id"),
        title=_get_cell(rows, "title"),
        errors=severities["error"],
        warnings=severities["warning"],
        unverified_figures=_count_unverified(rows),
        unit=_get_cell(rows, "unit"),
        currency=_get_cell(rows, "currency"),
        initiatives=sum(not cell for (cell,) in _yield_cells(rows, INITIATIVES.name, "relisted")),
        facts=sum(map(len, rows.values())),
        revision=_get_cell(rows, "commit_id"),
        years=_find_years(rows),
    )


def _get_cell(rows: TableRows, name: str) -> Any:  # noqa: ANN401 - of whatever type the column is
    (row,) = rows[PLANS.name]
    return row[PLANS.column_names.index(name)]


def _yield_cells(rows: TableRows, table: str, *names: str) -> Iterator[tuple[Value, ...]]:
    places = [find_table(table).column_names.index(name) for name in names]
    return (tuple(row[at] for at in places) for row in rows[table])


def _count_unverified(rows: TableRows) -> int:
    names = [table.name for table in TABLES if "unverified" in table.column_names]
    return sum(bool(cell) for name in names for (cell,) in _yield_cells(rows, name, "unverified"))


def _find_years(rows: TableRows) -> tuple[int, ...]:
    """Return the years of the plan itself for which it has money or judged measures."""
    first, last = _get_cell(rows, "first_year"), _get_cell(rows, "last_year")
    money = _yield_cells(rows, "money", "fiscal_year", "in_plan", "relisted")
    judged = _yield_cells(rows, "verdicts", "fiscal_year", "relisted")
    years = {year for year, in_plan, relisted in money if in_plan and not relisted}
    years |= {year for year, relisted in judged if not relisted}
    return tuple(sorted(year for year in years if isinstance(year, int) and first <= year <= last))


# What travels


def _yield_pieces(rows: TableRows, themes: Sequence[ThemeMap]) -> Iterator[tuple[str, Piece]]:
    """Yield the parts of a plan's rows, without its key, and with the themes of initiatives."""
    theme_by_id = find_themes(rows, themes)
    for table in TABLES:
        own = list(_yield_own_cells(table.name, rows[table.name], theme_by_id))
        for part, members in _split_by_year(table.name, own):
            yield part, Piece(len(members), pack_rows(table.name, members))


def _yield_own_cells(
    name: str, rows: Sequence[Row], theme_by_id: Mapping[Value, str]
) -> Iterator[Row]:
    """Yield rows without the plan's key, with the theme where the lake's table has one."""
    if "theme" not in find_lake_table(name).column_names:
        yield from (row[2:] for row in rows)
        return
    at = find_table(name).column_names.index("initiative_id")
    yield from ((*row[2:], theme_by_id.get(row[at])) for row in rows)


def _split_by_year(name: str, rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the parts of a table and their rows, which the folder of a part tells the year of."""
    if "fiscal_year" not in list_partitions(find_lake_table(name)):
        if rows:
            yield name, list(rows)
        return
    at = find_table(name).column_names.index("fiscal_year") - 2
    by_year: dict[Value, list[Row]] = {}
    for row in rows:
        by_year.setdefault(row[at], []).append((*row[:at], *row[at + 1 :]))
    for year, members in by_year.items():
        yield f"{name}/fiscal_year={NO_YEAR if year is None else year}", members
