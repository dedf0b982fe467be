"""What people call the facts of a plan, and how their values read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from plantool.model.cell import Cell
from plantool.model.exact import exact_difference
from plantool.model.fiscal_year import FiscalYear
from plantool.model.money import Money, Presence, Total
from plantool.model.result import Reports
from plantool.model.settings import Setting
from plantool.reports.phrases import format_cell, format_staged_result, format_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.facts import Fact
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class FactFormatter:
    """Names facts and says their values in the words of a plan."""

    def __init__(self, plan: Plan, texts: Catalogue) -> None:
        self.plan = plan
        self.texts = texts

    def name_fact(self, fact: Fact, measures: Mapping[str, str]) -> str:
        """Return what people call a fact: ``相談情報ひろば 計画 30年度``.

        ``measures`` are the names of its initiative's measures by their ids.
        """
        field = self.texts.texts.get(f"fact.{fact.field}") or fact.field
        row = measures.get(fact.measure or "", fact.measure)
        year = self._format_plan_year(fact.year) if fact.year else None
        return " ".join(filter(None, (row, field, year)))

    def _format_plan_year(self, year: FiscalYear) -> str:
        """Return a year as the plan spells it, however a file does."""
        return format_year(self.plan.year(year.key), self.plan, self.texts)

    def format_values(self, before: object, after: object) -> tuple[str | None, str | None]:
        """Return two values of a fact; of lists only what one has and the other has not.

        Reports whose figures are the same are told apart by what else they say.
        """
        if type(before) is tuple and type(after) is tuple:  # a list; a cell is a tuple of its own
            gone = tuple(item for item in before if item not in after)
            new = tuple(item for item in after if item not in before)
            before, after = (gone, new) if gone or new else (before, after)
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
        remarks = (report.note, report.reason, report.action, report.source, report.reported)
        yield from (str(words) for words in remarks if words)
        yield from (str(words) for words in report.judgement or ())

    def format_value(self, value: object) -> str | None:
        """Return a value as the plan prints it; None where there is none."""
        return None if value is None else self._format_known_value(value)

    def _format_known_value(self, value: object) -> str:
        text = str(value)
        match value:
            case Cell():
                text = format_cell(value, None, self.texts)
            case Money():
                text = _format_money(value)
            case Reports():
                text = "\n".join(map(self._format_report, value.items))
            case FiscalYear() | Setting():
                text = self._format_item(value)
            case Enum():
                text = str(value.value)
            case Decimal():
                text = f"{value:,f}"
            case tuple():
                is_settings = any(isinstance(item, Setting) for item in value)
                separator = "\n" if is_settings else self.texts("list.and")
                text = separator.join(map(self._format_item, value))
            case _:
                pass
        return text

    def _format_item(self, item: object) -> str:
        if isinstance(item, FiscalYear):
            return item.key
        if isinstance(item, Setting):
            return self._describe_setting(item)
        amount = getattr(item, "amount", None)
        decided = getattr(item, "decided", None)
        return f"{decided} {_format_money(amount)}" if isinstance(amount, Money) else str(item)

    def _describe_setting(self, setting: Setting) -> str:
        """Say how a plan is to be checked, where and why."""
        texts, join = self.texts, self.texts("list.and").join
        parts = [texts("setting.ignore", codes=join(setting.ignore))] if setting.ignore else []
        parts += [
            texts("setting.severity", code=code, severity=texts(f"severity.{severity.value}"))
            for code, severity in setting.severity
        ]
        line = join(parts)
        if setting.files != Setting().files:
            line = texts("setting.files", what=line, files=join(setting.files))
        return texts("setting.reason", what=line, reason=setting.reason) if setting.reason else line


def _format_money(amount: Money) -> str:
    match amount.presence:
        case Presence.KNOWN:
            return f"{amount.amount:,f}"
        case Presence.NONE:
            return "―"
        case Presence.BELOW_UNIT:
            return "0"
        case Presence.UNKNOWN:
            return "…"


def find_difference(before: object, after: object) -> Decimal | None:
    """Return by how much a figure changed; None where one is no figure."""
    old, new = _to_figure(before), _to_figure(after)
    if old is None or new is None:
        return None
    return exact_difference(new, old)


def _to_figure(value: object) -> Decimal | None:
    match value:
        case Cell():
            return value.value
        case Money() if value.presence in {Presence.KNOWN, Presence.NONE}:
            return value.amount
        case Total() if value.is_whole:
            return value.amount
        case Reports() if counting := value.find_counting(date.max):
            return counting.quantity
        case _:
            return None
