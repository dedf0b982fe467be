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
from plantool.reports.words import cell_text, staged_text, year_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.facts import Fact
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class FactWords:
    """Names facts and says their values in the words of a plan."""

    def __init__(self, plan: Plan, texts: Catalogue) -> None:
        self.plan = plan
        self.texts = texts

    def name(self, fact: Fact, measures: Mapping[str, str]) -> str:
        """Return what people call a fact: ``相談情報ひろば 計画 30年度``.

        ``measures`` are the names of its initiative's measures by their ids.
        """
        field = self.texts.texts.get(f"fact.{fact.field}") or fact.field
        row = measures.get(fact.measure or "", fact.measure)
        year = self._year(fact.year) if fact.year else None
        return " ".join(filter(None, (row, field, year)))

    def _year(self, year: FiscalYear) -> str:
        """Return a year as the plan spells it, however a file does."""
        return year_heading(self.plan.year(year.key), self.plan, self.texts)

    def values(self, before: object, after: object) -> tuple[str | None, str | None]:
        """Return two values of a fact; of lists only what one has and the other has not.

        Reports whose figures are the same are told apart by what else they say.
        """
        if type(before) is tuple and type(after) is tuple:  # a list; a cell is a tuple of its own
            gone = tuple(item for item in before if item not in after)
            new = tuple(item for item in after if item not in before)
            before, after = (gone, new) if gone or new else (before, after)
        said = self.value(before), self.value(after)
        if isinstance(before, Reports) and isinstance(after, Reports) and said[0] == said[1]:
            return self._in_full(before), self._in_full(after)
        return said

    def _result(self, report: Result) -> str:
        return staged_text(report, None, self.plan.scheme, self.texts)

    def _in_full(self, reports: Reports) -> str:
        return "\n".join(" / ".join(self._all_of(report)) for report in reports.items)

    def _all_of(self, report: Result) -> Iterator[str]:
        yield self._result(report)
        if report.state:
            yield self.texts(f"state.{report.state.value}")
        said = (report.note, report.reason, report.action, report.source, report.reported)
        yield from (str(words) for words in said if words)
        yield from (str(words) for words in report.judgement or ())

    def value(self, value: object) -> str | None:
        """Return a value as the plan prints it; None where there is none."""
        return None if value is None else self._said(value)

    def _said(self, value: object) -> str:
        said = str(value)
        match value:
            case Cell():
                said = cell_text(value, None, self.texts)
            case Money():
                said = _money(value)
            case Reports():
                said = "\n".join(map(self._result, value.items))
            case FiscalYear() | Setting():
                said = self._item(value)
            case Enum():
                said = str(value.value)
            case Decimal():
                said = f"{value:,f}"
            case tuple():
                is_settings = any(isinstance(item, Setting) for item in value)
                between = "\n" if is_settings else self.texts("list.and")
                said = between.join(map(self._item, value))
            case _:
                pass
        return said

    def _item(self, item: object) -> str:
        if isinstance(item, FiscalYear):
            return item.key
        if isinstance(item, Setting):
            return self._setting(item)
        amount = getattr(item, "amount", None)
        decided = getattr(item, "decided", None)
        return f"{decided} {_money(amount)}" if isinstance(amount, Money) else str(item)

    def _setting(self, setting: Setting) -> str:
        """Say how a plan is to be checked, where and why."""
        texts, join = self.texts, self.texts("list.and").join
        said = [texts("setting.ignore", codes=join(setting.ignore))] if setting.ignore else []
        said += [
            texts("setting.severity", code=code, severity=texts(f"severity.{severity.value}"))
            for code, severity in setting.severity
        ]
        line = join(said)
        if setting.files != Setting().files:
            line = texts("setting.files", what=line, files=join(setting.files))
        return texts("setting.reason", what=line, reason=setting.reason) if setting.reason else line


def _money(amount: Money) -> str:
    match amount.presence:
        case Presence.KNOWN:
            return f"{amount.amount:,f}"
        case Presence.NONE:
            return "―"
        case Presence.BELOW_UNIT:
            return "0"
        case Presence.UNKNOWN:
            return "…"


def difference(before: object, after: object) -> Decimal | None:
    """Return by how much a figure changed; None where one is no figure."""
    old, new = _figure(before), _figure(after)
    if old is None or new is None:
        return None
    return exact_difference(new, old)


def _figure(value: object) -> Decimal | None:
    match value:
        case Cell():
            return value.value
        case Money() if value.presence in {Presence.KNOWN, Presence.NONE}:
            return value.amount
        case Total() if value.is_whole:
            return value.amount
        case Reports() if counting := value.counting(date.max):
            return counting.quantity
        case _:
            return None
