"""Words that every report needs: years, listings and cells as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Grouping
from plantool.messages import has_figure, is_currency
from plantool.model.cell import EMPTY_CELL
from plantool.model.fiscal_year import Era
from plantool.model.initiative import JOINT
from plantool.model.result import Stage
from plantool.patterns import compile_late
from plantool.reports.rates import format_printed_rate
from plantool.reports.status_text import format_status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from plantool.analysis.grouping import GroupKey
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.cell import Cell
    from plantool.model.chapter import Chapter
    from plantool.model.evaluation import Scheme
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Department, Initiative
    from plantool.model.measure import Group, Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Judgement, Result

_MOST_NAMES = 12
_ENGLISH_WORDS = compile_late("[A-Za-z]+ |[A-Za-z]{4,}$")  # km and GWh are signs


def format_year(year: FiscalYear, plan: Plan, texts: Catalogue) -> str:
    """Return a year as tables head it: ``31年度`` of a plan all in 平成, else ``令和7年度``.

    平成 is over and printed plans named its years without it; ``7年度`` could be of two eras today.
    A span is named as it is written, and a year from January to December is no fiscal year.
    """
    if plan.calendar.has_calendar_years:
        return year.kanji.removesuffix("度") if texts.language == "ja" else str(year.start)
    eras = {known.era for known in (*plan.baseline_years, *plan.planned_years)}
    if year.era is None or texts.language == "en":
        return name_western_year(year, texts)
    is_all_heisei = {year.era} == eras == {Era.HEISEI}
    return year.kanji.removeprefix(year.era.kanji) if is_all_heisei else year.kanji


def name_western_year(year: FiscalYear, texts: Catalogue) -> str:
    """Return a year in western years: ``FY2019``, or a span as it is written."""
    if not year.span:
        return texts("year.western", start=year.start)
    return year.kanji if texts.language == "ja" else year.key


def describe_year(year: FiscalYear, plan: Plan) -> dict[str, str | int]:
    """Return a year for machines: its spelling, its western year, and the day on which it begins.

    Only the day is the same for all spellings in plans of every calendar.
    """
    first_day = plan.calendar.find_first_day(year).isoformat()
    return {"year": year.key, "western_year": year.start, "first_day": first_day}


def format_date(day: date, plan: Plan, texts: Catalogue) -> str:
    """Return a day as letters write it: ``令和2年5月31日``, or in a western year as the plan's."""
    if texts.language == "en":
        return day.isoformat()
    era = Era.find_on(day) if any(year.era for year in plan.planned_years) else None
    year = era.spell_year(day.year) if era else day.year
    return f"{year}年{day.month}月{day.day}日"


def join_names(words: Iterable[str], texts: Catalogue) -> str:
    """Join names, each once; of very many only the first, and how many more there are."""
    unique = list(dict.fromkeys(words))
    listed = texts("list.and").join(unique[:_MOST_NAMES])
    more = len(unique) - _MOST_NAMES
    return listed if more <= 0 else texts("list.more", listed=listed, more=more)


def format_title(listing: Listing, texts: Catalogue) -> str:
    """Return an initiative's title with its mark, and the words for 再掲 where it is one."""
    label = ""
    if listing.relisting:
        label = f" {listing.relisting.label or texts('relisted')}"
    return append_mark(listing.initiative.title, listing.initiative.mark) + label


def name_listing(listing: Listing, texts: Catalogue) -> str:
    """Return an initiative's id and title."""
    return f"{listing.initiative.id} {format_title(listing, texts)}"


def name_chapter(chapter: Chapter) -> str:
    """Return a chapter's series, id and title as they are printed."""
    return " ".join(filter(None, (chapter.series, chapter.id, chapter.title)))


def append_mark(title: str, mark: str | None) -> str:
    """Put the mark behind a title, as it is printed."""
    return f"{title} {mark}" if mark else title


def name_row(row: Measure | Group) -> str:
    """Return a row's number, name and mark as they are printed."""
    return append_mark(" ".join(filter(None, (row.number, row.name))), row.mark)


def name_row_fully(initiative: Initiative, row: Measure | Group) -> str:
    """Return a row as ``name_row`` does, behind its groups, for tables that do not show these."""
    return JOINT.join(map(name_row, (*initiative.find_groups_above(row), row)))


def name_groups_above(initiative: Initiative, row: Measure | Group) -> str | None:
    """Return the names of the groups that a row stands in, for machines."""
    return JOINT.join(group.name or "" for group in initiative.find_groups_above(row)) or None


def format_cell(cell: Cell | None, unit: str | None, texts: Catalogue) -> str:
    """Return a cell as printed; a plain number gets the measure's unit."""
    if cell is None:
        return ""
    if cell.lines:
        return "\n".join(cell.lines)
    return texts("none") if cell.value is None else format_quantity(cell.value, unit)


def format_quantity(value: Decimal, unit: str | None) -> str:
    """Return a number with its unit as it is printed: ``16か所``, ``125 homes``, ``$1,200``."""
    if not unit:
        return f"{value:,f}"
    if is_currency(unit) and has_figure(unit):
        return f"{value:,f} ({unit})"
    if is_currency(unit):
        return f"{'-' if value < 0 else ''}{unit}{value.copy_abs():,f}"
    return f"{value:,f}{' ' if _ENGLISH_WORDS.match(unit) else ''}{unit}"


def format_planned(
    planned: Cell | None, due: date | None, unit: str | None, texts: Catalogue
) -> str:
    """Return what is planned for a year, with the day by which it is to be done."""
    lines = (format_cell(planned, unit, texts), format_due(due, texts))
    return "\n".join(filter(None, lines))


