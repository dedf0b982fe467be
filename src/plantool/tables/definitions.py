"""The fact tables of a plan, each defined once for every reader: files, SQL, pages, many plans.

What tables and columns mean stands in ``plantool.messages`` (``table.money``, ``column.amount``):
a column of one name means the same in every table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.tables.columns import Column, ColumnType, Reference, Table

if TYPE_CHECKING:
    from plantool.messages import Catalogue


def _text(name: str, source: str | None = None, *, required: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, source, required)


def _integer(name: str, source: str | None = None, *, required: bool = False) -> Column:
    return Column(name, ColumnType.INTEGER, source, required)


def _number(name: str, source: str | None = None) -> Column:
    return Column(name, ColumnType.NUMBER, source)


def _boolean(name: str, source: str | None = None) -> Column:
    return Column(name, ColumnType.BOOLEAN, source, required=True)


def _date(name: str, source: str | None = None) -> Column:
    return Column(name, ColumnType.DATE, source)


_PLAN = (_text("publisher_code", "publisher.code"), _text("plan_id", "id"))
_INITIATIVE = (*_PLAN, _text("initiative_id", "id", required=True))
_MEASURE = (*_INITIATIVE, _text("measure_id", "measures[].id"))
_COUNTED_MEASURE = (*_INITIATIVE, _text("measure_id", "measures[].id", required=True))
_YEAR = (_integer("fiscal_year"), _text("year"))
_NAMED_YEAR = (_integer("fiscal_year", required=True), _text("year", required=True))
_RELISTED = (_boolean("relisted"),)
_FILE = (_text("file", required=True), _integer("line"), _text("commit_id"))
_PLACE = (*_RELISTED, *_FILE)
_OF_INITIATIVE = Reference(("initiative_id",), "initiatives")
_OF_MEASURE = Reference(("initiative_id", "measure_id"), "measures")
_OF_CHAPTER = Reference(("chapter_id",), "chapters")
_OF_SECTION = Reference(("chapter_id", "section_id"), "sections")


def _build_amount_columns(source: str) -> tuple[Column, ...]:
    """Return the columns of money, which is stated below ``source``."""
    return (
        _text("basis", required=True),
        *_YEAR,
        _number("amount", source),
        _text("text", source),
        _text("unit", "money.unit"),
        _integer("amount_yen"),
        _text("currency"),
        _integer("amount_minor"),
        _text("presence", required=True),
        _boolean("stated"),
        _boolean("in_plan"),
        _boolean("preliminary", "budget.preliminary"),
        _integer("supplement_number", f"{source}.supplementary.number"),
        _date("decided", f"{source}.supplementary.date"),
        _text("reason", "budget.reasons"),
        _boolean("unverified", "source.unverified"),
        *_PLACE,
    )


PLANS = Table(
    "plans",
    (
        *_PLAN,
        _text("title", "title", required=True),
        _text("publisher", "publisher.name", required=True),
        _text("language", "language", required=True),
        _text("license", "license"),
        _text("contact_name", "contact.name"),
        _text("contact_mail", "contact.mail"),
        _text("contact_url", "contact.url"),
        _integer("first_year", "years.planned", required=True),
        _integer("last_year", "years.planned", required=True),
        _text("unit", "money.unit"),
        _text("currency"),
        _text("scheme", "evaluation.preset", required=True),
        _text("timezone", "timezone"),
        _date("as_of"),
        _boolean("complete"),
        _integer("left_out", required=True),
        _text("commit_id"),
    ),
)
CHAPTERS = Table(
    "chapters",
    (
        *_PLAN,
        _text("chapter_id", "id", required=True),
        _integer("position", required=True),
        _text("title", "title", required=True),
        _text("series", "series"),
        _text("background", "background"),
        *_FILE,
    ),
    key=("chapter_id",),
)
SECTIONS = Table(
    "sections",
    (
        *_PLAN,
        _text("chapter_id", required=True),
        _text("section_id", "sections[].id", required=True),
        _integer("position", required=True),
        _text("title", "sections[].title", required=True),
    ),
    key=("chapter_id", "section_id"),
    references=(_OF_CHAPTER,),
)
LISTINGS = Table(
    "listings",
    (
        *_PLAN,
        _text("chapter_id", required=True),
        _text("section_id", "section"),
        _integer("position", required=True),
        _text("initiative_id", required=True),
        _boolean("shown_again"),
        _text("number", "number"),
    ),
    references=(_OF_CHAPTER, _OF_SECTION, _OF_INITIATIVE),
)
INITIATIVES = Table(
    "initiatives",
    (
        *_INITIATIVE,
        _text("chapter_id", required=True),
        _text("section_id", "section"),
        _text("title", "title", required=True),
        _text("number", "number"),
        _text("mark", "mark"),
        _text("summary", "summary"),
        _text("bureaus", "departments"),
        _text("departments", "departments"),
        _integer("first_year", "starts"),
        _integer("last_year", "ends"),
        *_PLACE,
    ),
    key=("initiative_id",),
)
DEPARTMENTS = Table(
    "departments",
    (
        *_INITIATIVE,
        _integer("position", required=True),
        _text("department", "departments[]", required=True),
        _text("bureau", "departments[]", required=True),
        _text("division", "departments[]"),
        *_RELISTED,
    ),
    key=("initiative_id", "position"),
    references=(_OF_INITIATIVE,),
)
MEASURES = Table(
    "measures",
    (
        *_COUNTED_MEASURE,
        _integer("position", required=True),
        _text("group_name", "measures[].name"),
        _text("number", "measures[].number"),
        _text("name", "measures[].name", required=True),
        _text("mark", "measures[].mark"),
        _text("kind", "measures[].kind", required=True),
        _text("direction", "measures[].direction"),
        _text("unit", "measures[].unit"),
        _date("due", "measures[].due"),
        _integer("target_year", "measures[].target_year"),
        *_PLACE,
    ),
    key=("initiative_id", "measure_id"),
    references=(_OF_INITIATIVE,),
)
FIGURES = Table(
    "figures",
    (
        *_MEASURE,
        _text("fact", required=True),
        *_YEAR,
        _number("value"),
        _number("minimum"),
        _number("maximum"),
        _text("text"),
        _text("unit"),
        _boolean("unverified", "source.unverified"),
        *_PLACE,
    ),
    references=(_OF_INITIATIVE, _OF_MEASURE),
)
RESULTS = Table(
    "results",
    (
        *_COUNTED_MEASURE,
        *_NAMED_YEAR,
        _integer("position", required=True),
        _number("value", "measures[].results.value"),
        _text("text", "measures[].results.value"),
        _number("planned", "measures[].results.planned"),
        _text("planned_text", "measures[].results.planned"),
        _number("running", "measures[].results.running"),
        _text("state", "measures[].results.state"),
        _text("stage", "measures[].results.stage", required=True),
        _text("period", "measures[].results.period"),
        _text("note", "measures[].results.note"),
        _text("reason", "measures[].results.reason"),
        _text("action", "measures[].results.action"),
        _text("source", "measures[].results.source"),
        _date("reported", "measures[].results.reported"),
        _text("judged", "measures[].results.judgement.status"),
        _text("judged_reason", "measures[].results.judgement.reason"),
        _number("printed_attainment", "measures[].results.attainment"),
        _boolean("unverified", "source.unverified"),
        *_PLACE,
    ),
    key=("initiative_id", "measure_id", "fiscal_year", "position"),
    references=(_OF_MEASURE,),
)
FLAG_COLUMNS = {flag: flag.value.replace("-", "_") for flag in Flag}
"""The columns of ``verdicts`` that tell of flags."""
VERDICTS = Table(
    "verdicts",
    (
        *_COUNTED_MEASURE,
        *_NAMED_YEAR,
        _number("planned", "measures[].planned"),
        _text("planned_text", "measures[].planned"),
        _number("result", "measures[].results.value"),
        _text("result_text", "measures[].results.value"),
        _number("previous"),
        _text("trend"),
        _number("attainment"),
        _text("status", required=True),
        _text("status_label", required=True),
        _boolean("provisional"),
        _text("judged", "measures[].results.judgement.status"),
        _number("running_attainment"),
        _text("running_status"),
        _number("target_attainment"),
        _text("target_status"),
        _number("progress"),
        *(_boolean(name) for name in FLAG_COLUMNS.values()),
        *_RELISTED,
    ),
    key=("initiative_id", "measure_id", "fiscal_year"),
    references=(_OF_MEASURE,),
)
JUDGEMENTS = Table(
    "judgements",
    (
        *_INITIATIVE,
        *_YEAR,
        _integer("position", required=True),
        _text("status", "judgement.status", required=True),
        _text("status_label"),
        _text("reason", "judgement.reason"),
        _text("made_by", "judgement.by"),
        _text("stage", "judgement.stage", required=True),
        _date("reported", "judgement.reported"),
        *_PLACE,
    ),
    references=(_OF_INITIATIVE,),
)
MONEY = Table(
    "money",
    (*_INITIATIVE, *_build_amount_columns("budget")),
    references=(_OF_INITIATIVE,),
)
BREAKDOWN = Table(
    "breakdown",
    (
        *_INITIATIVE,
        _text("part_group", "budget.breakdown", required=True),
        _text("part", "budget.breakdown", required=True),
        *_build_amount_columns("budget.breakdown"),
    ),
    references=(_OF_INITIATIVE,),
)
ATTRIBUTES = Table(
    "attributes",
    (
        *_MEASURE,
        _text("label", "attributes", required=True),
        _integer("position", required=True),
        _text("text", "attributes", required=True),
        *_RELISTED,
    ),
    references=(_OF_INITIATIVE, _OF_MEASURE),
)
CHANGES = Table(
    "changes",
    (
        *_INITIATIVE,
        _integer("position", required=True),
        _text("change", required=True),
        _text("field", required=True),
        _number("was"),
        _text("was_text"),
        _text("reason"),
        _date("changed_on"),
        _text("made_by"),
        *_PLACE,
    ),
    key=("initiative_id", "change", "position"),
    references=(_OF_INITIATIVE,),
)
FINDINGS = Table(
    "findings",
    (
        *_PLAN,
        _text("code", required=True),
        _text("rule", required=True),
        _text("severity", required=True),
        _text("message", required=True),
        _text("file", required=True),
        _integer("line"),
        _integer("column_number"),
        _text("initiative_id"),
    ),
)

TABLES = (
    PLANS,
    CHAPTERS,
    SECTIONS,
    LISTINGS,
    INITIATIVES,
    DEPARTMENTS,
    MEASURES,
    FIGURES,
    RESULTS,
    VERDICTS,
    JUDGEMENTS,
    MONEY,
    BREAKDOWN,
    ATTRIBUTES,
    CHANGES,
    FINDINGS,
)
TABLE_NAMES = tuple(table.name for table in TABLES)


def find_table(name: str) -> Table:
    """Return the table of this name; raises KeyError for any other."""
    return {table.name: table for table in TABLES}[name]


def describe_table(table: Table, texts: Catalogue) -> str:
    """Say what a row of a table is."""
    return texts(f"table.{table.name}")


def describe_column(column: Column, texts: Catalogue) -> str:
    """Say what a column means."""
    return texts(f"column.{column.name}")
