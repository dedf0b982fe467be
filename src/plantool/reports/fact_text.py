"""The names of facts in the words of a plan, and how their values read."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from plantool.analysis.facts import (
    AttributeFact,
    CompoundValue,
    ItemFact,
    JudgementValue,
    ListValue,
    MoneyFact,
    find_row_name,
)
from plantool.diagnostics import Terms
from plantool.loading.field_paths import split_steps
from plantool.model.budget import Supplement
from plantool.model.cell import Cell
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Footnote
from plantool.model.measure import Direction, Kind
from plantool.model.money import Money, Presence
from plantool.model.result import Judgement, Reports
from plantool.model.settings import Setting
from plantool.reports.attribute_text import yield_attribute_lines
from plantool.reports.phrases import (
    add_in_brackets,
    format_cell,
    format_printed_attainment,
    format_staged_result,
    format_year,
    name_stage,
)
from plantool.reports.status_text import format_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.facts import Fact, FactValue, ListedValue
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.model.result import Result

_PRINTED_TOTAL = "budget.total"
_PRELIMINARY = "―"  # a fact that only is there or is not: it has no words
# lists whose items go by a figure
_ABOUT_FIGURES = frozenset({"corrections", "revisions", "unverified"})


class FactFormatter:
    """Names facts and says their values in the words of a plan."""

    def __init__(self, plan: Plan, texts: Catalogue) -> None:
        self.plan = plan
        self.texts = texts

    def name_fact(self, fact: Fact, rows: Mapping[str, str]) -> str:
        """Return the name of a fact for people: ``相談情報ひろば 計画 30年度``.

        ``rows`` are the names of measures and groups, by the names that facts have for them.
        """
        if isinstance(fact, AttributeFact):
            return " ".join(filter(None, (rows.get(fact.measure or ""), fact.label)))
        field = self._name_field(fact)
        row = find_row_name(fact)
        if isinstance(fact, ItemFact) and fact.field in _ABOUT_FIGURES:
            row = self.name_figure(fact.item, rows)
        year = self._format_plan_year(fact.year) if fact.year else None
        return " ".join(filter(None, (rows.get(row or "", row), field, year)))

    def _name_field(self, fact: Fact) -> str:
        known = self.texts.texts
        if not isinstance(fact, MoneyFact) or (fact.field == _PRINTED_TOTAL and not fact.part):
            return known.get(f"fact.{fact.field}") or fact.field
        basis = fact.field.removesuffix(".total")
        name = known.get(f"fact.{basis}")
        total = known["fact.total"] if basis != fact.field else None
        return " ".join(filter(None, (*fact.part, name, total)))

    def name_figure(self, field: str, rows: Mapping[str, str]) -> str:
        """Return the name of what a file calls ``hiroba.planned.30``, as that of its fact.

        What has no name stays as it is written.
        """
        row, *steps = split_steps(field.removeprefix("measures."))
        steps = steps if row in rows else [row, *steps]
        part: list[str] = []
        if steps[:2] == ["budget", "breakdown"]:
            part, steps = steps[2:4], ["budget", *steps[4:]]
        year = None
        with suppress(ValueError, IndexError):
            year = format_year(self.plan.year(steps[-1]), self.plan, self.texts)
            steps.pop()
        name = self.texts.texts.get(f"fact.{'.'.join(steps)}")
        if steps and name is None:
            return field
        return " ".join(filter(None, (rows.get(row), *part, name, year)))

    def _format_plan_year(self, year: FiscalYear) -> str:
        """Return a year as the plan spells it, however a file does."""
        return format_year(self.plan.year(year.key), self.plan, self.texts)

    def format_values(
        self, before: FactValue | None, after: FactValue | None
    ) -> tuple[str | None, str | None]:
        """Return two values of a fact; of lists only the items that the other has not.

        Reports whose figures are the same are told apart by what else they say.
        """
        if isinstance(before, ListValue) and isinstance(after, ListValue):
            gone = ListValue(tuple(item for item in before.items if item not in after.items))
            new = ListValue(tuple(item for item in after.items if item not in before.items))
            # neither has anything of its own where only the order changed: both are shown whole
            before, after = (gone, new) if gone != new else (before, after)
        shown = self.format_value(before), self.format_value(after)
        if isinstance(before, Reports) and isinstance(after, Reports) and shown[0] == shown[1]:
            return self._format_reports_fully(before), self._format_reports_fully(after)
        return shown

    def _format_report(self, report: Result) -> str:
        return format_staged_result(report, None, self.plan.scheme, self.texts)

    def _format_reports_fully(self, reports: Reports) -> str:
        return "\n".join(" / ".join(self._yield_report_parts(report)) for report in reports.items)

    def _yield_report_parts(self, report: Result) -> Iterator[str]:
        yield self._format_report(report)
        if report.state:
            yield self.texts(f"state.{report.state.value}")
        if said := format_printed_attainment(report, self.texts):
            yield said
        for words in (report.note, report.reason, report.action, report.source):
            if words:
                yield words
        if report.reported:
            yield report.reported.isoformat()
        if judged := report.judgement:
            yield from filter(None, (judged.status, judged.reason))

    def format_value(self, value: FactValue | None) -> str | None:
        """Return a value as the plan prints it; None where there is none."""
        return None if value is None else self._format_known_value(value)

    def _format_known_value(self, value: FactValue) -> str:
        match value:
            case str() | CompoundValue():
                text = self._format_words(value)
            case bool():
                text = _PRELIMINARY
            case Decimal():
                text = f"{value:,f}"
            case Kind() | Direction():
                text = value.value
            case Money():
                text = format_money(value)
            case Reports() | JudgementValue():
                text = "\n".join(self._yield_said(value))
            case Cell():
                text = format_cell(value, None, self.texts)
            case Footnote():
                text = f"{value.term}: {value.text}" if value.term else value.text
            case ListValue():
                text = self._format_list(value.items)
            case _:
                assert_never(value)
        return text

    def _yield_said(self, value: Reports | JudgementValue) -> Iterator[str]:
        """Yield reports, or the judgements of a whole initiative with why, by whom and when."""
        if isinstance(value, Reports):
            yield from map(self._format_report, value.items)
            return
        bands = {b.id: b for b in self.plan.scheme.find_judgement_bands(of_term=value.of_term)}
        for report in value.reports.items:
            status, reason, by, attributes = report.judgement or Judgement("")
            if band := bands.get(status):
                status = format_status(band, self.plan.scheme, self.texts)
            day = report.reported.isoformat() if report.reported else ""
            others = yield_attribute_lines(attributes, self.texts)
            sides = (name_stage(report, self.texts), reason, by or "", day, *others)
            yield add_in_brackets(status, sides, self.texts)

    def _format_list(self, items: tuple[ListedValue, ...]) -> str:
        has_settings = any(isinstance(item, Setting) for item in items)
        separator = "\n" if has_settings else self.texts("list.and")
        return separator.join(map(self._format_item, items))

    def _format_item(self, item: ListedValue) -> str:
        match item:
            case str() | CompoundValue():
                return self._format_words(item)
            case FiscalYear():
                return item.key
            case Setting():
                return self._describe_setting(item)
            case Supplement():
                return self._format_supplement(item)
            case _:
                assert_never(item)

    def _format_words(self, value: str | CompoundValue) -> str:
        if isinstance(value, str):
            return value
        return " ".join(filter(None, map(self._format_part, value.parts)))

    def _format_part(self, part: str | Decimal | date | Terms | None) -> str:
        match part:
            case None:
                return ""
            case str():
                return part
            case Decimal():
                return f"{part:f}"
            case date():
                return part.isoformat()
            case Terms():
                return part.words(self.texts)
            case _:
                assert_never(part)

    def _format_supplement(self, item: Supplement) -> str:
        number = self.texts("supplement.number", number=item.number) if item.number else None
        day = item.decided.isoformat() if item.decided else None
        return " ".join(filter(None, (number, day, format_money(item.amount))))

    def _describe_setting(self, setting: Setting) -> str:
        """Say how a plan is to be checked, where and why."""
        texts, join = self.texts, self.texts("list.and").join
        parts = [texts("setting.ignore", codes=join(setting.ignore))] if setting.ignore else []
        for code, severity in setting.severity:
            name = texts(f"severity.{severity.value}")
            parts.append(texts("setting.severity", code=code, severity=name))
        line = join(parts)
        if setting.files != Setting().files:
            line = texts("setting.files", what=line, files=join(setting.files))
        return texts("setting.reason", what=line, reason=setting.reason) if setting.reason else line


def format_money(amount: Money) -> str:
    """Return an amount within a sentence."""
    match amount.presence:
        case Presence.KNOWN:
            return f"{amount.amount:,f}"
        case Presence.NONE:
            return "―"
        case Presence.BELOW_UNIT:
            return "0"
        case Presence.UNKNOWN:
            return "…"