def format_due(due: date | None, texts: Catalogue) -> str:
    """Return the day by which something is due as tables say it."""
    return texts("due", date=due.isoformat()) if due else ""


def add_year(text: str, year: str, texts: Catalogue) -> str:
    """Add to a cell the year that it is of, where its column does not say so."""
    return texts("show.baseline.of", cell=text, year=year) if text else text


def format_judgement(judgement: Judgement, scheme: Scheme, texts: Catalogue) -> str:
    """Return the status that people gave, as the plan calls it."""
    band = scheme.find_band(judgement.status)
    return format_status(band, scheme, texts) if band else judgement.status


def format_result(result: Result | None, unit: str | None, scheme: Scheme, texts: Catalogue) -> str:
    """Return a result as reported: words or number, else the state of the work, or a judgement."""
    if result is None:
        return ""
    if result.cell.is_none and result.state:
        return texts(f"state.{result.state.value}")
    if result.cell == EMPTY_CELL and result.judgement:
        return format_judgement(result.judgement, scheme, texts)
    return format_cell(result.cell, unit, texts)


def format_staged_result(
    result: Result | None, unit: str | None, scheme: Scheme, texts: Catalogue
) -> str:
    """Return a result with its part of the year, its own plan and the running total, if any."""
    if result is None:
        return ""
    text = format_result(result, unit, scheme, texts)
    sides = [name_stage(result, texts)] if text else []
    for key, cell in (("planned", result.planned), ("running", result.running)):
        if cell is not None:
            sides.append(texts(f"result.{key}", text=format_cell(cell, unit, texts)))
    return add_in_brackets(text, sides, texts)


def name_stage(result: Result, texts: Catalogue) -> str:
    """Return the part of the year that a report is of, or its stage before the year's end."""
    is_plain = result.stage is Stage.FINAL or (result.period and result.stage is Stage.INTERIM)
    stage = "" if is_plain else texts(f"stage.{result.stage.value}")
    period = texts(f"period.{result.period.value}") if result.period else ""
    return texts("list.and").join(filter(None, (period, stage)))


def name_owed_stage(owed: OwedReport, texts: Catalogue) -> str:
    """Name the report that is owed: at the year's end, within it, or by its own due date."""
    is_by_due = owed.due == owed.measure.due
    return texts("pending.due-day" if is_by_due else f"pending.{owed.stage.value}")


def format_printed_attainment(result: Result | None, texts: Catalogue) -> str | None:
    """Return the attainment that is printed with a report, in words."""
    if result is None or result.attainment is None:
        return None
    return texts("show.attainment", rate=format_printed_rate(result.attainment))


def add_stage(result: Result, text: str, texts: Catalogue) -> str:
    """Add to a text about a report its part of the year, if that is not the whole."""
    return add_in_brackets(text, [name_stage(result, texts)], texts)


def add_stage_and_day(result: Result, text: str, texts: Catalogue) -> str:
    """Add to a text about a report its part of the year, and the day on which it was made."""
    day = texts("reported.on", date=result.reported.isoformat()) if result.reported else ""
    return add_in_brackets(text, [name_stage(result, texts), day], texts)


def add_in_brackets(text: str, sides: Iterable[str], texts: Catalogue) -> str:
    """Add to a text what belongs beside it, if there is anything."""
    said = texts("list.and").join(filter(None, sides))
    return texts("beside", text=text, said=said).strip() if said else text


def describe_plan(plan: Plan) -> dict[str, object]:
    """Return what identifies a plan in machine-readable output."""
    return {
        "id": plan.id,
        "title": plan.title,
        "publisher": plan.publisher.name,
        "publisher_code": plan.publisher.code,
        "license": plan.license,
        "left_out": list(plan.left_out),
    }


def name_department(department: Department | None, texts: Catalogue) -> str:
    """Return the name of a department, or the words for none."""
    return department.name if department else texts("department.none")


def name_departments(initiative: Initiative, texts: Catalogue) -> str:
    """Return departments as printed: each bureau once, then its divisions."""
    by_bureau: dict[str, list[str]] = {}
    for department in initiative.departments:
        divisions = by_bureau.setdefault(department.bureau, [])
        if department.division:
            divisions.append(department.division)
    comma = texts("list.and")
    return comma.join(
        f"{bureau} {comma.join(divisions)}".strip() for bureau, divisions in by_bureau.items()
    )


def name_group(key: GroupKey, by: Grouping, plan: Plan, texts: Catalogue) -> str:
    """Return the heading of a group of initiatives."""
    match by:
        case Grouping.INITIATIVE | Grouping.SECTION:
            chapter = plan.chapter(key[0])
            if chapter and not chapter.sections:
                return f"{chapter.id} {chapter.title}"
            section = chapter.find_section(key[1]) if chapter else None
            title = section.title if section else texts("budget.no-section")
            prefix = f"{key[0]}/" if len(plan.chapters) > 1 else ""
            return f"{prefix}{key[1]} {title}"
        case Grouping.CHAPTER:
            chapter = plan.chapter(key[0])
            return f"{key[0]} {chapter.title if chapter else ''}"
        case Grouping.MARK:
            return key[0] or texts("budget.no-mark")
        case Grouping.BUREAU | Grouping.DEPARTMENT:
            members = [member for member in key if member]
            names = texts("list.and").join(members)
            joint = texts("group.joint", members=names) if len(members) > 1 else names
            return joint or texts("department.none")
